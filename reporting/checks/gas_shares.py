"""Shares of gases of one stream are parts of a whole: together at most 100 %."""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.traps import shares_problem
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration, StreamCells
from reporting.checks.outcome import pointer

SHARES = ("co2_share", "co_share", "ch4_share")


def find(declaration: Declaration) -> Iterator[Hit]:
    """Months (or the year) whose declared shares exceed the whole."""
    for stream in declaration.streams:
        for month in sorted({month for name, month in stream.cells if name in SHARES}, key=lambda m: m or 0):
            shares = _shares(stream, month)
            if len(shares) < 2 or sum(shares.values()) <= 1:
                continue
            found = shares_problem(shares, field=stream.code)
            if found is not None:
                params = dict(found.params)
                words = {"stream": stream.code, "total": params["total"], "shares": params["shares"]}
                yield pointer(stream.code, month, next(iter(shares))), words


def _shares(stream: StreamCells, month: int | None) -> dict[str, Fraction]:
    cells = {name: stream.cells.get((name, month)) or stream.cells.get((name, None)) for name in SHARES}
    return {name: cell.base for name, cell in cells.items() if cell is not None}


CHECK = Check(
    code="gas_shares",
    severity="error",
    title=Text("Shares exceed the whole", "组分占比之和超过 100%"),
    message=Text(
        "The shares of stream {stream} add up to {total} % ({shares}). Correct them: together they are at most 100 %.",
        "源流 {stream} 各组分占比之和为 {total}%（{shares}），不应超过 100%，请更正。",
    ),
    find=find,
)
