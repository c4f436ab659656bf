"""Mass and content of a furnace balance are both as received (GB/T 32151.34-2024, tables B.3 to B.5)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import contents
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """Rows the rule refuses."""
    for found in contents(declaration, "material_basis"):
        yield found.place, found.words


CHECK = Check(
    code="material_basis",
    severity="error",
    title=Text("Not as received", "基准不是收到基"),
    message=Text(
        "{parameter} of stream {stream} or its mass is not stated as received (basis {basis}). Bring both to as received and say so in the row or with the constant of the plan (GB/T 32151.34, 5.2.2-5.2.4).",
        "源流 {stream} 的 {parameter} 或其物料量未按收到基填报（基准：{basis}）。请统一换算为收到基，并在该行或方案常数中注明（GB/T 32151.34，5.2.2 至 5.2.4）。",
    ),
    find=find,
)
