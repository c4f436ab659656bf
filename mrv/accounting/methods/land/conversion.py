"""Land that changes its use: the carbon of biomass before and after, and of mineral soil over the years of transition.

IPCC 2006 Guidelines vol. 4 ch. 2, eq. 2.16 (biomass, in the year of conversion) and eq. 2.25 (mineral soil, in equal
parts over D years, 20 by default). Both times 44/12 with the sign of an emission: afforestation is negative.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import CARBON_FRACTION, volume4
from mrv.accounting.methods.spec import WorkedExample, mass_of, number

METHODS = (
    Method(
        identifier="land.conversion.biomass",
        family="land use",
        title=Text("Biomass of converted land", "土地利用转化的生物质碳"),
        citation=volume4("ch. 2, eq. 2.16"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "A", ("Area converted in the year", "当年转化面积"), ("ha", "0", "1e9")),
            number("before", "BB", ("Biomass before, dry matter", "转化前生物量（干物质）"), ("t/ha", "0", "1000")),
            number("after", "BA", ("Biomass after, dry matter", "转化后生物量（干物质）"), ("t/ha", "0", "1000")),
            CARBON_FRACTION,
        ),
        formula="co2 = A * (BB - BA) * CF * 44 / 12",
        outputs=(mass_of("CO2"),),
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("10", "ha"), "before": ("120", "t/ha"), "after": ("10", "t/ha")},
                expected={"co2": "1895.666667"},
                source="10 ha of forest to cropland: 10 x 110 x 0.47 x 44/12, by hand",
            ),
        ),
    ),
    Method(
        identifier="land.conversion.soil",
        family="land use",
        title=Text("Mineral soil of converted land", "土地利用转化的矿质土壤碳"),
        citation=volume4("ch. 2, eq. 2.25"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "A", ("Area in transition", "处于转化期的面积"), ("ha", "0", "1e9")),
            number("before", "SB", ("Soil carbon before", "转化前土壤有机碳"), ("tC/ha", "0", "300")),
            number("after", "SA", ("Soil carbon in the new equilibrium", "平衡后土壤有机碳"), ("tC/ha", "0", "300")),
            number(
                "transition",
                "D",
                ("Years of transition", "转化期年数"),
                ("yr", "1", "100"),
                default=("20", "yr", "IPCC 2006 vol. 4 ch. 2, eq. 2.25: default time dependence"),
            ),
            number(
                "inventory_year",
                "YEAR",
                ("Length of the inventory year", "清单年长度"),
                ("yr", "1", "1.01"),
                default=("1", "yr", "IPCC 2006 vol. 4 ch. 2, eq. 2.25"),
            ),
        ),
        formula="co2 = A * (SB - SA) / D * YEAR * 44 / 12",
        outputs=(mass_of("CO2"),),
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("10", "ha"), "before": ("80", "tC/ha"), "after": ("55", "tC/ha")},
                expected={"co2": "45.833333"},
                source="10 x 25 tC/ha over 20 years x 44/12, by hand",
            ),
        ),
    ),
)
