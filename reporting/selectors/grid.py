"""The monthly grid of a version: one row per stream and parameter, twelve months and the year."""

from dataclasses import dataclass, field

from mrv.accounting.catalogue import all_methods
from reporting.calculation.declared import plain
from reporting.intake.rules import StreamRule
from reporting.models import ActivityRecord, ReportVersion, SourceStream
from reporting.services.plan_rules import as_rule


@dataclass(frozen=True, slots=True)
class GridCell:
    """One declared cell."""

    quantity: str = ""
    unit: str = ""
    data_source: str = ""
    evidence_ref: str = ""
    remark: str = ""
    row_number: int = 0


EMPTY = GridCell()


@dataclass(frozen=True)
class GridRow:
    """One stream and parameter; ``months[0]`` is January."""

    stream: SourceStream
    parameter: str
    title_en: str
    title_zh: str
    unit: str
    months: tuple[GridCell, ...]
    year: GridCell
    is_activity: bool = True
    declared: frozenset[int] = field(default_factory=frozenset)


def monthly_grid(version: ReportVersion) -> list[GridRow]:
    """Rows for everything the plan wants declared, and for what is declared beyond that (stock quantities)."""
    cells: dict[tuple[int, str, int | None], GridCell] = {}
    extra: dict[int, list[str]] = {}
    for row in ActivityRecord.objects.filter(version=version).order_by("row_number"):
        cells[row.stream_id, row.parameter, row.month] = GridCell(
            plain(f"{row.quantity:f}"), row.unit, row.data_source, row.evidence_ref, row.remark, row.row_number
        )
        extra.setdefault(row.stream_id, []).append(row.parameter)
    rows: list[GridRow] = []
    for stream in SourceStream.objects.filter(plan_id=version.plan_id).order_by("scope", "code"):
        rule = as_rule(stream)
        wanted = dict.fromkeys((rule.activity_parameter, *rule.measured, *extra.get(stream.pk, ())))
        rows += [_row(stream, rule, parameter, cells) for parameter in wanted]
    return rows


def _row(
    stream: SourceStream, rule: StreamRule, parameter: str, cells: dict[tuple[int, str, int | None], GridCell]
) -> GridRow:
    months = tuple(cells.get((stream.pk, parameter, month), EMPTY) for month in range(1, 13))
    year = cells.get((stream.pk, parameter, None), EMPTY)
    used = next((cell.unit for cell in (*months, year) if cell.unit), "")
    title_en, title_zh = _titles(rule.method, parameter)
    return GridRow(
        stream=stream,
        parameter=parameter,
        title_en=title_en,
        title_zh=title_zh,
        unit=used or rule.expected_unit(parameter),
        months=months,
        year=year,
        is_activity=parameter == rule.activity_parameter,
        declared=frozenset(number for number, cell in enumerate(months, 1) if cell.quantity),
    )


STOCK_TITLES = {
    "opening_stock": ("Stock at the beginning", "期初库存量"),
    "purchased": ("Purchased", "购入量"),
    "exported": ("Delivered to others", "外供量"),
    "closing_stock": ("Stock at the end", "期末库存量"),
}


def _titles(method: str, parameter: str) -> tuple[str, str]:
    if parameter in STOCK_TITLES:
        return STOCK_TITLES[parameter]
    found = all_methods().get(method)
    spec = next((spec for spec in found.inputs if spec.name == parameter), None) if found else None
    return (spec.title.en, spec.title.zh) if spec else (parameter, parameter)
