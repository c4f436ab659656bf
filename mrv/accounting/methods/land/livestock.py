"""Livestock: CH4 of digestion and manure, N2O of manure.

IPCC 2006 Guidelines vol. 4 ch. 10, eq. 10.19 (enteric), 10.22 (manure CH4) and 10.25 (direct manure N2O). Factors are
per head and year, for one animal category and climate.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import volume4
from mrv.accounting.methods.spec import InputSpec, Output, WorkedExample, mass_of, number

_HEADS = number("activity", "N", ("Animals, annual average", "年平均存栏量"), ("head", "0", "1e10"))
_CH4 = mass_of("CH4_biogenic", name="ch4")


def _method(
    name: str, title: Text, equation: str, parts: tuple[tuple[InputSpec, ...], str, Output], worked: WorkedExample
) -> Method:
    inputs, formula, output = parts
    return Method(
        identifier=f"land.livestock.{name}",
        family="agriculture",
        title=title,
        citation=volume4(f"ch. 10, eq. {equation}"),
        validity=specs.ALWAYS,
        inputs=(_HEADS, *inputs),
        formula=formula,
        outputs=(output,),
        activity="activity",
        worked=(worked,),
    )


def _factor(title: tuple[str, str], highest: str) -> InputSpec:
    return number("emission_factor", "EF", title, ("kgCH4/head", "0", highest))


METHODS = (
    _method(
        "enteric_ch4",
        Text("Livestock: enteric fermentation", "动物肠道发酵 CH4"),
        "10.19",
        ((_factor(("CH4 per head and year", "每头每年 CH4 排放因子"), "300"),), "ch4 = N * EF", _CH4),
        WorkedExample(
            inputs={"activity": ("10000", "head"), "emission_factor": ("68", "kgCH4/head")},
            expected={"ch4": "680.000000"},
            source="dairy cattle in Asia, IPCC 2006 vol. 4 table 10.11, by hand",
        ),
    ),
    _method(
        "manure_ch4",
        Text("Livestock: manure CH4", "动物粪便管理 CH4"),
        "10.22",
        ((_factor(("CH4 of manure per head and year", "每头每年粪便 CH4 排放因子"), "200"),), "ch4 = N * EF", _CH4),
        WorkedExample(
            inputs={"activity": ("10000", "head"), "emission_factor": ("3", "kgCH4/head")},
            expected={"ch4": "30.000000"},
            source="10,000 head x 3 kg, by hand",
        ),
    ),
    _method(
        "manure_n2o",
        Text("Livestock: manure N2O", "动物粪便管理 N2O"),
        "10.25",
        (
            (
                number(
                    "excretion",
                    "NEX",
                    ("Nitrogen excreted per head and year", "每头每年排氮量"),
                    ("kgN/head", "0", "200"),
                ),
                number("managed_share", "MS", ("Share managed in this system", "该管理方式比例"), ("1", "0", "1")),
                number("emission_factor", "EF", ("N2O-N per nitrogen", "N2O-N 排放因子"), ("kgN/kgN", "0", "0.2")),
            ),
            "n2o = N * NEX * MS * EF * 44 / 28",
            mass_of("N2O"),
        ),
        WorkedExample(
            inputs={
                "activity": ("10000", "head"),
                "excretion": ("14", "kgN/head"),
                "managed_share": ("100", "%"),
                "emission_factor": ("0.005", "kgN/kgN"),
            },
            expected={"n2o": "1.100000"},
            source="10000 x 14 x 0.005 x 44/28 kg, by hand",
        ),
    ),
)
