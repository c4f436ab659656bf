"""What each input carries into the CO2e of a line: elasticities. IPCC 2006 vol. 1 ch. 3, 3.2.3.1, equation 3.1.

The elasticity of an input is the percent by which the CO2e moves when the input moves by one percent: 1 for a
factor of a product, the share of its gas for the emission factor of one gas, less than 1 for a term of a sum.
Times the uncertainty of the input it is the part of the line's uncertainty that the input carries. GWP values are
fixed by the programme and carry none (vol. 1 ch. 3, 3.1.5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.formula.derivative import gradient
from mrv.accounting.formula.evaluate import Value
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.result import Result
from mrv.accounting.rounding import CONTEXT, rule

ELASTICITY = rule("half_even_9")
PERCENT = rule("half_even_3")
#: The widest percentage that is stored; a result near zero may have a wider one.
WIDEST = Decimal("99999.999")
_TOTAL = "co2e"


@dataclass(frozen=True, slots=True)
class _Total:
    """The CO2e of a method as one line, in t."""

    method: Method
    weights: Mapping[str, Fraction]

    def evaluate_values(self, values: Mapping[str, Value]) -> Mapping[str, Fraction]:
        lines = self.method.evaluate_values(values)
        return {_TOTAL: sum((lines[name] * weight for name, weight in self.weights.items()), Fraction(0))}


def elasticities(result: Result) -> dict[str, Decimal]:
    """Return the elasticity of the CO2e by input name, to nine decimals; empty where the CO2e is zero."""
    total = _Total(result.method, result.co2e_weights)
    center = total.evaluate_values(result.values)[_TOTAL]
    if not center:
        return {}
    slopes = gradient(total, result.values, _TOTAL)
    found: dict[str, Decimal] = {}
    for spec in result.method.inputs:
        if spec.symbol in slopes:
            exact = _moved(slopes[spec.symbol], result.values[spec.symbol]) / center
            found[spec.name] = ELASTICITY.apply(exact)
    return {name: value for name, value in found.items() if value}


def _moved(slope: Value, value: Value) -> Fraction:
    """The slope times the value; the rows of a table move together."""
    slopes = slope if isinstance(slope, tuple) else (slope,)
    values = value if isinstance(value, tuple) else (value,)
    return sum((one * other for one, other in zip(slopes, values, strict=True)), Fraction(0))


def combined(parts: Iterable[tuple[str, Decimal]]) -> Decimal:
    """Return the percentage of a line from its parts (key, signed percent), to three decimals.

    Parts with the same key come from one fact and add up; those of different keys, and those without one, are
    independent (equation 3.1).
    """
    squares = Decimal(0)
    shared: dict[str, Decimal] = {}
    for key, part in parts:
        if key:
            shared[key] = CONTEXT.add(shared.get(key, Decimal(0)), part)
        else:
            squares = CONTEXT.add(squares, CONTEXT.multiply(part, part))
    for part in shared.values():
        squares = CONTEXT.add(squares, CONTEXT.multiply(part, part))
    return min(WIDEST, PERCENT.apply(Fraction(CONTEXT.sqrt(squares))))
