"""Months are complete: a stream that is declared by month is declared for every month of operation."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import MONTHS, Declaration
from reporting.checks.outcome import pointer


def operating_months(declaration: Declaration) -> list[int]:
    """The months of the year in which the facility operated at least a day."""
    year = declaration.compliance_year
    first = declaration.opened.month if declaration.opened.year == year else 1
    closed = declaration.closed
    last = closed.month if closed is not None and closed.year == year else 12
    return [month for month in MONTHS if first <= month <= last]


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams with some months but not all."""
    expected = operating_months(declaration)
    for stream in declaration.streams:
        months = stream.months(stream.activity_parameter)
        missing = [month for month in expected if month not in months]
        if months and missing:
            where = pointer(stream.code, missing[0], stream.activity_parameter)
            yield where, {"stream": stream.code, "months": ", ".join(map(str, missing))}


CHECK = Check(
    code="month_gap",
    severity="warning",
    title=Text("Months are missing", "月份数据缺失"),
    message=Text(
        "Stream {stream} has no activity for month {months}. Fill in the months, with 0 where nothing was used.",
        "源流 {stream} 缺少 {months} 月的活动数据。请补填；未发生的月份请填 0。",
    ),
    find=find,
    explanation=Text(
        "Why there was no activity in these months (standstill, start-up) and what proves it.",
        "说明这些月份无活动的原因（停产、投产等）及证明材料。",
    ),
)
