"""Aluminum: consumption of prebaked anodes.

NDRC guideline for primary aluminum (2013), ch. 5, 炭阳极消耗: production x net anode consumption x
(1 - sulfur - ash) x 44/12, with its defaults for the three. IPCC 2006 vol. 3 ch. 4, eq. 4.21.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for primary aluminum (2013)"

METHOD = Method(
    identifier="aluminum.anode",
    family="metals",
    title=Text("Anode consumption of primary aluminum", "炭阳极消耗"),
    citation=Citation(_GUIDELINE, "ch. 5, 炭阳极消耗; IPCC 2006 vol. 3 ch. 4, eq. 4.21"),
    validity=specs.ALWAYS,
    inputs=(
        number("production", "P", ("Primary aluminum produced", "原铝产量"), ("tAl", "0", "1e8")),
        number(
            "net_anode", "NC", ("Net anode consumption", "吨铝炭阳极净耗"), ("tC/tAl", "0.2", "0.8"),
            default=("0.411", "tC/tAl", _GUIDELINE),
        ),
        number(
            "sulfur", "S", ("Sulfur of the anode", "炭阳极平均含硫量"), ("1", "0", "0.1"), default=("2", "%", _GUIDELINE)
        ),
        number(
            "ash", "A", ("Ash of the anode", "炭阳极平均灰分含量"), ("1", "0", "0.1"), default=("0.4", "%", _GUIDELINE)
        ),
    ),
    constraints=(
        Constraint("S + A <= 1", Text("Sulfur and ash exceed the anode.", "硫分与灰分之和超过 100%。")),
    ),
    formula="co2 = P * NC * (1 - S - A) * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="production",
    worked=(
        WorkedExample(
            inputs={"production": ("1", "tAl")},
            expected={"co2": "1.470832"},
            source="defaults of the guideline, by hand",
        ),
    ),
)  # fmt: skip
