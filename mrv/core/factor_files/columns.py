"""The columns of a file of factors, in English and Chinese; the csv of the library has the same ones."""

from collections.abc import Mapping

from mrv.accounting.messages import Text
from mrv.core.table_files.layout import Layout

TITLES: Mapping[str, Text] = {
    "key": Text("Key", "键"),
    "name_zh": Text("Name, Chinese", "中文名称"),
    "name_en": Text("Name, English", "英文名称"),
    "parameter": Text("Parameter", "参数"),
    "gas": Text("Gas", "气体"),
    "value": Text("Value", "数值"),
    "unit": Text("Unit", "单位"),
    "geography": Text("Geography", "地域"),
    "sector": Text("Sector", "行业"),
    "kind": Text("Variant", "变体"),
    "purpose": Text("Purpose", "用途"),
    "uncertainty_low": Text("Uncertainty, below", "不确定性下限"),
    "uncertainty_high": Text("Uncertainty, above", "不确定性上限"),
    "valid_from": Text("Valid from", "生效日期"),
    "valid_to": Text("Valid to", "失效日期"),
    "source": Text("Source", "来源"),
    "grade": Text("Grade", "等级"),
    "flag": Text("Flag", "标记"),
    "note": Text("Note", "备注"),
}
COLUMNS = tuple(TITLES)
FACTORS = Layout(
    titles=TITLES,
    required=("key", "parameter", "value", "unit"),
    sheets=("factors", "因子"),
    synonyms={"fuel": "key", "燃料": "key", "对象": "key", "locator": "source"},
    # Columns of the download that say which version it was; an import names its own.
    ignored=frozenset({"set", "version", "state", ""}),
)
