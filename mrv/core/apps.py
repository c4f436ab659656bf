"""Django configuration of the core app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "mrv.core"
    label = "core"

    def ready(self) -> None:
        """Database roles get their rights whenever tables may have changed; the API describes its doors."""
        from mrv import grants
        from mrv.core.api import schema  # noqa: F401 - declaring the schemes registers them

        post_migrate.connect(grants.apply, sender=self, dispatch_uid="grants")
