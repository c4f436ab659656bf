"""Worked examples of landfill, incineration and waste water."""

import re
from collections.abc import Mapping
from fractions import Fraction

from mrv.accounting.quantity import Quantity
from mrv.examples.amounts import amounts
from mrv.examples.engine import Computed, Given, calculate, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_LANDFILL = {"DOCf": "decomposed_share", "MCF": "correction_factor", "F": "ch4_share", "OX": "oxidation"}
_NO_RECOVERY = Quantity.of("0", "t")


def _deposits(inputs: Inputs, years: int) -> list[Quantity]:
    """Waste of each year; one figure stands for every year."""
    raw = inputs.value("waste")
    if isinstance(raw, list):
        unit = inputs.given("waste").unit.removesuffix("/yr")
        return [Quantity.of(part, unit) for part in raw]
    per_year = inputs.quantity("waste")
    mass = Quantity(per_year.value, per_year.unit)
    amount = mass.to("Gg/yr").value if ("time", -1) in mass.unit.dimension else mass.to("Gg").value
    return [Quantity.of(amount, "Gg")] * years


def _recovered(inputs: Inputs, year: int) -> Quantity:
    """CH4 recovered in year n; one figure stands for every year."""
    if "R" in inputs and isinstance(inputs.value("R"), list):
        per_year = amounts(inputs.listed("R"), field="R", unit=inputs.given("R").unit.removesuffix("/yr"))
        return Quantity.of(per_year.values[year - 1], per_year.unit)
    return Quantity.of(inputs.in_unit("t", "R", default="0"), "t")


def _landfill_year(inputs: Inputs, deposits: list[Quantity], year: int) -> Computed:
    """Year n: what was deposited in the years before it decays; the waste of the year itself does not yet."""
    rows = deposits[: year - 1]
    given: dict[str, Given] = renamed(inputs, _LANDFILL) | {
        "deposited": tuple(rows),
        "age": tuple(Quantity.of(year - 2 - index, "yr") for index in range(len(rows))),
        "degradable_carbon": (inputs.quantity("DOC"),) * len(rows),
        "decay_rate": (inputs.quantity("k"),) * len(rows),
        "recovered": _NO_RECOVERY,
    }
    recovered = _recovered(inputs, year)
    generated = calculate("waste.landfill.first_order_decay", given)
    if recovered.value > generated.exact["generated"]:
        return generated
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
