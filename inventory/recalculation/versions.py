"""Report versions computed again: with the sets they pin (is the engine still the same?), then with those chosen.

Both in bulk. A version whose new lines have the digest of its stored lines needs no line to be read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inventory.recalculation.choosing import Choosing
from inventory.recalculation.figures import MASSES, Figures, Key, Shift, figures_of_line, figures_of_row, shifts
from inventory.recalculation.found import Found
from inventory.states import Origin, ShiftCause
from mrv.accounting.messages import Text
from reporting.calculation.build import engine_build
from reporting.calculation.loading import load_streams_of
from reporting.calculation.many import RELATED, Computed, Pins, compute_many, shelf_for
from reporting.calculation.storing import total
from reporting.models import CalculationRun, EmissionLine, ReportVersion
from reporting.states import COUNTED

ROW = ("version_id", "stream_code", "month", "scope", "fuel", "rounding", "gwp_n2o", *MASSES, "co2e_t")
Stored = dict[Key, Figures]


@dataclass(frozen=True)
class Twice:
    """A version computed with the sets it pins and, where others were chosen, with those."""

    now: Computed
    then: Computed | None
    build: str

    @property
    def latest(self) -> Computed:
        """What the recalculation is about."""
        return self.then or self.now


def recompute_versions(version_ids: Sequence[int], choosing: Choosing) -> Iterator[Found]:
    """Every version, in the order of ids."""
    versions = list(ReportVersion.objects.filter(pk__in=version_ids).select_related(*RELATED).order_by("pk"))
    twice = _computed(versions, choosing)
    differing = [v.pk for v in versions if v.result_hash and _own_hash(twice[v.pk]) != v.result_hash]
    stored = _stored(differing)
    for version in versions:
        yield _found(version, twice[version.pk], stored.get(version.pk))


def _computed(versions: Sequence[ReportVersion], choosing: Choosing) -> dict[int, Twice]:
    streams = load_streams_of(versions)
    shelf = shelf_for(streams)
    own: dict[int, Pins] = {version.pk: tuple(version.factor_set_ids) for version in versions}
    chosen = {version.pk: choosing.pins(version.factor_set_ids) for version in versions}
    moved = [version for version in versions if set(chosen[version.pk]) != set(own[version.pk])]
    now, then = compute_many(versions, streams, own, shelf), compute_many(moved, streams, chosen, shelf)
    builds = _builds(versions)
    return {pk: Twice(computed, then.get(pk), builds.get(pk, engine_build())) for pk, computed in now.items()}


def _builds(versions: Iterable[ReportVersion]) -> dict[int, str]:
    """The build of the run in force, by version."""
    in_force = {version.pk: version.result_hash for version in versions}
    runs = CalculationRun.objects.filter(version_id__in=in_force).order_by("pk")
    found = runs.values_list("version_id", "result_hash", "engine_build")
    return {pk: build for pk, result_hash, build in found if result_hash == in_force[pk]}


def _own_hash(twice: Twice) -> str:
    return twice.now.result_hash(twice.build)


def _stored(version_ids: Sequence[int]) -> dict[int, Stored]:
    """The stored figures of the lines in force."""
    found: dict[int, Stored] = {pk: {} for pk in version_ids}
    if not found:
        return found
    runs = CalculationRun.objects.filter(version_id__in=version_ids).order_by("pk")
    hashes = dict(ReportVersion.objects.filter(pk__in=version_ids).values_list("pk", "result_hash"))
    in_force = {
        v: run for v, run, digest in runs.values_list("version_id", "pk", "result_hash") if digest == hashes[v]
    }
    lines = EmissionLine.objects.filter(version_id__in=version_ids, run_id__in=in_force.values()).order_by()
    for row in lines.values(*ROW).iterator(chunk_size=5000):
        found[row["version_id"]][row["stream_code"], row["month"]] = figures_of_row(row)
    return found


def _found(version: ReportVersion, twice: Twice, stored: Stored | None) -> Found:
    latest = twice.latest
    problems = _problems(version, twice)
    has_result = bool(version.result_hash)
    before = version.total_co2e_t if has_result else None
    return Found(
        subject=_subject(version),
        stored_hash=version.result_hash,
        stored_build=twice.build if has_result else "",
        line_count=len(latest.lines),
        before=total(twice.now.lines) if before is None else before,
        after=total(latest.lines),
        result_hash="" if problems else latest.result_hash(twice.build),
        shifts=[] if problems else _shifts(twice, stored),
        problems=problems,
    )


def _shifts(twice: Twice, stored: Stored | None) -> list[Shift]:
    if stored is None and twice.then is None:
        return []
    now = _figures(twice.now)
    found = [] if stored is None else list(shifts(stored, now))
    if twice.then is not None:
        found += shifts(now, _figures(twice.then), ShiftCause.FACTOR_SET)
    return found


def _figures(computed: Computed) -> Mapping[Key, Figures]:
    if computed.gwp is None:
        return {}
    return {(line.stream.code, line.month): figures_of_line(line, computed.gwp) for line in computed.lines}


def _problems(version: ReportVersion, twice: Twice) -> list[Text]:
    """What stands in the way now and did not before: a draft may be unfinished, a stored result was whole."""
    known = set() if version.result_hash else {(one.code, one.pointer) for one in twice.now.outcomes}
    return [one.text for one in twice.latest.outcomes if (one.code, one.pointer) not in known]


def _subject(version: ReportVersion) -> dict[str, object]:
    facility = version.report.facility
    return {
        "origin": Origin.ENTERPRISE.value,
        "version_id": version.pk,
        "year": version.report.compliance_year,
        "district_id": facility.district_id,
        "sector_id": facility.sector_id,
        "reference": facility.code,
        "state": version.state,
        "is_counted": version.state in COUNTED and version.report.kind == "official",
    }
