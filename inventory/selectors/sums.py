"""Sums of cells along any axes, in one query on the cells alone (P12): never on the lines behind them.

The database adds along the columns of the cells; a view renames the few sums that come back. Another GWP set is
applied to the stored masses, cell by cell, to the gram, so that every total is the sum of the numbers shown. CO2e
of the set the lines were computed with is the stored value itself. Fluorinated gases stay in CO2e as reported:
their species are in the lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from inventory.models import InventoryRelease
from inventory.selectors.mappings import ViewMapping, grid_supply_sectors, mapping_to
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.pivot import Key, Pivot, Sum
from inventory.tables.request import TableRequest
from mrv.core.actor import Actor
from mrv.core.models import District, GwpSet, GwpValue

LIVE_CELLS = """
    (SELECT year, sector_id, district_id, fuel, scope, gas, gwp_set_code, origin, mass_t, co2e_t, line_count, 0 AS hidden
     FROM inventory_inventorycell
     WHERE jurisdiction_id = %(jurisdiction)s AND year = ANY(%(years)s) AND line_count > 0
       AND (%(districts)s::bigint[] IS NULL OR district_id = ANY(%(districts)s))) AS cell
"""

RELEASED_CELLS = """
    (SELECT release.year, cell.district_code, cell.sector_code, cell.fuel, cell.scope, cell.gas, cell.gwp_set_code,
            cell.origin,
            CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.mass_t END AS mass_t,
            CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.co2e_t END AS co2e_t,
            CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 0 ELSE cell.line_count END AS line_count,
            CASE WHEN %(conceal)s AND cell.notation = 'C' THEN 1 ELSE 0 END AS hidden
     FROM inventory_releasecell cell JOIN inventory_inventoryrelease release ON release.id = cell.release_id
     WHERE cell.release_id = ANY(%(releases)s)) AS cell
"""

POSTED_CELLS = """
    (SELECT posting.id AS posting_id, posting.year, posting.sector_id, posting.district_id, entry.fuel, entry.scope,
            entry.gas, entry.gwp_set_code, posting.origin, entry.mass_t, entry.co2e_t, entry.line_count, 0 AS hidden
     FROM inventory_posting posting JOIN inventory_postingentry entry ON entry.posting_id = posting.id
     WHERE posting.jurisdiction_id = %(jurisdiction)s AND posting.year = ANY(%(years)s)
       AND (%(districts)s::bigint[] IS NULL OR posting.district_id = ANY(%(districts)s))
       AND (posting.reversed_at IS NULL AND cardinality(%(releases)s::bigint[]) = 0
            OR posting.id IN (SELECT source.posting_id FROM inventory_releasesource source
                              WHERE source.release_id = ANY(%(releases)s)))) AS cell
"""

SPREAD_CELLS = """
    (SELECT year, sector_id, district_id, fuel, scope, '' AS gas, origin, uncertainty_profile, co2e_t, squares, line_count
     FROM inventory_inventoryspread
     WHERE jurisdiction_id = %(jurisdiction)s AND year = ANY(%(years)s) AND line_count > 0
       AND (%(districts)s::bigint[] IS NULL OR district_id = ANY(%(districts)s))) AS cell
"""

POSTED_SPREADS = """
    (SELECT posting.id AS posting_id, posting.year, posting.sector_id, posting.district_id, spread.fuel, spread.scope,
            '' AS gas, posting.origin, spread.uncertainty_profile, spread.co2e_t, spread.squares, spread.line_count
     FROM inventory_posting posting JOIN inventory_postingspread spread ON spread.posting_id = posting.id
     WHERE posting.jurisdiction_id = %(jurisdiction)s AND posting.year = ANY(%(years)s)
       AND (%(districts)s::bigint[] IS NULL OR posting.district_id = ANY(%(districts)s))
       AND (posting.reversed_at IS NULL AND cardinality(%(releases)s::bigint[]) = 0
            OR posting.id IN (SELECT source.posting_id FROM inventory_releasesource source
                              WHERE source.release_id = ANY(%(releases)s)))) AS cell
"""

AMOUNTS = ("SUM({value})", "SUM(line_count)::bigint", "SUM(hidden)::int")
SQUARES = ("SUM(co2e_t)", "SUM(squares)", "SUM(line_count)::bigint")

QUESTION = """
    SELECT {shown}, one, two, three FROM (
        SELECT {columns}, {one} AS one, {two} AS two, {three} AS three
        FROM {cells} WHERE {conditions} GROUP BY {columns}
    ) AS sums {joins}
