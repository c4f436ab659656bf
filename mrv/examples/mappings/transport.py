"""Worked examples of aircraft and ships."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import rule
from mrv.accounting.rules.offsetting import split
from mrv.examples.engine import calculate, renamed
from mrv.examples.flights import has_duty, read_flights
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_SHIP_FUEL, _SHIP_GAS = rule("half_up_5"), rule("half_up_7")
_SHIP_GASES = ("co2", "ch4", "n2o")


@example("aviation_fuel")
def _aviation_fuel(inputs: Inputs) -> Mapping[str, Outcome]:
    result = calculate("transport.aviation_fuel", renamed(inputs, {"fuel": "fuel", "ef": "ef_co2"}))
    return {"co2": Outcome(result.recorded("co2"), "t")}


@example("aviation_offset_split")
def _offset_split(inputs: Inputs) -> Mapping[str, Outcome]:
    names = sorted(name for name in inputs.names if name.startswith("flights_"))
    pairs = inputs.text("offset_pairs")
    flights = [(name, read_flights(inputs.text(name))) for name in names]
    result = split([(found, has_duty(name, found, pairs)) for name, found in flights])
    return {
        "all": Outcome(result.all_t, "t"),
        "offset": Outcome(result.offset_t, "t"),
        "non_offset": Outcome(result.non_offset_t, "t"),
    }


def _ship_outcomes(figures: Sequence[Fraction]) -> Mapping[str, Outcome]:
    """Each gas rounded to seven decimals, and the sum of the rounded figures."""
    rounded = [_SHIP_GAS.apply(figure) for figure in figures]
    named = {name: Outcome(value, "t") for name, value in zip(_SHIP_GASES, rounded, strict=True)}
    return named | {"total": Outcome(sum(rounded, Decimal(0)), "t")}


@example("maritime_voyage")
def _voyage(inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, {"slip": "slip", "ef_co2": "ef_co2", "ef_ch4": "ef_ch4", "ef_n2o": "ef_n2o"})
    given["fuel"] = Quantity.of(_SHIP_FUEL.apply(Fraction(inputs.in_unit("t", "fuel", default="0"))), "t")
    for name, unit in (("slip", "%"), ("ef_co2", "tCO2/t"), ("ef_ch4", "tCH4/t"), ("ef_n2o", "tN2O/t")):
        given.setdefault(name, Quantity.of("0", unit))
    exact = calculate("transport.maritime_fuel", given).exact
    potentials = (Fraction(1), *(Fraction(inputs.number(f"gwp_{gas}", default="1")) for gas in ("ch4", "n2o")))
    direct = [Fraction(inputs.in_unit("t", f"direct_{gas}", default="0")) for gas in _SHIP_GASES]
    return _ship_outcomes(
        [exact[gas] * gwp + stated for gas, gwp, stated in zip(_SHIP_GASES, potentials, direct, strict=True)]
    )


@example("maritime_surrender_share")
def _surrender(inputs: Inputs) -> Mapping[str, Outcome]:
    share = Fraction(inputs.in_unit("1", "share"))
    return _ship_outcomes([Fraction(inputs.in_unit("t", gas, default="0")) * share for gas in _SHIP_GASES])
