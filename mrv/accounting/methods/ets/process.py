"""Process streams: activity x factor x conversion factor, with the heat value where the factor is per energy.

MRR article 24(2) and annex II sections 2 to 5: Em = AD x EF x CF; CF is 1 unless part of the carbon stays behind.
"""

from dataclasses import replace

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.ets import BIOMASS, FIVE_DECIMALS, IN_FORCE, OUTPUTS, article, split
from mrv.accounting.methods.ets.combustion import (
    ACTIVITY,
    FACTOR_PER_AMOUNT,
    FACTOR_PER_ENERGY,
    NET_CALORIFIC_VALUE,
)
from mrv.accounting.methods.spec import InputSpec, WorkedExample, number

_CONVERSION = number(
    "conversion_factor",
    "CF",
    ("Conversion factor", "转化因子"),
    ("1", "0", "5"),
    default=("1", "1", "MRR annex II, 2.1: tier 1 conversion factor"),
)
_REQUIRED_CONVERSION = replace(_CONVERSION, default=None)


def _method(identifier: str, title: Text, inputs: tuple[InputSpec, ...], worked: WorkedExample) -> Method:
    product = " * ".join(given.symbol for given in inputs)
    return Method(
        identifier=identifier,
        family="process",
        title=title,
        citation=article("article 24(2), annex II sections 2 to 5"),
        validity=IN_FORCE,
        inputs=(*inputs, BIOMASS),
        formula=split(product),
        outputs=OUTPUTS,
        rounding=FIVE_DECIMALS,
        activity="activity",
        worked=(worked,),
    )


_SOURCE = "UK METS service test of a process stream, values synthetic"

METHODS = (
    _method(
        "ets.process.conversion",
        Text("Emissions trading: process stream with conversion factor", "碳交易：过程源流（须报转化因子）"),
        (ACTIVITY, FACTOR_PER_AMOUNT, _REQUIRED_CONVERSION),
        WorkedExample(
            inputs={
                "activity": ("11.4897652311", "Nm3"),
                "emission_factor": ("55.92", "tCO2/Nm3"),
                "conversion_factor": ("2.45", "1"),
                "biomass_fraction": ("45.57", "%"),
            },
            expected={"fossil": "856.80647", "sustainable_biomass": "717.33733"},
            source=_SOURCE,
            decimals=5,
        ),
    ),
    _method(
        "ets.process",
        Text("Emissions trading: process stream", "碳交易：过程源流"),
        (ACTIVITY, FACTOR_PER_AMOUNT, _CONVERSION),
        WorkedExample(
            inputs={
                "activity": ("11.4897652311", "Nm3"),
                "emission_factor": ("55.92", "tCO2/Nm3"),
                "conversion_factor": ("2.45", "1"),
                "biomass_fraction": ("45.57", "%"),
            },
            expected={"fossil": "856.80647", "sustainable_biomass": "717.33733"},
            source=_SOURCE,
            decimals=5,
        ),
    ),
    _method(
        "ets.process.energy",
        Text("Emissions trading: process stream, factor per energy", "碳交易：过程源流（能量因子）"),
        (ACTIVITY, NET_CALORIFIC_VALUE, FACTOR_PER_ENERGY, _CONVERSION),
        WorkedExample(
            inputs={
                "activity": ("11.4897652311", "t"),
                "net_calorific_value": ("0.03470698", "GJ/t"),
                "emission_factor": ("55.92", "tCO2/TJ"),
                "biomass_fraction": ("45.57", "%"),
            },
            expected={"fossil": "0.01214", "sustainable_biomass": "0.01016"},
            source=_SOURCE,
            decimals=5,
        ),
    ),
)
