"""Worked examples of uncertainty: IPCC approach 1 and the pedigree matrix."""

import re
from collections.abc import Mapping

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.uncertainty import Pedigree, product, rating, total
from mrv.examples.amounts import part
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_MARKS = ("reliability", "technical", "geographic", "temporal", "completeness")


def _numbers(inputs: Inputs, name: str) -> list[object]:
    raw = inputs.value(name)
    if isinstance(raw, Mapping):
        return [part(found).value for found in raw.values()]
    if isinstance(raw, str):
        return re.findall(r"[^\s,;\[\]]+", raw)
    if not isinstance(raw, list):
        raise UnsupportedError(f"'{name}' must be a list")
    return [part(found).value for found in raw]


@example("ipcc_approach1_product")
def _product(inputs: Inputs) -> Mapping[str, Outcome]:
    percents = [inputs.in_unit("%", name) for name in inputs.names if name.startswith("u_")]
    return {"u_combined": Outcome(product(percents), "%")}


@example("ipcc_approach1_sum")
def _sum(inputs: Inputs) -> Mapping[str, Outcome]:
    emissions = [parse_decimal(found, field="emissions") for found in _numbers(inputs, "emissions")]
    percents = [parse_decimal(found, field="u") for found in _numbers(inputs, "u")]
    return {"u_total": Outcome(total(emissions, percents), "%")}


@example("pedigree_gsd2")
def _pedigree(inputs: Inputs) -> Mapping[str, Outcome]:
    marks = {name: None if inputs.is_null(name) else int(inputs.number(name)) for name in _MARKS}
    return {"gsd2": Outcome(Pedigree(**marks).gsd2())}


@example("pedigree_rating")
def _rating(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"rating": Outcome(rating(inputs.number("gsd2")))}
