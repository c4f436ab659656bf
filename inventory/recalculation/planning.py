"""What is computed again, cut into parts of bounded work: few enough that each does more than it costs (P18)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from inventory.models import AreaSource, Recalculation
from inventory.states import Basis
from mrv.core.models import FactorSet
from reporting.models import CalculationRun, ReportVersion
from reporting.selectors.factor_impact import LIVE, fuels_of_plans, pinned_versions

LINES_PER_PART = 20_000
SOURCES_PER_PART = 500
LINES_OF_A_DRAFT = 100
COMPUTED = LIVE - {"draft", "submitted"}
_SHOWN = (
    "fuel, parameter, gas, geography, sector, kind, purpose, value, unit, valid, uncertainty_low, uncertainty_high"
)
_CHANGED_FUELS = f"""
    WITH new_set AS (SELECT {_SHOWN} FROM core_emissionfactor WHERE factor_set_id = %(new)s),
         old_set AS (SELECT {_SHOWN} FROM core_emissionfactor WHERE factor_set_id = %(old)s)
    SELECT fuel FROM (SELECT * FROM new_set EXCEPT SELECT * FROM old_set) AS added
    UNION SELECT fuel FROM (SELECT * FROM old_set EXCEPT SELECT * FROM new_set) AS gone
"""
Weighed = tuple[int, int]


@dataclass
class Plan:
    """Versions and area sources by id, each with the lines expected; ``pinned`` counts what was looked at."""

    versions: list[Weighed] = field(default_factory=list)
    area_sources: list[int] = field(default_factory=list)
    pinned: int = 0
    replaces: list[str] = field(default_factory=list)


@dataclass
class Slice:
    """The content of one part."""

    version_ids: list[int] = field(default_factory=list)
    area_source_ids: list[int] = field(default_factory=list)
    line_count: int = 0


def plan_of(recalculation: Recalculation) -> Plan:
    """What the order is about."""
    if recalculation.factor_set is not None:
        return _of_proposal(recalculation.factor_set)
    return _of_year(recalculation)


def slices(plan: Plan) -> Iterator[Slice]:
    """Versions in the order of their ids, then area sources; every part bounded in lines and in sources."""
    yield from _cut(plan.versions)
    for start in range(0, len(plan.area_sources), SOURCES_PER_PART):
        ids = plan.area_sources[start : start + SOURCES_PER_PART]
        yield Slice(area_source_ids=ids, line_count=len(ids))


def _cut(versions: Sequence[Weighed]) -> Iterator[Slice]:
    """Parts of about the same size, so that none is small and the workers end together."""
    total = sum(lines for _, lines in versions)
    even = ceil(total / max(1, ceil(total / LINES_PER_PART)))
    held = Slice()
    for version_id, lines in versions:
        held.version_ids.append(version_id)
        held.line_count += lines
        if held.line_count >= max(1, even) or len(held.version_ids) >= SOURCES_PER_PART:
            yield held
            held = Slice()
    if held.version_ids:
        yield held


def _of_year(recalculation: Recalculation) -> Plan:
    place, year = recalculation.jurisdiction_id, recalculation.year
    if year is None:
        raise ValueError("A recalculation of a city has a year.")
    here = (
        Q(report__facility__district=place)
        | Q(report__facility__district__parent=place)
        | Q(report__facility__district__parent__parent=place)
    )
    versions = ReportVersion.objects.filter(
        here, report__kind="official", report__compliance_year=year, state__in=COMPUTED
    ).exclude(result_hash="")
    sources = AreaSource.objects.current().filter(jurisdiction=place, year=year)
    return Plan(_weighed(versions), _ids(sources), pinned=versions.count())


def _of_proposal(proposal: FactorSet) -> Plan:
    """Versions that pin an older version of the set and use a fuel whose values differ from it, and such area sources."""
    older = list(FactorSet.objects.filter(code=proposal.code).exclude(pk=proposal.pk).order_by("version"))
    plan = Plan(replaces=[str(found) for found in older])
    affected: set[int] = set()
    fuels: set[str] = set()
    for found in older:
        changed = _changed_fuels(found.pk, proposal.pk)
        fuels |= changed
        pinned = list(pinned_versions([found.pk]).order_by("pk").values_list("pk", "plan_id"))
        plan.pinned += len(pinned)
        spoken = fuels_of_plans({plan_id for _pk, plan_id in pinned})
        affected |= {pk for pk, plan_id in pinned if changed & spoken.get(plan_id, set())}
    plan.versions = _weighed(ReportVersion.objects.filter(pk__in=affected))
    named = AreaSource.objects.current().filter(factor_set_codes__contains=[proposal.code], fuel__in=fuels)
    plan.area_sources = _ids(named if older else named.none())
    return plan


def _weighed(versions: QuerySet[ReportVersion]) -> list[Weighed]:
    runs = CalculationRun.objects.filter(version=OuterRef("pk"), result_hash=OuterRef("result_hash"))
    lines = Coalesce(Subquery(runs.order_by("-pk").values("line_count")[:1]), LINES_OF_A_DRAFT)
    return list(versions.order_by("pk").values_list("pk").annotate(lines=lines))


def _ids(sources: QuerySet[AreaSource]) -> list[int]:
    numbers = sources.exclude(basis=Basis.NOTATION.value)
    return list(numbers.order_by("pk").values_list("pk", flat=True))


def _changed_fuels(old: int, new: int) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED_FUELS, {"old": old, "new": new})
        return {row[0] for row in cursor.fetchall()}
