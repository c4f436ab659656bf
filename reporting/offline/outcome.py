"""What the calculator prints: one record per line, as table, csv or JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from mrv.accounting.explanation import Explanation
from mrv.accounting.methods.result import Result
from mrv.core.formula_escape import safe_cell

FORMATS = ("table", "csv", "json")


@dataclass(frozen=True, slots=True)
class Record:
    """One computed line for people and programs; amounts in tonnes as decimal text."""

    line: str
    method: str
    activity: str
    masses_t: Mapping[str, str]
    co2e_t: Decimal
    explanation: Explanation | None = None
    factors: Mapping[str, str] = field(default_factory=dict)


def record(line: str, activity: str, result: Result, *, explain: bool) -> Record:
    """The record of a result."""
    return Record(
        line=line,
        method=result.method.identifier,
        activity=activity,
        masses_t={gas: f"{mass:f}" for gas, mass in result.masses.items()},
        co2e_t=result.co2e_t or Decimal(0),
        explanation=result.explanation if explain else None,
    )


def shown(records: Sequence[Record], style: str) -> str:
    """The records as text."""
    writers = {"table": _table, "csv": _csv, "json": _json}
    return writers[style](records)


def _total(records: Sequence[Record]) -> str:
    return f"{sum((found.co2e_t for found in records), Decimal(0)):f}"


def _cells(found: Record) -> tuple[str, ...]:
    masses = "; ".join(f"{gas} {mass}" for gas, mass in found.masses_t.items())
    return found.line, found.method, found.activity, masses, f"{found.co2e_t:f}"


HEAD = ("line", "method", "activity", "masses_t", "co2e_t")


def _table(records: Sequence[Record]) -> str:
    rows = [HEAD, *(_cells(found) for found in records), ("total", "", "", "", _total(records))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    for found in records:
        if found.explanation is not None:
            lines += ["", f"{found.line}  ({found.explanation.method['citation']})"]
            lines += [
                f"    {step.substituted} = {step.value} {step.unit}".rstrip() for step in found.explanation.steps
            ]
            lines += [f"    {given.name} = {given.given}  [{given.source}]" for given in found.explanation.inputs]
    return "\n".join(lines) + "\n"


def _csv(records: Sequence[Record]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(map(safe_cell, _cells(found)) for found in records)
    return out.getvalue()


def _json(records: Sequence[Record]) -> str:
    lines = [
        {
            "line": found.line,
            "method": found.method,
            "activity": found.activity,
            "masses_t": dict(found.masses_t),
            "co2e_t": f"{found.co2e_t:f}",
            **({"explanation": found.explanation.to_dict()} if found.explanation else {}),
        }
        for found in records
    ]
    whole: dict[str, Any] = {"lines": lines, "total_co2e_t": _total(records)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
