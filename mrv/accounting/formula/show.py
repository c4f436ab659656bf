"""Write a tree as text for people: plain symbols, the same with numbers put in, or Typst mathematics."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mrv.accounting.formula.evaluate import Value, table_rows
from mrv.accounting.formula.tree import Binary, Call, Node, Number, Power, Sum, Symbol

_SHOWN_ROWS = 12
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 4


class _Style(NamedTuple):
    """How one kind of text writes its parts."""

    symbol: Callable[[str], str]
    times: str
    fraction: str
    total: str
    function: Callable[[str], str]


class _Piece(NamedTuple):
    text: str
    precedence: int

    def within(self, precedence: int) -> str:
        return f"({self.text})" if self.precedence < precedence else self.text


def plain(node: Node) -> str:
    """Return the formula with its symbols, e.g. `AD × NCV × CC × OF × 44/12`."""
    return _write(node, _Style(str, " × ", "{0}/{1}", "Σ({0})", str)).text


def typeset(node: Node) -> str:
    """Return Typst mathematics, e.g. `"AD" times "NCV" times 44/12` with a real fraction bar."""
    style = _Style(typeset_symbol, " times ", "frac({0}, {1})", "sum ({0})", lambda name: f'op("{name}")')
    return _write(node, style).text


def typeset_symbol(name: str) -> str:
    """Return a symbol with its first underscore as a subscript: `EF_CO2` becomes `"EF"_"CO2"`."""
    head, _, below = name.partition("_")
    return f'"{head}"_"{below.replace("_", ",")}"' if below else f'"{head}"'


def substituted(node: Node, shown: Callable[[str, Value], str], values: Mapping[str, Value]) -> str:
    """Return the formula with numbers put in; `shown(symbol, value)` writes one number with its unit."""
    match node:
        case Sum(term):
            rows = table_rows(term, values)
            parts = [f"({substituted(term, shown, row)})" for row in rows[:_SHOWN_ROWS]]
            more = f" + … ({len(rows)} rows)" if len(rows) > _SHOWN_ROWS else ""
            return f"({' + '.join(parts)}{more})" if parts else "0"
        case _ if _has_sum(node):
            return _write(_expanded(node, shown, values), _Style(str, " × ", "{0}/{1}", "Σ({0})", str)).text
    style = _Style(lambda name: shown(name, values[name]), " × ", "{0}/{1}", "Σ({0})", str)
    return _write(node, style).text


def _has_sum(node: Node) -> bool:
    match node:
        case Sum():
            return True
        case Binary(_, left, right):
            return _has_sum(left) or _has_sum(right)
        case Power(base, _):
            return _has_sum(base)
        case Call(_, arguments):
            return any(_has_sum(argument) for argument in arguments)
        case _:
            return False


def _expanded(node: Node, shown: Callable[[str, Value], str], values: Mapping[str, Value]) -> Node:
    """Replace sums and symbols by symbols that are already text."""
    match node:
        case Binary(operator, left, right):
            return Binary(operator, _expanded(left, shown, values), _expanded(right, shown, values))
        case Power(base, exponent):
            return Power(_expanded(base, shown, values), exponent)
        case Call(function, arguments):
            return Call(function, tuple(_expanded(argument, shown, values) for argument in arguments))
        case Number():
            return node
        case _:
            return Symbol(substituted(node, shown, values))


def _write(node: Node, style: _Style) -> _Piece:
    match node:
        case Number(text):
            return _Piece(text, _ATOM)
        case Symbol(name):
            return _Piece(style.symbol(name), _ATOM)
        case Binary():
            return _binary(node, style)
        case Power(base, exponent):
            return _Piece(f"{_write(base, style).within(_ATOM)}^{exponent}", 3)
        case Call(function, arguments):
            inner = ", ".join(_write(argument, style).text for argument in arguments)
            return _Piece(f"{style.function(function)}({inner})", _ATOM)
        case Sum(term):
            return _Piece(style.total.format(_write(term, style).text), _ATOM)


def _binary(node: Binary, style: _Style) -> _Piece:
    own = _PRECEDENCE[node.operator]
    left, right = _write(node.left, style), _write(node.right, style)
    if node.operator == "/":
        return _quotient(node, left, right, style)
    if node.operator == "*":
        return _Piece(f"{left.within(own)}{style.times}{right.within(own + 1)}", own)
    if node.operator == "-" and node.left == Number("0"):
        return _Piece(f"−{right.within(own + 1)}", own)
    sign = "−" if node.operator == "-" else "+"
    return _Piece(f"{left.within(own)} {sign} {right.within(own + (node.operator == '-'))}", own)


def _quotient(node: Binary, left: _Piece, right: _Piece, style: _Style) -> _Piece:
    if style.fraction.startswith("frac"):
        return _Piece(style.fraction.format(left.text, right.text), _ATOM)
    is_ratio = isinstance(node.left, Number) and isinstance(node.right, Number)
    return _Piece(style.fraction.format(left.within(2), right.within(3)), 3 if is_ratio else 2)
