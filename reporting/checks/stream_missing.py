"""The plan is followed: every stream of the monitoring plan is declared, if only with 0."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams of the plan without activity."""
    if not any(stream.cells for stream in declaration.streams):
        return
    for stream in declaration.streams:
        if stream.total(stream.activity_parameter) is None:
            yield pointer(stream.code), {"stream": stream.code}


CHECK = Check(
    code="stream_missing",
    severity="warning",
    title=Text("A stream of the plan is not declared", "方案中的源流未填报"),
    message=Text(
        "Stream {stream} is in the monitoring plan but has no activity. Fill it in, or declare 0.",
        "源流 {stream} 已列入数据质量控制方案但未填报活动数据。请补填，或填 0。",
    ),
    find=find,
    explanation=Text("Why the stream was not in use this year.", "说明该源流本年度未使用的原因。"),
)
