"""Django configuration of the reporting app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"

    def ready(self) -> None:
        """Register the handlers of this app's jobs, and put first values of the parameters in after a migration."""
        from reporting import handlers  # noqa: F401 - importing registers
        from reporting.seeds import seed

        post_migrate.connect(seed, sender=self, dispatch_uid="reporting.seeds")
