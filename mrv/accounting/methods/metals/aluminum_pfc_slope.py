"""Aluminum: PFCs from anode effects by slope.

IPCC 2006 Guidelines vol. 3 ch. 4, equation 4.26; Commission Implementing Regulation (EU) 2018/2066,
annex IV section 8, method A: CF4 = slope x minutes of anode effect per cell-day x aluminum, C2F6 as a
mass share of CF4; what escapes the hoods is added by dividing by the collection efficiency.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.metals.pfc import ALUMINUM, C2F6_SHARE, COLLECTION, EMITTED, OUTPUTS
from mrv.accounting.methods.spec import Citation, WorkedExample, number

METHOD = Method(
    identifier="aluminum.pfc_slope",
    family="metals",
    title=Text("PFCs of aluminum by slope", "阳极效应排放（斜率法）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 4, eq. 4.26; (EU) 2018/2066 annex IV.8, method A"),
    validity=specs.ALWAYS,
    inputs=(
        ALUMINUM,
        number(
            "slope", "S", ("Slope of CF4", "CF4 斜率系数"), ("kgCF4/tAl/min", "0", "2"),
        ),
        number("duration", "D", ("Mean duration of an anode effect", "阳极效应平均持续时间"), ("min", "0", "60")),
        number("frequency", "N", ("Anode effects per cell-day", "每槽日阳极效应次数"), ("1", "0", "50")),
        C2F6_SHARE,
        COLLECTION,
    ),
    formula="cf4_measured = AL * S * D * N\n" + EMITTED,
    outputs=OUTPUTS,
    activity="aluminum",
    worked=(
        WorkedExample(
            inputs={
                "aluminum": ("1000", "tAl"),
                "slope": ("0.143", "kgCF4/tAl/min"),
                "duration": ("2", "min"),
                "frequency": ("0.5", "1"),
                "c2f6_share": ("0.121", "1"),
                "collection_efficiency": ("100", "%"),
            },
            expected={"cf4": "0.143000", "c2f6": "0.017303"},
            source="centre-worked prebake defaults of IPCC 2006 vol. 3 table 4.16, by hand",
        ),
    ),
)  # fmt: skip
