"""A report declares something: an empty one is submitted by mistake (an idle year is declared with zeros)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """The report, if no stream has any cell."""
    if not any(stream.cells for stream in declaration.streams):
        yield "/", {"year": declaration.compliance_year}


CHECK = Check(
    code="nothing_declared",
    severity="error",
    title=Text("Nothing is declared", "未填报任何数据"),
    message=Text(
        "No activity is declared for {year}. Fill in the streams of the plan; declare 0 if nothing was used.",
        "{year} 年未填报任何活动数据。请填报方案中的各源流；如未发生请填 0。",
    ),
    find=find,
)
