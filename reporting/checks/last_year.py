"""Against last year: a hundredfold jump of a stream is a unit slip until explained (catalogue B19)."""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer

RATIO = 100


def ratios(declaration: Declaration) -> Iterator[tuple[str, str, Fraction]]:
    """Stream, its activity parameter, and this year's amount over last year's where both are positive."""
    for stream in declaration.streams:
        before = declaration.last_year.get(stream.code)
        now = stream.total(stream.activity_parameter)
        if before and now:
            yield stream.code, stream.activity_parameter, now / before


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams whose amount jumped by a factor that looks like another unit."""
    for stream, parameter, ratio in ratios(declaration):
        if ratio >= RATIO or ratio * RATIO <= 1:
            shown = decimal_text(ratio, 3).rstrip("…")
            yield pointer(stream, None, parameter), {"stream": stream, "ratio": shown}


CHECK = Check(
    code="last_year",
    severity="warning",
    title=Text("Far from last year", "与上年差异巨大"),
    message=Text(
        "Stream {stream} is {ratio} times last year's amount. Check the unit (kWh/MWh, kg/t, 10^4 units).",
        "源流 {stream} 为上年数量的 {ratio} 倍，请核对单位（千瓦时/兆瓦时、千克/吨、万单位）。",
    ),
    find=find,
    explanation=Text(
        "What changed in the facility since last year, and what proves it.", "说明与上年相比的变化及证明材料。"
    ),
)
