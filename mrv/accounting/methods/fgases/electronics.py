"""Electronics: etching and chamber cleaning, gas that is not used up and CF4 formed beside it.

NDRC guideline for electronics (2015), ch. 5, 刻蚀工序与CVD腔室清洗工序; IPCC 2006 vol. 3 ch. 6, eq. 6.2 and 6.3
(tier 2a): (1 - heel) x gas x (1 - utilization) x (1 - collection x destruction).
"""

from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import (
    TONNE,
    Choice,
    Citation,
    InputSpec,
    Option,
    Output,
    WorkedExample,
    mass_of,
    number,
)

_GASES = {
    code: Option(GASES[code].name, gas=code)
    for code in ("NF3", "SF6", "CF4", "C2F6", "C3F8", "c-C4F8", "HFC-23", "HFC-32", "HFC-41")
}


def _share(name: str, symbol: str, en: str, zh: str) -> InputSpec:
    return number(name, symbol, (en, zh), ("1", "0", "1"))


METHOD = Method(
    identifier="electronics.etch_cvd",
    family="fluorinated gases",
    title=Text("Etching and chamber cleaning", "刻蚀工序与CVD腔室清洗工序"),
    citation=Citation("NDRC guideline for electronics (2015)", "ch. 5; IPCC 2006 vol. 3 ch. 6, eq. 6.2 and 6.3"),
    validity=specs.ALWAYS,
    choices=(Choice("gas", Text("Process gas", "原料气体"), _GASES),),
    inputs=(
        number("consumption", "FC", ("Gas used", "原料气体使用量"), ("t", "0", "100000")),
        number(
            "heel", "H", ("Share left in the cylinder", "容器气体残余比例"), ("1", "0", "0.5"),
            default=("10", "%", "IPCC 2006 Guidelines vol. 3 ch. 6, eq. 6.1"),
        ),
        _share("utilization", "U", "Share used up in the process", "气体利用率"),
        _share("by_product", "B", "CF4 formed per mass of gas", "副产品 CF4 转化因子"),
        _share("collection", "A", "Share led to abatement", "废气处理收集效率"),
        _share("destruction", "D", "Destruction of the gas", "原料气体去除率"),
        _share("by_product_destruction", "DB", "Destruction of CF4", "副产品去除率"),
    ),
    formula="""\
emission = (1 - H) * FC * (1 - U) * (1 - A * D)
cf4_by_product = (1 - H) * FC * B * (1 - A * DB)
""",
    outputs=(
        Output("emission", Text("Process gas emitted", "原料气体泄漏量"), TONNE, gas_from="gas"),
        mass_of("CF4", name="cf4_by_product"),
    ),
    activity="consumption",
    worked=(
        WorkedExample(
            inputs={
                "gas": "NF3",
                "consumption": ("10", "t"),
                "utilization": ("80", "%"),
                "by_product": ("0.09", "1"),
                "collection": ("90", "%"),
                "destruction": ("95", "%"),
                "by_product_destruction": ("90", "%"),
            },
            expected={"emission": "0.261000", "cf4_by_product": "0.153900"},
            source="round numbers, by hand",
        ),
    ),
)  # fmt: skip
