"""Urea in exhaust treatment: carbon of the urea becomes CO2.

IPCC 2006 Guidelines vol. 2 ch. 3, equation 3.2.2: urea solution x purity x 12/60 x 44/12.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="transport.urea_scr",
    family="transport",
    title=Text("Urea in exhaust treatment", "尾气净化过程（尿素）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 3, eq. 3.2.2"),
    validity=specs.ALWAYS,
    inputs=(
        number("additive", "M", ("Urea-based additive used", "尿素添加剂消耗量"), ("t", "0", "1e6")),
        number(
            "purity", "PUR", ("Urea of the additive", "尿素质量比例"), ("1", "0", "1"),
            default=("32.5", "%", "IPCC 2006 Guidelines vol. 2 ch. 3, eq. 3.2.2"),
        ),
    ),
    formula="co2 = M * PUR * (12 / 60) * 44 / 12",
    outputs=(mass_of("CO2"),),
    activity="additive",
    worked=(
        WorkedExample(
            inputs={"additive": ("60", "t")},
            expected={"co2": "14.300000"},
            source="solution of 32.5 %, by hand",
        ),
    ),
)  # fmt: skip
