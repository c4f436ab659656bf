"""Worked examples of the LMDI-I decomposition."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from inventory.analysis.lmdi import decompose, effects_of_drivers, log_mean
from mrv.accounting.decimals import parse_decimal
from mrv.examples.amounts import amounts
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_NEARLY_ZERO = re.compile(r"[0-9](?:\.[0-9]{1,20})?[eE]-[0-9]{1,3}")


def _weight(raw: object, name: str) -> Decimal:
    """A value of the decomposition; zeros are often written as 1e-20 or smaller, which no facility reports."""
    return Decimal(str(raw)) if _NEARLY_ZERO.fullmatch(str(raw)) else parse_decimal(raw, field=name)


def _matrix(inputs: Inputs, name: str) -> list[list[Decimal]]:
    rows: Sequence[Sequence[object]] = inputs.listed(name)
    return [[_weight(cell, name) for cell in row] for row in rows]


@example("lmdi_i")
def _lmdi(inputs: Inputs) -> Mapping[str, Outcome]:
    result = decompose(_matrix(inputs, "X0"), _matrix(inputs, "X1"))
    outcomes = {f"dV{n}": Outcome(effect) for n, effect in enumerate(result.additive, start=1)}
    outcomes["dV_total"] = Outcome(result.total_change)
    if result.multiplicative is not None:
        outcomes |= {f"D{n}": Outcome(ratio) for n, ratio in enumerate(result.multiplicative, start=1)}
        outcomes["D_total"] = Outcome(result.total_ratio)
    return outcomes


@example("lmdi_i_single_sector")
def _single_sector(inputs: Inputs) -> Mapping[str, Outcome]:
    drivers = [name[:-1] for name in inputs.names if name.endswith("0") and name != "C0"]
    found = amounts((inputs.given("C0"), inputs.given("C1")), field="C0 and C1")
    start, end = found.values
    effects = effects_of_drivers(
        start=start,
        end=end,
        before=[inputs.number(f"{driver}0") for driver in drivers],
        after=[inputs.number(f"{driver}1") for driver in drivers],
    )
    named = dict(zip(drivers, effects, strict=True)) | {"C": end - start}
    outcomes = {f"d{name}": Outcome(effect, found.unit) for name, effect in named.items()}
    return outcomes | {"sum_of_effects": Outcome(sum(effects, Decimal(0)), found.unit)}


@example("lmdi_log_mean_edge")
def _log_mean(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"L": Outcome(log_mean(_weight(inputs.value("a"), "a"), _weight(inputs.value("b"), "b")))}
