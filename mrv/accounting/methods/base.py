"""The contract of a calculation method: declared as data, calculated by one engine.

A method is a frozen value: identifier, citation, inputs with units and physical ranges, a formula text,
outputs, one rounding rule. The formula is written once; the same text is evaluated exactly, shown with
symbols and with numbers, typeset for the documentation, and checked for its dimensions by a test.
Symbols in it are amounts with units: evaluation runs in coherent base units, so no formula carries a 1000.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from hashlib import sha256

from mrv.accounting.errors import AccountingError, MethodInputError, Problem, problem
from mrv.accounting.factors import Resolution
from mrv.accounting.formula import Step, parse_formula, parse_rule
from mrv.accounting.formula.evaluate import BUILT_IN, evaluate, holds
from mrv.accounting.formula.show import plain, substituted
from mrv.accounting.formula.tree import symbols
from mrv.accounting.gwp import GwpSet
from mrv.accounting.messages import Text
from mrv.accounting.methods.reading import Given, Reading, Value, read_inputs
from mrv.accounting.methods.result import Result
from mrv.accounting.methods.spec import (
    Choice,
    Citation,
    Constraint,
    InputSpec,
    Lookup,
    Output,
    Validity,
    WorkedExample,
)
from mrv.accounting.rounding import GRAM, RoundingRule

Source = str | Resolution


@dataclass(frozen=True, kw_only=True)
class Method:
    """One cited way to compute emissions; `activity` names the input the result is proportional to."""

    identifier: str
    version: str = "1"
    family: str
    title: Text
    citation: Citation
    validity: Validity
    inputs: tuple[InputSpec, ...]
    formula: str
    outputs: tuple[Output, ...]
    worked: tuple[WorkedExample, ...]
    choices: tuple[Choice, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    functions: Mapping[str, Lookup] = field(default_factory=dict, hash=False)
    rounding: RoundingRule = GRAM
    scope: str = "1"
    activity: str = ""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the lines of the formula as trees."""
        return parse_formula(self.formula)

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of all that decides a result: formula, units, ranges, rules."""
        parts = [self.identifier, self.version, self.formula, self.rounding.identifier]
        parts += [given.canonical() for given in self.inputs]
        parts += [choice.canonical() for choice in self.choices]
        parts += [f"{found.name} {found.unit} {found.gas} {found.gas_from}" for found in self.outputs]
        parts += [rule.rule for rule in self.constraints]
        parts += [f"{name} {found.gives}" for name, found in sorted(self.functions.items())]
        return sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def gases(self) -> tuple[str, ...]:
        """Return the gases this method can yield."""
        by_choice = (option.gas for choice in self.choices for option in choice.options.values())
        return tuple(dict.fromkeys(gas for gas in (*(output.gas for output in self.outputs), *by_choice) if gas))

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the method applies on a day."""
        return self.validity.first <= day and (self.validity.last is None or day <= self.validity.last)

    def input(self, name: str) -> InputSpec:
        """Return the declaration of one numeric input."""
        return next(given for given in self.inputs if given.name == name)

    def plain_formula(self) -> str:
        """Return the formula with its symbols, one line per step."""
        return "\n".join(f"{step.name} = {plain(step.tree)}" for step in self.steps)

    def calculate(
        self,
        inputs: Mapping[str, Given],
        *,
        gwp: GwpSet | None = None,
        sources: Mapping[str, Source] | None = None,
    ) -> Result:
        """Return masses per gas in tonnes, other outputs, CO2e, and the explanation on demand.

        `inputs` maps input names to quantities (a sequence of them for tabular inputs) or, for choices, text.
        `sources` says where an input came from: evidence, or the Resolution of a factor. Raises
        MethodInputError with every problem found, GwpError when `gwp` lacks a gas.
        """
        reading = read_inputs(self.inputs, self.choices, inputs)
        if reading.problems:
            raise MethodInputError(*reading.problems)
        self._check_constraints(reading)
        exact = self._evaluate(reading)
        return Result(self, reading, exact, gwp, sources or {})

    def evaluate_exact(self, inputs: Mapping[str, Given]) -> dict[str, Fraction]:
        """Return every line of the formula, unrounded, in the units of the outputs."""
        reading = read_inputs(self.inputs, self.choices, inputs)
        if reading.problems:
            raise MethodInputError(*reading.problems)
        return self._evaluate(reading)

    def evaluate_values(self, values: Mapping[str, Value]) -> dict[str, Fraction]:
        """Return every line of the formula in base units, from inputs by symbol in base units."""
        functions = {**BUILT_IN, **{name: found.in_base_units for name, found in self.functions.items()}}
        known: dict[str, Value] = dict(values)
        lines: dict[str, Fraction] = {}
        for step in self.steps:
            try:
                lines[step.name] = known[step.name] = evaluate(step.tree, known, functions)
            except ZeroDivisionError:
                raise MethodInputError(self._zero_division(step)) from None
            except AccountingError as error:
                raise MethodInputError(*error.problems) from error
        return lines

    def _evaluate(self, reading: Reading) -> dict[str, Fraction]:
        scales = {output.name: output.unit.factor for output in self.outputs}
        lines = self.evaluate_values(reading.values)
        return {name: value / scales.get(name, 1) for name, value in lines.items()}

    def _zero_division(self, step: Step) -> Problem:
        names = {given.symbol: given.name for given in self.inputs}
        used = ", ".join(names.get(symbol, symbol) for symbol in symbols(step.tree))
        return problem("division_by_zero", step.name, symbols=used)

    def _check_constraints(self, reading: Reading) -> None:
        broken = [found for rule in self.constraints if (found := self._broken(rule, reading))]
        if broken:
            raise MethodInputError(*broken)

    def _broken(self, constraint: Constraint, reading: Reading) -> Problem | None:
        rule = parse_rule(constraint.rule)
        left, right = evaluate(rule.left, reading.values), evaluate(rule.right, reading.values)
        if holds(left, rule.relation, right):
            return None
        shown = reading.as_given(self.inputs)
        numbers = [substituted(side, shown, reading.values) for side in (rule.left, rule.right)]
        return problem(
            "constraint",
            self.identifier,
            title=self.title,
            rule=f"{plain(rule.left)} {rule.relation} {plain(rule.right)}",
            shown=f"{numbers[0]} {rule.relation} {numbers[1]}",
            advice=constraint.advice,
        )
