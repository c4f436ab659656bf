"""Months add up: the sum of the months equals the annual total that is stated beside them."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from mrv.accounting.units import parse_unit
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams whose stated total is another number than the sum of their months."""
    for stream in declaration.streams:
        parameter = stream.activity_parameter
        stated, total = stream.year(parameter), stream.total(parameter)
        if stated is None or total is None or not stream.months(parameter) or total == stated.base:
            continue
        scale = parse_unit(stated.unit).factor
        yield (
            pointer(stream.code, None, parameter),
            {
                "stream": stream.code,
                "total": decimal_text(total / scale),
                "stated": decimal_text(stated.quantity),
                "difference": decimal_text(total / scale - stated.base / scale),
                "unit": stated.unit,
            },
        )


CHECK = Check(
    code="month_sum",
    severity="error",
    title=Text("Months and annual total differ", "月度合计与年度总量不一致"),
    message=Text(
        "The months of stream {stream} add up to {total} {unit}; the stated annual total is {stated} {unit} "
        "(difference {difference}). Correct the months or the total.",
        "源流 {stream} 各月合计为 {total} {unit}，所报年度总量为 {stated} {unit}（相差 {difference}）。请更正月度数据或年度总量。",
    ),
    find=find,
)
