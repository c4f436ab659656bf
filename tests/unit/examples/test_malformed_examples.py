"""A malformed example is answered, never a traceback: the answer names the input and what was expected."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inventory import examples as analysis_mappings
from mrv.examples import mappings as engine_mappings
from mrv.examples.format import Example, Given
from mrv.examples.readable import read_document
from mrv.examples.runner import Result, Verdict, run_example

assert engine_mappings.__all__
assert analysis_mappings.__all__

FOLDER = Path(__file__).parents[2] / "worked_examples"
NONSENSE: dict[str, object] = {
    "not a number": "NaN",
    "a word": "abc",
    "empty": "",
    "nothing": None,
    "far too large": "-1e30",
    "a list of texts": ["1", "x"],
    "a map": {"a": "1"},
}


def _one_of_each_method() -> dict[str, Example]:
    found: dict[str, Example] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for example in read_document(path.read_text(encoding="utf-8"), path.name):
            found.setdefault(example.method, example)
    return found


EXAMPLES = _one_of_each_method()


def _run(example: Example, name: str, given: Given | None) -> Result:
    inputs = {key: value for key, value in example.inputs.items() if key != name}
    if given is not None:
        inputs[name] = given
    return run_example(replace(example, inputs=inputs), {})


def _spoiled(example: Example) -> Iterator[Result]:
    for name, given in example.inputs.items():
        yield _run(example, name, None)
        yield _run(example, name, replace(given, unit="parsec"))
        for value in NONSENSE.values():
            yield _run(example, name, replace(given, value=value))


@pytest.mark.parametrize("method", sorted(EXAMPLES))
def test_nonsense_is_answered_with_a_verdict(method: str) -> None:
    for result in _spoiled(EXAMPLES[method]):
        assert result.verdict is Verdict.PASSED or result.reason, result


@pytest.mark.parametrize(
    ("method", "name"), [("fuel_by_heat", "AFh"), ("cement_calcination", "MgO"), ("landfill_fod", "k")]
)
def test_an_unknown_unit_names_the_input(method: str, name: str) -> None:
    result = _run(EXAMPLES[method], name, replace(EXAMPLES[method].inputs[name], unit="parsec"))
    assert result.verdict is Verdict.FAILED
    assert f'{name}: unit "parsec" is not known' in result.reason


def test_a_table_in_place_of_a_map_names_the_input() -> None:
    result = _run(EXAMPLES["gpc_rollup"], "cells", Given("12"))
    assert result.reason == "ValueError: cells must be a map of names to values, not '12'."


def test_a_judgment_that_is_neither_true_nor_false_is_refused() -> None:
    result = _run(EXAMPLES["verified_override"], "verifier_says_correct", Given("perhaps"))
    assert "verifier_says_correct must be true or false" in result.reason


def test_a_combustion_without_a_factor_is_not_taken_as_zero() -> None:
    result = _run(EXAMPLES["ipcc_tier1_mass"], "ef", None)
    assert result.verdict is Verdict.FAILED
    assert "Input ef is not given" in result.reason
