"""From sums along axes to a table that can be written: codes, both names, exact values, what the numbers are."""

from collections.abc import Sequence
from datetime import datetime

from inventory.selectors.labels import Label, label, labels_of, ordered
from inventory.selectors.sources import Choice
from inventory.selectors.uncertainty import Uncertainties, open_to
from inventory.tables.axes import Axis
from inventory.tables.pivot import Pivot
from inventory.tables.request import TableRequest
from mrv.core.exports.table import ExportTable, Value
from mrv.core.models import District
from reporting.selectors.uncertainty import uncertainty_cells, uncertainty_columns

SOURCE = (
    "Sum of verified facility reports and area sources; every cell can be followed to its lines on the platform. "
    "经核查的设施报告与面源之和，每个单元均可在平台上追溯到明细。"
)
SYNTHETIC = (
    "Contains demonstration data: published CO2 of Shanghai after CEADs (ceads.net; Shan et al. 2018, 2020; Guan et "
    "al. 2021), implied activity, synthetic enterprises and districts. 含演示数据：活动数据由已发表排放量反推，企业与地区划分均为合成。"
)


def table_name(kind: str, jurisdiction: District, year: int, choice: Choice, by: Sequence[Axis]) -> str:
    """What a file of these numbers is called, without its ending."""
    return f"{kind}-{jurisdiction.code}-{year}-{choice.name}-{'-'.join(axis.value for axis in by)}"


def export_table(
    jurisdiction: District,
    year: int,
    request: TableRequest,
    choice: Choice,
    pivot: Pivot,
    *,
    spread: Uncertainties,
    is_synthetic: bool,
) -> ExportTable:
    """One row per combination of axis values, in the order of the axes."""
    names = {axis: labels_of(axis, request.view) for axis in request.by}
    columns = [title for axis in request.by for title in (axis.value, f"{axis.value}_zh", f"{axis.value}_en")]
    rows: list[list[Value]] = []
    for key in _in_order(pivot, request, names):
        found = pivot.sums[key]
        labels = [(code, label(names[axis], code)) for axis, code in zip(request.by, key, strict=True)]
        named: list[Value] = [text for code, name in labels for text in (code, name.zh, name.en)]
        value = None if found.is_hidden else found.value
        beside = uncertainty_cells(open_to(found, spread.get(key)))
        rows.append([*named, value, request.unit, found.line_count, _notation(found.hidden), *beside])
    name = table_name("inventory", jurisdiction, year, choice, request.by)
    columns += ["value", "unit", "lines", "notation", *uncertainty_columns(amount_unit(request))]
    return ExportTable(name, columns, rows, _facts(jurisdiction, year, request, choice, is_synthetic=is_synthetic))


def amount_unit(request: TableRequest) -> str:
    """The unit at the end of a name: t of one gas, or tCO2e."""
    return "t" if request.measure == "mass" else "tco2e"


def _notation(hidden: int) -> str:
    return "C" if hidden else ""


def _in_order(pivot: Pivot, request: TableRequest, names: dict[Axis, dict[str, Label]]) -> list[tuple[str, ...]]:
    places = {
        axis: {code: n for n, code in enumerate(ordered(names[axis], pivot.keys_of(axis.value)))}
        for axis in request.by
    }
    return sorted(
        pivot.sums, key=lambda key: tuple(places[axis][code] for axis, code in zip(request.by, key, strict=True))
    )


def _facts(
    jurisdiction: District, year: int, request: TableRequest, choice: Choice, *, is_synthetic: bool
) -> list[tuple[str, str]]:
    release = choice.release
    facts = [
        ("jurisdiction", f"{jurisdiction.code} {jurisdiction.name_zh} {jurisdiction.name_en}"),
        ("year", str(year)),
        ("stand", stand_words(choice)),
        ("content_hash", release.content_hash if release else ""),
        ("view", request.view.value),
        ("scope", request.scope.value),
        ("gas", request.gas.value if request.gas else "all, CO2e"),
        ("gwp", request.gwp or "as reported"),
        ("unit", request.unit),
        ("notation", "C: confidential, left out of the value, not zero 保密，未计入数值，并非零"),
        (
            "uncertainty",
            "95 % interval of the share of tonnes whose uncertainty is known; unknown is not zero "
            "95% 置信区间，仅针对不确定性已知的部分；未知并不等于零",
        ),
        ("source", SOURCE),
    ]
    return [*facts, ("demonstration", SYNTHETIC)] if is_synthetic else facts


def stand_words(choice: Choice) -> str:
    """Which release the numbers are of, or that they are not released."""
    release = choice.release
    return (
        f"release {release.number}, {_moment(release.released_at)}" if release else "live cells, not released 未发布"
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
