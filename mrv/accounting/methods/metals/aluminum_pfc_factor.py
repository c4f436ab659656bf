"""Aluminum: PFCs by factors per tonne of metal, where anode effects are not measured.

NDRC guideline for primary aluminum (2013), ch. 5, 阳极效应: 0.034 kg CF4 and 0.0034 kg C2F6 per tonne,
unless the plant has measured its own.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.metals.pfc import ALUMINUM
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for primary aluminum (2013)"

METHOD = Method(
    identifier="aluminum.pfc_factor",
    family="metals",
    title=Text("PFCs of aluminum by factors", "阳极效应排放（因子法）"),
    citation=Citation(_GUIDELINE, "ch. 5, 阳极效应"),
    validity=specs.ALWAYS,
    inputs=(
        ALUMINUM,
        number(
            "ef_cf4", "EF_CF4", ("CF4 per tonne of aluminum", "CF4 排放因子"), ("kgCF4/tAl", "0", "5"),
            default=("0.034", "kgCF4/tAl", _GUIDELINE),
        ),
        number(
            "ef_c2f6", "EF_C2F6", ("C2F6 per tonne of aluminum", "C2F6 排放因子"), ("kgC2F6/tAl", "0", "1"),
            default=("0.0034", "kgC2F6/tAl", _GUIDELINE),
        ),
    ),
    formula="""\
cf4 = AL * EF_CF4
c2f6 = AL * EF_C2F6
""",
    outputs=(mass_of("CF4"), mass_of("C2F6")),
    activity="aluminum",
    worked=(
        WorkedExample(
            inputs={"aluminum": ("10000", "tAl")},
            expected={"cf4": "0.340000", "c2f6": "0.034000"},
            source="defaults of the guideline, by hand",
        ),
    ),
)  # fmt: skip
