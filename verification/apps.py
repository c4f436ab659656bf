"""Django configuration of the verification app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VerificationConfig(AppConfig):
    name = "verification"
    label = "verification"

    def ready(self) -> None:
        """Register consumers, and put first values of the parameters in after a migration."""
        from verification import handlers  # noqa: F401 - importing registers
        from verification.seeds import seed

        post_migrate.connect(seed, sender=self, dispatch_uid="verification.seeds")
