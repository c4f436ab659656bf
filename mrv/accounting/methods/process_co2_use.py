"""Industrial CO2 bought and released in use: beverages, shield gas of welding, extinguishing.

NDRC guideline for food, tobacco and beverages (2015), ch. 5, 外购工业生产CO2; NDRC guideline for machinery
(2015), ch. 5, 二氧化碳气体保护焊: amount x share of CO2 x share that is released.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="process.co2_use",
    family="process",
    title=Text("CO2 released in use", "外购CO2使用损耗（含气体保护焊）"),
    citation=Citation(
        "NDRC guidelines for food and beverages, and for machinery (2015)",
        "ch. 5, 外购工业生产CO2；二氧化碳气体保护焊",
    ),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "Q", ("Gas used", "气体使用量"), ("t", "0", "1e7")),
        number("co2_share", "P", ("CO2 by mass", "CO2 质量分数"), ("1", "0", "1")),
        number("released", "L", ("Share released", "排放比例"), ("1", "0", "1")),
    ),
    formula="co2 = Q * P * L",
    outputs=(mass_of("CO2"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("10", "t"), "co2_share": ("80", "%"), "released": ("100", "%")},
            expected={"co2": "8.000000"},
            source="shield gas of 80 % CO2 by mass, by hand",
        ),
    ),
)
