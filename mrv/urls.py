"""Every route of the platform starts here; the access matrix test walks this table."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from oauth2_provider.views import TokenView

from inventory.registry.api.views import JwksView
from mrv import health

api = [
    path("auth/token", TokenView.as_view(), name="token"),
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path("docs", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include("mrv.library.api.urls")),
    path("", include("inventory.registry.api.urls")),
    path("", include("inventory.api.urls")),
    path("", include("verification.api.urls")),
    path("", include("reporting.api.urls")),
]

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("mrv.portal.urls")),
    path("", include("mrv.operations.urls")),
    path("factors/", include("mrv.library.urls")),
    path("reporting/", include("reporting.urls")),
    path("", include("inventory.registry.urls")),
    path("inventory/", include("inventory.urls")),
    path(".well-known/jwks.json", JwksView.as_view(), name="jwks"),
    path("verification/", include("verification.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include((api, "api"))),
]

handler400 = "mrv.portal.views.errors.bad_request"
handler403 = "mrv.portal.views.errors.forbidden"
handler404 = "mrv.portal.views.errors.not_found"
