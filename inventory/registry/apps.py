"""Django configuration of the registry interface."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "inventory.registry"
    label = "registry"

    def ready(self) -> None:
        """Register the consumers of decisions."""
        from inventory.registry import handlers  # noqa: F401 - registers by being imported
