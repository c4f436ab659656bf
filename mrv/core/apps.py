"""Django configuration of the core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "mrv.core"
    label = "core"
