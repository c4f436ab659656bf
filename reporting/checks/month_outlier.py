"""A month a hundred times the others (or a hundredth) is a unit slip: kWh for MWh, kg for t (catalogue B19)."""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from mrv.accounting.traps import SLIPS
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Cell, Declaration
from reporting.checks.outcome import pointer

RATIO = 100
FEWEST = 4


def median(values: list[Fraction]) -> Fraction:
    """The middle value; of an even number, the lower one."""
    return sorted(values)[(len(values) - 1) // 2]


def outliers(months: dict[int, Cell]) -> Iterator[tuple[int, Fraction]]:
    """Months whose positive amount is far from the median of the positive months, with the ratio."""
    amounts = {month: cell.base for month, cell in months.items() if cell.base > 0}
    if len(amounts) < FEWEST:
        return
    middle = median(list(amounts.values()))
    for month, amount in amounts.items():
        ratio = amount / middle
        if ratio >= RATIO or ratio * RATIO <= 1:
            yield month, ratio


def cause_of(ratio: Fraction) -> Text | None:
    """The slip of units a ratio is near to: within a half, since months differ by themselves."""
    far = max(ratio, 1 / ratio)
    return next(
        (slip.cause for slip in SLIPS if slip.ratio >= RATIO and 2 <= 3 * far / slip.ratio <= Fraction(9, 2)), None
    )


def find(declaration: Declaration) -> Iterator[Hit]:
    """Cells far from the other months of their stream and parameter."""
    for stream in declaration.streams:
        for parameter in stream.parameters():
            months = stream.months(parameter)
            for month, ratio in outliers(months):
                shown = {"month": month, "stream": stream.code, "ratio": decimal_text(ratio, 3).rstrip("…")}
                value = {"quantity": f"{months[month].quantity.normalize():f}", "unit": months[month].unit}
                slip = cause_of(ratio)
                causes = {"cause_en": f" It looks like {slip.en}." if slip else "",
                          "cause_zh": f"疑似{slip.zh}。" if slip else ""}  # fmt: skip
                yield pointer(stream.code, month, parameter), {**shown, **value, **causes}


CHECK = Check(
    code="month_outlier",
    severity="warning",
    title=Text("A month is far from the others", "月度数据异常"),
    message=Text(
        "Month {month} of stream {stream} ({quantity} {unit}) is {ratio} times the usual month. Check the unit and "
        "the decimal point.{cause_en}",
        "源流 {stream} 的 {month} 月数据（{quantity} {unit}）为通常月份的 {ratio} 倍，请核对单位和小数点。{cause_zh}",
    ),
    find=find,
    explanation=Text("Why this month differs so much, and what proves it.", "说明该月差异巨大的原因及证明材料。"),
)
