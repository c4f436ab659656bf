"""A furnace balance takes fixed carbon and volatile matter, as analyzed (GB/T 32151.34-2024, tables B.3 to B.5)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import contents
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """Rows the rule refuses."""
    for found in contents(declaration, "component_kind"):
        yield found.place, found.words


CHECK = Check(
    code="component_kind",
    severity="error",
    title=Text("Another component was analyzed", "检测成分与公式要求不符"),
    message=Text(
        "{parameter} of stream {stream} is given as {component}; the balance takes {expected}. Name the component in the row or with the constant of the plan, or have that one analyzed (GB/T 32151.34, 5.2.2-5.2.4).",
        "源流 {stream} 的 {parameter} 填报成分为 {component}，物料平衡要求 {expected}。请在该行或方案常数中注明检测成分，或补充该成分的检测值（GB/T 32151.34，5.2.2 至 5.2.4）。",
    ),
    find=find,
)
