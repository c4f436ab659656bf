"""Magnesium casting: the cover gas is taken as emitted in full.

IPCC 2006 Guidelines vol. 3 ch. 4, equation 4.30 (SF6 emissions equal consumption), applied to SF6 and
to HFC-134a used in its place.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import TONNE, Choice, Citation, Option, Output, WorkedExample, number

_GASES = {
    "SF6": Option(Text("sulfur hexafluoride", "六氟化硫"), gas="SF6"),
    "HFC-134a": Option(Text("HFC-134a", "HFC-134a"), gas="HFC-134a"),
}

METHOD = Method(
    identifier="magnesium.cover_gas",
    family="metals",
    title=Text("Cover gas of magnesium casting", "镁铸造保护气"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 4, eq. 4.30"),
    validity=specs.ALWAYS,
    choices=(Choice("gas", Text("Cover gas", "保护气种类"), _GASES),),
    inputs=(
        number("consumption", "Q", ("Cover gas consumed", "保护气消耗量"), ("t", "0", "10000")),
        number(
            "emitted_share", "E", ("Share that is emitted", "排放比例"), ("1", "0", "1"),
            default=("100", "%", "IPCC 2006 Guidelines vol. 3 ch. 4, eq. 4.30"),
        ),
    ),
    formula="emission = Q * E",
    outputs=(Output("emission", Text("Emission", "排放量"), TONNE, gas_from="gas"),),
    activity="consumption",
    worked=(
        WorkedExample(
            inputs={"gas": "SF6", "consumption": ("25", "kg")},
            expected={"emission": "0.025000"},
            source="by hand",
        ),
    ),
)  # fmt: skip