"""

CO2E = """
    CASE WHEN %(gwp)s = '' OR gwp_set_code = %(gwp)s OR gas = 'FGAS' THEN co2e_t
         ELSE round(mass_t * CASE gas WHEN 'CO2' THEN 1 WHEN 'CH4' THEN %(gwp_ch4)s WHEN 'N2O' THEN %(gwp_n2o)s ELSE 0 END, 6)
    END
"""


@dataclass(frozen=True)
class Relation:
    """Where cells are read from, and how it names sectors and districts: by key, or by the codes of the time."""

    cells: str
    by_key: bool = True

    def column(self, name: str) -> str:
        """The column to add along."""
        if name in {"sector", "district"}:
            return f"{name}_{'id' if self.by_key else 'code'}"
        return "posting_id" if name == "posting" else name

    def shown(self, name: str) -> tuple[str, str]:
        """How the few sums show the column, and the join that takes."""
        if name in {"sector", "district"} and self.by_key:
            return f"{name}.code", f"JOIN core_{name} {name} ON {name}.id = sums.{name}_id"
        return f"sums.{self.column(name)}" + ("::text" if name in {"year", "scope"} else ""), ""

    def among(self, name: str, parameter: str) -> str:
        """The condition that a sector or district has one of these codes."""
        if not self.by_key:
            return f"{name}_code = ANY(%({parameter})s)"
        system = " AND system = 'inventory'" if name == "sector" else ""
        return f"{name}_id IN (SELECT id FROM core_{name} WHERE code = ANY(%({parameter})s){system})"


LIVE, RELEASED, POSTED = Relation(LIVE_CELLS), Relation(RELEASED_CELLS, by_key=False), Relation(POSTED_CELLS)
LIVE_SPREADS, SPREADS_OF_POSTINGS = Relation(SPREAD_CELLS), Relation(POSTED_SPREADS)


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

    def parameters(self) -> dict[str, Any]:
        """The source as the statements over cells name it."""
        return {
            "jurisdiction": self.jurisdiction_id,
            "years": list(self.years),
            "districts": None if self.district_ids is None else list(self.district_ids),
            "releases": list(self.release_ids),
            "conceal": self.conceal,
        }


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
    mapping = None if request.view is View.INVENTORY else mapping_to(request.view)
    rows = _ask(LIVE if source.is_live else RELEASED, _names(request, mapping), source, request)
    named = _placed(rows, request, mapping)
    shown = _shown(request, mapping)
    found = (Sum(tuple([row[name] for name in shown]), *amounts) for row, amounts in named)
    return Pivot.of([axis.value for axis in request.by], found)


def contributions(source: Source, request: TableRequest) -> list[tuple[int, Decimal, int]]:
    """What each posting adds to what the request asks for: posting, amount, lines; largest first."""
    mapping = None if request.view is View.INVENTORY else mapping_to(request.view)
    asked = request.with_axes()
    rows = _ask(POSTED, ["posting", *_names(asked, mapping)], source, request)
    totals: dict[int, tuple[Decimal, int]] = {}
    for row, (value, lines, _) in _placed(rows, request, mapping):
        held = totals.get(row["posting"], (Decimal(0), 0))
        totals[row["posting"]] = (held[0] + value, held[1] + lines)
    return sorted(((key, *held) for key, held in totals.items()), key=lambda item: (-item[1], item[0]))


class Spread(NamedTuple):
    """Lines of one profile at a key: sum of their CO2e as computed and of its squares; the label of their group."""

    key: Key
    label: str
    profile: str
    amount: Decimal
    squares: Decimal
    lines: int


def spreads(source: Source, request: TableRequest, *, by_posting: bool = False) -> Iterator[Spread]:
    """The spreads of lines along the axes asked for, whatever gas or GWP set; lines are not told apart by gas.

    Live spreads stand beside the cells; those of a release, and ``by_posting``, are read from the postings.
    """
    mapping = None if request.view is View.INVENTORY else mapping_to(request.view)
    relation = LIVE_SPREADS if source.is_live and not by_posting else SPREADS_OF_POSTINGS
    names = [*_names(request, mapping), "uncertainty_profile", *(("posting", "fuel", "scope") if by_posting else ())]
    rows = _ask(relation, list(dict.fromkeys(names)), source, replace(request, gas=None, gwp=""), SQUARES)
    shown = _shown(request, mapping)
    for row, amounts in _placed(rows, request, mapping):
        label = f"{row['posting']}:{row['fuel']}:{row['scope']}" if by_posting else ""
        key = tuple([row[name] for name in shown])
        yield Spread(key, label, row["uncertainty_profile"], *amounts)


Named = dict[str, Any]
Amounts = tuple[Any, Any, Any]


def _names(request: TableRequest, mapping: ViewMapping | None) -> list[str]:
    """The columns to add along: a view other than the inventory's own needs what decides its codes."""
    names = ["sector" if axis is Axis.INVENTORY_SECTOR else axis.value for axis in request.by]
    if mapping is not None and (Axis.SECTOR in request.by or request.sector):
        names += ["sector", "scope", "fuel"]
    return list(dict.fromkeys(names))


