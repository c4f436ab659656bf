"""The nodes of a formula tree. What can be done with a tree lives in one module per operation."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula; `text` keeps its spelling."""

    text: str

    @property
    def value(self) -> Fraction:
        """Return the exact value."""
        return Fraction(self.text)


@dataclass(frozen=True, slots=True)
class Symbol:
    """An input or an earlier line."""

    name: str


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`, operator one of + - * /."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Power:
    """`base` to a whole number."""

    base: "Node"
    exponent: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments: min, max, exp, ln, or one the method brings."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of `term` over the rows of the tabular inputs in it."""

    term: "Node"


Node = Number | Symbol | Binary | Power | Call | Sum


def symbols(node: Node) -> tuple[str, ...]:
    """Return the symbols of a tree in reading order, each once."""
    return tuple(dict.fromkeys(_symbols(node)))


def _symbols(node: Node) -> list[str]:
    match node:
        case Symbol(name):
            return [name]
        case Binary(_, left, right):
            return _symbols(left) + _symbols(right)
        case Power(base, _):
            return _symbols(base)
        case Sum(term):
            return _symbols(term)
        case Call(_, arguments):
            return [name for argument in arguments for name in _symbols(argument)]
        case _:
            return []


def functions(node: Node) -> frozenset[str]:
    """Return the names of the functions a tree calls."""
    match node:
        case Binary(_, left, right):
            return functions(left) | functions(right)
        case Power(base, _):
            return functions(base)
        case Sum(term):
            return functions(term)
        case Call(name, arguments):
            return frozenset({name}).union(*(functions(argument) for argument in arguments))
        case _:
            return frozenset()
