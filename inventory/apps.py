"""Django configuration of the inventory app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "inventory"
    label = "inventory"

    def ready(self) -> None:
        """Register the consumers of events and the panel of the front page."""
        from inventory import handlers  # noqa: F401
        from inventory.pages.front import front_panel
        from mrv.portal.front import add_panel

        add_panel("inventory/panel.html", front_panel, order=10)
