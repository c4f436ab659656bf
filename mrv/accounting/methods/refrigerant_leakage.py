"""Refrigeration and air conditioning: losses at charging, in operation and at disposal, for one species.

IPCC 2006 Guidelines vol. 3 ch. 7, eq. 7.12 (charging), 7.13 (operation) and 7.14 (end of life). Blends are entered species by
species, charge times mass share.
"""

from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import (
    TONNE,
    Choice,
    Citation,
    InputSpec,
    Option,
    Output,
    WorkedExample,
    amount,
    number,
)

_SPECIES = {code: Option(gas.name, gas=code) for code, gas in GASES.items() if gas.family in ("HFCs", "PFCs", "SF6")}
_MASS = ("kg", "0", "1e8")


def _rate(name: str, symbol: str, title: tuple[str, str]) -> InputSpec:
    return number(name, symbol, title, ("1", "0", "1"))


METHOD = Method(
    identifier="fgas.refrigerant_leakage",
    family="fluorinated gases",
    title=Text("Refrigerants: charging, operation, disposal", "制冷剂泄漏（充注、运行、报废）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 7, eq. 7.12 to 7.14"),
    validity=specs.ALWAYS,
    choices=(Choice("gas", Text("Species", "制冷剂种类"), _SPECIES),),
    inputs=(
        number("charged", "M", ("Charged into new equipment", "新设备充注量"), _MASS),
        _rate("charging_loss", "K", ("Loss at charging", "充注损失率")),
        number("bank", "B", ("In equipment in use", "在用设备存量"), _MASS),
        _rate("leakage_rate", "X", ("Annual leakage", "年泄漏率")),
        number("retired", "D", ("Remaining charge of retired equipment", "报废设备剩余充注量"), _MASS),
        _rate("recovery_rate", "ETA", ("Share recovered at disposal", "报废回收率")),
    ),
    formula="""\
charging = M * K
operation = B * X
disposal = D * (1 - ETA)
emission = charging + operation + disposal
""",
    outputs=(
        Output("emission", Text("Emission", "排放量"), TONNE, gas_from="gas"),
        amount("charging", ("Loss at charging", "充注损失"), "kg"),
        amount("operation", ("Leakage in operation", "运行泄漏"), "kg"),
        amount("disposal", ("Loss at disposal", "报废损失"), "kg"),
    ),
    worked=(
        WorkedExample(
            inputs={
                "gas": "HFC-134a",
                "charged": ("100", "kg"),
                "charging_loss": ("0.5", "%"),
                "bank": ("1000", "kg"),
                "leakage_rate": ("10", "%"),
                "retired": ("50", "kg"),
                "recovery_rate": ("60", "%"),
            },
            expected={"charging": "0.5", "operation": "100", "disposal": "20", "emission": "0.120500"},
            source="100 x 0.5 % + 1000 x 10 % + 50 x 40 % kg, by hand",
        ),
    ),
)
