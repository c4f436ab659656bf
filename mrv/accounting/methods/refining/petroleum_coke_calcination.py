"""Calcination of petroleum coke: carbon of the green coke less that of calcined coke and dust.

NDRC guideline for petrochemicals (2014), ch. 5, 石油焦煅烧装置.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

_BALANCE = "M * CC - (P + DU) * CCP"

METHOD = Method(
    identifier="refining.petroleum_coke_calcination",
    family="refining",
    title=Text("Calcination of petroleum coke", "石油焦煅烧装置"),
    citation=Citation("NDRC guideline for petrochemicals (2014)", "ch. 5, 石油焦煅烧装置"),
    validity=specs.ALWAYS,
    inputs=(
        number("green_coke", "M", ("Green coke", "进入煅烧装置的生焦量"), ("t", "0", "1e8")),
        number("green_carbon", "CC", ("Carbon of the green coke", "生焦平均含碳量"), ("1", "0", "1")),
        number("calcined_coke", "P", ("Calcined coke", "石油焦成品量"), ("t", "0", "1e8")),
        number("dust", "DU", ("Coke dust", "石油焦粉尘量"), ("t", "0", "1e7")),
        number("calcined_carbon", "CCP", ("Carbon of the calcined coke", "石油焦成品平均含碳量"), ("1", "0", "1")),
    ),
    constraints=(Constraint(f"{_BALANCE} >= 0", Text("More carbon leaves than enters.", "输出碳量大于投入碳量。")),),
    formula=f"co2 = ({_BALANCE}) * 44 / 12",
    outputs=(mass_of("CO2"),),
    worked=(
        WorkedExample(
            inputs={
                "green_coke": ("1000", "t"),
                "green_carbon": ("90", "%"),
                "calcined_coke": ("800", "t"),
                "dust": ("20", "t"),
                "calcined_carbon": ("98", "%"),
            },
            expected={"co2": "353.466667"},
            source="round numbers, by hand",
        ),
    ),
)
