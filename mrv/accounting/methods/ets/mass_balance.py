"""Mass-balance streams: material x carbon content x 3.664, inputs positive and outputs negative.

MRR article 25 and annex II section 3; f = 3.664 tCO2/tC is the factor the regulation prints in article 25(1), not 44/12 = 3.6667. Where the carbon content is stated as CO2, f is not applied.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.ets import BIOMASS, FIVE_DECIMALS, IN_FORCE, OUTPUTS, article, split
from mrv.accounting.methods.spec import InputSpec, WorkedExample, number

_ACTIVITY = number(
    "activity",
    "AD",
    ("Material, output negative", "物料量（输出为负）"),
    ("t", "-1e10", "1e10"),
    ("Nm3", "-1e13", "1e13"),
)
_CARBON = number("carbon_content", "CC", ("Carbon content", "含碳量"), ("tC/t", "0", "1000"), ("tC/Nm3", "0", "1000"))
_CARBON_AS_CO2 = number(
    "carbon_content", "CC", ("Carbon content stated as CO2", "以 CO2 计的含碳量"), ("tCO2/t", "0", "1000"),
    ("tCO2/Nm3", "0", "1000"),
)  # fmt: skip
_FACTOR = number(
    "carbon_to_co2",
    "F",
    ("Carbon to CO2", "碳转换为 CO2 的系数"),
    ("tCO2/tC", "3.6", "3.7"),
    default=("3.664", "tCO2/tC", "MRR article 25(1)"),
)


def _method(identifier: str, title: Text, inputs: tuple[InputSpec, ...], worked: WorkedExample) -> Method:
    return Method(
        identifier=identifier,
        family="mass balance",
        title=title,
        citation=article("article 25, annex II section 3"),
        validity=IN_FORCE,
        inputs=(*inputs, BIOMASS),
        formula=split(" * ".join(given.symbol for given in inputs)),
        outputs=OUTPUTS,
        rounding=FIVE_DECIMALS,
        activity="activity",
        worked=(worked,),
    )


METHODS = (
    _method(
        "ets.mass_balance",
        Text("Emissions trading: mass-balance stream", "碳交易：物料平衡源流"),
        (_ACTIVITY, _CARBON, _FACTOR),
        WorkedExample(
            inputs={
                "activity": ("11.4897652311", "t"),
                "carbon_content": ("188.034", "tC/t"),
                "biomass_fraction": ("45.57", "%"),
            },
            expected={"fossil": "4308.65121", "sustainable_biomass": "3607.29810"},
            source="UK METS service test of a mass-balance stream, values synthetic",
            decimals=5,
        ),
    ),
    _method(
        "ets.mass_balance.as_co2",
        Text("Emissions trading: mass-balance stream stated as CO2", "碳交易：物料平衡源流（以 CO2 计）"),
        (_ACTIVITY, _CARBON_AS_CO2),
        WorkedExample(
            inputs={"activity": ("-10", "t"), "carbon_content": ("1.5", "tCO2/t")},
            expected={"fossil": "-15.00000", "sustainable_biomass": "0.00000"},
            source="10 t of product that carries 1.5 tCO2/t, by hand",
            decimals=5,
        ),
    ),
)
