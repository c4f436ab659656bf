"""Combustion streams: activity x factor x oxidation, with the heat value where the factor is per energy.

MRR article 24(1) and annex II section 1: Em = AD x EF x OF, AD in TJ as fuel x NCV, or EF per tonne or Nm3.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.ets import BIOMASS, FIVE_DECIMALS, IN_FORCE, OUTPUTS, article, split
from mrv.accounting.methods.spec import InputSpec, WorkedExample, number

ACTIVITY = number("activity", "AD", ("Fuel or material", "燃料或材料用量"), ("t", "0", "1e10"), ("Nm3", "0", "1e13"))
NET_CALORIFIC_VALUE = number(
    "net_calorific_value", "NCV", ("Net calorific value", "低位发热量"), ("GJ/t", "0", "200"), ("GJ/Nm3", "0", "1")
)
FACTOR_PER_ENERGY = number("emission_factor", "EF", ("Emission factor", "排放因子"), ("tCO2/TJ", "0", "1000"))
FACTOR_PER_AMOUNT = number(
    "emission_factor", "EF", ("Emission factor", "排放因子"), ("tCO2/t", "0", "100"), ("tCO2/Nm3", "0", "100")
)
_OXIDATION = number("oxidation_factor", "OF", ("Oxidation factor", "氧化因子"), ("1", "0.5", "1.1"))


def _method(identifier: str, title: Text, inputs: tuple[InputSpec, ...], worked: WorkedExample) -> Method:
    product = " * ".join(given.symbol for given in inputs)
    return Method(
        identifier=identifier,
        family="combustion",
        title=title,
        citation=article("article 24(1), annex II section 1"),
        validity=IN_FORCE,
        inputs=(*inputs, BIOMASS),
        formula=split(product),
        outputs=OUTPUTS,
        rounding=FIVE_DECIMALS,
        activity="activity",
        worked=(worked,),
    )


_COMMON = {"activity": ("11.4897652311", "t"), "oxidation_factor": ("1.01", "1"), "biomass_fraction": ("45.57", "%")}
_SOURCE = "UK METS service test of a combustion stream, values synthetic"

METHODS = (
    _method(
        "ets.combustion.energy",
        Text("Emissions trading: combustion, factor per energy", "碳交易：燃烧源流（能量因子）"),
        (ACTIVITY, NET_CALORIFIC_VALUE, FACTOR_PER_ENERGY, _OXIDATION),
        WorkedExample(
            inputs={
                **_COMMON,
                "net_calorific_value": ("0.03470698", "GJ/t"),
                "emission_factor": ("55.92", "tCO2/TJ"),
            },
            expected={"fossil": "0.01226", "sustainable_biomass": "0.01026"},
            source=_SOURCE,
            decimals=5,
        ),
    ),
    _method(
        "ets.combustion.amount",
        Text("Emissions trading: combustion, factor per amount", "碳交易：燃烧源流（用量因子）"),
        (ACTIVITY, FACTOR_PER_AMOUNT, _OXIDATION),
        WorkedExample(
            inputs={**_COMMON, "emission_factor": ("55.92", "tCO2/t")},
            expected={"fossil": "353.21409", "sustainable_biomass": "295.71865"},
            source=_SOURCE,
            decimals=5,
        ),
    ),
)
