"""Read formula text. Python's parser does the grammar; only what `tree` can hold is let through."""

import ast
from dataclasses import dataclass
from functools import lru_cache

from mrv.accounting.formula.tree import Binary, Call, Node, Number, Power, Sum, Symbol

_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_RELATIONS: dict[type[ast.cmpop], str] = {ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">", ast.Eq: "="}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a formula: `name = tree`."""

    name: str
    tree: Node


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that must hold between two trees."""

    left: Node
    relation: str
    right: Node


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> tuple[Step, ...]:
    """Return the lines of a formula; raise SyntaxError for anything that is not a formula."""
    return tuple(_step(statement, text) for statement in ast.parse(text).body)


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> Rule:
    """Return a relation such as `P + Q <= 1`."""
    expression = ast.parse(text, mode="eval").body
    if not isinstance(expression, ast.Compare) or len(expression.ops) != 1:
        raise SyntaxError(f"{text!r} is not a single relation")
    relation = _RELATIONS[type(expression.ops[0])]
    return Rule(_node(expression.left, text), relation, _node(expression.comparators[0], text))


def _step(statement: ast.stmt, text: str) -> Step:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return Step(name, _node(value, text))
    raise SyntaxError(f"{text!r}: every line of a formula is `name = expression`")


def _node(node: ast.expr, text: str) -> Node:
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            # The source segment keeps 0.1 as written; the float of the parser is never looked at.
            return Number(ast.get_source_segment(text, node) or "")
        case ast.Name(id=name):
            return Symbol(name)
        case ast.BinOp(op=ast.Pow(), left=left, right=ast.Constant(value=int(exponent))):
            return Power(_node(left, text), exponent)
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in _OPERATORS:
            return _binary(_OPERATORS[type(operator)], _node(left, text), _node(right, text))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Binary("-", Number("0"), _node(operand, text))
        case ast.Call(func=ast.Name(id="sum"), args=[term], keywords=[]):
            return Sum(_node(term, text))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return Call(name, tuple(_node(argument, text) for argument in arguments))
    raise SyntaxError(f"{text!r}: {ast.dump(node)} is not part of the formula language")


def _binary(operator: str, left: Node, right: Node) -> Node:
    """Keep a ratio of molar masses together: `x * 44 / 12` is read as `x * (44 / 12)`."""
    match operator, left, right:
        case "/", Binary("*", factor, Number() as above), Number() as below:
            return Binary("*", factor, Binary("/", above, below))
    return Binary(operator, left, right)
