"""A fuel is accounted by one of mass, volume or heat (GB/T 32151.34-2024, 5.2.1)."""

from collections.abc import Iterator

from mrv.accounting.messages import Text
from reporting.checks.base import Check, Hit
from reporting.checks.carbon_rules import notes, paths
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import pointer


def find(declaration: Declaration) -> Iterator[Hit]:
    """Fuels that are accounted in several ways."""
    for note in notes(declaration, "fuel_counted_twice"):
        stream = next(one.code for one in declaration.streams if one.fuel == note.field)
        yield pointer(stream), {"fuel": note.field, "ways": paths(declaration, note.field)}


CHECK = Check(
    code="fuel_counted_twice",
    severity="error",
    title=Text("A fuel is accounted in several ways", "同一燃料按多种路径核算"),
    message=Text(
        "{fuel} is accounted by {ways} at once, so it would count twice. Keep one of them (GB/T 32151.34, 5.2.1).",
        "{fuel} 同时按多种路径（{ways}）核算，会重复计算，请只保留一种（GB/T 32151.34，5.2.1）。",
    ),
    find=find,
)
