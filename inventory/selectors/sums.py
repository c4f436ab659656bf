"""Sums of cells along any axes, in one query on the cells alone (P12): never on the lines behind them.

A view is joined as a small table of codes; another GWP set is applied to the stored masses, cell by cell, to
the gram, so that every total is the sum of the numbers shown. CO2e of the set the lines were computed with is
the stored value itself. Fluorinated gases stay in CO2e as reported: their species are in the lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from inventory.models import InventoryRelease
from inventory.selectors.mappings import grid_supply_sectors, mapping_to
from inventory.tables.axes import UNMAPPED, Axis, Scope, View
from inventory.tables.pivot import Pivot, Sum
from inventory.tables.request import TableRequest
from mrv.core.actor import Actor
from mrv.core.models import District, GwpValue

LIVE = """
    SELECT cell.year, district.code AS district_code, sector.code AS sector_code, cell.fuel, cell.scope, cell.gas,
           cell.gwp_set_code, cell.origin, cell.mass_t, cell.co2e_t, cell.line_count, 0 AS hidden
    FROM inventory_inventorycell cell
    JOIN core_district district ON district.id = cell.district_id
    JOIN core_sector sector ON sector.id = cell.sector_id
    WHERE cell.jurisdiction_id = %(jurisdiction)s AND cell.year = ANY(%(years)s) AND cell.line_count > 0
      AND (%(districts)s::bigint[] IS NULL OR cell.district_id = ANY(%(districts)s))
"""

RELEASED = """
    SELECT release.year, cell.district_code, cell.sector_code, cell.fuel, cell.scope, cell.gas, cell.gwp_set_code,
           cell.origin,
           CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.mass_t END AS mass_t,
           CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.co2e_t END AS co2e_t,
           CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.line_count END AS line_count,
           CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 1 ELSE 0 END AS hidden
    FROM inventory_releasecell cell JOIN inventory_inventoryrelease release ON release.id = cell.release_id
    WHERE cell.release_id = ANY(%(releases)s)
"""

POSTED = """
    SELECT posting.id AS posting_id, posting.year, district.code AS district_code, sector.code AS sector_code,
           entry.fuel, entry.scope, entry.gas, entry.gwp_set_code, posting.origin, entry.mass_t, entry.co2e_t,
           entry.line_count, 0 AS hidden
    FROM inventory_posting posting
    JOIN inventory_postingentry entry ON entry.posting_id = posting.id
    JOIN core_district district ON district.id = posting.district_id
    JOIN core_sector sector ON sector.id = posting.sector_id
    WHERE posting.jurisdiction_id = %(jurisdiction)s AND posting.year = ANY(%(years)s)
      AND (%(districts)s::bigint[] IS NULL OR posting.district_id = ANY(%(districts)s))
      AND (posting.reversed_at IS NULL AND cardinality(%(releases)s::bigint[]) = 0
           OR posting.id IN (SELECT source.posting_id FROM inventory_releasesource source
                             WHERE source.release_id = ANY(%(releases)s)))
"""

COLUMNS = {
    Axis.SECTOR: "target", Axis.DISTRICT: "district_code", Axis.FUEL: "fuel", Axis.GAS: "gas",
    Axis.SCOPE: "scope::text", Axis.YEAR: "year::text", Axis.ORIGIN: "origin", Axis.INVENTORY_SECTOR: "sector_code",
}  # fmt: skip

QUESTION = """
    WITH cell AS ({cells}),
    mapping AS (
        SELECT * FROM unnest(%(sectors)s::text[], %(scopes)s::int[], %(fuels)s::text[], %(targets)s::text[])
            AS row (sector_code, scope, fuel, target)
    ),
    placed AS (
        SELECT cell.*, {target} AS target
        FROM cell
        LEFT JOIN mapping exact ON exact.sector_code = cell.sector_code AND exact.scope = cell.scope
            AND exact.fuel = cell.fuel AND exact.fuel <> ''
        LEFT JOIN mapping general ON general.sector_code = cell.sector_code AND general.scope = cell.scope
            AND general.fuel = ''
    )
    SELECT {axes}, SUM({value}), SUM(line_count)::bigint, SUM(hidden)::int
    FROM placed WHERE {conditions} GROUP BY {axes}
"""

MAPPED = f"COALESCE(exact.target, general.target, '{UNMAPPED}')"

CO2E = """
    CASE WHEN %(gwp)s = '' OR gwp_set_code = %(gwp)s OR gas = 'FGAS' THEN co2e_t
         ELSE round(mass_t * CASE gas WHEN 'CO2' THEN 1 WHEN 'CH4' THEN %(gwp_ch4)s WHEN 'N2O' THEN %(gwp_n2o)s ELSE 0 END, 6)
    END
