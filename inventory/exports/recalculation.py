"""The difference report as files: summary, sources, lines; csv and xlsx by the writers of the inventory, and JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from inventory.models import Recalculation
from inventory.selectors.recalculation import along, lines_of, shifts_by, sources_of, totals
from inventory.states import Recomputed
from mrv.core.exports.table import ExportTable, Value, plain
from mrv.core.exports.write import FORMATS, Format

Rows = list[list[Value]]
SUMMARY = ("axis", "code", "sources", "changed", "failed", "amounts", "before_t", "after_t", "difference_t")
SOURCES = (
    "origin", "reference", "year", "district", "sector", "state", "counted", "status", "lines", "lines_changed",
    "before_t", "after_t", "difference_t", "stored_hash", "result_hash", "problems",
)  # fmt: skip
LINES = (
    "origin", "reference", "year", "district", "sector", "counted", "line", "month", "scope", "fuel", "gas", "cause",
    "before_mass_t", "after_mass_t", "before_co2e_t", "after_co2e_t", "difference_co2e_t",
)  # fmt: skip


def _summary(order: Recalculation) -> Rows:
    found = totals(order.sources.all())
    rows: Rows = [
        [
            "total",
            "",
            found["sources"],
            found["changed"],
            found["failed"],
            None,
            *_pair(found["before"], found["after"]),
        ]
    ]
    for axis in ("sector", "district"):
        for one in along(order, axis):
            rows.append([axis, one.code, one.sources, one.changed, one.failed, None, *_pair(one.before, one.after)])
    for name in ("gas", "cause"):
        rows += [
            [name, code, None, None, None, count, None, None, shift] for code, count, shift in shifts_by(order, name)
        ]
    return rows


def _pair(before: Decimal, after: Decimal) -> list[Value]:
    return [before, after, after - before]


def _sources(order: Recalculation) -> Rows:
    return [
        [
            one.origin, one.reference, one.year, one.district.code, one.sector.code, one.state, str(one.is_counted).lower(),
            one.status, one.line_count, one.changed_count, *_pair(one.before_t, one.after_t), one.stored_hash,
            one.result_hash, " ".join(text["en"] for text in one.problems),
        ]
        for one in sources_of(order).iterator(chunk_size=2000)
    ]  # fmt: skip


def _lines(order: Recalculation) -> Rows:
    return [
        [
            one.source.origin, one.source.reference, one.source.year, one.source.district.code, one.source.sector.code,
            str(one.source.is_counted).lower(), one.stream_code, one.month, one.scope, one.fuel, one.gas, one.cause,
            one.before_mass_t, one.after_mass_t, one.before_co2e_t, one.after_co2e_t,
            one.after_co2e_t - one.before_co2e_t,
        ]
        for one in lines_of(order.sources.filter(status=Recomputed.CHANGED.value)).iterator(chunk_size=5000)
    ]  # fmt: skip


TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Recalculation], Rows]]] = {
    "summary": (SUMMARY, _summary),
    "sources": (SOURCES, _sources),
    "lines": (LINES, _lines),
}


def report_table(order: Recalculation, name: str) -> ExportTable:
    """One table of the report, with what it is."""
    columns, rows = TABLES[name]
    return ExportTable(f"recalculation-{order.public_id}-{name}", columns, rows(order), tuple(_facts(order)))


def _facts(order: Recalculation) -> Iterator[tuple[str, str]]:
    place = order.jurisdiction
    yield "jurisdiction", f"{place.code} {place.name_zh} {place.name_en}" if place else ""
    yield "year", str(order.year or "")
    yield "factor_sets", f"{order.sets} {order.factor_set or ''}".strip()
    yield "engine_build", order.engine_build
    yield "ordered", f"{order.started_at.isoformat(timespec='seconds')} {order.started_by}"
    yield "stored_digest", order.stored_digest
    yield "result_digest", order.result_digest
    yield "identical", str(order.stored_digest == order.result_digest).lower()
    yield "note", "Computed beside what is stored; nothing stored was changed. 另行计算，未改动任何已存结果。"


def as_json(table: ExportTable) -> bytes:
    """The table as JSON, decimals as strings."""
    rows = [dict(zip(table.columns, map(_value, row), strict=True)) for row in table.rows]
    return json.dumps({"about": dict(table.facts), "rows": rows}, ensure_ascii=False).encode()


def _value(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


WRITERS: Mapping[str, Format] = {
    **{name: FORMATS[name] for name in ("csv", "xlsx")},
    "json": Format(as_json, "application/json", "json"),
}


def write_report(order: Recalculation, table: str, kind: str) -> bytes:
    """One table of the report in a format; KeyError for another format than csv, xlsx or json."""
    return WRITERS[kind].write(report_table(order, table))
