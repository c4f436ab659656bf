"""A state of steam lies within the tables (GB/T 32151.34-2024, 5.2.6.2, tables C.4 and C.5)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Declaration
from reporting.checks.steam_rules import steams


def find(declaration: Declaration) -> Iterator[Hit]:
    """States whose enthalpy the tables do not give."""
    for steam in steams(declaration):
        if steam.refusal is not None:
            yield (
                steam.place,
                {"stream": steam.stream, "en": steam.refusal.text("en"), "zh": steam.refusal.text("zh-hans")},
            )


CHECK = Check(
    code="steam_state",
    severity="error",
    title=Text("Outside the steam tables", "蒸汽状态超出热焓表"),
    message=Text(
        "Stream {stream}: {en}",
        "源流 {stream}：{zh}",
    ),
    find=find,
)
