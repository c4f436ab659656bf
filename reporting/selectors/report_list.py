"""Reports with their newest version, its state and total in one query: the list of an enterprise and of the city.

The state of an open draft is shown to the authority as well (a deadline is watched by state); what the draft
declares is not: the total is that of the newest version that was submitted.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateTimeField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mrv.core.actor import Actor
from reporting.models import EmissionsReport, ReportVersion
from reporting.states import REPORT_VERSION


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; blank means everything. ``turn`` is whose turn it is."""

    year: int | None = None
    state: str = ""
    turn: str = ""
    district: int | None = None
    sector: int | None = None
    words: str = ""
    is_overdue: bool = False


def listed_reports(actor: Actor) -> QuerySet[Any]:
    """Visible reports with ``newest_state``, ``newest_number`` and ``total_co2e_t`` of record."""
    versions = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    submitted = versions.exclude(state="draft")
    return (
        EmissionsReport.objects.visible_to(actor)
        .select_related("facility__enterprise", "facility__district", "facility__sector")
        .annotate(
            newest_state=Subquery(versions.values("state")[:1], output_field=CharField()),
            newest_number=Subquery(versions.values("number")[:1]),
            total_co2e_t=Subquery(submitted.exclude(total_co2e_t=None).values("total_co2e_t")[:1]),
            submitted_time=Subquery(submitted.values("submitted_at")[:1], output_field=DateTimeField()),
        )
        .order_by("-compliance_year", "facility__code", "pk")
    )


def narrowed(reports: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """The reports of the list that fit."""
    conditions: dict[str, object] = {
        "compliance_year": wanted.year,
        "newest_state": wanted.state,
        "facility__district_id": wanted.district,
        "facility__sector_id": wanted.sector,
    }
    reports = reports.filter(**{name: value for name, value in conditions.items() if value})
    if wanted.turn:
        reports = reports.filter(newest_state__in=states_of_turn(wanted.turn))
    if wanted.is_overdue:
        reports = reports.filter(due_date__lt=timezone.localdate(), newest_state="draft")
    if wanted.words:
        reports = reports.filter(named(wanted.words))
    return reports


def named(words: str) -> Q:
    """Facility or enterprise by name or code."""
    fields = (
        "facility__name_zh",
        "facility__name_en",
        "facility__enterprise__name_zh",
        "facility__enterprise__name_en",
    )
    found = Q(facility__code__iexact=words) | Q(facility__enterprise__uscc__iexact=words)
    for field in fields:
        found |= Q(**{f"{field}__icontains": words})
    return found


def states_of_turn(turn: str) -> list[str]:
    """The states in which it is this side's turn (enterprise, platform, verifier, authority, nobody)."""
    return [state.code for state in REPORT_VERSION.states if state.turn == turn]


def years_of(reports: QuerySet[EmissionsReport]) -> list[int]:
    """Compliance years there are reports of, newest first."""
    return list(reports.order_by("-compliance_year").values_list("compliance_year", flat=True).distinct())


def after(reports: QuerySet[EmissionsReport], key: str) -> QuerySet[EmissionsReport]:
    """The part of the list behind a key ``year:facility code:id``; the whole list for anything else."""
    year, _, rest = key.partition(":")
    code, _, last = rest.rpartition(":")
    if not (year.isdecimal() and year.isascii() and last.isdecimal() and last.isascii() and len(key) < 80):
        return reports
    same_year = Q(compliance_year=int(year))
    same_code = same_year & Q(facility__code=code)
    return reports.filter(
        Q(compliance_year__lt=int(year)) | same_year & Q(facility__code__gt=code) | same_code & Q(pk__gt=int(last))
    )


def key_of(report: EmissionsReport) -> str:
    """The key of a report in the order of the list."""
    return f"{report.compliance_year}:{report.facility.code}:{report.pk}"
