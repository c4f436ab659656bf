"""Against last year: a change by more than half is shown to the verifier; it needs no explanation."""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.last_year import RATIO, ratios
from reporting.checks.outcome import pointer

CHANGE = Fraction(1, 2)


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams that changed by more than half but less than what looks like a slip."""
    for stream, parameter, ratio in ratios(declaration):
        if abs(ratio - 1) > CHANGE and Fraction(1, RATIO) < ratio < RATIO:
            percent = decimal_text((ratio - 1) * 100, 3).rstrip("…")
            yield pointer(stream, None, parameter), {"stream": stream, "percent": percent}


CHECK = Check(
    code="last_year_change",
    severity="info",
    title=Text("Changed since last year", "较上年变化较大"),
    message=Text("Stream {stream} changed by {percent} % since last year.", "源流 {stream} 较上年变化 {percent}%。"),
    find=find,
)
