"""Worked examples of roll-ups: sums of parts, GPC levels, totals by sector and per capita."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from inventory.analysis.ratios import per_unit
from inventory.gpc import parse_cell, roll_up
from mrv.accounting.decimals import parse_decimal
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example


def _published(raw: object) -> str:
    return str(raw["value"] if isinstance(raw, Mapping) else raw)


def _sum(values: Iterable[object]) -> Decimal:
    return sum((parse_decimal(_published(value), field="components") for value in values), Decimal(0))


@example("rollup_by_fuel", "rollup_by_region", "rollup_by_sector", "matrix_row_sum")
def _components(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"total": Outcome(_sum(inputs.mapping("components").values()))}


@example("rollup_of_rounded_parts")
def _parts(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"total": Outcome(_sum(inputs.listed("parts")))}


@example("rollup_by_sector_and_per_capita")
def _by_sector(inputs: Inputs) -> Mapping[str, Outcome]:
    by_sector: dict[str, Decimal] = {}
    for row in inputs.listed("rows"):
        if not isinstance(row, Mapping) or not {"sector", "value"} <= set(row):
            raise ValueError(f"rows must hold maps of sector and value, not '{row}'.")
        by_sector[row["sector"]] = by_sector.get(row["sector"], Decimal(0)) + parse_decimal(row["value"], field="rows")
    total = sum(by_sector.values(), Decimal(0))
    return {
        "by_sector": Outcome({sector: Outcome(value) for sector, value in by_sector.items()}),
        "total": Outcome(total),
        "per_capita": Outcome(per_unit(total, inputs.number("population"), of="Population")),
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
