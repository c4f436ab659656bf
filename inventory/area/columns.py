"""The columns of a table of area sources, in English and Chinese."""

from collections.abc import Mapping

from mrv.accounting.messages import Text
from mrv.core.table_files.layout import Layout

TITLES: Mapping[str, Text] = {
    "code": Text("Code", "编码"),
    "year": Text("Year", "年份"),
    "sector": Text("Sector", "部门"),
    "district": Text("District", "行政区划"),
    "scope": Text("Scope", "范围"),
    "basis": Text("How the number is had", "数值取得方式"),
    "fuel": Text("Fuel or activity", "能源品种或活动"),
    "quantity": Text("Activity", "活动数据"),
    "unit": Text("Unit", "单位"),
    "method": Text("Method", "核算方法"),
    "factor_sets": Text("Factor sets", "因子集"),
    "co2_t": Text("Stated CO2, t", "直接填报 CO2（t）"),
    "biogenic_co2_t": Text("Stated biogenic CO2, t", "直接填报生物源 CO2（t）"),
    "ch4_t": Text("Stated CH4, t", "直接填报 CH4（t）"),
    "n2o_t": Text("Stated N2O, t", "直接填报 N2O（t）"),
    "fgas_co2e_t": Text("Stated F-gases, tCO2e", "直接填报含氟气体（tCO2e）"),
    "notation_key": Text("Notation key", "注释符号"),
    "explanation": Text("Explanation", "说明"),
    "source": Text("Source", "数据来源"),
    "provenance": Text("Kind of data", "数据性质"),
    "proxy": Text("Allocation to the district", "分配到区的依据"),
    "uncertainty_percent": Text("Uncertainty, ± %", "不确定性，±%"),
    "is_synthetic": Text("Synthetic", "合成数据"),
    "reason": Text("Reason of this version", "本版本原因"),
}
# The columns that hold a field of an area source as it is, under its own name.
PLAIN = (
    "code", "year", "scope", "basis", "fuel", "method", "notation_key", "explanation", "source", "provenance", "proxy",
)  # fmt: skip
LENGTHS = {"code": 96, "unit": 24, "source": 1000, "proxy": 200, "reason": 1000, "explanation": 4000}
AREA_SOURCES = Layout(
    titles=TITLES,
    required=("code", "year", "sector", "district", "source"),
    sheets=("area_sources", "面源"),
    synonyms={"factor_set": "factor_sets", "区": "district", "行业": "sector", "synthetic": "is_synthetic"},
    max_rows=10_000,
)
