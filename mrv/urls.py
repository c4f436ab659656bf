"""Every route of the platform starts here; the access matrix test walks this table."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
