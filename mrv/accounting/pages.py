"""The documentation of methods, written from the methods: one page each and an index by family.

A page holds what the method declares: formula, symbols with units and ranges, choices, conditions, results,
source, rounding, and the worked numbers with the calculation put in. Nothing is typed by hand, so a page
cannot say something else than the engine does.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from mrv.accounting.catalogue import all_methods, notes
from mrv.accounting.formula import parse_rule
from mrv.accounting.formula.latex import latex, latex_symbol
from mrv.accounting.formula.show import plain
from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.reading import Given
from mrv.accounting.methods.spec import Choice, InputSpec, WorkedExample
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import decimal_text

FOLDER = "docs/methods"
NOTE = "Generated from the code by `make docs`; `make check` compares it."


def method_pages() -> dict[str, str]:
    """Return the text of every page by its path: the index, and one page per method."""
    found = {f"{FOLDER}/{identifier}.md": page(method) for identifier, method in all_methods().items()}
    return {f"{FOLDER}/README.md": index(all_methods().values()), **found}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def index(methods: Iterable[Method]) -> str:
    """Return the index: methods by family, with formula, source, gases and scope."""
    listed = sorted(methods, key=lambda method: (method.family, method.identifier))
    parts = [f"# Methods\n\n{NOTE}\n\n{len(listed)} methods. Each is one module of `mrv/accounting/methods`.\n"]
    for family, members in groupby(listed, key=lambda method: method.family):
        rows = [_index_row(method) for method in members]
        parts.append(
            f"\n## {family.capitalize()}\n\n{_table(('method', 'title', 'formula', 'source', 'gases'), rows)}"
        )
    return "".join(parts)


def _index_row(method: Method) -> tuple[str, ...]:
    formula = "<br>".join(f"`{line}`" for line in method.plain_formula().splitlines())
    gases = method.gases if len(method.gases) < 6 else (f"one of {len(method.gases)}",)
    name = f"[`{method.identifier}`]({method.identifier}.md)"
    return name, f"{method.title.en}<br>{method.title.zh}", formula, str(method.citation), ", ".join(gases)


def page(method: Method) -> str:
    """Return the page of one method."""
    parts = [
        f"# {method.title.en} / {method.title.zh}\n\n{NOTE}\n\n",
        _facts(method),
        f"\n{notes(method.identifier)}\n",
        f"\n## Formula\n\n{_formula(method)}",
        f"\n## Inputs\n\n{_inputs(method)}",
        *(_choice(choice) for choice in method.choices),
        _conditions(method),
        f"\n## Results\n\n{_results(method)}",
        *(_worked(method, worked) for worked in method.worked),
    ]
    return "".join(parts)


def _facts(method: Method) -> str:
    last = method.validity.last.isoformat() if method.validity.last else "further notice"
    rows = (
        ("identifier", f"`{method.identifier}`, version {method.version}, fingerprint `{method.fingerprint}`"),
        ("source", str(method.citation)),
        *_standing(method.citation.standing),
        ("valid", f"{method.validity.first.isoformat()} to {last}"),
        ("family, scope", f"{method.family}, scope {method.scope}"),
        ("rounding", f"`{method.rounding.identifier}`, once, on the exact result"),
    )
    return _table(("", ""), rows)


def _standing(said: Text | None) -> tuple[tuple[str, str], ...]:
    return (("standing of the source", f"{said.en}<br>{said.zh}"),) if said else ()


def _formula(method: Method) -> str:
    lines = [f"$$ {latex_symbol(step.name)} = {latex(step.tree)} $$\n" for step in method.steps]
    return "\n".join(lines)


def _range(spec: InputSpec) -> str:
    return "<br>".join(
        f"{decimal_text(basis.minimum)} to {decimal_text(basis.maximum)} {basis.unit.symbol}".removesuffix(" 1")
        for basis in spec.bases
    )


def _default(spec: InputSpec) -> str:
    if spec.default is None:
        return "required"
    return f"{spec.default.value} {spec.default.unit}".removesuffix(" 1") + f" ({spec.default.source})"


def _inputs(method: Method) -> str:
    rows = [
        (
            f"${latex_symbol(spec.symbol)}$",
            f"`{spec.name}`" + (", one per row" if spec.rows else ""),
            f"{spec.title.en}<br>{spec.title.zh}",
            _range(spec),
            _default(spec),
        )
        for spec in method.inputs
    ]
    return _table(("symbol", "input", "meaning", "physically possible", "when not given"), rows)


def _choice(choice: Choice) -> str:
    required = "" if choice.required else " (optional)"
    rows = [
        (
            f"`{name}`",
            f"{option.title.en}<br>{option.title.zh}",
            "<br>".join(f"{given}: {value} {unit}" for given, (value, unit) in option.supplies.items()),
            option.source,
        )
        for name, option in choice.options.items()
    ]
    head = ("option", "meaning", "supplies", "source")
    return f"\n### `{choice.name}`: {choice.title.en} / {choice.title.zh}{required}\n\n{_table(head, rows)}"


def _conditions(method: Method) -> str:
    if not method.constraints:
        return ""
    rows = []
    for constraint in method.constraints:
        rule = parse_rule(constraint.rule)
        shown = f"`{plain(rule.left)} {rule.relation} {plain(rule.right)}`"
        rows.append((shown, f"{constraint.advice.en}<br>{constraint.advice.zh}"))
    return f"\n## Conditions\n\n{_table(('must hold', 'otherwise'), rows)}"


def _results(method: Method) -> str:
    rows = [
        (
            f"${latex_symbol(output.name)}$",
            f"`{output.name}`",
            f"{output.title.en}<br>{output.title.zh}",
            output.unit.symbol,
            output.gas or (f"by `{output.gas_from}`" if output.gas_from else ""),
        )
        for output in method.outputs
    ]
    return _table(("symbol", "result", "meaning", "unit", "gas"), rows)


def _given(worked: WorkedExample) -> dict[str, Given]:
    read: dict[str, Given] = {}
    for name, given in worked.inputs.items():
        if isinstance(given, str):
            read[name] = given
        elif isinstance(given[0], tuple):
            read[name] = tuple(Quantity.of(value, unit) for value, unit in given)
        else:
            read[name] = Quantity.of(given[0], str(given[1]))
    return read


def _worked(method: Method, worked: WorkedExample) -> str:
    explanation = method.calculate(_given(worked)).explanation
    lines = "\n".join(step.substituted for step in explanation.steps)
    expected = ", ".join(f"{name} {value}" for name, value in worked.expected.items())
    return f"\n## Worked number\n\n```\n{lines}\n```\n\nResult: {expected}. Source: {worked.source}.\n"
