"""Combustion of a fuel by heat value, carbon content and oxidation: the method of China's sector guidelines.

E = AD x NCV x CC x OF x 44/12. GB/T 32151.34-2024, 5.2 (combustion of fuels by heat) with table C.1; the
same equation stands in the 24 sector guidelines of NDRC (2013-2015). Activity in tonnes
or, for gases, in 10^4 Nm3 (0 C, 101.325 kPa).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of

METHOD = Method(
    identifier="cn.combustion.ncv_cc_of",
    family="combustion",
    title=Text("Fuel combustion by heat value, carbon content and oxidation", "化石燃料燃烧（热值法）"),
    citation=Citation("GB/T 32151.34-2024", "5.2, fossil fuel combustion by heat; table C.1"),
    validity=specs.ALWAYS,
    inputs=(specs.FUEL, specs.NET_CALORIFIC_VALUE, specs.CARBON_CONTENT, specs.OXIDATION_FACTOR),
    formula="co2 = AD * NCV * CC * OF * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000", "t"),
                "net_calorific_value": ("42.652", "GJ/t"),
                "carbon_content": ("0.0202", "tC/GJ"),
                "oxidation_factor": ("98", "%"),
            },
            expected={"co2": "3095.909637"},
            source="diesel with the defaults of GB/T 32151.34-2024 table C.1, by hand",
        ),
    ),
)
