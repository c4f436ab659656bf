"""The ways to give activity data, as tabs: by month, by year, by stream, by file."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.portal.components import Tab
from reporting.pages.subject import Subject


def data_tabs(subject: Subject, current: str) -> list[Tab]:
    """Monthly grid, whole year, streams in detail, upload while the draft can change."""
    labels = {"months": _("Monthly grid"), "year": _("Whole year"), "streams": _("Stream by stream")}
    if subject.can_edit or current == "upload":
        labels["upload"] = _("Upload a file")
    at = [subject.report.public_id]
    return [Tab(label, reverse(f"reporting:{name}", args=at), name == current) for name, label in labels.items()]
