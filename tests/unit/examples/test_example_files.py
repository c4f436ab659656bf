"""Reading worked examples: JSON lines and the readable form, and what is said about a bad file."""

import re
from decimal import Decimal

import pytest

from mrv.examples.format import Example, FormatError, Given, Tolerance, read_line, read_lines
from mrv.examples.readable import read_document

LINE = (
    '{"id": "X-1", "method": "fuel_by_heat", "inputs": {"AFh": {"value": "10", "unit": "GJ"}}, '
    '"expected": {"co2": {"value": "0.7", "unit": "tCO2"}}, "tolerance": {"abs": 1e-9, "rel": 0.01}}'
)
SHEET = """
- method: fuel_by_heat
  source: a standard
  within: abs 0.001 or rel 1e-6
  given: {AFh: GJ, FOx: "%"}
  expect: {co2: tCO2}
  cases:
    Ten gigajoules: [10, 100, 0.70]
"""


def test_a_line_is_read_without_losing_a_digit() -> None:
    (found,) = read_lines([LINE, "  "])
    assert isinstance(found, Example)
    assert found.inputs["AFh"] == Given("10", "GJ")
    assert found.tolerance == Tolerance(Decimal("1e-9"), Decimal("0.01"))


def test_bare_numbers_keep_their_digits() -> None:
    line = LINE.replace('{"value": "10", "unit": "GJ"}', '{"value": 0.10000000000000000001, "unit": "GJ"}')
    found = read_line(line, "line 1")
    assert found.inputs["AFh"].value == "0.10000000000000000001"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: expected an object"),
        ('{"id": "a", "inputs": {}, "expected": {}}', "method"),
        ('{"method": "m", "inputs": [], "expected": {"a": "1"}}', "'inputs' must be a map"),
        ('{"method": "m", "inputs": {}, "expected": {"a": null}}', "'a' must be a map of value and unit"),
        ('{"method": "m", "inputs": {}, "expected": {"a": "1"}, "tolerance": 3}', "'tolerance' must be a map"),
        ('{"method": "m", "inputs": {}, "expected": {}}', "nothing to reproduce"),
        ('{"method": "m", "inputs": {"a": "1", "a": "2"}, "expected": {"a": "1"}}', "'a' is given twice"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_placed_and_explained_and_the_others_are_read(line: str, said: str) -> None:
    bad, good = read_lines([line, LINE])
    assert isinstance(bad, FormatError)
    assert re.search(said, str(bad))
    assert str(bad).startswith("line 1: ")
    assert isinstance(good, Example)


@pytest.mark.parametrize("allowed", ['"NaN"', '"Infinity"', "-1", "1e9999999999999999999"])
def test_a_tolerance_that_allows_everything_or_nothing_is_refused(allowed: str) -> None:
    with pytest.raises(FormatError, match="tolerance"):
        read_line(LINE.replace("1e-9", allowed), "line 1")


def test_a_unit_published_as_null_is_no_unit_and_names_lose_their_blanks() -> None:
    found = read_line(
        LINE.replace('"tCO2"', "null").replace('"AFh"', '" AFh "').replace('"fuel_', '" fuel_'), "line 1"
    )
    assert found.expected["co2"] == Given("0.7", "")
    assert (found.method, list(found.inputs)) == ("fuel_by_heat", ["AFh"])


def test_the_readable_form_gives_the_same_kind_of_example() -> None:
    (found,) = read_document(SHEET, "sheet.yaml")
    assert found == Example(
        identifier="Ten gigajoules",
        method="fuel_by_heat",
        inputs={"AFh": Given("10", "GJ"), "FOx": Given("100", "%")},
        expected={"co2": Given("0.70", "tCO2")},
        tolerance=Tolerance(Decimal("0.001"), Decimal("1e-6")),
        source="a standard",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  source: a standard\n", "", "group 1: a group needs method, source"),
        ("[10, 100, 0.70]", "[10, 0.70]", "Ten gigajoules: expected 3 values, 2 of them given"),
        ("abs 0.001 or rel 1e-6", "about right", "'within' is 'about right'"),
        ("{co2: tCO2}", "tCO2", "'expect' must name each value with its unit"),
        ("- method", "- [method", "not YAML"),
    ],
)
def test_a_bad_sheet_is_placed_and_explained(old: str, new: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        list(read_document(SHEET.replace(old, new), "sheet.yaml"))
