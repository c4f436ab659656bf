"""Every published number in the YAML files of this folder is reproduced."""

from pathlib import Path

import pytest

from inventory import examples as analysis_mappings
from mrv.examples import mappings as engine_mappings
from mrv.examples.format import Example
from mrv.examples.pages import example_pages
from mrv.examples.readable import read_document
from mrv.examples.registry import MAPPINGS
from mrv.examples.runner import Verdict, run_example

assert engine_mappings.__all__
assert analysis_mappings.__all__

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


def _examples() -> list[Example]:
    return [one for path in FILES for one in read_document(path.read_text(encoding="utf-8"), path.name)]


def _cases() -> list[object]:
    cases = []
    for path in FILES:
        listed = list(read_document(path.read_text(encoding="utf-8"), path.name))
        others = {example.identifier: example for example in listed}
        for example in listed:
            name = f"{path.stem}:{example.method}:{example.identifier}"
            cases.append(pytest.param(example, others, id=name))
    return cases


@pytest.mark.parametrize(("example", "others"), _cases())
def test_published_number_is_reproduced(example: Example, others: dict[str, Example]) -> None:
    result = run_example(example, others)
    assert result.verdict is Verdict.PASSED, str(result)


def test_every_file_holds_examples() -> None:
    assert FILES
    assert all(list(read_document(path.read_text(encoding="utf-8"), path.name)) for path in FILES)


def test_the_page_of_names_holds_every_method_and_input() -> None:
    text = example_pages("")["docs/methods/examples.md"]
    methods = set(MAPPINGS) | {example.method for example in _examples()}
    inputs = {name for example in _examples() for name in example.inputs}
    assert not {name for name in methods | inputs if f"`{name}`" not in text}
