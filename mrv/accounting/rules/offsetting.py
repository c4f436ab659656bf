"""Split of flight emissions into those with and without an offsetting duty.

ICAO Annex 16 vol. IV (CORSIA), part II chapter 3: a flight has the duty when both its states take part in
the year. Each total is the sum over flights of fuel x factor, rounded to whole tonnes once, at the end.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.rounding import rule

_WHOLE_TONNES = rule("half_up_0")


@dataclass(frozen=True, slots=True)
class Flights:
    """Flights between two airports on one fuel: tonnes of fuel and tCO2 per tonne."""

    departure: str
    arrival: str
    fuel_t: Decimal
    emission_factor: Decimal

    @property
    def co2_t(self) -> Fraction:
        """Exact emissions in tonnes of CO2."""
        return Fraction(self.fuel_t) * Fraction(self.emission_factor)


@dataclass(frozen=True, slots=True)
class OffsetSplit:
    """Whole tonnes of CO2: all flights, those with the duty, those without."""

    all_t: Decimal
    offset_t: Decimal
    non_offset_t: Decimal


def split_by_airports(flights: Sequence[Flights], taking_part: Collection[str]) -> OffsetSplit:
    """Split where the airports of states that take part are known."""
    return split([(flight, {flight.departure, flight.arrival} <= set(taking_part)) for flight in flights])


def split(flights: Sequence[tuple[Flights, bool]]) -> OffsetSplit:
    """Split flights that are marked as having the duty or not."""
    duty = sum((flight.co2_t for flight, has_duty in flights if has_duty), Fraction(0))
    free = sum((flight.co2_t for flight, has_duty in flights if not has_duty), Fraction(0))
    return OffsetSplit(_WHOLE_TONNES.apply(duty + free), _WHOLE_TONNES.apply(duty), _WHOLE_TONNES.apply(free))
