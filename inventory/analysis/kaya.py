"""The Kaya identity: F = P x (G/P) x (E/G) x (F/E).

Source: Kaya and Yokobori (1997), Environment, Energy and Economy; IPCC AR5 WG III,
chapter 5. The four drivers multiply back to the emissions exactly as far as the
28 digits of the division allow.
"""

from dataclasses import dataclass
from decimal import Decimal


class KayaError(ValueError):
    """A driver that makes the identity meaningless."""


@dataclass(frozen=True, slots=True)
class KayaDrivers:
    """The drivers of emissions; units follow from the units of the four totals given."""

    population: Decimal
    gdp_per_person: Decimal
    energy_per_gdp: Decimal
    emissions_per_energy: Decimal
    emissions_per_gdp: Decimal

    @property
    def emissions(self) -> Decimal:
        """Product of the four drivers, in the unit of the emissions given."""
        return kaya_product(
            population=self.population,
            gdp_per_person=self.gdp_per_person,
            energy_per_gdp=self.energy_per_gdp,
            emissions_per_energy=self.emissions_per_energy,
        )


def _positive(name: str, value: Decimal) -> Decimal:
    if not value.is_finite() or value <= 0:
        raise KayaError(f"{name} is {value}; the Kaya identity divides by it, give a finite number above zero.")
    return value


def kaya_drivers(*, population: Decimal, gdp: Decimal, energy: Decimal, emissions: Decimal) -> KayaDrivers:
    """Split emissions into population, affluence, energy intensity and carbon intensity.

    Raises KayaError when population, GDP or energy is not a finite number above zero,
    or when emissions are negative or not finite (zero emissions are allowed).
    """
    _positive("Population", population)
    _positive("GDP", gdp)
    _positive("Energy use", energy)
    if not emissions.is_finite() or emissions < 0:
        raise KayaError(f"Emissions are {emissions}; give a finite number of zero or more.")
    return KayaDrivers(
        population=population,
        gdp_per_person=gdp / population,
        energy_per_gdp=energy / gdp,
        emissions_per_energy=emissions / energy,
        emissions_per_gdp=emissions / gdp,
    )


def kaya_product(
    *, population: Decimal, gdp_per_person: Decimal, energy_per_gdp: Decimal, emissions_per_energy: Decimal
) -> Decimal:
    """Emissions from the four drivers; the inverse of kaya_drivers."""
    return population * gdp_per_person * energy_per_gdp * emissions_per_energy
