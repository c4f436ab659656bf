"""How complete a year is: facilities that should report, reports that count, where the others are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from inventory.models import AreaSource, Posting
from mrv.core.actor import Actor
from mrv.core.models import District, Facility
from reporting.models import EmissionsReport, ReportVersion
from reporting.states import COUNTED, REPORT_VERSION


@dataclass(frozen=True)
class Coverage:
    """Facilities in operation, those that count, reports under way by whose turn it is, area sources."""

    facilities: int
    counted: int
    waiting: dict[str, int]
    area_sources: int

    @property
    def missing(self) -> int:
        """Facilities without any report under way."""
        return max(0, self.facilities - self.counted - sum(self.waiting.values()))

    @property
    def percent(self) -> int:
        """Counted facilities in per cent of those in operation, rounded down."""
        return 100 * self.counted // self.facilities if self.facilities else 0


def coverage_of(jurisdiction: District, year: int, actor: Actor) -> Coverage:
    """The completeness of a year as far as the actor may see."""
    inside = Q(district__parent=jurisdiction) | Q(district=jurisdiction)
    operating = Q(opened_date__lte=date(year, 12, 31)) & (Q(closed_date__isnull=True) | Q(closed_date__year__gte=year))
    facilities = Facility.objects.visible_to(actor).filter(inside, operating)
    postings = Posting.objects.filter(
        jurisdiction=jurisdiction, year=year, origin="enterprise", reversed_at__isnull=True,
        version__report__facility__in=facilities,
    )  # fmt: skip
    sources = AreaSource.objects.visible_to(actor).current().filter(jurisdiction=jurisdiction, year=year)
    return Coverage(facilities.count(), postings.count(), _waiting(facilities.values("pk"), year), sources.count())


def _waiting(facilities: QuerySet[Any, Any], year: int) -> dict[str, int]:
    """Reports that do not count yet, by whose turn their newest version is."""
    newest = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number").values("state")[:1]
    reports = EmissionsReport.objects.filter(kind="official", compliance_year=year, facility_id__in=facilities)
    counted = ReportVersion.objects.filter(report=OuterRef("pk"), state__in=COUNTED).values("pk")[:1]
    waiting = reports.annotate(state=Subquery(newest), counts=Subquery(counted)).filter(counts__isnull=True)
    found: dict[str, int] = {}
    for state, number in waiting.exclude(state__isnull=True).values_list("state").annotate(Count("pk")).order_by():
        turn = REPORT_VERSION.state(state).turn
        found[turn] = found.get(turn, 0) + number
    return found
