"""Desulfurization of flue gas with carbonates: GB/T 32151.34-2024, equation (10).

The same equation stands in the guideline of NDRC for power plants (2013). Content and conversion have
defaults; a factor other than that of limestone must be given.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.carbon_materials import DOCUMENT, clause
from mrv.accounting.methods.spec import WorkedExample, mass_of, number

METHOD = Method(
    identifier="process.desulfurization",
    family="process",
    title=Text("Desulfurization of flue gas", "烟气脱硫净化"),
    citation=clause("5.2.5.2, equation (10)"),
    validity=specs.ALWAYS,
    inputs=(
        number("agent", "CAL", ("Desulfurizing agent consumed", "脱硫剂净消耗量"), ("t", "0", "1e8")),
        number(
            "content", "I", ("Carbonate content of the agent", "碳酸盐含量"), ("1", "0", "1"),
            default=("90", "%", f"{DOCUMENT} 5.2.5.2"),
        ),
        number("emission_factor", "EF1", ("Factor of the carbonate", "碳酸盐排放因子"), ("tCO2/t", "0.1", "0.7")),
        number(
            "conversion", "TR", ("Conversion", "转化率"), ("1", "0", "1"),
            default=("100", "%", f"{DOCUMENT} 5.2.5.2"),
        ),
    ),
    formula="co2 = CAL * I * EF1 * TR",
    outputs=(mass_of("CO2"),),
    activity="agent",
    worked=(
        WorkedExample(
            inputs={"agent": ("10", "t"), "emission_factor": ("0.44", "tCO2/t")},
            expected={"co2": "3.960000"},
            source="equation (10) with the defaults of 5.2.5.2, by hand",
        ),
    ),
)  # fmt: skip
