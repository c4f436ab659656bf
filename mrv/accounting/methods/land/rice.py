"""Rice fields: CH4 per area and day, scaled for water and organic amendment.

IPCC 2006 Guidelines vol. 4 ch. 5, eq. 5.1 and 5.2: CH4 = EFc x SFw x SFp x SFo x t x A.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.land import volume4
from mrv.accounting.methods.spec import InputSpec, WorkedExample, mass_of, number


def _scaling(name: str, symbol: str, title: tuple[str, str], highest: str, table: str) -> InputSpec:
    default = ("1", "1", f"IPCC 2006 vol. 4 {table}: reference condition")
    return number(name, symbol, title, ("1", "0", highest), default=default)


METHOD = Method(
    identifier="land.rice",
    family="agriculture",
    title=Text("Rice cultivation", "稻田 CH4"),
    citation=volume4("ch. 5, eq. 5.1 and 5.2"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "A", ("Harvested area", "收获面积"), ("ha", "0", "1e9")),
        number("cultivation_time", "T", ("Cultivation period", "生长期"), ("d", "30", "365")),
        number(
            "emission_factor",
            "EF",
            ("Baseline factor", "基准排放因子"),
            ("kgCH4/ha/d", "0.1", "20"),
            default=("1.30", "kgCH4/ha/d", "IPCC 2006 vol. 4 table 5.11"),
        ),
        _scaling("water_factor", "SF_w", ("Water regime in season", "生长期水分管理系数"), "2", "table 5.12"),
        _scaling("preseason_factor", "SF_p", ("Water regime before season", "季前水分管理系数"), "3", "table 5.13"),
        _scaling("amendment_factor", "SF_o", ("Organic amendment", "有机物添加系数"), "20", "eq. 5.3"),
    ),
    formula="ch4 = A * T * EF * SF_w * SF_p * SF_o",
    outputs=(mass_of("CH4_biogenic", name="ch4"),),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={"activity": ("1000", "ha"), "cultivation_time": ("120", "d"), "water_factor": ("0.52", "1")},
            expected={"ch4": "81.120000"},
            source="1000 ha x 120 d x 1.30 x 0.52, by hand",
        ),
    ),
)
