"""Digits repeat: the same amount in every month is an estimate spread over the year, not twelve readings."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer

FEWEST = 6


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams and parameters whose months all hold one and the same positive amount."""
    for stream in declaration.streams:
        for parameter in stream.parameters():
            months = stream.months(parameter)
            values = {cell.base for cell in months.values()}
            if len(months) >= FEWEST and len(values) == 1 and values != {0}:
                cell = next(iter(months.values()))
                shown = {"stream": stream.code, "parameter": parameter, "count": len(months)}
                yield (
                    pointer(stream.code, None, parameter),
                    {**shown, "quantity": f"{cell.quantity.normalize():f}", "unit": cell.unit},
                )


CHECK = Check(
    code="same_value",
    severity="warning",
    title=Text("The same value in every month", "各月数值完全相同"),
    message=Text(
        "{parameter} of stream {stream} is {quantity} {unit} in all {count} months. Report the monthly readings.",
        "源流 {stream} 的 {parameter} 在 {count} 个月均为 {quantity} {unit}，请填报各月实际数据。",
    ),
    find=find,
    explanation=Text(
        "Why the months are equal (contract quantity, one laboratory value for the year).",
        "说明各月相同的原因（合同量、全年采用同一检测值等）。",
    ),
)