def _placed(
    rows: list[tuple[Named, Amounts]], request: TableRequest, mapping: ViewMapping | None
) -> Iterator[tuple[Named, Amounts]]:
    """Rows with their sector in the view; those of another sector than asked for are left out."""
    for row, amounts in rows:
        if mapping is None or "sector" not in row:
            yield row, amounts
            continue
        target = mapping.target(row["sector"], int(row.get("scope", 0)), row.get("fuel", ""))
        if not request.sector or target == request.sector:
            yield {**row, "target": target}, amounts


def _shown(request: TableRequest, mapping: ViewMapping | None) -> list[str]:
    """The names under which a row holds the values of the axes asked for: texts, all of them."""
    special = {Axis.SECTOR: "sector" if mapping is None else "target", Axis.INVENTORY_SECTOR: "sector"}
    return [special.get(axis, axis.value) for axis in request.by]


def _ask(
    relation: Relation,
    names: list[str],
    source: Source,
    request: TableRequest,
    measures: tuple[str, str, str] = AMOUNTS,
) -> list[tuple[Named, Amounts]]:
    parameters: dict[str, Any] = {**source.parameters(), **_gwp(request.gwp)}
    asked = names or ["year"]
    shown = [relation.shown(name) for name in asked]
    statement = QUESTION.format(
        shown=", ".join(value for value, _ in shown),
        joins=" ".join(join for _, join in shown),
        columns=", ".join(relation.column(name) for name in asked),
        cells=relation.cells,
        **_measures(request, measures),
        conditions=" AND ".join(_conditions(relation, request, parameters)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        width = len(asked)
        return [(dict(zip(asked, row[:width], strict=True)), row[width:]) for row in cursor.fetchall()]


def _measures(request: TableRequest, measures: tuple[str, str, str]) -> dict[str, str]:
    value = "mass_t" if request.measure == "mass" else CO2E
    return dict(zip(("one", "two", "three"), (text.format(value=value) for text in measures), strict=True))


def gwp_gaps() -> dict[str, str]:
    """Every GWP set with the gas of the cells it has no value for; blank = none is missing."""
    held: dict[str, set[str]] = {
        code: set() for code in GwpSet.objects.order_by("code").values_list("code", flat=True)
    }
    for code, gas in GwpValue.objects.filter(gas__in=["CH4", "CH4_FOSSIL", "N2O"]).values_list("gwp_set__code", "gas"):
        held[code].add(gas.removesuffix("_FOSSIL"))
    return {code: next((gas for gas in ("CH4", "N2O") if gas not in gases), "") for code, gases in held.items()}


def gwp_of(code: str) -> dict[str, Decimal]:
    """The t CO2e per t of the gases that cells hold by mass; a set with a gap is refused before."""
    values = dict(GwpValue.objects.filter(gwp_set__code=code).values_list("gas", "value")) if code else {}
    methane = values.get("CH4") or values.get("CH4_FOSSIL") or Decimal(0)
    return {"CO2": Decimal(1), "CH4": methane, "N2O": values.get("N2O", Decimal(0))}


def _gwp(code: str) -> dict[str, object]:
    values = gwp_of(code)
    return {"gwp": code, "gwp_ch4": values["CH4"], "gwp_n2o": values["N2O"]}


def _conditions(relation: Relation, request: TableRequest, parameters: dict[str, Any]) -> list[str]:
    conditions = [_scope_condition(relation, request.scope, parameters)]
    conditions.append("gas <> 'CO2_BIO'" if request.gas is None else "gas = %(gas)s")
    parameters["gas"] = request.gas.value if request.gas else ""
    if request.sector and request.view is View.INVENTORY:
        conditions.append(relation.among("sector", "sector"))
        parameters["sector"] = [request.sector]
    if request.district:
        conditions.append(relation.among("district", "district"))
        parameters["district"] = [request.district]
    if request.fuel:
        conditions.append("fuel = %(fuel)s")
        parameters["fuel"] = "" if request.fuel == "none" else request.fuel
    return conditions


def _scope_condition(relation: Relation, scope: Scope, parameters: dict[str, Any]) -> str:
    if scope is Scope.ALL:
        return "TRUE"
    if scope is Scope.CONSUMPTION:
        parameters["grid_supply"] = list(grid_supply_sectors())
        return f"scope IN (1, 2) AND NOT (scope = 1 AND {relation.among('sector', 'grid_supply')})"
    parameters["scope"] = int(scope.value)
    return "scope = %(scope)s"
