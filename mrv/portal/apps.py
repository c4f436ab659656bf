"""Django configuration of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The app that every page of the platform is drawn with."""

    name = "mrv.portal"
    label = "portal"
