"""Two stands of an inventory compared: what changed, why, and parts that add up to the difference.

A stand is a release or the live cells. Scope 1 is compared: it is the territorial total. For reports in both
stands with another result, the lines of the two versions say how much is activity, factor or method.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inventory.models import InventoryRelease
from inventory.publication.content import digest_of
from inventory.selectors.composition import sources_of
from inventory.states import Cause, Origin
from inventory.tables.differences import LineFact, attribute
from reporting.models import CalculationRun, EmissionLine

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stood:
    """A source as it stood: its version, result and tonnes of scope 1."""

    origin: str
    reference: str
    version_id: int
    result_hash: str
    sector: str
    district: str
    co2e_t: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the difference: which source, why, how much (tCO2e, scope 1)."""

    cause: Cause
    origin: str
    reference: str
    sector: str
    district: str
    co2e_t: Decimal


@dataclass(frozen=True)
class Comparison:
    """Before, after, and parts that add up to the difference."""

    before_t: Decimal
    after_t: Decimal
    parts: tuple[Part, ...]

    @property
    def difference_t(self) -> Decimal:
        """After minus before."""
        return self.after_t - self.before_t

    def by_cause(self) -> dict[Cause, Decimal]:
        """The difference by cause, in the order of the causes."""
        totals = {cause: Decimal(0) for cause in Cause}
        for part in self.parts:
            totals[part.cause] += part.co2e_t
        found = {part.cause for part in self.parts}
        return {cause: total for cause, total in totals.items() if cause in found}

    def by_sector(self) -> dict[tuple[Cause, str], Decimal]:
        """The difference by cause and sector, largest first."""
        totals: dict[tuple[Cause, str], Decimal] = {}
        for part in self.parts:
            totals[part.cause, part.sector] = totals.get((part.cause, part.sector), Decimal(0)) + part.co2e_t
        return dict(sorted(totals.items(), key=lambda item: (-abs(item[1]), item[0])))


def stand_of_release(release: InventoryRelease) -> list[Stood]:
    """What a release was made of."""
    columns = ("origin", "reference", "version_id", "result_hash", "sector_code", "district_code", "co2e_t")
    return [Stood(*row) for row in release.sources.values_list(*columns)]


def stand_now(jurisdiction_id: int, year: int) -> list[Stood]:
    """What the live cells are made of."""
    return [
        Stood(s.origin, s.reference, s.version_id, s.result_hash, s.sector_code, s.district_code, s.co2e_t)
        for s in sources_of(jurisdiction_id, year)
    ]


def compare(before: Sequence[Stood], after: Sequence[Stood]) -> Comparison:
    """The difference between two stands, by source and cause."""
    old, new = _by_key(before), _by_key(after)
    changed = [key for key in old.keys() & new.keys() if old[key].result_hash != new[key].result_hash]
    lines = _lines_of(
        [stood for key in changed for stood in (old[key], new[key]) if stood.origin == Origin.ENTERPRISE]
    )
    parts = [
        *(_part(_cause_of(new[key], Cause.ADDED), new[key], new[key].co2e_t) for key in new.keys() - old.keys()),
        *(_part(_cause_of(old[key], Cause.WITHDRAWN), old[key], -old[key].co2e_t) for key in old.keys() - new.keys()),
        *(part for key in changed for part in _changed(old[key], new[key], lines)),
    ]
    parts.sort(key=lambda part: (-abs(part.co2e_t), part.origin, part.reference, part.cause))
    return Comparison(_total(before), _total(after), tuple(part for part in parts if part.co2e_t))


def _by_key(stand: Iterable[Stood]) -> dict[Key, Stood]:
    return {(stood.origin, stood.reference): stood for stood in stand}


def _total(stand: Iterable[Stood]) -> Decimal:
    return sum((stood.co2e_t for stood in stand), Decimal(0))


def _cause_of(stood: Stood, of_report: Cause) -> Cause:
    return Cause.AREA_SOURCE if stood.origin == Origin.AREA_SOURCE else of_report


def _part(cause: Cause, stood: Stood, tonnes: Decimal) -> Part:
    return Part(cause, stood.origin, stood.reference, stood.sector, stood.district, tonnes)


def _changed(old: Stood, new: Stood, lines: Mapping[Key, list[LineFact]]) -> list[Part]:
    if new.origin == Origin.AREA_SOURCE:
        return [_part(Cause.AREA_SOURCE, new, new.co2e_t - old.co2e_t)]
    causes = attribute(lines.get(_run_key(old), []), lines.get(_run_key(new), []))
    return [_part(cause, new, tonnes) for cause, tonnes in causes.items()]


def _run_key(stood: Stood) -> Key:
    return str(stood.version_id), stood.result_hash


def _lines_of(stands: Sequence[Stood]) -> dict[Key, list[LineFact]]:
    """The lines of scope 1 behind results, by version and result hash."""
    wanted = {_run_key(stood) for stood in stands}
    runs = CalculationRun.objects.filter(version_id__in={stood.version_id for stood in stands}).order_by("pk")
    run_of = {(str(r.version_id), r.result_hash): r.pk for r in runs}
    key_of = {run_id: key for key, run_id in run_of.items() if key in wanted}
    found: dict[Key, list[LineFact]] = {}
    for line in EmissionLine.objects.filter(run_id__in=key_of, scope=1).iterator(chunk_size=5000):
        found.setdefault(key_of[line.run_id], []).append(_fact(line))
    return found


def _fact(line: EmissionLine) -> LineFact:
    factors = {name: given for name, given in line.inputs.items() if given.get("origin") != "declared"}
    return LineFact(
        stream=line.stream_code,
        month=line.month,
        activity=line.activity_quantity,
        unit=line.activity_unit,
        method=f"{line.method} {line.method_fingerprint}",
        factors=digest_of([line.gwp_set_code, factors]),
        co2e_t=line.co2e_t,
    )
