"""Lime production: CO2 from the CaO and MgO of the lime, with lime kiln dust.

IPCC 2006 Guidelines vol. 3 ch. 2, equations 2.6 and 2.9 with stoichiometric ratios 44/56 and 44/40,
and the correction for lime kiln dust (1.02 where it is not measured, box 2.2).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, Constraint, WorkedExample, mass_of, number

METHOD = Method(
    identifier="lime.production",
    family="minerals",
    title=Text("Lime production", "石灰生产"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 3 ch. 2, eq. 2.6 and 2.9"),
    validity=specs.ALWAYS,
    inputs=(
        number("lime", "Q", ("Lime produced", "石灰产量"), ("t", "0", "1e8")),
        number("cao", "CaO", ("CaO of the lime", "石灰中氧化钙含量"), ("1", "0", "1")),
        number("mgo", "MgO", ("MgO of the lime", "石灰中氧化镁含量"), ("1", "0", "1")),
        number(
            "dust_correction", "LKD", ("Correction for lime kiln dust", "石灰窑粉尘修正系数"), ("1", "1", "1.2"),
            default=("1.02", "1", "IPCC 2006 Guidelines vol. 3 ch. 2, box 2.2"),
        ),
    ),
    constraints=(
        Constraint("CaO + MgO <= 1", Text("CaO and MgO together exceed the lime.", "氧化钙与氧化镁之和超过石灰质量。")),
    ),
    formula="co2 = Q * (CaO * 44 / 56 + MgO * 44 / 40) * LKD",
    outputs=(mass_of("CO2"),),
    activity="lime",
    worked=(
        WorkedExample(
            inputs={"lime": ("1000", "t"), "cao": ("95", "%"), "mgo": ("0", "%")},
            expected={"co2": "761.357143"},
            source="high-calcium lime, by hand",
        ),
    ),
)  # fmt: skip
