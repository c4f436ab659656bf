"""Files of factors: read in any usual layout, every wrong cell named with what was expected."""

from datetime import date
from decimal import Decimal

import pytest

from mrv.core.factor_files.check import CheckedRows, check_rows
from mrv.core.factor_files.difference import set_difference
from mrv.core.factor_files.read import read_factor_file
from tests.integration.library.cast import HEAD, file_of


def checked(*rows: dict[str, str]) -> CheckedRows:
    file = read_factor_file(file_of(*rows))
    assert file.problems == []
    return check_rows(file.rows, HEAD)


def codes(data: bytes) -> list[str]:
    return [found.code for found in read_factor_file(data).problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_is_recognized(delimiter: str) -> None:
    assert len(read_factor_file(file_of({}, {"key": "coke"}, delimiter=delimiter)).rows) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    data = "键,参数,数值,单位,备注\r\ndiesel,net_calorific_value,42.652,GJ/t,柴油\r\n".encode(encoding)
    (row,) = read_factor_file(data).rows
    assert (row.number, row.cells["note"], row.raw["备注"]) == (2, "柴油", "柴油")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"  \n ", "file_empty"),
        (b"a,b\n1,2\n", "file_header"),
        (b"key,parameter,value,unit\n", "file_no_rows"),
        (b"key,parameter,value,unit,colour\nx,y,1,t,red\n", "file_column"),
        (b"key,key,parameter,value,unit\nx,x,y,1,t\n", "file_column_twice"),
        (b"key,parameter,value,unit\nx,y,1\n", "row_length"),
        (b'key,parameter,value,unit\n"x,y,1,t\n', "file_csv"),
        (b"PK\x03\x04 no workbook", "file_workbook"),
        (b"\xff\xfe\x00\x01key", "file_encoding"),
        (b"key,parameter,value,unit\n" + b"x" * (11 * 2**20), "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert codes(data) == [code]


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"parameter": "colour"}, "parameter", "choice"),
        ({"parameter": ""}, "parameter", "missing"),
        ({"unit": "furlong"}, "unit", "unit_unknown"),
        ({"unit": "tC/GJ"}, "unit", "dimension"),
        ({"value": ""}, "value", "number_empty"),
        ({"value": "４２"}, "value", "number_foreign_digits"),
        ({"value": "NaN"}, "value", "number_not_finite"),
        ({"value": "-1"}, "value", "range"),
        ({"value": "42652"}, "value", "range"),
        ({"parameter": "oxidation_factor", "value": "98", "unit": "1"}, "value", "range"),
        ({"parameter": "carbon_content", "value": "1.2", "unit": "tC/t"}, "value", "range"),
        ({"parameter": "emission_factor", "unit": "tCO2/t"}, "gas", "gas_missing"),
        ({"gas": "XYZ"}, "gas", "choice"),
        ({"geography": "Atlantis"}, "geography", "choice"),
        ({"grade": "E"}, "grade", "choice"),
        ({"flag": "odd"}, "flag", "choice"),
        ({"valid_from": "01.02.2015"}, "valid_from", "date"),
        ({"valid_to": "2014-12-31"}, "valid_to", "dates_reversed"),
        ({"key": "x" * 121}, "key", "too_long"),
    ],
)
def test_a_wrong_cell_is_named(cells: dict[str, str], column: str, code: str) -> None:
    (found,) = checked({}, {"key": "coke", **cells}).problems
    assert (found.row, found.column, found.code) == (3, column, code)
    assert found.text.en != found.text.zh


@pytest.mark.parametrize(
    ("parameter", "value", "unit"),
    [
        ("oxidation_factor", "98", "%"),
        ("oxidation_factor", "0.98", "1"),
        ("net_calorific_value", "389.31", "GJ/10^4Nm3"),
        ("net_calorific_value", "42652", "kJ/kg"),
        ("carbon_content", "20.2", "tC/TJ"),
        ("density", "0.84", "kg/L"),
        ("standard_coal_coefficient", "1.4571", "kgce/kg"),
    ],
)
def test_plausible_values_pass_in_their_usual_units(parameter: str, value: str, unit: str) -> None:
    found = checked({"parameter": parameter, "value": value, "unit": unit})
    assert found.problems == []
    assert found.facts[0].value_text == value


def test_empty_cells_take_what_holds_for_the_set() -> None:
    (fact,) = checked({"geography": "", "valid_from": "", "source": "", "grade": ""}).facts
    assert (fact.geography, fact.valid_from, str(fact.source), fact.grade) == (
        "CN",
        date(2015, 1, 1),
        HEAD.document,
        "C",
    )


def test_overlapping_rows_are_told_apart_by_place_sector_or_variant() -> None:
    assert checked({}, {"geography": "310000"}).problems == []
    assert [found.code for found in checked({}, {"value": "43"}).problems] == ["overlap"]


def test_a_difference_names_what_changed_and_what_is_gone() -> None:
    before = checked({}, {"key": "coke"}, {"key": "lpg", "flag": "suspect"}).facts
    after = checked({"value": "42.7"}, {"key": "lpg"}, {"key": "naphtha"}).facts
    found = set_difference(before, after)
    assert [fact.key for fact in found.added] == ["naphtha"]
    assert [fact.key for fact in found.removed] == ["coke"]
    assert [(change.after.key, change.columns) for change in found.changed] == [
        ("diesel", ("value",)),
        ("lpg", ("flag",)),
    ]
    assert found.changed[0].after.value == Decimal("42.7")


def test_the_same_rows_in_another_order_make_no_difference() -> None:
    rows = [{}, {"key": "coke"}]
    assert set_difference(checked(*rows).facts, checked(*rows[::-1]).facts).is_empty
