"""A density taken for another fuel: one that no batch of the fuel can have is named with the fuels it fits.

Ranges are those that product standards allow, widened to whole steps for other temperatures and grades: GB 17930
(gasoline), GB 19147 (diesel), GB 6537 (jet fuel), GB 17411 (fuel oil), GB 11174 (liquefied gas), GB 17820 (natural gas).
"""

from collections.abc import Iterator
from fractions import Fraction

from mrv.accounting.errors import AccountingError
from mrv.accounting.messages import Text
from mrv.accounting.quantity import Quantity
from reporting.checks.base import Check, Hit
from reporting.checks.declaration import Cell, Declaration, StreamCells
from reporting.checks.outcome import pointer

DENSITY = "density"
#: Density of a fuel in kg/m3, lowest and highest, with its name.
RANGES: dict[str, tuple[int, int, Text]] = {
    "gasoline": (700, 790, Text("gasoline", "汽油")),
    "diesel": (790, 880, Text("diesel", "柴油")),
    "kerosene": (770, 850, Text("kerosene", "煤油")),
    "aviation_kerosene": (770, 850, Text("jet kerosene", "航空煤油")),
    "aviation_gasoline": (680, 740, Text("aviation gasoline", "航空汽油")),
    "fuel_oil": (880, 1050, Text("fuel oil", "燃料油")),
    "lpg": (480, 600, Text("liquefied petroleum gas", "液化石油气")),
    "naphtha": (620, 780, Text("naphtha", "石脑油")),
    "lng": (410, 500, Text("liquefied natural gas", "液化天然气")),
    "crude_oil": (750, 1020, Text("crude oil", "原油")),
}
SOLID_AS_WATER = 300
"""Densities below are those of gases, which state and pressure decide."""


def find(declaration: Declaration) -> Iterator[Hit]:
    """Declared and approved densities outside the range of the fuel of their stream."""
    for stream in declaration.streams:
        own = RANGES.get(stream.fuel)
        if own is None:
            continue
        low, high, name = own
        for month, cell in _densities(stream):
            if cell.base >= SOLID_AS_WATER and not low <= cell.base <= high:
                fits = _fitting(cell.base)
                yield (
                    pointer(stream.code, month, DENSITY),
                    {
                        "stream": stream.code, "density": f"{cell.quantity.normalize():f}", "unit": cell.unit,
                        "low": low, "high": high, "fuel_en": name.en, "fuel_zh": name.zh,
                        "fits_en": ", ".join(one.en for one in fits) or "no fuel of the table",
                        "fits_zh": "、".join(one.zh for one in fits) or "表中无对应燃料",
                    },
                )  # fmt: skip


def _densities(stream: StreamCells) -> Iterator[tuple[int | None, Cell]]:
    for (name, month), cell in sorted(stream.cells.items(), key=lambda item: item[0][1] or 0):
        if name == DENSITY:
            yield month, cell
    kept = stream.approved.get(DENSITY)
    if kept:
        try:
            given = Quantity.of(kept.get("value", ""), kept.get("unit", ""))
        except AccountingError:
            return
        yield None, Cell(given.value, given.unit.symbol)


def _fitting(density: Fraction) -> list[Text]:
    return [name for low, high, name in RANGES.values() if low <= density <= high]


CHECK = Check(
    code="density_plausible",
    severity="warning",
    title=Text("The density is not that of the fuel", "密度与燃料不符"),
    message=Text(
        "Stream {stream} has a density of {density} {unit}; {fuel_en} has {low} to {high} kg/m3. It fits {fits_en}. Check "
        "whether the density of another fuel was taken.",
        "源流 {stream} 的密度为 {density} {unit}；{fuel_zh}的密度为 {low} 至 {high} kg/m3，该数值符合：{fits_zh}。"
        "请核对是否误用其他燃料的密度。",
    ),
    find=find,
    explanation=Text("Which fuel was burned, and what proves its density.", "说明所用燃料及其密度的证明材料。"),
)
