"""What each input carries into the CO2e of a line: elasticities. IPCC 2006 vol. 1 ch. 3, 3.2.3.1, equation 3.1.

The elasticity of an input is the percent by which the CO2e moves when the input moves by one percent: 1 for a
factor of a product, the share of its gas for the emission factor of one gas, less than 1 for a term of a sum.
Times the uncertainty of the input it is the part of the line's uncertainty that the input carries. GWP values are
fixed by the programme and carry none (vol. 1 ch. 3, 3.1.5). The same is asked of every gas of a line by itself, so
that the uncertainty of one gas, or of the CO2e in another GWP set, follows from what a line stores.
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
_COLUMN = {"CO2": "CO2", "CO2_biogenic": "CO2_BIO", "CH4": "CH4", "CH4_biogenic": "CH4", "N2O": "N2O"}
#: The column of every other gas; it is held in CO2e, species stay in the line.
REST = "FGAS"


@dataclass(frozen=True, slots=True)
class GasShare:
    """One gas of a line per t CO2e of the line: t (FGAS: t CO2e), t CO2e; elasticities of its mass.

    Elasticities are by input name; none at all means those of the line.
    """

    mass: Fraction
    co2e: Fraction
    elasticities: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class _Total:
    """A weighed sum of the lines of a method, in t."""

    method: Method
    weights: Mapping[str, Fraction]

    def evaluate_values(self, values: Mapping[str, Value]) -> Mapping[str, Fraction]:
        lines = self.method.evaluate_values(values)
        return {_TOTAL: sum((lines[name] * weight for name, weight in self.weights.items()), Fraction(0))}

    def center(self, result: Result) -> Fraction:
        """The sum as calculated."""
        return self.evaluate_values(result.values)[_TOTAL]


def elasticities(result: Result) -> dict[str, Decimal]:
    """Return the elasticity of the CO2e by input name, to nine decimals; empty where the CO2e is zero."""
    return _elasticities(result, _Total(result.method, result.co2e_weights))


def gas_shares(result: Result) -> dict[str, GasShare]:
    """Return the gases of a line that are not zero, by column; empty where the CO2e is zero."""
    whole = _Total(result.method, result.co2e_weights).center(result)
    if not whole:
        return {}
    gases = {column: totals for column, totals in _by_gas(result).items() if totals[0].center(result)}
    return {
        column: GasShare(
            mass.center(result) / whole,
            co2e.center(result) / whole,
            # The only gas of a line moves as the line does.
            _elasticities(result, mass) if len(gases) > 1 else {},
        )
        for column, (mass, co2e) in gases.items()
    }


def _by_gas(result: Result) -> dict[str, tuple[_Total, _Total]]:
    """Mass and CO2e of every gas, by column."""
    masses: dict[str, dict[str, Fraction]] = {}
    co2e: dict[str, dict[str, Fraction]] = {}
    for output, gas, weight in result.mass_lines:
        column = _COLUMN.get(gas, REST)
        counted = result.co2e_weights.get(output, Fraction(0))
        masses.setdefault(column, {})[output] = counted if column == REST else weight
        co2e.setdefault(column, {})[output] = counted
    return {column: (_Total(result.method, masses[column]), _Total(result.method, co2e[column])) for column in masses}


def _elasticities(result: Result, total: _Total) -> dict[str, Decimal]:
    center = total.center(result)
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
