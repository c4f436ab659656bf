"""The difference between months and stated total has a known cause: units of 10,000, percent, kWh for MWh ..."""

from collections.abc import Iterator
from decimal import Decimal

from mrv.accounting.messages import Text
from mrv.accounting.traps import difference_problem
from mrv.accounting.units import parse_unit
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams whose stated total stands to the sum of the months as a known slip does."""
    for stream in declaration.streams:
        parameter = stream.activity_parameter
        stated, total = stream.year(parameter), stream.total(parameter)
        if stated is None or total is None or not stream.months(parameter):
            continue
        computed = total / parse_unit(stated.unit).factor
        found = difference_problem(Decimal(f"{stated.quantity.normalize():f}"), computed, field=parameter)
        if found is not None and found.code == "trap_known_slip":
            cause = dict(found.params)["cause"]
            words = {"en": cause, "zh": cause} if isinstance(cause, str) else {"en": cause.en, "zh": cause.zh}
            yield (
                pointer(stream.code, None, parameter),
                {"stream": stream.code, "cause_en": words["en"], "cause_zh": words["zh"]},
            )


CHECK = Check(
    code="month_sum_cause",
    severity="info",
    title=Text("Known cause of a difference", "差异的已知原因"),
    message=Text(
        "Months and stated total of stream {stream} differ by {cause_en}. Look at the units of both.",
        "源流 {stream} 的月度合计与年度总量之差符合：{cause_zh}。请核对两者的单位。",
    ),
    find=find,
)
