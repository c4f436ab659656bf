"""N2O of nitric and adipic acid, with destruction in abatement.

IPCC 2006 Guidelines vol. 3 ch. 3, equations 3.6 and 3.8; NDRC guideline for chemicals (2013), ch. 5,
硝酸生产过程 and 己二酸生产过程: acid x factor of the technology x (1 - destruction x utilization of the
abatement). The factors by technology are those of the guideline.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Choice, Citation, Option, WorkedExample, mass_of, number

_GUIDELINE = "NDRC guideline for chemicals (2013)"
_NITRIC = {
    "high_pressure": ("high pressure", "高压法", "0.0139"),
    "medium_pressure": ("medium pressure", "中压法", "0.0118"),
    "normal_pressure": ("normal pressure", "常压法", "0.0097"),
    "dual_pressure": ("dual pressure", "双加压法", "0.0080"),
    "comprehensive": ("comprehensive", "综合法", "0.0075"),
    "low_pressure": ("low pressure", "低压法", "0.0050"),
}
_ADIPIC = {
    "nitric_oxidation": ("oxidation with nitric acid", "硝酸氧化", "0.3"),
    "other": ("other processes", "其他工艺", "0"),
}


def _technology(facts: dict[str, tuple[str, str, str]]) -> Choice:
    options = {
        name: Option(Text(en, zh), {"emission_factor": (factor, "tN2O/t")}, source=_GUIDELINE)
        for name, (en, zh, factor) in facts.items()
    }
    return Choice("technology", Text("Technology", "生产技术类型"), options, required=False)


def _method(
    acid: str, title: Text, clause: str, facts: dict[str, tuple[str, str, str]], worked: WorkedExample
) -> Method:
    return Method(
        identifier=f"chemicals.{acid}",
        family="chemicals",
        title=title,
        citation=Citation("IPCC 2006 Guidelines", f"vol. 3 ch. 3, {clause}; {_GUIDELINE}, ch. 5"),
        validity=specs.ALWAYS,
        choices=(_technology(facts),),
        inputs=(
            number("production", "P", ("Acid produced, 100 %", "产量（折百）"), ("t", "0", "1e8")),
            number("emission_factor", "EF", ("N2O of the technology", "N2O 生成因子"), ("tN2O/t", "0", "0.5")),
            number("destruction", "D", ("Destruction efficiency", "尾气处理去除率"), ("1", "0", "1")),
            number("utilization", "U", ("Share of time the abatement runs", "尾气处理装置使用率"), ("1", "0", "1")),
        ),
        formula="n2o = P * EF * (1 - D * U)",
        outputs=(mass_of("N2O"),),
        activity="production",
        worked=(worked,),
    )


METHODS = (
    _method(
        "nitric_acid",
        Text("Nitric acid production", "硝酸生产过程"),
        "eq. 3.6",
        _NITRIC,
        WorkedExample(
            inputs={
                "technology": "dual_pressure",
                "production": ("10000", "t"),
                "destruction": ("90", "%"),
                "utilization": ("95", "%"),
            },
            expected={"n2o": "11.600000"},
            source="factor of the guideline, by hand",
        ),
    ),
    _method(
        "adipic_acid",
        Text("Adipic acid production", "己二酸生产过程"),
        "eq. 3.8",
        _ADIPIC,
        WorkedExample(
            inputs={
                "technology": "nitric_oxidation",
                "production": ("1000", "t"),
                "destruction": ("98", "%"),
                "utilization": ("95", "%"),
            },
            expected={"n2o": "20.700000"},
            source="factor of the guideline, by hand",
        ),
    ),
)
