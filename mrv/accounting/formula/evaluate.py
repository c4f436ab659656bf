"""Evaluate a tree in exact rational arithmetic.

Sums, products, quotients and powers of decimals are rationals, so nothing is rounded here. `exp` and `ln`
have no exact value: they are taken to 50 significant digits by the decimal module, on every machine the same.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from mrv.accounting.formula.tree import Binary, Call, Node, Number, Power, Sum, Symbol, symbols
from mrv.accounting.rounding import CONTEXT, to_decimal

Value = Fraction | tuple[Fraction, ...]
Function = Callable[..., Fraction]


def _exp(value: Fraction) -> Fraction:
    return Fraction(CONTEXT.exp(to_decimal(value)))


def _ln(value: Fraction) -> Fraction:
    return Fraction(CONTEXT.ln(to_decimal(value)))


def _sqrt(value: Fraction) -> Fraction:
    return Fraction(CONTEXT.sqrt(to_decimal(value)))


BUILT_IN: dict[str, Function] = {"min": min, "max": max, "exp": _exp, "ln": _ln, "sqrt": _sqrt}


def evaluate(node: Node, values: Mapping[str, Value], functions: Mapping[str, Function] = BUILT_IN) -> Fraction:
    """Return the exact value of a tree; `values` maps every symbol to a fraction or, for tables, a tuple."""
    match node:
        case Number():
            return node.value
        case Symbol(name):
            return cast(Fraction, values[name])
        case Binary(operator, left, right):
            return _binary(operator, evaluate(left, values, functions), evaluate(right, values, functions))
        case Power(base, exponent):
            return evaluate(base, values, functions) ** exponent
        case Call(function, arguments):
            return functions[function](*(evaluate(argument, values, functions) for argument in arguments))
        case Sum(term):
            rows = table_rows(term, values)
            return sum((evaluate(term, row, functions) for row in rows), Fraction(0))


def _binary(operator: str, left: Fraction, right: Fraction) -> Fraction:
    if operator == "*":
        return left * right
    if operator == "/":
        return left / right
    return left + right if operator == "+" else left - right


def table_rows(term: Node, values: Mapping[str, Value]) -> Sequence[Mapping[str, Value]]:
    """Return one set of values per row of the tables that occur in a summed term."""
    tables = {name: column for name in symbols(term) if isinstance(column := values[name], tuple)}
    count = max((len(column) for column in tables.values()), default=1)
    return [{**values, **{name: column[row] for name, column in tables.items()}} for row in range(count)]


def holds(left: Fraction, relation: str, right: Fraction) -> bool:
    """Tell whether a relation holds exactly."""
    outcome = {
        "<=": left <= right,
        "<": left < right,
        ">=": left >= right,
        ">": left > right,
        "=": left == right,
    }
    return outcome[relation]


def as_decimal(value: Fraction) -> Decimal:
    """Return the value for people and records: exact if it terminates within 50 digits."""
    return to_decimal(value)
