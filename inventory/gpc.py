"""GPC reporting levels: BASIC, BASIC+ and territorial totals from cells with notation keys.

Source: Global Protocol for Community-Scale Greenhouse Gas Inventories (GPC 1.1),
tables 3.1 and 4.2, section 2.2 (notation keys). Two readings the published city
inventories of the C40 GPC database follow are kept: IV.* and V.* belong to BASIC+ and
to the territorial total; grid supply (I.4.4) and waste from outside the city (III.x.3)
belong to the territorial total alone.

A notation key is never a number. It adds nothing, and the total names every cell it
could not count, so that a reader sees how complete the total is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class GpcError(ValueError):
    """A cell that the protocol does not know."""


class NotationKey(StrEnum):
    """Why a cell has no number (GPC table 2.1)."""

    NOT_OCCURRING = "NO"
    INCLUDED_ELSEWHERE = "IE"
    NOT_ESTIMATED = "NE"
    CONFIDENTIAL = "C"


class Level(StrEnum):
    """Lowest reporting level that contains a cell."""

    BASIC = "BASIC"
    BASIC_PLUS = "BASIC+"
    TERRITORIAL_ONLY = "territorial only"
    OTHER_SCOPE_3 = "other scope 3"


@dataclass(frozen=True, slots=True)
class GpcReference:
    """One line of GPC table 4.2."""

    code: str
    scope: int
    level: Level

    @property
    def is_territorial(self) -> bool:
        """Whether the cell counts in the territorial (scope 1) total."""
        return self.scope == 1


def _energy_and_transport(sector: str, subsectors: Iterable[int]) -> Iterable[GpcReference]:
    for subsector in subsectors:
        yield GpcReference(f"{sector}.{subsector}.1", 1, Level.BASIC)
        yield GpcReference(f"{sector}.{subsector}.2", 2, Level.BASIC)
        yield GpcReference(f"{sector}.{subsector}.3", 3, Level.BASIC_PLUS)


def _waste() -> Iterable[GpcReference]:
    for subsector in range(1, 5):
        yield GpcReference(f"III.{subsector}.1", 1, Level.BASIC)
        yield GpcReference(f"III.{subsector}.2", 3, Level.BASIC)
        yield GpcReference(f"III.{subsector}.3", 1, Level.TERRITORIAL_ONLY)


REFERENCES: Mapping[str, GpcReference] = {
    reference.code: reference
    for reference in (
        *_energy_and_transport("I", range(1, 7)),
        GpcReference("I.4.4", 1, Level.TERRITORIAL_ONLY),
        GpcReference("I.7.1", 1, Level.BASIC),
        GpcReference("I.8.1", 1, Level.BASIC),
        *_energy_and_transport("II", range(1, 6)),
        *_waste(),
        *(GpcReference(code, 1, Level.BASIC_PLUS) for code in ("IV.1", "IV.2", "V.1", "V.2", "V.3")),
        GpcReference("VI.1", 3, Level.OTHER_SCOPE_3),
    )
}


@dataclass(frozen=True, slots=True)
class GpcTotal:
    """A total with what it leaves out: the cells per notation key, and those not given."""

    tco2e: Decimal
    keyed: Mapping[NotationKey, tuple[str, ...]]
    absent: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """True when nothing is hidden, unestimated or absent (NO and IE hide no tonne)."""
        gaps = (NotationKey.NOT_ESTIMATED, NotationKey.CONFIDENTIAL)
        return not self.absent and not any(self.keyed.get(key) for key in gaps)


@dataclass(frozen=True, slots=True)
class GpcRollUp:
    """The three totals of the protocol."""

    basic: GpcTotal
    basic_plus: GpcTotal
    territorial: GpcTotal


def parse_cell(code: str, text: str) -> Decimal | NotationKey:
    """Read a published cell: a decimal number of tCO2e or a notation key."""
    if text in set(NotationKey):
        return NotationKey(text)
    try:
        value = Decimal(text)
    except ArithmeticError:
        known = ", ".join(NotationKey)
        raise GpcError(
            f"Cell {code} holds '{text}', which is neither a number nor a notation key ({known})."
        ) from None
    if not value.is_finite():
        raise GpcError(f"Cell {code} holds {text}; give a finite number of tCO2e or a notation key.")
    return value


def _total(cells: Mapping[str, Decimal | NotationKey], codes: Iterable[str]) -> GpcTotal:
    tco2e = Decimal(0)
    keyed: dict[NotationKey, tuple[str, ...]] = {}
    absent: list[str] = []
    for code in codes:
        cell = cells.get(code)
        if cell is None:
            absent.append(code)
        elif isinstance(cell, NotationKey):
            keyed[cell] = (*keyed.get(cell, ()), code)
        else:
            tco2e += cell
    return GpcTotal(tco2e, keyed, tuple(absent))


def roll_up(cells: Mapping[str, Decimal | NotationKey]) -> GpcRollUp:
    """Totals in tCO2e from cells by GPC reference number.

    Raises GpcError for a reference number the protocol does not have, so that a
    misspelled cell ("1.4.4") is never dropped from a total without a word.
    """
    unknown = sorted(set(cells) - set(REFERENCES))
    if unknown:
        raise GpcError(f"Unknown GPC reference {', '.join(unknown)}; expected numbers such as I.1.1, III.2.3 or V.2.")
    basic = [r.code for r in REFERENCES.values() if r.level is Level.BASIC]
    plus = [r.code for r in REFERENCES.values() if r.level is Level.BASIC_PLUS]
    territorial = [r.code for r in REFERENCES.values() if r.is_territorial]
    return GpcRollUp(_total(cells, basic), _total(cells, basic + plus), _total(cells, territorial))
