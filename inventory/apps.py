"""Django configuration of the inventory app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "inventory"
    label = "inventory"

    def ready(self) -> None:
        """Register the consumers of events."""
        from inventory import handlers  # noqa: F401