"""


@dataclass(frozen=True)
class Source:
    """Where the cells come from: the live cells of a jurisdiction as one actor may see them, or releases."""

    jurisdiction_id: int
    years: tuple[int, ...]
    district_ids: tuple[int, ...] | None = None
    release_ids: tuple[int, ...] = ()
    conceal: bool = True

    @property
    def is_live(self) -> bool:
        """Not a release."""
        return not self.release_ids


def live_source(jurisdiction: District, years: Sequence[int], actor: Actor) -> Source:
    """The live cells in the scope of the actor; nothing at all without the permission to read them."""
    actor.require("inventory:read")
    scope = None if actor.oversees_city else tuple(sorted(actor.district_ids))
    return Source(jurisdiction.pk, tuple(years), scope, conceal=False)


def release_source(releases: Sequence[InventoryRelease], actor: Actor) -> Source:
    """Released cells; confidential ones are hidden from everybody but the oversight."""
    first = releases[0]
    conceal = not (actor.oversees_city and actor.may("inventory:read"))
    years = tuple(release.year for release in releases)
    return Source(first.jurisdiction_id, years, release_ids=tuple(r.pk for r in releases), conceal=conceal)


def sums(source: Source, request: TableRequest) -> Pivot:
    """The sums the request asks for, from the source."""
    axes = ", ".join(COLUMNS[axis] for axis in request.by)
    rows = _ask(LIVE if source.is_live else RELEASED, axes, source, request)
    width = len(request.by)
    return Pivot.of([axis.value for axis in request.by], (Sum(tuple(row[:width]), *row[width:]) for row in rows))


def contributions(source: Source, request: TableRequest) -> list[tuple[int, Decimal, int]]:
    """What each posting adds to what the request asks for: posting, amount, lines; largest first."""
    rows = _ask(POSTED, "posting_id", source, request)
    return sorted(((row[0], row[1], row[2]) for row in rows), key=lambda row: (-row[1], row[0]))


def _ask(cells: str, axes: str, source: Source, request: TableRequest) -> list[tuple[Any, ...]]:
    parameters: dict[str, Any] = {**_parameters(source), **_mapping(request.view), **_gwp(request.gwp)}
    conditions = _conditions(request, parameters)
    statement = QUESTION.format(
        cells=cells,
        target="cell.sector_code" if request.view is View.INVENTORY else MAPPED,
        axes=axes,
        value="mass_t" if request.measure == "mass" else CO2E,
        conditions=" AND ".join(conditions),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _parameters(source: Source) -> dict[str, object]:
    return {
        "jurisdiction": source.jurisdiction_id,
        "years": list(source.years),
        "districts": None if source.district_ids is None else list(source.district_ids),
        "releases": list(source.release_ids),
        "conceal": source.conceal,
    }


def _mapping(view: View) -> dict[str, object]:
    columns = [[], [], [], []] if view is View.INVENTORY else mapping_to(view).columns
    return dict(zip(("sectors", "scopes", "fuels", "targets"), columns, strict=True))


def _gwp(code: str) -> dict[str, object]:
    values = dict(GwpValue.objects.filter(gwp_set__code=code).values_list("gas", "value")) if code else {}
    methane = values.get("CH4") or values.get("CH4_FOSSIL") or Decimal(0)
    return {"gwp": code, "gwp_ch4": methane, "gwp_n2o": values.get("N2O", Decimal(0))}


def _conditions(request: TableRequest, parameters: dict[str, object]) -> list[str]:
    conditions = [_scope_condition(request.scope, parameters)]
    conditions.append("gas <> 'CO2_BIO'" if request.gas is None else "gas = %(gas)s")
    parameters["gas"] = request.gas.value if request.gas else ""
    for name, column in (("sector", "target"), ("district", "district_code"), ("fuel", "fuel")):
        wanted = getattr(request, name)
        if wanted:
            conditions.append(f"{column} = %({name})s")
            parameters[name] = "" if wanted == "none" else wanted
    return conditions


def _scope_condition(scope: Scope, parameters: dict[str, object]) -> str:
    if scope is Scope.ALL:
        return "TRUE"
    if scope is Scope.CONSUMPTION:
        parameters["grid_supply"] = list(grid_supply_sectors())
        return "scope IN (1, 2) AND NOT (scope = 1 AND sector_code = ANY(%(grid_supply)s))"
    parameters["scope"] = int(scope.value)
    return "scope = %(scope)s"
