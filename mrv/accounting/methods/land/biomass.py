"""Living biomass: growth removes CO2, harvest and clearing release it.

IPCC 2006 Guidelines vol. 4 ch. 2, eq. 2.7, 2.9 and 2.10 (gain-loss method): gain = A x Gw x (1 + R) x CF; the net change
of carbon stock times 44/12, with the sign of an emission, so a growing forest is negative.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import CARBON_FRACTION, volume4
from mrv.accounting.methods.spec import WorkedExample, amount, mass_of, number

METHOD = Method(
    identifier="land.biomass.gain_loss",
    family="land use",
    title=Text("Living biomass by gain and loss", "林木生物质碳储量变化（增减法）"),
    citation=volume4("ch. 2, eq. 2.7, 2.9 and 2.10"),
    validity=specs.ALWAYS,
    inputs=(
        number("area", "A", ("Area", "面积"), ("ha", "0", "1e9")),
        number("growth", "G", ("Above-ground growth, dry matter", "地上生物量年增长（干物质）"), ("t/ha", "0", "60")),
        number(
            "root_ratio",
            "R",
            ("Below-ground to above-ground biomass", "地下与地上生物量比"),
            ("1", "0", "3"),
        ),
        CARBON_FRACTION,
        number(
            "carbon_lost",
            "L",
            ("Carbon lost by harvest, fuelwood, disturbance", "采伐、薪材和灾害损失的碳"),
            ("tC", "0", "1e9"),
        ),
    ),
    formula="gain = A * G * (1 + R) * CF\nco2 = (L - gain) * 44 / 12",
    outputs=(mass_of("CO2"), amount("gain", ("Carbon gained", "碳储量增加"), "tC")),
    worked=(
        WorkedExample(
            inputs={
                "area": ("1000", "ha"),
                "growth": ("4", "t/ha"),
                "root_ratio": ("0.27", "1"),
                "carbon_lost": ("300", "tC"),
            },
            expected={"gain": "2387.600000", "co2": "-7654.533333"},
            source="1000 x 4 x 1.27 x 0.47 tC gained, 300 tC lost, by hand",
        ),
    ),
)
