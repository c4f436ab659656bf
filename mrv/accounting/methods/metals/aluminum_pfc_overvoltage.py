"""Aluminum: PFCs from anode effects by overvoltage.

IPCC 2006 Guidelines vol. 3 ch. 4, equation 4.27; Commission Implementing Regulation (EU) 2018/2066,
annex IV section 8, method B: CF4 = coefficient x anode-effect overvoltage / current efficiency x aluminum.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.metals.pfc import ALUMINUM, C2F6_SHARE, COLLECTION, EMITTED, OUTPUTS
from mrv.accounting.methods.spec import Citation, WorkedExample, number

METHOD = Method(
    identifier="aluminum.pfc_overvoltage",
    family="metals",
    title=Text("PFCs of aluminum by overvoltage", "阳极效应排放（过电压法）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 4, eq. 4.27; (EU) 2018/2066 annex IV.8, method B"),
    validity=specs.ALWAYS,
    inputs=(
        ALUMINUM,
        number("coefficient", "OVC", ("Overvoltage coefficient", "过电压系数"), ("kgCF4/tAl/mV", "0", "20")),
        number("overvoltage", "AEO", ("Anode-effect overvoltage per cell", "阳极效应过电压"), ("mV", "0", "100")),
        number("current_efficiency", "EFF", ("Current efficiency", "电流效率"), ("1", "0.5", "1")),
        C2F6_SHARE,
        COLLECTION,
    ),
    formula="cf4_measured = AL * OVC * AEO / EFF\n" + EMITTED,
    outputs=OUTPUTS,
    activity="aluminum",
    worked=(
        WorkedExample(
            inputs={
                "aluminum": ("1000", "tAl"),
                "coefficient": ("1.16", "kgCF4/tAl/mV"),
                "overvoltage": ("1.9", "mV"),
                "current_efficiency": ("95", "%"),
                "c2f6_share": ("0.121", "1"),
                "collection_efficiency": ("90", "%"),
            },
            expected={"cf4": "2.577778", "cf4_measured": "2.320000", "c2f6": "0.311911"},
            source="centre-worked prebake defaults of IPCC 2006 vol. 3 table 4.16, by hand",
        ),
    ),
)
