"""Stocks carry over: what a month closes with is what the next one opens with."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Months whose opening stock is not the closing stock of the month before."""
    for stream in declaration.streams:
        opening, closing = stream.months("opening_stock"), stream.months("closing_stock")
        for month, cell in opening.items():
            before = closing.get(month - 1)
            if before is not None and before.base != cell.base:
                shown = {"stream": stream.code, "month": month, "before": month - 1}
                values = {"opening": f"{cell.quantity:f} {cell.unit}", "closing": f"{before.quantity:f} {before.unit}"}
                yield pointer(stream.code, month, "opening_stock"), {**shown, **values}


CHECK = Check(
    code="stock_carry",
    severity="warning",
    title=Text("Stocks do not carry over", "库存结转不一致"),
    message=Text(
        "Stream {stream}: month {month} opens with {opening}, month {before} closed with {closing}.",
        "源流 {stream}：{month} 月期初库存为 {opening}，而 {before} 月期末库存为 {closing}。",
    ),
    find=find,
    explanation=Text("Why the stock changed between the months.", "说明月间库存变化的原因。"),
)
