"""Worked examples of the Kaya identity."""

import re
from collections.abc import Mapping
from decimal import Decimal

from inventory.analysis.kaya import kaya_drivers, kaya_product
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import parse_unit
from mrv.examples.inputs import Inputs, unit_of
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "万": 4, "亿": 8}
_SCALED = re.compile(rf"\s*({'|'.join(_SCALES)})", re.IGNORECASE)


def _scaled(inputs: Inputs, name: str, scale: str) -> Decimal:
    """A count or money in thousands, millions, billions or trillions, as its unit says, in `scale`."""
    given = inputs.number(name)
    stated = _SCALED.match(inputs.given(name).unit)
    return given.scaleb((_SCALES[stated[1].casefold()] if stated else 0) - _SCALES[scale])


def _in_unit(inputs: Inputs, name: str, unit: str) -> Decimal:
    """An amount in `unit`; what it is an amount of (quad Btu, Mt CO2) follows the unit in the publication."""
    stated = inputs.given(name).unit.removesuffix(" Btu")
    return to_decimal(
        Quantity(inputs.number(name), unit_of(stated, field=name)).exact_in(parse_unit(unit), field=name)
    )


@example("kaya_identity")
def _drivers(inputs: Inputs) -> Mapping[str, Outcome]:
    drivers = kaya_drivers(
        population=_scaled(inputs, "P", "billion"),
        gdp=_scaled(inputs, "G", "trillion"),
        energy=_in_unit(inputs, "E", "quad"),
        emissions=_in_unit(inputs, "F", "Mt"),
    )
    return {
        "g": Outcome(drivers.gdp_per_person),
        "e": Outcome(drivers.energy_per_gdp),
        "f": Outcome(drivers.emissions_per_energy),
        "ef": Outcome(drivers.emissions_per_gdp),
        "F": Outcome(drivers.emissions, "MtCO2"),
    }


@example("kaya_identity_product")
def _product(inputs: Inputs) -> Mapping[str, Outcome]:
    emissions = kaya_product(
        population=_scaled(inputs, "P", "billion"),
        gdp_per_person=inputs.number("g"),
        energy_per_gdp=inputs.number("e"),
        emissions_per_energy=inputs.number("f"),
    )
    return {"F": Outcome(emissions, "MtCO2")}
