"""Own results by month add up to the own result of the year (a published total that is not the sum of its parts)."""

from collections.abc import Iterator
from decimal import Decimal

from mrv.accounting.messages import Text
from mrv.accounting.traps import total_problem
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer
from reporting.intake.rules import OWN_RESULT


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams whose stated result of the year is another number than the sum of the months."""
    for stream in declaration.streams:
        whole, months = stream.year(OWN_RESULT), stream.months(OWN_RESULT)
        if whole is None or not months or any(cell.unit != whole.unit for cell in months.values()):
            continue
        parts = [_as_written(cell.quantity) for cell in months.values()]
        found = total_problem(parts, _as_written(whole.quantity), field=OWN_RESULT)
        if found is not None:
            params = {name: value for name, value in found.params if isinstance(value, str)}
            words = {"stream": stream.code, "unit": whole.unit, "count": len(parts)}
            yield pointer(stream.code, None, OWN_RESULT), {**words, **params}


def _as_written(quantity: Decimal) -> Decimal:
    """Without the zeros of storage; never in exponent form, which would widen the rounding allowed for."""
    return Decimal(f"{quantity.normalize():f}")


CHECK = Check(
    code="own_total",
    severity="error",
    title=Text("Own results do not add up", "自行核算结果合计不一致"),
    message=Text(
        "Own results of stream {stream}: the stated total {declared} {unit} is not the sum of its {count} months, "
        "{computed} {unit}. Correct the months or the total.",
        "源流 {stream} 自行核算结果：所报合计 {declared} {unit} 不等于 {count} 个月之和 {computed} {unit}。请更正月度结果或合计。",
    ),
    find=find,
)
