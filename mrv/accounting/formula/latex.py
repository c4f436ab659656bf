"""Write a tree as LaTeX mathematics, for pages that people read in a browser or on paper."""

from mrv.accounting.formula.tree import Binary, Call, Node, Number, Power, Sum, Symbol

_SUM, _PRODUCT, _ATOM = 1, 2, 4


def latex(node: Node) -> str:
    """Return LaTeX with fraction bars, e.g. `\\mathrm{AD} \\cdot \\mathrm{CC} \\cdot \\frac{44}{12}`."""
    return _written(node)[0]


def latex_symbol(name: str) -> str:
    """Return a symbol upright, what follows its first underscore as a subscript."""
    head, _, below = name.partition("_")
    text = f"\\mathrm{{{head}}}"
    return f"{text}_{{\\mathrm{{{below.replace('_', ',')}}}}}" if below else text


def _within(node: Node, precedence: int) -> str:
    text, own = _written(node)
    return f"\\left({text}\\right)" if own < precedence else text


def _written(node: Node) -> tuple[str, int]:
    match node:
        case Number(text):
            return text, _ATOM
        case Symbol(name):
            return latex_symbol(name), _ATOM
        case Power(base, exponent):
            return f"{_within(base, _ATOM)}^{{{exponent}}}", 3
        case Sum(term):
            return f"\\sum {_within(term, _PRODUCT)}", _PRODUCT
        case Call(function, arguments):
            inner = ", ".join(latex(argument) for argument in arguments)
            return f"\\operatorname{{{function.replace('_', ' ')}}}\\left({inner}\\right)", _ATOM
        case Binary():
            return _binary(node)


def _binary(node: Binary) -> tuple[str, int]:
    if node.operator == "/":
        return f"\\frac{{{latex(node.left)}}}{{{latex(node.right)}}}", _ATOM
    if node.operator == "*":
        return f"{_within(node.left, _PRODUCT)} \\cdot {_within(node.right, _PRODUCT + 1)}", _PRODUCT
    right = _within(node.right, _SUM + (node.operator == "-"))
    if node.operator == "-" and node.left == Number("0"):
        return f"-{_within(node.right, _PRODUCT)}", _SUM
    return f"{_within(node.left, _SUM)} {node.operator} {right}", _SUM
