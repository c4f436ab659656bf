"""Area sources through the accounting engine: the same methods, factors, resolution and rounding as reports.

Sources of one sector, year and choice of factor sets share one library of factors; their place is the
jurisdiction, since statistics of a city do not know districts' own factors.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from inventory.area.drafts import STATED, AreaDraft, AreaProblem
from inventory.states import Basis
from mrv.accounting.catalogue import method as find_method
from mrv.accounting.errors import AccountingError
from mrv.accounting.gases import gas as find_gas
from mrv.accounting.gwp import GwpSet
from mrv.accounting.messages import Text
from mrv.accounting.rounding import GRAM
from mrv.core.models import District, FactorSet, Sector
from reporting.calculation.build import engine_build
from reporting.calculation.declared import Declared, Stream
from reporting.calculation.lines import NANO, Line, compute
from reporting.calculation.loading import library_of, place_of
from reporting.calculation.uncertainty import (
    MEANS,
    Assessed,
    Assessor,
    Gases,
    RecordedPart,
    area_uncertainty,
    share_text,
)
from reporting.models import UncertaintyProfile

COLUMN_OF = {
    "CO2": "co2_t", "CO2_biogenic": "biogenic_co2_t", "CH4": "ch4_t", "CH4_biogenic": "ch4_t", "N2O": "n2o_t",
}  # fmt: skip
STATED_GASES = {
    "CO2": "co2_t", "CO2_BIO": "biogenic_co2_t", "CH4": "ch4_t", "N2O": "n2o_t", "FGAS": "fgas_co2e_t",
}  # fmt: skip

#: Columns that say nothing about the number itself.
BESIDE = frozenset({"engine_build", "uncertainty_percent", "uncertainty_profile"})
Tell = Callable[[int, int], None]


@dataclass
class Computed:
    """Columns of the computed sources by index, or what stands in the way."""

    columns: dict[int, dict[str, Any]] = field(default_factory=dict)
    problems: list[AreaProblem] = field(default_factory=list)
    profiles: dict[str, UncertaintyProfile] = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """What a computation needs to know of the city."""

    jurisdiction: District
    sectors: Mapping[str, Sector]
    gwp: GwpSet
    factor_sets: Mapping[str, FactorSet] | None = None


def compute_drafts(drafts: Sequence[AreaDraft], around: Surroundings, tell: Tell | None = None) -> Computed:
    """The columns of every draft, with the sets in force now or those given; one with a notation key has zeros.

    ``tell`` hears after each group of drafts how many of how many are done.
    """
    computed = Computed()
    groups: dict[tuple[str, int, tuple[str, ...]], list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.basis == Basis.ACTIVITY.value:
            groups.setdefault((draft.sector, draft.year, draft.factor_sets), []).append(index)
        else:
            computed.columns[index] = {
                **_stated(draft, around.gwp),
                **_stated_uncertainty(draft, around.gwp, computed),
            }
    done = len(computed.columns)
    for (sector, year, codes), members in groups.items():
        sets = _factor_sets(codes, year) if around.factor_sets is None else _given(codes, around.factor_sets)
        missing = [code for code in codes if code not in {found.code for found in sets}]
        if missing:
            computed.problems += [AreaProblem(i, "factor_sets", _no_set(missing, year)) for i in members]
        else:
            _compute_group(drafts, members, sets, around.sectors[sector], around, computed)
        done += len(members)
        if tell is not None:
            tell(done, len(drafts))
    return computed


def _factor_sets(codes: Sequence[str], year: int) -> list[FactorSet]:
    """The newest released version of each set, in the order asked for."""
    released = FactorSet.objects.filter(code__in=codes, state="released", valid_from__year__lte=year)
    newest = {found.code: found for found in released.order_by("version")}
    return [newest[code] for code in codes if code in newest]


def _given(codes: Sequence[str], sets: Mapping[str, FactorSet]) -> list[FactorSet]:
    return [sets[code] for code in codes if code in sets]


def _no_set(codes: Sequence[str], year: int) -> Text:
    names = ", ".join(codes)
    return Text(
        f"No released factor set {names} for {year}. Choose a set from the factor library.",
        f"没有适用于 {year} 年的已发布因子集 {names}，请从因子库中选择。",
    )


def _compute_group(
    drafts: Sequence[AreaDraft],
    members: Sequence[int],
    sets: Sequence[FactorSet],
    sector: Sector,
    around: Surroundings,
    computed: Computed,
) -> None:
    streams = []
    for index in members:
        try:
            streams.append(_stream(index, drafts[index]))
        except AccountingError as error:
            computed.problems += [
                AreaProblem(index, "method", Text(p.text("en"), p.text("zh"))) for p in error.problems
            ]
    library = library_of(
        sets,
        subjects={stream.fuel for stream in streams},
        place=place_of(around.jurisdiction, sector, purpose="statistical"),
        year=drafts[members[0]].year,
        gwp=around.gwp,
    )
    computation = compute(streams, library)
    for outcome in computation.outcomes:
        place, *rest = outcome.pointer.strip("/").split("/")
        computed.problems.append(AreaProblem(int(place), _field_of(rest), outcome.text))
    assessor = Assessor(around.gwp)
    for line in computation.lines:
        assessed = assessor.of(line)
        computed.columns[line.stream.id] = {**_columns(line, around.gwp), **_beside(assessed)}
    computed.profiles |= assessor.profiles


def _beside(assessed: Assessed) -> dict[str, Any]:
    return {"uncertainty_percent": assessed.percent, "uncertainty_profile": assessed.profile}


def _stated_uncertainty(draft: AreaDraft, gwp: GwpSet, computed: Computed) -> dict[str, Any]:
    """A stated emission is one quantity: its own uncertainty, or the default of what kind of data it is."""
    if draft.basis != Basis.STATED.value:
        return {}
    known = area_uncertainty(draft.uncertainty_percent, draft.provenance, draft.source)
    gases = _gases_stated(draft, gwp)
    part = RecordedPart(
        input="co2e", origin="stated", elasticity="1", percent=known.percent,
        basis="stated" if known.basis == "declared" else known.basis, key="",
    )  # fmt: skip
    if len(gases) > 1:
        part["gases"] = dict.fromkeys(gases, "1")
    assessor = Assessor(gwp)
    assessed = assessor.of_parts([part], gases)
    computed.profiles |= assessor.profiles
    return _beside(assessed)


def _gases_stated(draft: AreaDraft, gwp: GwpSet) -> Gases:
    """The gases of a stated emission per t CO2e: one quantity, so its uncertainty is that of each of them."""
    found = _stated(draft, gwp)
    whole = Fraction(found["co2e_t"])
    amounts = {gas: Fraction(found[column]) for gas, column in STATED_GASES.items() if found[column]}
    weights = {"CO2": Fraction(1), "FGAS": Fraction(1), "CO2_BIO": Fraction(0)}
    weights |= {gas: Fraction(gwp.noted(gas)) for gas in ("CH4", "N2O")}
    if not whole:
        return {}
    return {
        gas: {"mass": share_text(mass / whole), "co2e": share_text(mass * weights[gas] / whole)}
        for gas, mass in amounts.items()
    }


def _field_of(pointer: Sequence[str]) -> str:
    names = {"activity": "quantity", "unit": "unit"}
    return names.get(pointer[-1], "method") if len(pointer) > 1 else "method"


def _stream(index: int, draft: AreaDraft) -> Stream:
    parameter = find_method(draft.method).activity or "activity"
    stream = Stream(
        id=index,
        code=str(index),
        method=draft.method,
        fuel=draft.fuel,
        scope=draft.scope,
        activity_parameter=parameter,
        approved_inputs={},
        determination=MEANS.get(draft.provenance, ""),
    )
    quantity = format(Decimal(draft.quantity), "f")
    stream.rows[parameter, None] = Declared(quantity, draft.unit, draft.source, "", 1, draft.uncertainty_percent)
    return stream


def _columns(line: Line, gwp: GwpSet) -> dict[str, Any]:
    masses = {gas: Decimal(mass).scaleb(-NANO) for gas, mass in line.masses.items()}
    amounts, species = _amounts(masses, gwp)
    activity = {"value": line.declared.quantity, "unit": line.declared.unit, "source": line.declared.origin()}
    return {
        **amounts,
        **_gwp(gwp),
        "species": species,
        "co2e_t": Decimal(line.co2e).scaleb(-NANO),
        "inputs": {**line.inputs.record, line.stream.activity_parameter: {**activity, "origin": "declared"}},
        "method_version": line.method.version,
        "method_fingerprint": line.method.fingerprint,
        "rounding": line.method.rounding.identifier,
        "engine_build": engine_build(),
    }


def _amounts(masses: Mapping[str, Decimal], gwp: GwpSet) -> tuple[dict[str, Decimal], dict[str, str]]:
    """Masses by column; gases without a column in CO2e, with their species."""
    amounts = dict.fromkeys(STATED, Decimal(0))
    species: dict[str, str] = {}
    for gas, mass in masses.items():
        column = COLUMN_OF.get(gas)
        if column is not None:
            amounts[column] += mass
            continue
        species[gas] = format(mass, "f")
        if find_gas(gas).counts_in_total:
            amounts["fgas_co2e_t"] += GRAM.apply(Fraction(mass) * Fraction(gwp.of(gas)))
    return amounts, species


def _stated(draft: AreaDraft, gwp: GwpSet) -> dict[str, Any]:
    amounts = {name: Decimal(draft.stated.get(name) or 0) for name in STATED}
    by_gas = [amounts["co2_t"], amounts["fgas_co2e_t"], *_non_co2(amounts, gwp)]
    return {**amounts, **_gwp(gwp), "co2e_t": sum(by_gas, Decimal(0)), "rounding": GRAM.identifier}


def _non_co2(amounts: Mapping[str, Decimal], gwp: GwpSet) -> Iterator[Decimal]:
    for gas, column in (("CH4", "ch4_t"), ("N2O", "n2o_t")):
        yield GRAM.apply(Fraction(amounts[column]) * Fraction(gwp.of(gas))) if amounts[column] else Decimal(0)


def _gwp(gwp: GwpSet) -> dict[str, Any]:
    return {"gwp_set_code": gwp.code, "gwp_ch4": gwp.noted("CH4"), "gwp_n2o": gwp.noted("N2O")}
