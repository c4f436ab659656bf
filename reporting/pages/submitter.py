"""Who signed a report: a person by the reader's name, a system of the enterprise in words."""

from mrv.words.records import actor_text
from reporting.models import ReportVersion


def submitter_of(version: ReportVersion) -> str:
    """The name to show; the record keeps the label of the day."""
    return str(version.submitted_by or actor_text(version.submitted_by_label))
