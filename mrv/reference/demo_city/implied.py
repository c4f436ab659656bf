"""Implied activity: the published emission divided by the factors of the set CEADS-SH.

It is not a statistic: nobody measured it. It is labelled "implied activity" wherever it is shown.
Quantised to 1 kg (0.001 t) or 0.01 m3 (0.000001 x 10^4 Nm3), so that computing it again misses the
published cell by less than 0.002 t CO2.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache

from mrv.reference.demo_city.model import FACTOR_SET
from mrv.reference.factors import FactorFact, load_factor_set

CO2_PER_CARBON = (Decimal(44), Decimal(12))
TONNES_PER_MT = Decimal(1_000_000)
COMBUSTION = "cn.combustion.ncv_cc_of"
PROCESS = "general.activity_factor"


@dataclass(frozen=True, slots=True)
class Conversion:
    """How activity of one stream becomes t CO2."""

    stream: str
    parameter: str
    unit: str
    method: str
    step: Decimal
    numerator: Decimal
    denominator: Decimal

    def activity(self, mt_co2: Decimal) -> Decimal:
        """Implied activity in ``unit`` of an emission in Mt CO2."""
        with localcontext() as context:
            context.prec = 50
            exact = mt_co2 * TONNES_PER_MT * self.denominator / self.numerator
        return exact.quantize(self.step, ROUND_HALF_EVEN)

    def tonnes_co2(self, quantity: Decimal) -> Decimal:
        """Emission in t CO2 of a quantity in ``unit``, unrounded (50 digits)."""
        with localcontext() as context:
            context.prec = 50
            return quantity * self.numerator / self.denominator


@cache
def conversions() -> dict[str, Conversion]:
    """Conversion of every published fuel, and of cement production, by stream."""
    by_key: dict[str, dict[str, FactorFact]] = {}
    for factor in load_factor_set(FACTOR_SET).factors:
        by_key.setdefault(factor.key, {})[factor.parameter] = factor
    return {key: _conversion(key, values) for key, values in by_key.items()}


def _conversion(stream: str, values: dict[str, FactorFact]) -> Conversion:
    if "emission_factor" in values:
        return Conversion(
            stream, "production", "t", PROCESS, Decimal("0.001"), values["emission_factor"].value, Decimal(1)
        )
    heat, carbon, oxidation = (values[name] for name in ("net_calorific_value", "carbon_content", "oxidation_factor"))
    gaseous = heat.unit == "GJ/10^4Nm3"
    carbon_to_co2, carbon_mass = CO2_PER_CARBON
    return Conversion(
        stream=stream,
        parameter="consumption",
        unit="10^4Nm3" if gaseous else "t",
        method=COMBUSTION,
        step=Decimal("0.000001") if gaseous else Decimal("0.001"),
        numerator=heat.value * carbon.value * oxidation.value * carbon_to_co2,
        denominator=carbon_mass * 1000 * 100,
    )
