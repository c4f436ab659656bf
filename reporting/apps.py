"""Django configuration of the reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    label = "reporting"

    def ready(self) -> None:
        """Register the handlers of this app's jobs."""
        from reporting import handlers  # noqa: F401 - importing registers
