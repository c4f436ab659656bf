"""What a report would be with other factor sets pinned: computed twice by the same engine, nothing stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from mrv.accounting.messages import Text
from mrv.core.models import FactorSet
from reporting.calculation.lines import NANO, Computation, Line, compute
from reporting.calculation.loading import library_of, load_gwp, load_streams, place_of
from reporting.calculation.storing import total
from reporting.models import ReportVersion, SourceStream
from reporting.states import REPORT_VERSION

LIVE = frozenset(state.code for state in REPORT_VERSION.states if not state.is_final)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class FactorShift:
    """An input of a line that another factor fills; texts are value, unit and set."""

    name: str
    title: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineShift:
    """A line whose tonnes change; a side is None where the line cannot be computed."""

    stream_code: str
    month: int | None
    scope: int
    fuel: str
    before: Decimal | None
    after: Decimal | None
    factors: tuple[FactorShift, ...]

    @property
    def difference(self) -> Decimal:
        """After minus before, t CO2e."""
        return (self.after or NOTHING) - (self.before or NOTHING)


@dataclass(slots=True)
class VersionImpact:
    """One version before and after, scopes 1 and 2, t CO2e."""

    before: Decimal = NOTHING
    after: Decimal = NOTHING
    line_count: int = 0
    lines: list[LineShift] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether any line changes or could not be computed."""
        return bool(self.lines or self.problems)


def pinned_versions(set_ids: Collection[int]) -> QuerySet[ReportVersion]:
    """Live versions of official reports that pin one of these sets."""
    return ReportVersion.objects.filter(
        factor_set_ids__overlap=list(set_ids), state__in=LIVE, report__kind="official"
    ).select_related("report__facility__district__parent__parent", "report__facility__sector")


def fuels_of_plans(plan_ids: Collection[int]) -> dict[int, set[str]]:
    """The fuels and materials each plan speaks of."""
    fuels: dict[int, set[str]] = {}
    for plan_id, fuel in SourceStream.objects.filter(plan_id__in=plan_ids).values_list("plan_id", "fuel"):
        fuels.setdefault(plan_id, set()).add(fuel)
    return fuels


def replaced(pins: Sequence[int], replacements: Mapping[int, int]) -> list[int]:
    """The pins with older versions of sets replaced, in the same order, each once."""
    return list(dict.fromkeys(replacements.get(pin, pin) for pin in pins))


def impact_on(version: ReportVersion, pins: Sequence[int]) -> VersionImpact:
    """Compute the version with its own pins and with these. Raises GwpSet.DoesNotExist."""
    before, after = _computed(version, version.factor_set_ids), _computed(version, pins)
    return VersionImpact(
        before=total(before.lines),
        after=total(after.lines),
        line_count=len(before.lines),
        lines=_shifts(before.lines, after.lines),
        problems=_new_problems(before, after),
    )


def _computed(version: ReportVersion, pins: Sequence[int]) -> Computation:
    streams = load_streams(version)
    facility = version.report.facility
    sets = {found.pk: found for found in FactorSet.objects.filter(pk__in=pins)}
    library = library_of(
        [sets[pin] for pin in pins if pin in sets],
        subjects={stream.fuel for stream in streams if stream.fuel},
        place=place_of(facility.district, facility.sector, purpose=version.purpose, site=facility.code),
        year=version.report.compliance_year,
        gwp=load_gwp(version.gwp_set_code),
    )
    return compute(streams, library)


def _new_problems(before: Computation, after: Computation) -> list[Text]:
    known = {(found.code, found.pointer) for found in before.outcomes}
    return [found.text for found in after.outcomes if (found.code, found.pointer) not in known]


def _shifts(before: Sequence[Line], after: Sequence[Line]) -> list[LineShift]:
    old, new = ({(line.stream.code, line.month): line for line in lines} for lines in (before, after))
    keys = sorted(old.keys() | new.keys(), key=lambda key: (key[0], key[1] or 0))
    pairs = [(old.get(key), new.get(key)) for key in keys]
    return [_shift(was, will) for was, will in pairs if _tonnes(was) != _tonnes(will)]


def _shift(was: Line | None, will: Line | None) -> LineShift:
    line = was or will
    if line is None:
        raise ValueError("A shift needs a line on one side.")
    return LineShift(
        stream_code=line.stream.code,
        month=line.month,
        scope=line.stream.scope,
        fuel=line.stream.fuel,
        before=_tonnes(was),
        after=_tonnes(will),
        factors=_factor_shifts(was, will),
    )


def _tonnes(line: Line | None) -> Decimal | None:
    return None if line is None else Decimal(line.co2e).scaleb(-NANO)


def _factor_shifts(was: Line | None, will: Line | None) -> tuple[FactorShift, ...]:
    """Inputs from the library whose value or unit differs."""
    old, new = (_factors(line) for line in (was, will))
    titles = _titles(was or will)
    return tuple(
        FactorShift(name, titles.get(name, Text(name, name)), _text(old.get(name)), _text(new.get(name)))
        for name in sorted(old.keys() | new.keys())
        if _amount(old.get(name)) != _amount(new.get(name))
    )


def _factors(line: Line | None) -> dict[str, Mapping[str, Any]]:
    records = line.inputs.record if line else {}
    return {name: record for name, record in records.items() if record.get("origin") == "factor"}


def _titles(line: Line | None) -> dict[str, Text]:
    return {spec.name: spec.title for spec in line.method.inputs} if line else {}


def _amount(record: Mapping[str, Any] | None) -> tuple[str, str] | None:
    return None if record is None else (str(record["value"]), str(record["unit"]))


def _text(record: Mapping[str, Any] | None) -> str:
    return "" if record is None else f"{record['value']} {record['unit']} ({record['factor']['set']})"
