"""Every route of the platform starts here; the access matrix test walks this table."""

from django.urls import include, path

from mrv import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/", include("allauth.urls")),
]
