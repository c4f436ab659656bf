"""Values of the data table and the table of differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mrv.portal.components.text import Text


@dataclass(frozen=True)
class Column:
    """A column: ``kind`` is text, number, tonnes, date, datetime, state (of a report), status (of anything else), code or link;
    numbers align right.

    ``sort_href`` makes the heading a link; ``sorted`` is "", "ascending" or "descending". ``is_one_line`` keeps a
    long text beside many short cells from making their row high; the table scrolls sideways.
    """

    label: Text
    kind: str = "text"
    sort_href: str = ""
    sorted: str = ""
    places: int | None = None
    unit: str = ""
    is_wide: bool = False
    is_one_line: bool = False

    @property
    def css(self) -> str:
        """Classes of the cells."""
        return " ".join([*["m-num"] * self.is_numeric, *["m-line"] * self.is_one_line])

    @property
    def is_numeric(self) -> bool:
        """Whether cells align right with tabular digits."""
        return self.kind in {"number", "tonnes"}


@dataclass(frozen=True)
class Cell:
    """A cell that needs more than its value: a link, a hint below, a notation key, a mark."""

    value: object
    href: str = ""
    hint: Text = ""
    notation: str = ""
    state: str = ""


@dataclass(frozen=True)
class Row:
    """A row of plain values or cells, in the order of the columns."""

    cells: Sequence[object]
    is_total: bool = False
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption, read in a scrollable region."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty_title: Text = ""
    empty_text: Text = ""
    empty_href: str = ""
    empty_action: Text = ""
    is_caption_hidden: bool = False
    is_sticky: bool = False

    def body(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Rows with each cell beside its column, ready to draw."""
        return [(row, self._pair(row)) for row in self.rows]

    def _pair(self, row: Row) -> list[tuple[Column, Cell]]:
        if len(row.cells) != len(self.columns):
            raise ValueError(
                f"Table {self.caption!s}: a row has {len(row.cells)} cells, the table has {len(self.columns)} columns."
            )
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row.cells]
        return list(zip(self.columns, cells, strict=True))


@dataclass(frozen=True)
class DiffRow:
    """One line of a comparison. Numbers get their difference; text shows before and after."""

    label: Text
    before: Decimal | str | None
    after: Decimal | str | None
    unit: str = ""
    cause: Text = ""
    href: str = ""
    kind: str = "number"
    is_total: bool = False

    @property
    def difference(self) -> Decimal | None:
        """After minus before, None where one of them is not a number."""
        if isinstance(self.before, Decimal) and isinstance(self.after, Decimal):
            return self.after - self.before
        return None

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of before; None from or without zero."""
        difference = self.difference
        if difference is None or not isinstance(self.before, Decimal) or self.before == 0:
            return None
        return 100 * difference / abs(self.before)

    @property
    def direction(self) -> str:
        """up, down or same."""
        difference = self.difference
        if difference is None:
            return "same" if self.before == self.after else "changed"
        if difference == 0:
            return "same"
        return "up" if difference > 0 else "down"
