"""Calling a method of the engine from a mapping: published names in, exact results out.

Results are taken before the engine's own rounding of records, because a publication states its figure to its
own number of digits and the tolerance of the example says to how many. Published unit tests also put in
numbers that no plant could report (an oxidation of 101 %, a collection efficiency of 1 %): for examples, and
nowhere else, the physical ranges are waived; signs, units, missing inputs and constraints are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.catalogue import method
from mrv.accounting.errors import MethodInputError
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import read_inputs
from mrv.accounting.quantity import Quantity
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome

Given = Quantity | str | Sequence[Quantity]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a method yields before rounding: every line of its formula, outputs in their own units."""

    method: Method
    exact: Mapping[str, Fraction]

    def recorded(self, name: str) -> Decimal:
        """One output as it would be recorded, by the rounding rule of the method."""
        return self.method.rounding.apply(self.exact[name])


def calculate(identifier: str, inputs: Mapping[str, Given]) -> Computed:
    """Run one method; raise MethodInputError for anything but an amount outside its physical range."""
    found = method(identifier)
    try:
        return Computed(found, found.calculate(inputs).exact)
    except MethodInputError as error:
        if any(problem.code != "input_range" for problem in error.problems):
            raise
    lines = found.evaluate_values(read_inputs(found.inputs, found.choices, inputs).values)
    scales = {output.name: output.unit.factor for output in found.outputs}
    return Computed(found, {name: value / scales.get(name, 1) for name, value in lines.items()})


def renamed(inputs: Inputs, names: Mapping[str, str]) -> dict[str, Given]:
    """Quantities of an example under the engine's names, those that are given."""
    return {ours: inputs.quantity(theirs) for theirs, ours in names.items() if theirs in inputs}


def outcome(result: Computed, name: str) -> Outcome:
    """One exact output with its unit."""
    output = next(found for found in result.method.outputs if found.name == name)
    return Outcome(result.exact[name], output.unit.symbol)


def outcomes(result: Computed, **names: str) -> dict[str, Outcome]:
    """Exact outputs under published names; `names` maps theirs to ours, all outputs when empty."""
    wanted = names or {output.name: output.name for output in result.method.outputs}
    return {theirs: outcome(result, ours) for theirs, ours in wanted.items()}
