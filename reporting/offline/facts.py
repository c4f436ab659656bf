"""Shipped facts as the engine takes them: factor sets, GWP sets, and which method a named fuel is computed by."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from mrv.accounting.factors import EmissionFactor, Level
from mrv.accounting.gwp import GwpSet
from mrv.reference import FactorFact, load_factor_set, load_fuels, load_gwp_sets
from mrv.reference.fuels import FuelFact
from mrv.reference.geographies import containing, load_geographies
from reporting.calculation.library import Library, Place

DEFAULT_SETS = ("NDRC-2015", "CN-GRID-AVG", "GBT-32151-34-2024", "SH-ETS")
METHODS = {
    "fuel": "cn.combustion.ncv_cc_of",
    "electricity": "scope2.electricity.purchased",
    "heat": "scope2.heat.purchased",
}
GENERAL = "general.activity_factor"
_LEVELS = {"grid_region": Level.REGION, "nation": Level.NATION, "world": Level.IPCC, "province": Level.PROVINCE}


@cache
def fuels_by_name() -> dict[str, FuelFact]:
    """Fuels by code, name in either language and alias, lower case."""
    found: dict[str, FuelFact] = {}
    for fuel in load_fuels():
        for name in (fuel.code, fuel.name_zh, fuel.name_en, *fuel.aliases):
            found.setdefault(name.lower(), fuel)
    return found


def gwp_set(code: str) -> GwpSet:
    """A shipped GWP set; ValueError names those there are."""
    held = {found.code: found for found in load_gwp_sets()}
    if code not in held:
        raise ValueError(f"No GWP set {code}; shipped are {', '.join(held)}.")
    return GwpSet(code, held[code].source, {value.gas: value.value for value in held[code].values})


def library(codes: Sequence[str], *, year: int, geography: str, gwp: GwpSet) -> Library:
    """The shipped sets as candidates; FixtureError names the sets there are."""
    candidates: dict[tuple[str, str, str], list[tuple[str, EmissionFactor]]] = defaultdict(list)
    for code in codes:
        for fact in load_factor_set(code).factors:
            candidates[fact.key, fact.parameter, fact.gas].append((fact.kind, _candidate(code, fact)))
    places = containing(geography) if geography != "WORLD" else ("WORLD",)
    return Library(
        year=year,
        place=Place(places, "", ""),
        allowed_sets=tuple(codes),
        factor_hash="",
        gwp=gwp,
        candidates=candidates,
    )


def _candidate(code: str, fact: FactorFact) -> EmissionFactor:
    kind = load_geographies()[fact.geography].kind if fact.geography in load_geographies() else ""
    return EmissionFactor(
        set_code=code,
        subject=fact.key,
        parameter=fact.parameter,
        value=fact.value,
        unit=fact.unit,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        gas=fact.gas,
        level=_LEVELS.get(kind, Level.CITY if fact.geography else Level.IPCC),
        geography=fact.geography,
        sector=fact.sector,
        source=str(fact.source),
        grade=fact.grade,
    )
