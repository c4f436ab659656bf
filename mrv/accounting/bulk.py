"""Millions of lines of one method, exactly: the same digits as `Method.calculate`, at the speed of numpy.

Lines of a report share few combinations of factors. For a method that is proportional to its activity, one
combination (all inputs but the activity, and the unit of the activity) is an exact rational number of tonnes
per unit. A line is then mantissa x multiplier, rounded once (`fixed_point`). How to use it:

1. `combine(method, combinations)` once per distinct combination, at the price of one single-line calculation
   each; what is wrong with a combination is in `.problems`, not raised, since other lines are fine.
2. `plan.calculate(mantissas, rows, decimals=6, gwp=set)`: `mantissas` are int64 activities with that many
   decimals, `rows` point at combinations. Results are int64 in the step of the rounding rule (10^-6 t for
   `half_up_6`). Lines with a bad combination or an activity out of range are False in `.is_valid`, their
   numbers 0: put those through `Method.calculate` to get the sentence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mrv.accounting.errors import AccountingError, MethodInputError, Problem, problem
from mrv.accounting.fixed_point import Int64s, Multipliers, Rows
from mrv.accounting.gases import gas as find_gas
from mrv.accounting.gwp import GwpSet
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import Unit, conflict

_INT64_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Combination:
    """Everything that decides a line but the amount of its activity."""

    unit: Unit
    inputs: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class BulkResult:
    """One array per gas, and CO2e if a GWP set was given; `step` is what 1 stands for, in tonnes."""

    masses: Mapping[str, Int64s]
    co2e: Int64s | None
    is_valid: NDArray[np.bool_]
    step: Decimal


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """Multipliers of one method for its combinations: tonnes per unit of activity by gas, None where invalid."""

    method: Method
    tonnes_per_unit: tuple[Mapping[str, Fraction] | None, ...]
    limits: tuple[tuple[Fraction, Fraction], ...]
    problems: Mapping[int, tuple[Problem, ...]]
    prepared: dict[tuple[str, int], Multipliers] = field(default_factory=dict, repr=False, compare=False)
    scaled_limits: dict[int, tuple[Int64s, Int64s]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def gases(self) -> tuple[str, ...]:
        """Return the gases that occur."""
        found = (gas for masses in self.tonnes_per_unit if masses for gas in masses)
        return tuple(dict.fromkeys(found))

    def calculate(self, mantissas: Int64s, rows: Rows, *, decimals: int = 6, gwp: GwpSet | None = None) -> BulkResult:
        """Return exact masses of all lines; see the module for the shapes."""
        is_valid = self._is_valid(mantissas, rows, decimals)
        amounts: Int64s = mantissas if is_valid.all() else np.where(is_valid, mantissas, 0)
        masses = {gas: self._multipliers(gas, decimals).apply(amounts, rows) for gas in self.gases}
        co2e = self._co2e(masses, gwp, len(mantissas)) if gwp else None
        return BulkResult(masses, co2e, is_valid, self.method.rounding.quantum)

    def _multipliers(self, gas: str, decimals: int) -> Multipliers:
        key = gas, decimals
        if key not in self.prepared:
            none: Mapping[str, Fraction] = {}
            values = [(masses or none).get(gas, Fraction(0)) for masses in self.tonnes_per_unit]
            self.prepared[key] = Multipliers.prepare(values, decimals, self.method.rounding)
        return self.prepared[key]

    def _limits(self, decimals: int) -> tuple[Int64s, Int64s]:
        if decimals not in self.scaled_limits:
            lows = (_clipped(math.ceil(low * 10**decimals)) for low, _ in self.limits)
            highs = (_clipped(math.floor(high * 10**decimals)) for _, high in self.limits)
            self.scaled_limits[decimals] = np.array([*lows], dtype=np.int64), np.array([*highs], dtype=np.int64)
        return self.scaled_limits[decimals]

    def _is_valid(self, mantissas: Int64s, rows: Rows, decimals: int) -> NDArray[np.bool_]:
        low, high = self._limits(decimals)
        if not mantissas.size or (low.max() <= mantissas.min() and mantissas.max() <= high.min()):
            return np.ones(mantissas.shape, dtype=np.bool_)
        valid: NDArray[np.bool_] = (mantissas >= low.take(rows)) & (mantissas <= high.take(rows))
        return valid

    def _co2e(self, masses: Mapping[str, Int64s], gwp: GwpSet, count: int) -> Int64s:
        total = np.zeros(count, dtype=np.int64)
        zeros = np.zeros(count, dtype=np.intp)
        for gas, mass in masses.items():
            if not find_gas(gas).counts_in_total:
                continue
            value = Fraction(gwp.of(gas))
            rounding = self.method.rounding
            total += mass if value == 1 else Multipliers.prepare([value], rounding.digits, rounding).apply(mass, zeros)
        return total


def _clipped(limit: int) -> int:
    return max(-_INT64_MAX, min(_INT64_MAX, limit))


def combine(method: Method, combinations: Sequence[Combination]) -> BulkPlan:
    """Prepare a method for its combinations; ValueError if the method is not proportional to an activity.

    An activity that is a table stands for a table of one row here; other tables of the combination must agree.
    """
    if not method.activity:
        raise ValueError(f"{method.identifier} is not proportional to one activity: calculate its lines singly")
    multipliers: list[Mapping[str, Fraction] | None] = []
    limits: list[tuple[Fraction, Fraction]] = []
    problems: dict[int, tuple[Problem, ...]] = {}
    for position, combination in enumerate(combinations):
        try:
            low, high, masses = _per_unit(method, combination)
        except AccountingError as error:
            problems[position] = error.problems
            low, high, masses = Fraction(1), Fraction(0), None
        multipliers.append(masses)
        limits.append((low, high))
    return BulkPlan(method, tuple(multipliers), tuple(limits), problems)


def _per_unit(method: Method, combination: Combination) -> tuple[Fraction, Fraction, Mapping[str, Fraction]]:
    """Return the range of the activity and the tonnes per unit of it, from one single-line calculation."""
    spec = method.input(method.activity)
    unit = combination.unit
    for basis in spec.bases:
        if basis.unit.dimension == unit.dimension and conflict(unit, basis.unit) is None:
            low, high = (Fraction(limit) * basis.unit.ratio_to(unit) for limit in (basis.minimum, basis.maximum))
            amount = to_decimal((low + high) / 2 or high)
            result = method.calculate({**combination.inputs, method.activity: Quantity(amount, unit)})
            return low, high, {gas: mass / Fraction(amount) for gas, mass in result.exact_masses.items()}
    raise MethodInputError(
        problem(
            "unit_dimension",
            method.activity,
            unit=unit,
            dimension=unit.dimension_name(),
            expected=spec.expected(),
            expected_dimension=spec.bases[0].unit.dimension_name(),
        )
    )
