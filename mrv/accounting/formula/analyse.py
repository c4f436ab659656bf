"""Questions about a tree: its dimension, and how it scales with one of its symbols.

Formulas are physical: every symbol stands for an amount with its unit, evaluation runs in coherent base units
and the result is converted to the unit of the output. So a formula never carries a factor of 1000, and a
formula whose dimensions do not come out as declared cannot be registered.
"""

from collections.abc import Mapping

from mrv.accounting.formula.tree import Binary, Call, Node, Number, Power, Sum, Symbol
from mrv.accounting.unit_table import Dimension


def dimension(node: Node, known: Mapping[str, Dimension]) -> Dimension:
    """Return the dimension of a tree; raise ValueError where unlike things are added.

    `known` maps symbols and functions to their dimensions.
    """
    match node:
        case Symbol(name):
            return known[name]
        case Binary("*" | "/" as operator, left, right):
            return _product(dimension(left, known), dimension(right, known), 1 if operator == "*" else -1)
        case Binary(_, left, right) | Call("min" | "max", (left, right)):
            return _alike((left, right), known)
        case Power(base, exponent):
            return tuple((name, power * exponent) for name, power in dimension(base, known))
        case Sum(term):
            return dimension(term, known)
        case Call(function, _):
            return known.get(function, ())
    return ()


def _product(left: Dimension, right: Dimension, power: int) -> Dimension:
    powers = dict(left)
    for base, exponent in right:
        powers[base] = powers.get(base, 0) + power * exponent
    return tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))


def _alike(nodes: tuple[Node, ...], known: Mapping[str, Dimension]) -> Dimension:
    found = {dimension(node, known) for node in nodes if node != Number("0")}
    if len(found) != 1:
        raise ValueError(f"adds or compares unlike things: {sorted(found)}")
    return found.pop()


def degree(node: Node, degrees: Mapping[str, int | None]) -> int | None:
    """Return the degree in which a tree scales with a quantity, None if it does not scale.

    `degrees` says how its symbols scale; those it does not name stay as they are. Degree 1 is proportional.
    """
    match node:
        case Symbol(name):
            return degrees.get(name, 0)
        case Binary(operator, left, right):
            return _binary_degree(operator, left, right, degrees)
        case Power(base, exponent):
            inner = degree(base, degrees)
            return None if inner is None else inner * exponent
        case Sum(term):
            return degree(term, degrees)
        case Call(_, arguments):
            return 0 if all(degree(argument, degrees) == 0 for argument in arguments) else None
    return 0


def _binary_degree(operator: str, left: Node, right: Node, degrees: Mapping[str, int | None]) -> int | None:
    if operator in "+-" and left == Number("0"):
        return degree(right, degrees)
    first, second = degree(left, degrees), degree(right, degrees)
    if first is None or second is None:
        return None
    if operator in "*/":
        return first + second if operator == "*" else first - second
    return first if first == second else None
