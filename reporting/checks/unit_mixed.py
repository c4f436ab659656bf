"""One stream, one unit: 10^4 units mixed with single units in a column are how a factor of 10,000 slips in."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams and parameters declared in more than one unit."""
    for stream in declaration.streams:
        for parameter in stream.parameters():
            units = {cell.unit for (name, _), cell in stream.cells.items() if name == parameter}
            if len(units) > 1:
                shown = {"stream": stream.code, "parameter": parameter, "units": ", ".join(sorted(units))}
                yield pointer(stream.code, None, parameter), shown


CHECK = Check(
    code="unit_mixed",
    severity="info",
    title=Text("Several units in one stream", "同一源流使用多种单位"),
    message=Text(
        "{parameter} of stream {stream} is declared in several units ({units}). Make sure each number fits its unit.",
        "源流 {stream} 的 {parameter} 使用了多种单位（{units}），请确认数值与单位对应。",
    ),
    find=find,
)
