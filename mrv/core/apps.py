"""Django configuration of the core app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "mrv.core"
    label = "core"

    def ready(self) -> None:
        """Database roles get their rights whenever tables may have changed."""
        from mrv import grants

        post_migrate.connect(grants.apply, sender=self, dispatch_uid="grants")
