"""Values of the monthly input grid: streams down, twelve months across, one version for the whole page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from mrv.portal.components.text import Text

# Characters of an empty cell.
NARROWEST = 6


@dataclass(frozen=True)
class GridCell:
    """One input: its form name, the text typed so far, and what is wrong with it."""

    name: str
    value: str = ""
    error: Text = ""
    warning: Text = ""

    @property
    def size(self) -> int:
        """Characters the input has room for: all of them, so that no amount is shown in part."""
        return max(NARROWEST, len(self.value))


@dataclass(frozen=True)
class GridRow:
    """One stream: its words, its unit, twelve cells in the order of the months."""

    label: Text
    unit: Text
    cells: Sequence[GridCell]
    total: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class MonthGrid:
    """The grid and its save address.

    A plain form posts every cell and ``version``. With scripts, changed cells are posted alone with
    ``version`` and ``partial=1``; the answer is the status line (``portal/components/grid_status.html``),
    with a header ``HX-Trigger: {"grid:saved": {"version": 8}}``, or 409 with the conflict message, or
    422 with ``HX-Trigger: {"grid:problems": {"cell-name": "message"}}``.
    """

    caption: Text
    rows: Sequence[GridRow]
    save_href: str
    version: int
    year: int
    is_locked: bool = False


def month_names() -> list[str]:
    """The twelve months as column headings in the active language."""
    return [date_format(date(2000, month, 1), "M") for month in range(1, 13)]
