"""Enthalpy of purchased steam from its declared pressure and temperature (GB/T 32151.34-2024, 5.2.6.2, Annex C).

Table C.4 (dry saturated) where the pressure alone is declared, else table C.5; states between the printed ones are
interpolated. The record says which printed states were used; a state the tables do not give is refused.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import rule
from mrv.accounting.units import parse_unit
from mrv.reference.steam import source_of, steam_state
from reporting.calculation.declared import Declared, Stream, plain
from reporting.intake.rules import STEAM_METHOD

PRESSURE, TEMPERATURE = "steam_pressure", "steam_temperature"
_NINE = rule("half_up_9")


def enthalpy_of(stream: Stream, month: int | None) -> tuple[Quantity, dict[str, Any]] | None:
    """The enthalpy that holds for a period, and its record; None where no pressure is declared. SteamError."""
    pressure = stream.value(PRESSURE, month) if stream.method == STEAM_METHOD else None
    if pressure is None:
        return None
    temperature = stream.value(TEMPERATURE, month)
    degrees = None if temperature is None else Decimal(temperature.quantity)
    state = steam_state(megapascal(pressure), degrees)
    value = plain(f"{_NINE.apply(Fraction(state.enthalpy_kj_per_kg)):f}")
    stated = [pressure.origin(), temperature.origin() if temperature else ""]
    source = "; ".join(filter(None, [source_of(state, is_saturated=degrees is None), *dict.fromkeys(stated)]))
    record = {"value": value, "unit": "kJ/kg", "source": source, "origin": "measured"}
    return Quantity.of(value, "kJ/kg"), record


def megapascal(declared: Declared) -> Decimal:
    """A declared pressure in MPa."""
    return Quantity.of(plain(declared.quantity), parse_unit(declared.unit)).to("MPa").value
