"""The rows of the uncertainty file of a release, from the spreads beside the cells that are being released.

Call under the locks of the release: the spreads then belong to the cells.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inventory.publication.content import PublishedCell, plain
from inventory.publication.uncertainty import TABLES, amounts, place_of
from inventory.selectors.sums import Source
from inventory.selectors.uncertainty import Uncertainties, uncertainties
from inventory.states import Gas
from inventory.tables.axes import Axis, Scope
from inventory.tables.request import TableRequest
from reporting.selectors.uncertainty import uncertainty_cells


def released_uncertainty(jurisdiction_id: int, year: int, published: Sequence[PublishedCell]) -> list[list[str]]:
    """One row per place and gas, in a fixed order; amounts are the sums of the published cells."""
    source = Source(jurisdiction_id, (year,), conceal=False)
    return [
        row
        for scope in sorted({cell.scope for cell in published})
        for by, is_mass in TABLES
        for row in _rows(source, published, scope, by, is_mass=is_mass)
    ]


def _rows(
    source: Source, published: Sequence[PublishedCell], scope: int, by: Sequence[str], *, is_mass: bool
) -> Iterator[list[str]]:
    found = amounts(published, scope=scope, by=by, is_mass=is_mass)
    spread = _spread(source, scope, by, [key[0] for key in found] if is_mass else [])
    for key, amount in sorted(found.items()):
        beside = None if amount.is_hidden else spread.get(key).within(amount.value, amount.entries)
        cells = (
            "" if cell is None else plain(cell) if isinstance(cell, Decimal) else str(cell)
            for cell in uncertainty_cells(beside)
        )
        yield [*place_of(scope, by, key, amount, is_mass=is_mass), *cells]


def _spread(source: Source, scope: int, by: Sequence[str], gases: Sequence[str]) -> Uncertainties:
    """Along the axes in CO2e; or the masses of gases, each asked for by itself."""
    asked = TableRequest(by=tuple(Axis(axis) for axis in by), scope=Scope(str(scope)))
    if not gases:
        return uncertainties(source, asked)
    each = (uncertainties(source, TableRequest(by=asked.by, scope=asked.scope, gas=Gas(gas))) for gas in gases)
    return Uncertainties(("gas",), {key: found for one in each for key, found in one.sums.items()})
