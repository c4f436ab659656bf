"""Worked examples of uncertainty: IPCC approach 1 and the pedigree matrix."""

import re
from collections.abc import Mapping, Sequence

from mrv.accounting.uncertainty import Pedigree, product, rating, total
from mrv.examples.amounts import Amounts, amounts
from mrv.examples.inputs import Inputs, UnsupportedError
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_MARKS = ("reliability", "technical", "geographic", "temporal", "completeness")


def _parts(inputs: Inputs, name: str) -> Sequence[object]:
    raw = inputs.value(name)
    if isinstance(raw, Mapping):
        return tuple(raw.values())
    if isinstance(raw, str):
        return re.findall(r"[^\s,;\[\]]+", raw)
    if not isinstance(raw, list):
        raise UnsupportedError(f"'{name}' must be a list")
    return raw


def _amounts(inputs: Inputs, name: str) -> Amounts:
    return amounts(_parts(inputs, name), field=name, unit=inputs.given(name).unit)


@example("ipcc_approach1_product")
def _product(inputs: Inputs) -> Mapping[str, Outcome]:
    percents = [inputs.in_unit("%", name) for name in inputs.names if name.startswith("u_")]
    return {"u_combined": Outcome(product(percents), "%")}


@example("ipcc_approach1_sum")
def _sum(inputs: Inputs) -> Mapping[str, Outcome]:
    found = _amounts(inputs, "u")
    return {"u_total": Outcome(total(_amounts(inputs, "emissions").values, found.values), found.unit or "%")}


@example("pedigree_gsd2")
def _pedigree(inputs: Inputs) -> Mapping[str, Outcome]:
    marks = {name: None if inputs.is_null(name) else int(inputs.number(name)) for name in _MARKS}
    return {"gsd2": Outcome(Pedigree(**marks).gsd2())}


@example("pedigree_rating")
def _rating(inputs: Inputs) -> Mapping[str, Outcome]:
    return {"rating": Outcome(rating(inputs.number("gsd2")))}
