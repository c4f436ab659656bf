"""F-gases of switchgear, refrigeration and other equipment by stock balance.

NDRC guideline for machinery (2015), ch. 5, 电气设备与制冷设备生产过程; IPCC 2006 vol. 3 ch. 8, eq. 8.4 and 8.5: what
was in store and bought and is neither in store, sold, filled into products nor handed over was lost.
"""

from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import (
    TONNE,
    Choice,
    Citation,
    Constraint,
    InputSpec,
    Option,
    Output,
    WorkedExample,
    number,
)

_FLUORINATED = {
    code: Option(gas.name, gas=code) for code, gas in GASES.items() if gas.family in {"HFCs", "PFCs", "SF6", "NF3"}
}


def _mass(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    return number(name, symbol, (en, zh), ("t", "0", "100000"))


_BALANCE = "IB - IE + ACQ - DIS"

METHOD = Method(
    identifier="fgas.stock_balance",
    family="fluorinated gases",
    title=Text("Fluorinated gas by stock balance", "含氟气体存量平衡"),
    citation=Citation("NDRC guideline for machinery (2015)", "ch. 5; IPCC 2006 vol. 3 ch. 8, eq. 8.4 and 8.5"),
    validity=specs.ALWAYS,
    choices=(Choice("gas", Text("Gas", "气体种类"), _FLUORINATED),),
    inputs=(
        _mass("opening_stock", "IB", "Stock at the beginning", "期初库存量"),
        _mass("closing_stock", "IE", "Stock at the end", "期末库存量"),
        _mass("acquired", "ACQ", "Bought and received back", "购入与回收量"),
        _mass("disbursed", "DIS", "Sold, filled into products, handed over", "售出、充装及交付量"),
    ),
    constraints=(
        Constraint(
            f"{_BALANCE} >= 0",
            Text(
                "More gas is accounted for than there was: a purchase is missing.",
                "去向量大于来源量：可能遗漏购入量。",
            ),
        ),
    ),
    formula=f"emission = {_BALANCE}",
    outputs=(Output("emission", Text("Emission", "排放量"), TONNE, gas_from="gas"),),
    worked=(
        WorkedExample(
            inputs={
                "gas": "SF6",
                "opening_stock": ("500", "kg"),
                "closing_stock": ("400", "kg"),
                "acquired": ("1000", "kg"),
                "disbursed": ("1070", "kg"),
            },
            expected={"emission": "0.030000"},
            source="round numbers, by hand",
        ),
    ),
)
