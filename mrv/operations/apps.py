"""Django configuration of the operations pages."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "mrv.operations"
    label = "operations"

    def ready(self) -> None:
        """Register the ledger jobs."""
        from mrv.operations import handlers  # noqa: F401 - registers by being imported
