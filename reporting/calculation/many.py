"""Compute many versions at once: what they share is read once, and their lines go through one batch.

Versions with the same factor sets, GWP set, year, purpose, district and sector see the same factors, so they share
a library. Lines and bytes are those of a version computed alone (a test holds them to it).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mrv.accounting.factors import EmissionFactor
from mrv.accounting.gwp import GwpSet
from mrv.core.models import FactorSet
from mrv.core.models import GwpSet as StoredGwpSet
from mrv.reference.tables import FixtureError
from reporting.calculation.declared import Stream
from reporting.calculation.library import Library
from reporting.calculation.lines import Computation, Line, compute
from reporting.calculation.loading import candidates_of, factor_hash, load_gwp, place_of
from reporting.calculation.records import Recorder, digest
from reporting.calculation.whole import FAULTS, compute_or_blame, gwp_unknown, place_unknown
from reporting.checks.outcome import Outcome
from reporting.models import ReportVersion

RELATED = ("report__facility__district__parent__parent", "report__facility__sector")
NO_SITE = "-"
Pins = tuple[int, ...]
Candidates = Mapping[tuple[str, str, str], list[tuple[str, EmissionFactor]]]


class Common(NamedTuple):
    """What versions must have in common to share a library."""

    pins: Pins
    gwp: str
    year: int
    purpose: str
    district_id: int
    sector_id: int
    site: str


@dataclass
class Computed:
    """The lines of one version in order, or what stands in the way."""

    gwp: GwpSet | None
    lines: list[Line] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    recorders: dict[str, Recorder] = field(default_factory=dict, repr=False)
    hashes: dict[str, str] = field(default_factory=dict, repr=False)

    def result_hash(self, build: str) -> str:
        """The digest over the lines, as the engine of this build would have stored them."""
        if self.gwp is None:
            return ""
        if build not in self.hashes:
            recorder = self.recorders.setdefault(build, Recorder(build, self.gwp))
            self.hashes[build] = digest(recorder.canonical(self.lines))
        return self.hashes[build]


class Shelf:
    """Factor sets, their values and GWP sets, each read once for all versions of a batch."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self._subjects = set(subjects)
        self._sets: dict[Pins, list[FactorSet]] = {}
        self._candidates: dict[tuple[Pins, str], Candidates] = {}
        self._sites: dict[Pins, frozenset[str]] = {}
        self._gwp: dict[str, GwpSet | None] = {}

    def common(self, version: ReportVersion, pins: Pins) -> Common:
        """What decides the library of a version; its site only where a factor is of that very site."""
        report, facility = version.report, version.report.facility
        site = facility.code if facility.code in self._places(pins) else ""
        return Common(
            pins, version.gwp_set_code, report.compliance_year, version.purpose, facility.district_id,
            facility.sector_id, site,
        )  # fmt: skip

    def library(self, common: Common, version: ReportVersion) -> Library | None:
        """The library of all versions with this in common; None when the GWP set is not there."""
        gwp = self._gwp_set(common.gwp)
        if gwp is None:
            return None
        facility = version.report.facility
        sets = self._factor_sets(common.pins)
        return Library(
            year=common.year,
            place=place_of(facility.district, facility.sector, purpose=common.purpose, site=common.site),
            allowed_sets=tuple(str(found) for found in sets),
            factor_hash=factor_hash(sets, gwp),
            gwp=gwp,
            candidates=self._values(common.pins, common.site or NO_SITE),
        )

    def _factor_sets(self, pins: Pins) -> list[FactorSet]:
        if pins not in self._sets:
            held = FactorSet.objects.in_bulk(pins)
            self._sets[pins] = [held[pin] for pin in pins if pin in held]
        return self._sets[pins]

    def _values(self, pins: Pins, site: str) -> Candidates:
        key = pins, site
        if key not in self._candidates:
            self._candidates[key] = candidates_of(self._factor_sets(pins), self._subjects, site)
        return self._candidates[key]

    def _places(self, pins: Pins) -> frozenset[str]:
        if pins not in self._sites:
            values = self._values(pins, NO_SITE).values()
            self._sites[pins] = frozenset(factor.geography for held in values for _, factor in held)
        return self._sites[pins]

    def _gwp_set(self, code: str) -> GwpSet | None:
        if code not in self._gwp:
            try:
                self._gwp[code] = load_gwp(code)
            except StoredGwpSet.DoesNotExist:
                self._gwp[code] = None
        return self._gwp[code]


def shelf_for(streams: Mapping[int, Sequence[Stream]]) -> Shelf:
    """A shelf with the values of everything these streams speak of."""
    return Shelf({stream.fuel for held in streams.values() for stream in held if stream.fuel})


def compute_many(
    versions: Sequence[ReportVersion],
    streams: Mapping[int, Sequence[Stream]],
    pins: Mapping[int, Pins],
    shelf: Shelf,
) -> dict[int, Computed]:
    """Every version with its pins, by version id."""
    groups: dict[Common, list[ReportVersion]] = defaultdict(list)
    for version in versions:
        groups[shelf.common(version, pins[version.pk])].append(version)
    found: dict[int, Computed] = {}
    for common, members in groups.items():
        try:
            library = shelf.library(common, members[0])
        except FixtureError:
            found.update({v.pk: Computed(None, outcomes=[place_unknown(v)]) for v in members})
            continue
        if library is None:
            found.update({v.pk: Computed(None, outcomes=[gwp_unknown(common.gwp)]) for v in members})
        else:
            found.update(_compute_group(members, streams, library))
    return found


def _compute_group(
    members: Sequence[ReportVersion], streams: Mapping[int, Sequence[Stream]], library: Library
) -> dict[int, Computed]:
    together = _together([stream for version in members for stream in streams[version.pk]], library)
    if together is None:
        return {v.pk: _of(compute_or_blame(v, streams[v.pk], library), library) for v in members}
    recorders: dict[str, Recorder] = {}
    found = {version.pk: Computed(library.gwp, recorders=recorders) for version in members}
    owner = {id(stream): found[version.pk].lines for version in members for stream in streams[version.pk]}
    for line in together:
        owner[id(line.stream)].append(line)
    return found


def _together(streams: Sequence[Stream], library: Library) -> list[Line] | None:
    """All lines at once; None when anything stands in the way, so that each version has to be asked by itself."""
    try:
        computation = compute(streams, library)
    except FAULTS:
        return None
    return None if computation.outcomes else computation.lines


def _of(computation: Computation, library: Library) -> Computed:
    return Computed(library.gwp, computation.lines, computation.outcomes)
