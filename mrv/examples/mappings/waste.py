"""Worked examples of landfill, incineration and waste water."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from mrv.accounting.quantity import Quantity
from mrv.accounting.units import parse_unit
from mrv.examples.amounts import part
from mrv.examples.engine import Computed, Given, calculate, outcomes, renamed
from mrv.examples.inputs import Inputs, unit_of
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_LANDFILL = {"DOCf": "decomposed_share", "MCF": "correction_factor", "F": "ch4_share", "OX": "oxidation"}
_NO_RECOVERY = Quantity.of("0", "t")
_TONNE = parse_unit("t")


def _per_year(inputs: Inputs, name: str) -> list[Quantity] | None:
    """A figure for each year in order, from a list or from a map of years; None where one figure stands for all."""
    raw = inputs.value(name)
    if not isinstance(raw, list | Mapping):
        return None
    parts = [raw[year] for year in sorted(raw)] if isinstance(raw, Mapping) else raw
    return [_of_one_year(read.value, read.unit) for read in (part(one, inputs.given(name).unit) for one in parts)]


def _of_one_year(value: object, unit: str) -> Quantity:
    """What a mass, or a mass per year, amounts to in one year."""
    given = Quantity.of(value, unit_of(unit, field="unit"))
    return Quantity.of(given.to("Gg/yr").value, "Gg") if ("time", -1) in given.unit.dimension else given


def _deposits(inputs: Inputs, years: int) -> list[Quantity]:
    """Waste of each year; one figure stands for every year."""
    given = inputs.given("waste")
    return _per_year(inputs, "waste") or [_of_one_year(given.value, given.unit)] * years


def _recovered(inputs: Inputs, year: int) -> Quantity:
    """CH4 recovered in year n; one figure stands for every year."""
    if "R" not in inputs:
        return _NO_RECOVERY
    listed = _per_year(inputs, "R")
    if listed:
        return listed[year - 1]
    given = inputs.given("R")
    return _of_one_year(given.value, given.unit)


def _landfill_year(inputs: Inputs, deposits: list[Quantity], year: int) -> Computed:
    """Year n: what was deposited in the years before it decays; the waste of the year itself does not yet.

    No more CH4 is recovered than is generated (eq. 3.1): a figure stated for every year is cut to it.
    """
    rows = deposits[: year - 1]
    given: dict[str, Given] = renamed(inputs, _LANDFILL) | {
        "deposited": tuple(rows),
        "age": tuple(Quantity.of(year - 2 - index, "yr") for index in range(len(rows))),
        "degradable_carbon": (inputs.quantity("DOC"),) * len(rows),
        "decay_rate": (inputs.quantity("k"),) * len(rows),
        "recovered": _NO_RECOVERY,
    }
    generated = calculate("waste.landfill.first_order_decay", given)
    recovered = _recovered(inputs, year)
    if recovered.exact_in(_TONNE, field="R") > generated.exact["generated"]:
        return replace(generated, exact={**generated.exact, "ch4": Fraction(0)})
    return calculate("waste.landfill.first_order_decay", given | {"recovered": recovered})


@example("landfill_fod")
def _landfill(inputs: Inputs) -> Mapping[str, Outcome]:
    asked = [int(number) for name in inputs.example.expected for number in re.findall(r"_y(\d+)$", name)]
    years = max(asked, default=2)
    deposits = _deposits(inputs, years)
    found = {f"ch4_{kind}_y1": Outcome(Fraction(0), "t") for kind in ("generated", "emitted")}
    for year in range(2, years + 1):
        result = _landfill_year(inputs, deposits, year)
        names = {f"ch4_generated_y{year}": "generated", f"ch4_emitted_y{year}": "ch4"}
        found |= outcomes(result, **names)
    return found


@example("waste_incineration_fossil_co2")
def _incineration(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "waste": "activity",
        "carbon_fraction": "carbon_share",
        "fossil_fraction": "fossil_share",
        "combustion_efficiency": "combustion_efficiency",
    }
    return outcomes(calculate("waste.incineration", renamed(inputs, names)), co2="co2")


@example("wastewater_ch4")
def _wastewater(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "volume": "volume",
        "organic_load": "organic_load",
        "Bo": "maximum_ch4",
        "MCF": "correction_factor",
    }
    result = calculate("waste.wastewater.ch4", renamed(inputs, names))
    gwp = Fraction(inputs.number("gwp_ch4", default="28"))
    return outcomes(result, ch4="ch4") | {"co2e": Outcome(result.exact["ch4"] * gwp, "t")}
