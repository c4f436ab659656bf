"""The general form: activity times an emission factor stated per unit of that activity, for one gas.

IPCC 2006 Guidelines vol. 1 ch. 1, 1.2.1 (Emissions = AD x EF). The unit of the factor decides what the
activity may be: a factor per MWh refuses a mass. Factors per CO2e (published without a split by gas) are kept
as CO2e, so they can neither be mistaken for CO2 nor be restated in another GWP set.
"""

from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import TONNE, Choice, Citation, Option, Output, WorkedExample, number

_DENOMINATORS = (
    "t",
    "m3",
    "GJ",
    "km",
    "t·km",
    "person·km",
    "head",
    "ha",
    "person",
    "vehicle",
    "d",
    "CNY",
    "1",
)
_LARGE = "1e15"

METHOD = Method(
    identifier="general.activity_factor",
    family="general",
    title=Text("Activity times emission factor", "活动数据×排放因子"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 1 ch. 1, 1.2.1"),
    validity=specs.ALWAYS,
    choices=(
        Choice("gas", Text("Gas", "气体"), {code: Option(gas.name, gas=code) for code, gas in GASES.items()}),
    ),
    inputs=(
        number("activity", "AD", ("Activity", "活动数据"), *((unit, "0", _LARGE) for unit in _DENOMINATORS)),
        number(
            "emission_factor", "EF", ("Emission factor", "排放因子"),
            *((f"t/({unit})", "0", _LARGE) for unit in _DENOMINATORS),
        ),
    ),
    formula="emission = AD * EF",
    outputs=(Output("emission", Text("Emission", "排放量"), TONNE, gas_from="gas"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "gas": "CO2",
                "activity": ("1000", "kWh"),
                "emission_factor": ("0.5568", "kgCO2/kWh"),
            },
            expected={"emission": "0.556800"},
            source="by hand",
        ),
    ),
)  # fmt: skip
