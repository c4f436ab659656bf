"""No month is declared before it is over: what has not happened cannot have been metered."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Cells of months that lie after today's month, in the current year."""
    if declaration.compliance_year != declaration.today.year:
        return
    for stream in declaration.streams:
        for (parameter, month), _ in sorted(stream.cells.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
            if month is not None and month > declaration.today.month:
                yield pointer(stream.code, month, parameter), {"stream": stream.code, "month": month}


CHECK = Check(
    code="month_future",
    severity="error",
    title=Text("A month lies in the future", "月份尚未发生"),
    message=Text(
        "Month {month} of stream {stream} lies in the future. Delete it, or report it when it is over.",
        "源流 {stream} 的 {month} 月尚未发生，请删除，待月份结束后再填报。",
    ),
    find=find,
)
