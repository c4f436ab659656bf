"""Stocks balance: opening + purchased - exported - closing = consumed, within half a percent of what moved.

Checked for every period in which all five are declared.
"""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.messages import Text
from mrv.accounting.rounding import decimal_text
from mrv.accounting.units import parse_unit
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import pointer

TOLERANCE = Fraction(5, 1000)
STOCKS = ("opening_stock", "purchased", "exported", "closing_stock")


def imbalance(stocks: list[Cell], consumed: Cell) -> Fraction | None:
    """By how much the consumption differs from what the stocks say, in base units; None within tolerance."""
    opening, purchased, exported, closing = (cell.base for cell in stocks)
    difference = consumed.base - (opening + purchased - exported - closing)
    moved = max(opening + purchased, consumed.base)
    return difference if abs(difference) > TOLERANCE * moved else None


def _periods(stream: StreamCells) -> Iterator[tuple[int | None, list[Cell], Cell]]:
    for month in (None, *range(1, 13)):
        stocks = [stream.cells.get((name, month)) for name in STOCKS]
        consumed = stream.cells.get((stream.activity_parameter, month))
        if consumed is not None and any(stocks) and None not in stocks:
            yield month, [cell for cell in stocks if cell is not None], consumed


def find(declaration: Declaration) -> Iterator[Hit]:
    """Periods in which stocks and consumption do not balance."""
    for stream in declaration.streams:
        for month, stocks, consumed in _periods(stream):
            difference = imbalance(stocks, consumed)
            if difference is not None:
                scale = parse_unit(consumed.unit).factor
                shown = decimal_text((difference / scale), 12).rstrip("…")
                where = pointer(stream.code, month, stream.activity_parameter)
                yield where, {"stream": stream.code, "difference": shown, "unit": consumed.unit}


CHECK = Check(
    code="stock_identity",
    severity="warning",
    title=Text("Stocks and consumption do not balance", "库存与消耗量不平衡"),
    message=Text(
        "Stream {stream}: the consumption differs from opening stock + purchased - exported - closing stock by "
        "{difference} {unit} (more than 0.5 %). Correct one of them.",
        "源流 {stream}：消耗量与“期初库存+购入-外供-期末库存”相差 {difference} {unit}（超过 0.5%），请更正。",
    ),
    find=find,
    explanation=Text("Losses, metering differences, and how they are documented.", "说明损耗、计量差异及其证明材料。"),
)
