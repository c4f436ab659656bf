"""Carbon of the furnace body is not part of graphitization (GB/T 32151.34-2024, 5.2.4)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import furnace_bodies
from reporting.checks.declaration import Declaration


def find(declaration: Declaration) -> Iterator[Hit]:
    """Rows the rule refuses."""
    for found in furnace_bodies(declaration):
        yield found.place, found.words


CHECK = Check(
    code="furnace_body_loss",
    severity="error",
    title=Text("Furnace body counted", "计入了炉体烧损"),
    message=Text(
        "{parameter} of stream {stream} counts carbon of the furnace body. Leave it out: its oxidation does not belong to graphitization (GB/T 32151.34, 5.2.4).",
        "源流 {stream} 的 {parameter} 计入了石墨化炉炉体炭质材料，其氧化烧损不属于石墨化排放，请剔除（GB/T 32151.34，5.2.4）。",
    ),
    find=find,
)
