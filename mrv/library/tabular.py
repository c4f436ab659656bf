"""Comparisons as lines of a csv file or of the command line."""

from collections.abc import Iterator

from mrv.core.formula_escape import safe_cell
from mrv.library.selectors.comparison import Comparison

HEADER = (
    "key", "parameter", "gas", "geography", "sector", "kind", "unit", "first", "second", "second_unit",
    "second_in_unit_of_first", "difference", "percent", "stated_by",
)  # fmt: skip


def comparison_lines(found: Comparison, first: str, second: str) -> Iterator[list[str]]:
    """Pairs, then what only one set states."""
    yield list(HEADER)
    for pair in found.pairs:
        factor = pair.first
        amounts = [pair.second_value, pair.difference, pair.percent]
        shown = ["" if amount is None else f"{amount.normalize():f}" for amount in amounts]
        yield [*_key(factor), factor.unit, factor.value_text, pair.second.value_text, pair.second.unit, *shown, "both"]
    for factor in found.only_first:
        yield [*_key(factor), factor.unit, factor.value_text, "", "", "", "", "", first]
    for factor in found.only_second:
        yield [*_key(factor), "", "", factor.value_text, factor.unit, "", "", "", second]


def _key(factor: object) -> list[str]:
    names = ("fuel", "parameter", "gas", "geography", "sector", "kind")
    return [safe_cell(str(getattr(factor, name))) for name in names]
