"""Worked examples of purchased electricity and heat, and of choosing the factor by place, year and purpose."""

import itertools
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from mrv.accounting.quantity import Quantity
from mrv.accounting.units import parse_unit
from mrv.examples.engine import Given, calculate, outcomes, renamed
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example
from mrv.reference import load_factor_set
from mrv.reference.factors import FactorFact
from mrv.reference.geographies import load_geographies

_AVERAGE, _COMPLIANCE = "CN-GRID-AVG", "CN-GRID-COMPLIANCE"


def _year(text: str) -> int:
    match = re.search(r"\d{4}", text)
    if match is None:
        raise UnsupportedError(f"'{text}' names no year")
    return int(match[0])


def _geography(name: str) -> str:
    wanted = name.strip().casefold()
    for found in load_geographies().values():
        names = {found.code, found.name_zh, found.name_en, found.name_en.removesuffix(" grid")}
        if wanted in {known.casefold() for known in names}:
            return found.code
    raise UnsupportedError(f"no factor set speaks of '{name}'")


def _kind(text: str) -> tuple[str, str]:
    """Set and kind of factor a publication's words stand for."""
    plain = text.casefold()
    if re.search(r"compliance|\bets\b|enterprise|履约|合规|企业", plain):
        return _COMPLIANCE, "average"
    if re.search(r"exclud|non-?fossil|剔除|不包括", plain):
        return _AVERAGE, "excluding_market_traded_non_fossil"
    if re.search(r"fossil|化石", plain):
        return _AVERAGE, "fossil_power"
    return _AVERAGE, "average"


def _factor(code: str, kind: str, geography: str, year: int) -> FactorFact:
    day = date(year, 7, 1)
    found = [
        fact
        for fact in load_factor_set(code).factors
        if (fact.key, fact.parameter, fact.kind, fact.geography) == ("electricity", "emission_factor", kind, geography)
        and fact.valid_from <= day
        and (fact.valid_to is None or day <= fact.valid_to)
    ]
    if len(found) != 1:
        raise ValueError(f"Set {code} has {len(found)} factors '{kind}' of electricity for {geography} in {year}.")
    return found[0]


def _resolved(inputs: Inputs) -> Quantity:
    code, kind = _kind(
        inputs.text("factor_kind", "kind") if "factor_kind" in inputs or "kind" in inputs else "average"
    )
    fact = _factor(code, kind, _geography(inputs.text("area")), _year(inputs.text("year")))
    return Quantity(fact.value, parse_unit(fact.unit))


@example("electricity_location_based")
def _location_based(inputs: Inputs) -> Mapping[str, Outcome]:
    factor = inputs.quantity("ef") if "ef" in inputs else _resolved(inputs)
    electricity = inputs.quantity("electricity")
    given: dict[str, Given] = {"activity": electricity, "emission_factor": factor}
    if any(substance == "CO2e" for _, _, substance in factor.unit.basis):
        found = calculate("general.activity_factor", given | {"gas": "CO2e"}).exact["emission"]
    else:
        found = calculate("scope2.electricity.purchased", given).exact["co2"]
    return {
        "factor": Outcome(factor.value, factor.unit.symbol),
        "co2": Outcome(found, "t"),
        "co2e": Outcome(found, "t"),
    }


@example("purchased_electricity")
def _purchased(inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, {"QGe": "activity", "EF2": "emission_factor"})
    return outcomes(calculate("scope2.electricity.purchased", given), co2="co2")


def _before_and_after(identifier: str, inputs: Inputs, activity: str) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for moment in ("before", "after"):
        if f"ef_{moment}" in inputs:
            given = renamed(inputs, {activity: "activity", f"ef_{moment}": "emission_factor"})
            found |= outcomes(calculate(identifier, given), **{f"co2_{moment}": "co2"})
    return found


@example("purchased_heat")
def _heat(inputs: Inputs) -> Mapping[str, Outcome]:
    return _before_and_after("scope2.heat.purchased", inputs, "heat")


@example("factor_version_resolution")
def _version(inputs: Inputs) -> Mapping[str, Outcome]:
    found: dict[str, Outcome] = {}
    if "electricity" in inputs and "ef_before" in inputs:
        found = _before_and_after("scope2.electricity.purchased", inputs, "electricity")
    if "report_year" in inputs:
        code, kind = _kind(inputs.text("purpose")) if "purpose" in inputs else (_AVERAGE, "average")
        fact = _factor(code, kind, "CN", _year(inputs.text("report_year")))
        found["factor"] = Outcome(fact.value, fact.unit)
    return found


@example("electricity_with_onsite_pv")
def _onsite_pv(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "total_electricity": "electricity",
        "pv_self_use": "own_pv",
        "ef": "emission_factor",
        "ef_green": "green_factor",
    }
    return outcomes(calculate("scope2.electricity.with_onsite_pv", renamed(inputs, names)), co2="co2")


@example("factor_interpolation")
def _interpolation(inputs: Inputs) -> Mapping[str, Outcome]:
    year = _year(inputs.text("year"))
    points = sorted((int(name[3:]), inputs.quantity(name)) for name in inputs.names if re.fullmatch(r"ef_\d{4}", name))
    for (first, low), (last, high) in itertools.pairwise(points):
        if first <= year <= last:
            share = Fraction(year - first, last - first)
            start, end = Fraction(low.value), high.exact_in(low.unit)
            return {"ef": Outcome(start + (end - start) * share, low.unit.symbol)}
    raise ValueError(f"{year} does not lie between two given years; a factor is interpolated, never extrapolated.")
