"""Django configuration of the portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mrv.portal"
    label = "portal"
