"""Worked examples of roll-ups: sums of parts, GPC levels, totals by sector and per capita."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inventory.analysis.ratios import per_unit
from inventory.gpc import parse_cell, roll_up
from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import parse_unit
from mrv.examples.amounts import amounts, part
from mrv.examples.inputs import Inputs, unit_of
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


def _published(raw: object) -> str:
    """A cell in tonnes, or the notation key in its place, as it was published."""
    given = part(raw)
    try:
        unit, value = unit_of(given.unit), parse_decimal(given.value, field="cells")
    except AccountingError:
        return str(given.value)
    return f"{to_decimal(Quantity(value, unit).exact_in(parse_unit('t'), field='cells')):f}"


@example("rollup_by_fuel", "rollup_by_region", "rollup_by_sector", "matrix_row_sum")
def _components(inputs: Inputs) -> Mapping[str, Outcome]:
    found = amounts(inputs.mapping("components").values(), field="components")
    return {"total": Outcome(found.total, found.unit)}


@example("rollup_of_rounded_parts")
def _parts(inputs: Inputs) -> Mapping[str, Outcome]:
    found = amounts(inputs.listed("parts"), field="parts", unit=inputs.given("parts").unit)
    return {"total": Outcome(found.total, found.unit)}


def _row(raw: object) -> Mapping[str, Any]:
    if isinstance(raw, Mapping) and {"sector", "value"} <= set(raw):
        return raw
    raise ValueError(f"rows must hold maps of sector and value, not '{raw}'.")


@example("rollup_by_sector_and_per_capita")
def _by_sector(inputs: Inputs) -> Mapping[str, Outcome]:
    rows = [_row(raw) for raw in inputs.listed("rows")]
    found = amounts(rows, field="rows")
    by_sector: dict[str, Decimal] = {}
    for row, value in zip(rows, found.values, strict=True):
        by_sector[row["sector"]] = by_sector.get(row["sector"], Decimal(0)) + value
    per_capita = per_unit(found.total, inputs.number("population"), of="Population")
    return {
        "by_sector": Outcome({sector: Outcome(value, found.unit) for sector, value in by_sector.items()}),
        "total": Outcome(found.total, found.unit),
        "per_capita": Outcome(per_capita, f"{found.unit}/person" if found.unit else ""),
    }


@example("gpc_rollup")
def _gpc(inputs: Inputs) -> Mapping[str, Outcome]:
    cells = {code: parse_cell(code, _published(raw)) for code, raw in inputs.mapping("cells").items()}
    result = roll_up(cells)
    return {
        "basic": Outcome(result.basic.tco2e, "tCO2e"),
        "basic_plus": Outcome(result.basic_plus.tco2e, "tCO2e"),
        "territorial": Outcome(result.territorial.tco2e, "tCO2e"),
    }
