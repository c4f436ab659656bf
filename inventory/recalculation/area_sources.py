"""Area sources computed again, from what they declare alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson

from inventory.area.computing import BESIDE, Computed, Surroundings, compute_drafts
from inventory.area.drafts import STATED, AreaDraft
from inventory.models import AreaSource
from inventory.publication.content import digest_of
from inventory.recalculation.choosing import Choosing, by_code
from inventory.recalculation.figures import MASSES, Key, Shift, figures_of_row, shifts
from inventory.recalculation.found import Found
from inventory.selectors.declared import declared_uncertainties
from inventory.states import Basis, Origin, ShiftCause
from mrv.accounting.messages import Text
from mrv.core.models import FactorSet
from mrv.core.models import GwpSet as StoredGwpSet
from reporting.calculation.loading import load_gwp
from reporting.calculation.whole import gwp_unknown
from reporting.models import UncertaintyProfile

Row = dict[str, Any]
Group = tuple[tuple[FactorSet, ...], str, int]


@dataclass
class Again:
    """The columns of one source computed again, or what stands in the way."""

    columns: Row = field(default_factory=dict)
    uncertainty: Row = field(default_factory=dict)
    profiles: dict[str, UncertaintyProfile] = field(default_factory=dict)
    problems: list[Text] = field(default_factory=list)

    def digest(self) -> str:
        """What identifies the result but for the build that computed it, and what is known of its uncertainty."""
        return digest_of(_canonical(self.columns))


def stored_digest(source: AreaSource, columns: Mapping[str, Any]) -> str:
    """The same over what is stored in these columns."""
    return digest_of(_canonical({name: getattr(source, name) for name in columns}))


def _canonical(columns: Mapping[str, Any]) -> Row:
    shown = {name: _plain(value) for name, value in columns.items() if name not in BESIDE}
    return dict(orjson.loads(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)))


def _plain(value: Any) -> Any:
    return format(value.normalize() + 0, "f") if isinstance(value, Decimal) else value


def recompute_sources(source_ids: Sequence[int], choosing: Choosing) -> Iterator[Found]:
    """Every area source, in the order of ids."""
    related = ("district", "sector", "jurisdiction__parent__parent")
    sources = list(AreaSource.objects.filter(pk__in=source_ids).select_related(*related).order_by("pk"))
    now = compute_sources(sources, choosing, replaces=False)
    moved = [s for s in sources if _sets(s, choosing, replaces=True) != _sets(s, choosing, replaces=False)]
    then = compute_sources(moved, choosing, replaces=True)
    for source in sources:
        yield _found(source, now[source.pk], then.get(source.pk))


def _sets(source: AreaSource, choosing: Choosing, *, replaces: bool) -> tuple[FactorSet, ...]:
    is_computed = source.basis == Basis.ACTIVITY.value
    return choosing.sets_of_source(source, replaces=replaces) if is_computed else ()


def _found(source: AreaSource, now: Again, then: Again | None) -> Found:
    latest = then or now
    stored = stored_digest(source, now.columns)
    return Found(
        subject=_subject(source),
        stored_hash=stored,
        stored_build=source.engine_build,
        line_count=1,
        before=_total(source.scope, source.co2e_t),
        after=_total(source.scope, latest.columns.get("co2e_t", source.co2e_t)),
        result_hash=latest.digest(),
        shifts=[] if latest.problems else _shifts(source, stored, now, then),
        problems=latest.problems,
    )


def _total(scope: int, tonnes: Decimal) -> Decimal:
    return tonnes if scope in (1, 2) else Decimal(0)


def _shifts(source: AreaSource, stored: str, now: Again, then: Again | None) -> list[Shift]:
    place = {"scope": source.scope, "fuel": source.fuel}
    key: Key = (source.code, None)
    today = {key: figures_of_row({**now.columns, **place})} if not now.problems else {}
    found: list[Shift] = []
    if stored != now.digest():
        row = {name: getattr(source, name) for name in (*MASSES, "co2e_t", "gwp_n2o", "rounding")}
        found += shifts({key: figures_of_row({**row, **place})}, today)
    if then is not None:
        found += shifts(today, {key: figures_of_row({**then.columns, **place})}, ShiftCause.FACTOR_SET)
    return found


def _subject(source: AreaSource) -> dict[str, object]:
    return {
        "origin": Origin.AREA_SOURCE.value,
        "area_source_id": source.pk,
        "year": source.year,
        "district_id": source.district_id,
        "sector_id": source.sector_id,
        "reference": source.code,
        "is_counted": True,
    }


def compute_sources(sources: Sequence[AreaSource], choosing: Choosing, *, replaces: bool) -> dict[int, Again]:
    """Every source, by its id; with the sets of its time, or (``replaces``) with those in their place."""
    groups: dict[Group, list[AreaSource]] = defaultdict(list)
    for source in sources:
        groups[_sets(source, choosing, replaces=replaces), source.gwp_set_code, source.jurisdiction_id].append(source)
    found: dict[int, Again] = {}
    for (sets, gwp, _place), members in groups.items():
        found.update(_compute_group(members, sets, gwp))
    return found


def _compute_group(members: Sequence[AreaSource], sets: Sequence[FactorSet], gwp: str) -> dict[int, Again]:
    try:
        values = load_gwp(gwp)
    except StoredGwpSet.DoesNotExist:
        return {source.pk: Again(problems=[gwp_unknown(gwp).text]) for source in members}
    sectors = {source.sector.code: source.sector for source in members}
    around = Surroundings(members[0].jurisdiction, sectors, values, by_code(sets))
    declared = declared_uncertainties(members)
    computed = compute_drafts([draft_of(source, declared) for source in members], around)
    found = {source.pk: _again(computed, index) for index, source in enumerate(members)}
    for fault in computed.problems:
        found[members[fault.index].pk].problems.append(fault.text)
    return found


def _again(computed: Computed, index: int) -> Again:
    columns = computed.columns.get(index, {})
    beside = {name: value for name, value in columns.items() if name in BESIDE}
    held = computed.profiles.get(beside.get("uncertainty_profile", ""))
    return Again(columns, beside, {held.digest: held} if held else {})


def draft_of(source: AreaSource, declared: Mapping[str, str]) -> AreaDraft:
    """What the source declared; ``declared`` are the uncertainties by profile."""
    is_stated = source.basis == Basis.STATED.value
    return AreaDraft(
        code=source.code,
        year=source.year,
        district=source.district.code,
        sector=source.sector.code,
        source=source.source,
        basis=source.basis,
        scope=source.scope,
        fuel=source.fuel,
        quantity=_declared(source),
        unit=source.activity_unit,
        method=source.method,
        factor_sets=tuple(source.factor_set_codes),
        provenance=source.provenance,
        uncertainty_percent=declared.get(source.uncertainty_profile, ""),
        stated={name: format(getattr(source, name), "f") for name in STATED} if is_stated else {},
    )


def _declared(source: AreaSource) -> str:
    """The quantity with the decimals it was declared with, as the inputs keep it."""
    kept = [one for one in source.inputs.values() if isinstance(one, dict) and one.get("origin") == "declared"]
    if kept:
        return str(kept[0]["value"])
    return format(source.activity_quantity, "f") if source.activity_quantity is not None else ""
