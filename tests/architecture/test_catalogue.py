"""Every numbered fault, bad input and attack has a test that carries its number, or a reason why it cannot occur.

The numbers: F1-F24 faults, B1-B40 bad inputs, A1-A32 attacks on rights. A test says which it exercises in its name
(``test_f05_jobs_survive``, ``test_b05_b06_a_year``) or in the identifier of a parameter (``"b10 repeated key"``).
``catalogue.txt`` says in a line what each number is, and gives the reasons.
"""

import ast
import re
from pathlib import Path

from tests.architecture import tree

CATALOGUE = Path(__file__).with_name("catalogue.txt")
LINE = re.compile(r"([FBA]\d+) ([^=]+?)(?: = (.+))?")
NAME = re.compile(r"test((?:_[fba]\d{1,2})+)_")
IDENTIFIER = re.compile(r"([fba]\d{1,2}) \w")
LAST = {"F": 24, "B": 40, "A": 32}
MOST_REASONS = 6


def listed() -> dict[str, str]:
    """Number to reason, empty where there has to be a test."""
    lines = [line for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = [match.groups() for match in map(LINE.fullmatch, lines) if match]
    assert len(found) == len(lines), "every line is `number what it is` or `number what it is = reason`"
    return {number: reason or "" for number, _, reason in found}


def plain(written: str) -> str:
    """The number as the catalogue writes it: ``b05`` is B5."""
    return f"{written[0].upper()}{int(written[1:])}"


def numbered() -> set[str]:
    """Every number that a name or an identifier of a test carries."""
    written: set[str] = set()
    for path in tree.tests():
        for node in ast.walk(tree.syntax_of(path)):
            if isinstance(node, tree.Function) and (match := NAME.match(node.name)):
                written.update(match[1].strip("_").split("_"))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.update(IDENTIFIER.findall(node.value) if IDENTIFIER.match(node.value) else ())
    return {plain(number) for number in written}


def test_catalogue_lists_every_number_once_in_order() -> None:
    expected = [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)]
    assert list(listed()) == expected


def test_every_case_has_a_test_of_its_number_or_a_reason() -> None:
    without = {number for number, reason in listed().items() if not reason} - numbered()
    assert sorted(without) == []


def test_reasons_are_few_and_given_only_where_no_test_is() -> None:
    reasons = {number for number, reason in listed().items() if reason}
    assert len(reasons) <= MOST_REASONS
    assert reasons & numbered() == set()


def test_no_test_carries_a_number_the_catalogue_lacks() -> None:
    assert numbered() - set(listed()) == set()
