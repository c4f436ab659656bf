"""A measured parameter is worth its evidence: without one it would be a claim."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Measured parameters with cells that name no evidence."""
    for stream in declaration.streams:
        for parameter in stream.measured:
            bare = [
                month for (name, month), cell in stream.cells.items() if name == parameter and not cell.evidence_ref
            ]
            if bare:
                months = ", ".join(
                    "-" if month is None else str(month) for month in sorted(bare, key=lambda m: m or 0)
                )
                where = pointer(stream.code, min(bare, key=lambda month: month or 0), parameter)
                yield where, {"stream": stream.code, "parameter": parameter, "months": months}


CHECK = Check(
    code="evidence_missing",
    severity="warning",
    title=Text("A measured value has no evidence", "实测值缺少证明材料"),
    message=Text(
        "The measured {parameter} of stream {stream} names no evidence for month {months}. Give the number of the "
        "laboratory report.",
        "源流 {stream} 的实测参数 {parameter} 在 {months} 月未注明证明材料，请填写检测报告编号。",
    ),
    find=find,
    explanation=Text("Where the evidence can be seen.", "说明可在何处查验证明材料。"),
)
