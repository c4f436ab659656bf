"""Carbon powder in the batch of flat glass that oxidizes in the furnace.

NDRC guideline for flat glass (2013), ch. 5, 原料配料中碳粉氧化: powder x carbon content x 44/12 (a public table
leaves out the 44/12).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="glass.carbon_powder",
    family="minerals",
    title=Text("Carbon powder in glass batch", "原料配料中碳粉氧化"),
    citation=Citation("NDRC guideline for flat glass (2013)", "ch. 5, 原料配料中碳粉氧化"),
    validity=specs.ALWAYS,
    inputs=(
        number("powder", "Q", ("Carbon powder consumed", "碳粉消耗量"), ("t", "0", "1e7")),
        number(
            "carbon_content", "CC", ("Carbon content of the powder", "碳粉含碳量"), ("1", "0", "1"),
            default=("100", "%", "NDRC guideline for flat glass (2013), ch. 5, 原料配料中碳粉氧化"),
        ),
    ),
    formula="co2 = Q * CC * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="powder",
    worked=(
        WorkedExample(
            inputs={"powder": ("12", "t"), "carbon_content": ("90", "%")},
            expected={"co2": "39.600000"},
            source="round numbers, by hand",
        ),
    ),
)  # fmt: skip
