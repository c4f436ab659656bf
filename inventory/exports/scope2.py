"""Purchased electricity both ways as a file: the two results side by side, by sector, district or both."""

from collections.abc import Sequence

from inventory.exports.build import SYNTHETIC, stand_words, table_name
from inventory.selectors.labels import label, labels_of
from inventory.selectors.market import AMOUNTS, CityScope2
from inventory.selectors.sources import Choice
from inventory.tables.axes import Axis
from mrv.core.exports.table import ExportTable, Value, plain
from mrv.core.models import District

LOCATION = "Location-based, t CO2: the result of record, contained in the inventory 基于位置的排放量，计入清单"
MARKET = "Market-based, t CO2: beside it, never added to it 基于市场的排放量，并列列示，不得与前者相加"
#: What the columns are called: the names REST uses.
COLUMNS = {
    "electricity_mwh": "electricity_mwh",
    "certified_mwh": "certified_mwh",
    "location_co2_t": "location_based_t",
    "market_co2_t": "market_based_t",
}


def scope_2_table(
    jurisdiction: District, year: int, choice: Choice, found: CityScope2, by: Sequence[Axis], *, is_synthetic: bool
) -> ExportTable:
    """One row per place; the totals of all gases stand among the facts, for they are not sums of the rows."""
    columns = [title for axis in by for title in (axis.value, f"{axis.value}_zh", f"{axis.value}_en")]
    names = {axis: labels_of(axis) for axis in by}
    rows: list[list[Value]] = []
    for row in found.rows:
        labels = [(code, label(names[axis], code)) for axis in by for code in [getattr(row, axis.value)]]
        named: list[Value] = [text for code, name in labels for text in (code, name.zh, name.en)]
        amounts = [None if row.is_hidden else getattr(row, name) for name in AMOUNTS]
        rows.append([*named, *amounts, row.notation])
    facts = _facts(jurisdiction, year, choice, found)
    facts += [("demonstration", SYNTHETIC)] if is_synthetic else []
    name = table_name("scope-2", jurisdiction, year, choice, by)
    return ExportTable(name, [*columns, *COLUMNS.values(), "notation"], rows, facts)


def _facts(jurisdiction: District, year: int, choice: Choice, found: CityScope2) -> list[tuple[str, str]]:
    market = found.market_co2e_t
    return [
        ("jurisdiction", f"{jurisdiction.code} {jurisdiction.name_zh} {jurisdiction.name_en}"),
        ("year", str(year)),
        ("stand", stand_words(choice)),
        ("content_hash", choice.release.content_hash if choice.release else ""),
        ("location_based_co2e_t", plain(found.location_co2e_t)),
        ("market_based_co2e_t", "C" if market is None and found.rows else plain(market)),
        ("location_based_t", LOCATION),
        ("market_based_t", MARKET),
        ("certified_mwh", "Electricity covered by green-power certificates, MWh 绿色电力证书覆盖的电量（兆瓦时）"),
        ("notation", "C: confidential, left out of the value, not zero 保密，未计入数值，并非零"),
    ]
