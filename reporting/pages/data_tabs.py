"""The ways to give activity data, as tabs: by month, by stream."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.portal.components import Tab
from reporting.pages.subject import Subject


def data_tabs(subject: Subject, current: str) -> list[Tab]:
    """Monthly grid, and streams in detail."""
    labels = {"months": _("By month"), "streams": _("By stream")}
    at = [subject.report.public_id]
    return [Tab(label, reverse(f"reporting:{name}", args=at), name == current) for name, label in labels.items()]
