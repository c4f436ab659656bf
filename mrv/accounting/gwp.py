"""Global warming potentials: a named set as a plain value, and CO2e from masses.

CO2e is the sum over gases of the recorded mass times the GWP, each product rounded by the rule of the
result (IPCC 2006 vol. 1 ch. 6, eq. 6.1 in sum form); so it can be re-derived from the stored masses, in this
set or in any other, without touching activity data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.errors import GwpError, problem
from mrv.accounting.gases import gas
from mrv.accounting.rounding import RoundingRule, exact_sum


@dataclass(frozen=True, slots=True)
class GwpSet:
    """100-year GWPs of one assessment: `values` maps gas code to GWP (t CO2e per t)."""

    code: str
    citation: str
    values: Mapping[str, Decimal] = field(hash=False)

    def of(self, code: str) -> Decimal:
        """Return the GWP of a gas; raise GwpError where the set has none or not a positive number."""
        if code == "CO2e":
            return Decimal(1)
        species = gas(code)
        value = self.values.get(species.code, self.values.get(species.fallback))
        if value is None:
            raise GwpError(problem("gwp_missing", code, gwp=self.code, gas=code))
        if not value.is_finite() or value <= 0:
            raise GwpError(problem("gwp_zero", code, gwp=self.code, gas=code, value=value))
        return value

    def noted(self, code: str) -> Decimal:
        """Return the GWP to note beside masses, 0 where the set has none: a mass of such a gas is refused by `of`."""
        species = gas(code)
        return self.of(code) if {species.code, species.fallback} & self.values.keys() else Decimal(0)


def co2e_by_gas(masses_t: Mapping[str, Decimal], gwp: GwpSet, rounding: RoundingRule) -> dict[str, Decimal]:
    """Return t CO2e for every gas that counts in a total, each rounded by `rounding`."""
    return {
        code: rounding.apply(Fraction(mass) * Fraction(gwp.of(code)))
        for code, mass in masses_t.items()
        if gas(code).counts_in_total
    }


def total_co2e(masses_t: Mapping[str, Decimal], gwp: GwpSet, rounding: RoundingRule) -> Decimal:
    """Return t CO2e of all gases that count in a total: the exact sum of the rounded contributions."""
    return exact_sum(co2e_by_gas(masses_t, gwp, rounding).values())
