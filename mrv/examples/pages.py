"""The documentation of worked examples, written from them: which methods are known, and by which names and units."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from mrv.examples.format import Example, Given
from mrv.examples.readable import read_document
from mrv.examples.registry import MAPPINGS, Mapped

FOLDER = Path(__file__).resolve().parents[2] / "tests/worked_examples"
RULE = """A worked example names its method, its inputs and its results by the names below; `tests/worked_examples` tells \
the form. The units are those met in the examples kept there; any other unit of the same kind is converted. An input \
that is missing, or of another kind, is refused by its name.
"""
NONE_KEPT = "no published number is kept; a missing input is refused by its name"


def example_pages(note: str) -> dict[str, str]:
    """Return the page by its path: one row per method, names with the units they are published in."""
    kept = _by_method()
    rows = [_row(names, [one for name in names for one in kept.get(name, [])]) for names in _spellings()]
    head = "\n| method | inputs | results | examples |\n|---|---|---|---|\n"
    return {"docs/methods/examples.md": f"# Worked examples\n\n{note}{RULE}{head}{''.join(rows)}"}


def _by_method() -> Mapping[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for one in read_document(path.read_text(encoding="utf-8"), path.name):
            found.setdefault(one.method, []).append(one)
    return found


def _spellings() -> list[tuple[str, ...]]:
    """Names that mean the same method stand together."""
    by_mapping: dict[Mapped, list[str]] = {}
    for name, mapped in MAPPINGS.items():
        by_mapping.setdefault(mapped, []).append(name)
    return sorted(tuple(sorted(names)) for names in by_mapping.values())


def _row(names: tuple[str, ...], examples: list[Example]) -> str:
    given = _named(one.inputs for one in examples)
    expected = _named(one.expected for one in examples)
    return f"| {', '.join(f'`{name}`' for name in names)} | {given or NONE_KEPT} | {expected or '-'} | {len(examples)} |\n"


def _named(columns: Iterable[Mapping[str, Given]]) -> str:
    units: dict[str, dict[str, None]] = {}
    for column in columns:
        for name, given in column.items():
            units.setdefault(name, {})[given.unit.replace("|", "\\|")] = None
    return ", ".join(f"`{name}` ({'; '.join(found)})" for name, found in units.items())
