"""The file of uncertainties in a release bundle: totals, sectors, districts, both, and gases of every scope.

IPCC 2006 vol. 1 ch. 3, approach 1, as it stood when the inventory was released. A row that contains a confidential
cell shows neither amount nor uncertainty. Blank codes mean all; a gas by mass is in t of the gas, all else in t CO2e.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from inventory.publication.content import PublishedCell, plain

AXES = ("district", "sector", "gas")
#: What totals are given along, and whether as masses.
TABLES: tuple[tuple[tuple[str, ...], bool], ...] = (
    ((), False),
    (("sector",), False),
    (("district",), False),
    (("district", "sector"), False),
    (("gas",), False),
    (("gas",), True),
)
PLACE = ("scope", "district_code", "sector_code", "gas", "unit", "value", "notation")
_IN_CO2E = "FGAS"
_BIOGENIC = "CO2_BIO"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount at a key: how many entries it is the sum of, whether a part of it is confidential."""

    value: Decimal
    entries: int
    is_hidden: bool


def amounts(cells: Iterable[PublishedCell], *, scope: int, by: Sequence[str], is_mass: bool) -> dict[Key, Amount]:
    """The sums of the published cells along axes; biogenic CO2 by mass alone, F-gases in CO2e alone."""
    found: dict[Key, Amount] = {}
    left_out = _IN_CO2E if is_mass else _BIOGENIC
    for cell in cells:
        if cell.scope != scope or cell.gas == left_out:
            continue
        key = tuple(_coordinates(cell)[axis] for axis in by)
        held = found.get(key, Amount(Decimal(0), 0, is_hidden=False))
        text = cell.mass_t if is_mass else cell.co2e_t
        found[key] = Amount(
            held.value + Decimal(text or 0), held.entries + cell.line_count, held.is_hidden or bool(cell.notation)
        )
    return found


def _coordinates(cell: PublishedCell) -> Mapping[str, str]:
    return {"district": cell.district_code, "sector": cell.sector_code, "gas": cell.gas}


def place_of(scope: int, by: Sequence[str], key: Key, amount: Amount, *, is_mass: bool) -> list[str]:
    """The first cells of a row: where, of what, how much."""
    at = dict(zip(by, key, strict=True))
    unit = f"t {at['gas']}" if is_mass else "t CO2e"
    value = "" if amount.is_hidden else plain(amount.value)
    return [str(scope), *(at.get(axis, "") for axis in AXES), unit, value, "C" if amount.is_hidden else ""]


def faults(rows: Iterable[Mapping[str, str]], cells: Sequence[PublishedCell]) -> Iterator[str]:
    """Rows whose amount is not the sum of the cells of the bundle, and rows that are missing."""
    expected = {
        tuple(place[:5]): place
        for scope in sorted({cell.scope for cell in cells})
        for by, is_mass in TABLES
        for key, amount in sorted(amounts(cells, scope=scope, by=by, is_mass=is_mass).items())
        for place in [place_of(scope, by, key, amount, is_mass=is_mass)]
    }
    for row in rows:
        found = [row[name] for name in PLACE]
        stated = expected.pop(tuple(found[:5]), None)
        if stated != found:
            where = " ".join(filter(None, found[:5]))
            yield gettext("uncertainty.csv, %(where)s: states %(found)s, the cells give %(stated)s.") % {
                "where": where,
                "found": _amount(found),
                "stated": _amount(stated) if stated else "-",
            }
        elif found[6] and any(row[name] for name in row if name not in PLACE):
            where = " ".join(filter(None, found[:5]))
            yield gettext("uncertainty.csv, %(where)s: confidential, yet an uncertainty is shown.") % {"where": where}
    for missing in expected:
        yield gettext("uncertainty.csv lacks the row %(where)s.") % {"where": " ".join(filter(None, missing))}


def _amount(row: Sequence[str]) -> str:
    return " ".join(filter(None, row[5:])) or "-"
