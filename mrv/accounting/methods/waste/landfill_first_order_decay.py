"""Landfill CH4 by first-order decay: every year's deposit still decays in the inventory year.

IPCC 2006 Guidelines vol. 5 ch. 3, eq. 3.1 to 3.6. A deposit of W years-ago carries W x DOC x DOCf x MCF of
decomposable carbon; of it exp(-k AGE) (1 - exp(-k)) decomposes in the inventory year, AGE being 0 for the waste of
the year before (reaction starts on 1 January after deposition). F of it becomes CH4 (16/12), less recovery R,
less what oxidizes in the cover. Rows: one per deposit year, which may differ in composition.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Constraint, WorkedExample, amount, mass_of, number
from mrv.accounting.methods.waste import volume5

_GENERATED = "sum(W * DOC * exp(-(K * AGE)) * (1 - exp(-(K * YEAR)))) * DOCF * MCF * F * 16 / 12"

METHOD = Method(
    identifier="waste.landfill.first_order_decay",
    family="waste",
    title=Text("Landfill CH4 by first-order decay", "垃圾填埋 CH4（一阶衰减法）"),
    citation=volume5("ch. 3, eq. 3.1 to 3.6"),
    validity=specs.ALWAYS,
    inputs=(
        number("deposited", "W", ("Waste deposited", "填埋量"), ("t", "0", "1e9"), rows=True),
        number("age", "AGE", ("Full years between deposit year and decay", "存放年数"), ("yr", "0", "200"), rows=True),
        number(
            "degradable_carbon", "DOC", ("Degradable organic carbon", "可降解有机碳比例"), ("1", "0", "0.5"), rows=True
        ),
        number("decay_rate", "K", ("Decay rate", "衰减常数"), ("1/yr", "0.001", "1"), rows=True),
        number(
            "decomposed_share",
            "DOCF",
            ("Share of carbon that decomposes", "可降解有机碳分解比例"),
            ("1", "0", "1"),
            default=("50", "%", "IPCC 2006 vol. 5 ch. 3, 3.2.3"),
        ),
        number("correction_factor", "MCF", ("CH4 correction factor", "CH4 修正因子"), ("1", "0", "1")),
        number(
            "ch4_share",
            "F",
            ("CH4 share of landfill gas", "填埋气 CH4 体积比例"),
            ("1", "0.3", "0.7"),
            default=("50", "%", "IPCC 2006 vol. 5 ch. 3, 3.2.3"),
        ),
        number("recovered", "R", ("CH4 recovered", "CH4 回收量"), ("tCH4", "0", "1e9")),
        number("oxidation", "OX", ("Oxidation in the cover", "氧化因子"), ("1", "0", "0.5")),
        number(
            "inventory_year",
            "YEAR",
            ("Length of the inventory year", "清单年长度"),
            ("yr", "1", "1.01"),
            default=("1", "yr", "IPCC 2006 vol. 5 ch. 3, eq. 3.5"),
        ),
    ),
    constraints=(
        Constraint(
            f"{_GENERATED} >= R",
            Text(
                "More CH4 is recovered than generated: check deposits, decay rates and the metered recovery.",
                "CH4 回收量大于产生量：请核对填埋量、衰减常数和计量的回收量。",
            ),
        ),
    ),
    formula=f"generated = {_GENERATED}\nch4 = (generated - R) * (1 - OX)",
    outputs=(
        mass_of("CH4_biogenic", name="ch4"),
        amount("generated", ("CH4 generated", "CH4 产生量"), "t"),
    ),
    worked=(
        WorkedExample(
            inputs={
                "deposited": (("100000", "t"), ("100000", "t")),
                "age": (("1", "yr"), ("0", "yr")),
                "degradable_carbon": (("0.15", "1"), ("0.15", "1")),
                "decay_rate": (("0.1", "1/yr"), ("0.1", "1/yr")),
                "correction_factor": ("1", "1"),
                "recovered": ("100", "tCH4"),
                "oxidation": ("10", "%"),
            },
            expected={"generated": "906.346235", "ch4": "725.711611"},
            source="two deposits of 100 kt; 5000 t x (1 - exp(-0.2)), by hand",
        ),
    ),
)
