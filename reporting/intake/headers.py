"""The header of the activity template in Chinese and English."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.intake.problems import Problem, problem
from reporting.intake.rows import COLUMNS

TEMPLATE_VERSION = "1"
SHEET, SHEET_ZH, META_SHEET = "activity", "活动数据", "_meta"
SEARCHED_ROWS = 20
TITLES: dict[str, tuple[str, str]] = {
    "facility_code": ("Facility code", "设施编码"),
    "source_stream": ("Source stream", "源流"),
    "month": ("Month", "月份"),
    "parameter": ("Parameter", "参数"),
    "quantity": ("Quantity", "数量"),
    "unit": ("Unit", "单位"),
    "data_source": ("Data source", "数据来源"),
    "evidence_ref": ("Evidence", "证明材料编号"),
    "remark": ("Remark", "备注"),
    "uncertainty_percent": ("Uncertainty, %", "不确定性，%"),
    "basis": ("Basis", "基准"),
    "component": ("Component", "成分"),
}
PROBLEMS_TITLE = "问题 / Problems"
_MORE = {
    "uncertainty_percent": ("uncertainty", "不确定度", "不确定性"),
    "evidence_ref": ("evidence reference", "证据编号", "凭证编号"),
    "basis": ("state of the material", "收到基/干基"),
    "component": ("analyzed component", "检测成分"),
    "facility_code": ("facility", "设施代码"),
}
_REQUIRED = {"source_stream", "quantity", "unit"}


def bilingual(column: str) -> str:
    """The title in both languages, as the workbook shows it."""
    en, zh = TITLES[column]
    return f"{zh} / {en}"


def _plain(text: str) -> str:
    return " ".join(text.strip(" \ufeff\u00a0\u3000*").replace("_", " ").replace("（必填）", "").lower().split())


def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for column, (en, zh) in TITLES.items():
        for name in (column, en, zh, bilingual(column), f"{en} / {zh}", *_MORE.get(column, ())):
            names[_plain(name)] = column
    return names


NAMES = _names()
_ADDED = _plain(PROBLEMS_TITLE)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are: position by column name, the row it stands in, how many cells it has."""

    positions: dict[str, int]
    index: int
    width: int


def recognized(cells: Sequence[str]) -> int:
    """How many cells of a row are titles of the template."""
    return sum(_plain(cell) in NAMES for cell in cells)


def find_header(grid: Sequence[Sequence[str]]) -> Header | Problem:
    """The header among the first rows, or what is wrong with it."""
    for index, cells in enumerate(grid[:SEARCHED_ROWS]):
        if {NAMES.get(_plain(cell), "") for cell in cells} >= _REQUIRED:
            return _read_header(index, cells)
    return problem("file_header", "", None, limit=SEARCHED_ROWS, expected=", ".join(COLUMNS))


def _read_header(index: int, cells: Sequence[str]) -> Header | Problem:
    positions: dict[str, int] = {}
    width = 0
    for position, cell in enumerate(cells):
        name = NAMES.get(_plain(cell))
        if name is None and (not _plain(cell) or _plain(cell).startswith(_ADDED)):
            continue
        if name is None:
            expected = ", ".join(COLUMNS)
            return problem("file_header_unknown", "", index + 1, value=cell[:40], expected=expected)
        if name in positions:
            return problem("file_header_twice", name, index + 1, value=cell[:40])
        positions[name] = position
        width = position + 1
    return Header(positions, index, max(width, len(cells)))
