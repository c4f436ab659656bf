"""Activities another standard covers are not merged into a report by GB/T 32151.34 (4.1)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import notes
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Streams of transport in the plan of a carbon material producer."""
    for note in notes(declaration, "other_standard"):
        yield pointer(note.field), {"stream": note.field}


CHECK = Check(
    code="other_standard",
    severity="warning",
    title=Text("Covered by another standard", "属于其他标准范围"),
    message=Text(
        "Stream {stream} is transport, which GB/T 32151.34-2024 does not cover. Account for it by its own standard.",
        "源流 {stream} 属于运输活动，不在 GB/T 32151.34-2024 范围内，请按相应标准核算（4.1）。",
    ),
    find=find,
    explanation=Text("By which standard the activity is reported, and where.", "说明该活动按何标准、在何处报告。"),
)
