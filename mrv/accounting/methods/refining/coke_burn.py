"""Continuous burning of coke on catalyst: catalytic cracking, continuous reforming, fluid coking.

NDRC guideline for petrochemicals (2014), ch. 5, 催化裂化装置: coke burned x carbon content x oxidation x 44/12.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for petrochemicals (2014)"

METHOD = Method(
    identifier="refining.coke_burn",
    family="refining",
    title=Text("Continuous burning of catalyst coke", "催化剂连续烧焦"),
    citation=Citation(_GUIDELINE, "ch. 5, 催化裂化装置、催化重整装置-连续烧焦"),
    validity=specs.ALWAYS,
    inputs=(
        number("coke", "MC", ("Coke burned", "烧焦量"), ("t", "0", "1e8"), rows=True),
        number("carbon_content", "CF", ("Carbon content of the coke", "焦层含碳量"), ("1", "0", "1"), rows=True),
        number(
            "oxidation_factor", "OF", ("Oxidation in the regenerator", "烧焦过程碳氧化率"), ("1", "0.5", "1"),
            default=("98", "%", _GUIDELINE),
        ),
    ),
    formula="co2 = sum(MC * CF) * OF * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="coke",
    worked=(
        WorkedExample(
            inputs={"coke": (("1000", "t"),), "carbon_content": (("96", "%"),)},
            expected={"co2": "3449.600000"},
            source="one regenerator, by hand",
        ),
    ),
)  # fmt: skip
