"""The heat table of sectors by districts: exact totals, shades by size, a link in every cell.

Shades grow with the square root of the value, since emissions of sectors differ by powers of ten. A
hidden (notation key) cell is not zero: the totals that contain one say so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mrv.portal.components.text import Text
from mrv.portal.figures import Scale, group, places_for, scale_by_code, scale_for, unit_text

LEVELS = 6
HIDDEN_KEYS = frozenset({"C", "NE"})
# Keys of a sector that nothing is behind, so there is nothing to lead to.
UNCOUNTED = frozenset({"NO", "NE", "IE"})


@dataclass(frozen=True)
class Heading:
    """A row or column of the matrix: its key in the values, its words, where it leads."""

    key: str
    label: Text
    href: str = ""


@dataclass(frozen=True)
class MatrixCell:
    """One cell: its value in tonnes or a notation key, the text in the matrix unit, the shade 0..6."""

    text: str
    exact: str
    level: int
    href: str = ""
    notation: str = ""
    is_partial: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """A row: heading, cells, total."""

    heading: Heading
    cells: Sequence[MatrixCell]
    total: MatrixCell


@dataclass(frozen=True)
class Legend:
    """One shade of the legend and the value it starts at."""

    level: int
    text: str


@dataclass(frozen=True)
class Matrix:
    """Everything the matrix tag draws."""

    caption: Text
    corner: Text
    columns: Sequence[Heading]
    rows: Sequence[MatrixRow]
    totals: Sequence[MatrixCell]
    grand_total: MatrixCell
    unit: str
    legend: Sequence[Legend]
    is_partial: bool


Value = Decimal | str | None
Link = Callable[[str, str], str]


def _no_link(_row: str, _column: str) -> str:
    return ""


@dataclass(frozen=True)
class _Ruler:
    """Turns values into cells: one unit, one shade scale."""

    scale: Scale
    places: int
    top: Decimal

    def cell(self, value: Value, href: str, *, is_partial: bool = False) -> MatrixCell:
        if isinstance(value, str):
            return MatrixCell("", "", 0, href, notation=value)
        if value is None:
            return MatrixCell("", "", 0, "")
        return MatrixCell(self.text(value), group(value), self.level(value), href, is_partial=is_partial)

    def text(self, value: Decimal) -> str:
        scaled = value / self.scale.tonnes
        smallest = Decimal(1).scaleb(-self.places)
        if 0 < abs(scaled) < smallest:
            return f"<{group(smallest, self.places)}"
        return group(scaled, self.places)

    def level(self, value: Decimal) -> int:
        if value <= 0 or self.top <= 0:
            return 0
        share = (value / self.top).sqrt()
        return min(LEVELS, max(1, int((share * LEVELS).to_integral_value(rounding="ROUND_CEILING"))))

    def legend(self) -> list[Legend]:
        starts = [self.top * (Decimal(level - 1) / LEVELS) ** 2 for level in range(1, LEVELS + 1)]
        return [Legend(level, group(start / self.scale.tonnes, self.places)) for level, start in enumerate(starts, 1)]


def _sum(values: Sequence[Value]) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _is_partial(values: Sequence[Value]) -> bool:
    return any(isinstance(value, str) and value in HIDDEN_KEYS for value in values)


def _ruler(values: Mapping[tuple[str, str], Value], unit: str) -> _Ruler:
    numbers = [value for value in values.values() if isinstance(value, Decimal)]
    top = max(numbers, default=Decimal(0))
    scale = scale_by_code(unit) if unit else scale_for(top)
    return _Ruler(scale, places_for(top / scale.tonnes, 1), top)


@dataclass(frozen=True)
class MatrixWords:
    """Caption, corner heading, unit (t, kt, Mt, 10kt; empty suits the size) and gas."""

    caption: Text
    corner: Text = ""
    unit: str = ""
    gas: str = "CO2e"


@dataclass(frozen=True)
class _Layout:
    """The values with their headings, ready to be drawn cell by cell."""

    rows: Sequence[Heading]
    columns: Sequence[Heading]
    values: Mapping[tuple[str, str], Value]
    link: Link
    ruler: _Ruler

    def total(self, of: Sequence[Value], row: str, column: str) -> MatrixCell:
        return self.ruler.cell(_sum(of), self.link(row, column), is_partial=_is_partial(of))

    def row(self, row: Heading) -> MatrixRow:
        line = [self.values.get((row.key, column.key)) for column in self.columns]
        cells = [
            self.ruler.cell(value, self.link(row.key, column.key) if value not in UNCOUNTED else "")
            for value, column in zip(line, self.columns, strict=True)
        ]
        keys = {value if isinstance(value, str) else "" for value in line}
        key = keys.pop() if len(keys) == 1 else ""
        if key:
            return MatrixRow(row, cells, self.ruler.cell(key, ""))
        return MatrixRow(row, cells, self.total(line, row.key, ""))

    def column_total(self, column: str) -> MatrixCell:
        return self.total([self.values.get((row.key, column)) for row in self.rows], "", column)

    def everything(self) -> list[Value]:
        return [self.values.get((row.key, column.key)) for row in self.rows for column in self.columns]


def build_matrix(
    words: MatrixWords | str,
    *,
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    values: Mapping[tuple[str, str], Value],
    link: Link = _no_link,
) -> Matrix:
    """Lay out ``values`` (tonnes, or a notation key, by row and column key) with totals that add up exactly.

    ``link(row_key, column_key)`` gives the address of a cell; totals ask for it with an empty key.
    """
    said = words if isinstance(words, MatrixWords) else MatrixWords(words)
    ruler = _ruler(values, said.unit)
    layout = _Layout(rows, columns, values, link, ruler)
    everything = layout.everything()
    return Matrix(
        caption=said.caption,
        corner=said.corner,
        columns=columns,
        rows=[layout.row(row) for row in rows],
        totals=[layout.column_total(column.key) for column in columns],
        grand_total=layout.total(everything, "", ""),
        unit=unit_text(ruler.scale, said.gas),
        legend=ruler.legend(),
        is_partial=_is_partial(everything),
    )
