"""A content converted to as received names the moisture it was converted with (GB/T 32151.34-2024, tables B.3 to B.5)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import contents
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """Rows the rule refuses."""
    for found in contents(declaration, "basis_conversion"):
        yield found.place, found.words


CHECK = Check(
    code="basis_conversion",
    severity="error",
    title=Text("Conversion without evidence", "换算缺少依据"),
    message=Text(
        "{parameter} of stream {stream} was converted to as received. Name the evidence of the moisture and the conversion in the row, for a constant of the plan as its source.",
        "源流 {stream} 的 {parameter} 已换算为收到基，请在该行填写水分检测及换算依据的证明材料编号；方案常数请写入其来源。",
    ),
    find=find,
)
