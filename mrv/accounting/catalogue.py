"""The registry of methods: the METHOD or METHODS of every module of `mrv.accounting.methods`."""

import importlib
import inspect
import pkgutil
from difflib import get_close_matches
from functools import cache
from types import ModuleType

from mrv.accounting import methods as package
from mrv.accounting.errors import RegistryError, problem
from mrv.accounting.methods.base import Method


@cache
def _declared() -> dict[str, tuple[Method, ModuleType]]:
    found: dict[str, tuple[Method, ModuleType]] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        single = getattr(module, "METHOD", None)
        for declared in (single,) if single else getattr(module, "METHODS", ()):
            if declared.identifier in found:
                raise ValueError(f"two methods are called {declared.identifier}")
            found[declared.identifier] = declared, module
    return dict(sorted(found.items()))


@cache
def all_methods() -> dict[str, Method]:
    """Return every method by identifier, sorted; raise ValueError if two share one."""
    return {identifier: declared for identifier, (declared, _) in _declared().items()}


def notes(identifier: str) -> str:
    """Return what the module of a method says about its rule and source."""
    return inspect.getdoc(_declared()[identifier][1]) or ""


def method(identifier: str) -> Method:
    """Return one method; raise RegistryError with the nearest names if there is none."""
    found = all_methods().get(identifier)
    if found is None:
        near = get_close_matches(identifier, all_methods(), n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else "See mrv/accounting/README.md for the list."
        raise RegistryError(problem("method_unknown", "method", text=identifier[:80], expected=hint))
    return found


def render() -> str:
    """Return the table of methods as Markdown, for README and docs."""
    head = "| method | title | formula | source | gases | scope |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(_row(found) for found in all_methods().values())]) + "\n"


_BEGIN, _END = "<!-- methods:begin -->\n", "<!-- methods:end -->"


def with_table(text: str) -> str:
    """Return a Markdown text with the table between its two marks replaced by the current one."""
    before, _, rest = text.partition(_BEGIN)
    return before + _BEGIN + render() + _END + rest.partition(_END)[2]


def _row(found: Method) -> str:
    formula = "<br>".join(f"`{line}`" for line in found.plain_formula().splitlines())
    gases = found.gases if len(found.gases) < 6 else (f"one of {len(found.gases)}",)
    cells = (
        f"`{found.identifier}`",
        f"{found.title.en} / {found.title.zh}",
        formula,
        str(found.citation),
        ", ".join(gases),
        found.scope,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
