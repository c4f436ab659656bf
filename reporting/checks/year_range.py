"""The year is one the facility operated in and that has begun (catalogue B26)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """The report, if its year lies in the future, before the opening or after the closing."""
    year = declaration.compliance_year
    last = min(declaration.today.year, declaration.closed.year if declaration.closed else year)
    if not declaration.opened.year <= year <= last:
        yield "/", {"year": year, "first": declaration.opened.year, "last": last}


CHECK = Check(
    code="year_range",
    severity="error",
    title=Text("The year is outside of operation", "报告年度超出运营期"),
    message=Text(
        "{year} is outside the years the facility can report on ({first} to {last}). Open the report of another year.",
        "{year} 年不在该设施可报告的年度范围内（{first} 至 {last} 年），请选择其他年度。",
    ),
    find=find,
)
