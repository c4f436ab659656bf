"""Bad numbers (catalogue B1-B16) at the doors of intake: refused, placed, in both languages."""

import json
from typing import Any

import pytest

from reporting.intake.check_rows import check_rows
from reporting.intake.json_rows import read_json
from tests.unit.reporting.intake import RULES, csv_text, from_file, from_json, quantities, row

QUANTITY = "quantity"


def refused(text: str) -> str:
    """The code under which a quantity is refused, the same by JSON and by csv."""
    ((place, column, code),) = from_json(row(quantity=text))
    assert (place, column) == (1, QUANTITY)
    quoted = '"' + text.replace('"', '""') + '"'
    assert from_file(csv_text(f"coal,1,{quoted},t").encode()) == [(2, QUANTITY, code)]
    return code


@pytest.mark.parametrize("text", ["NaN", "nan", "sNaN", "-NaN"])
def test_b01_nan_is_refused(text: str) -> None:
    assert refused(text) == "number_not_finite"


@pytest.mark.parametrize("text", ["Infinity", "-Infinity", "inf", "-inf"])
def test_b02_infinity_is_refused(text: str) -> None:
    assert refused(text) == "number_not_finite"


@pytest.mark.parametrize("text", ["1e309", "1e400", "-1e400", "1e99"])
def test_b03_overflowing_exponents_are_refused(text: str) -> None:
    assert refused(text) == "number_too_large"


def test_b04_negative_quantities_are_refused() -> None:
    assert refused("-12.5") == "quantity_negative"


@pytest.mark.parametrize("text", ["-0", "-0.000"])
def test_b04_negative_zero_becomes_zero(text: str) -> None:
    assert quantities(csv_text(f"coal,1,{text},t").encode())[0].strip("0.") == ""


def test_b05_underscore_number_is_refused() -> None:
    assert refused("1_000") == "number_separator"


@pytest.mark.parametrize("text", ["１２３", "١٢٣", "०१२", "１２.５"])
def test_b06_digits_of_other_scripts_are_refused_with_the_plain_spelling(text: str) -> None:
    assert refused(text) == "number_foreign_digits"


@pytest.mark.parametrize("text", ["1,234", "1.234,5", "1 234", "1'234", "1\u00a0234"])
def test_b07_thousands_separators_are_refused(text: str) -> None:
    assert refused(text) == "number_separator"


def test_b07_an_unquoted_separator_breaks_the_row_and_is_named() -> None:
    assert from_file(csv_text("coal,1,1,234,t").encode()) == [(2, "", "file_row_length")]


def test_b08_too_many_decimals_are_refused() -> None:
    assert refused("1.0123456789") == "number_too_many_decimals"


def test_b08_thirty_digits_are_refused() -> None:
    assert refused("1" * 31) == "number_too_long"
    assert refused("1" * 20) == "quantity_too_large"


def test_b08_nine_decimals_are_kept_exactly() -> None:
    assert quantities(csv_text("coal,1,0.123456789,t").encode()) == ["0.123456789"]


def test_b09_a_json_number_is_refused_because_it_loses_digits() -> None:
    body = '{"rows": [{"source_stream": "coal", "month": 1, "quantity": 0.12345678901234567, "unit": "t"}]}'
    assert from_json(body=body) == [(1, QUANTITY, "json_number")]


def test_b10_a_repeated_key_is_refused() -> None:
    body = '{"rows": [{"source_stream": "coal", "quantity": "1", "quantity": "2", "unit": "t"}]}'
    assert from_json(body=body) == [(None, "", "json_duplicate_key")]


def test_b10_a_repeated_key_in_disguise_is_refused() -> None:
    body = '{"rows": [{"source_stream": "coal", "quantity": "1", "qu\\u0061ntity" : "2", "unit": "t"}]}'
    assert from_json(body=body) == [(None, "", "json_duplicate_key")]


def test_b10_rows_given_twice_are_refused() -> None:
    assert from_json(body='{"rows": [], "rows": []}') == [(None, "", "json_duplicate_key")]


def test_b10_a_colon_within_a_text_is_no_repeated_key() -> None:
    assert from_json(row(remark="https://example.org: see page 3")) == []


@pytest.mark.parametrize("text", ["[" * 100_000, '{"rows":' * 50_000, '{"rows": ' + "[" * 5000 + "]" * 5000 + "}"])
def test_b11_deep_nesting_is_refused(text: str) -> None:
    (found,) = from_json(body=text)
    assert found[2] in {"json_malformed", "json_shape"}


def test_b12_a_number_of_5000_digits_is_refused() -> None:
    assert refused("9" * 5000) == "number_too_long"
    body = json.dumps({"rows": [row()]}).replace('"12.5"', "9" * 5000)
    assert from_json(body=body) == [(1, QUANTITY, "json_number")]


@pytest.mark.parametrize("value", [True, [], {}, None])
def test_b13_truth_values_and_containers_are_no_numbers(value: Any) -> None:
    assert from_json(row(quantity=value)) == [(1, QUANTITY, "json_shape")]


@pytest.mark.parametrize("value", [True, 1.5, [1], {"a": 1}])
def test_b13_a_month_is_a_whole_number(value: Any) -> None:
    ((place, column, _),) = from_json(row(month=value))
    assert (place, column) == (1, "month")


def test_b14_nul_in_a_text_is_refused() -> None:
    assert from_json(row(remark="a\u0000b")) == [(1, "remark", "text_character")]


def test_b14_a_lone_surrogate_is_refused() -> None:
    body = '{"rows": [{"source_stream": "coal", "quantity": "1", "unit": "t", "remark": "\\ud800"}]}'
    (found,) = from_json(body=body)
    assert found[2] in {"text_character", "json_malformed"}


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "\u2066x", "e" + "\u0301" * 100, "a\u0007"])
def test_b15_text_that_looks_like_another_is_refused(text: str) -> None:
    assert from_json(row(data_source=text)) == [(1, "data_source", "text_character")]


@pytest.mark.parametrize("text", ["", "   "])
def test_b16_an_empty_quantity_is_refused(text: str) -> None:
    assert from_json(row(quantity=text)) == [(1, QUANTITY, "number_empty")]


@pytest.mark.parametrize("text", [" 12.5", "12.5 ", "12.5\u00a0", "\u300012.5"])
def test_b16_blanks_at_the_ends_are_trimmed(text: str) -> None:
    reading = read_json(json.dumps({"rows": [row(quantity=text)]}).encode())
    assert reading.columns is not None
    columns = check_rows(reading.columns, RULES).columns
    assert columns is not None
    assert list(columns.quantities) == ["12.5"]


def test_percent_signs_are_refused() -> None:
    assert refused("98%") == "number_percent_sign"


def test_every_bad_cell_of_a_body_is_named() -> None:
    rows = [row(), row(month=13, quantity="x"), row(source_stream="gas", month=2), row(month=3, unit="kWh")]
    assert from_json(*rows) == [
        (2, "month", "month_invalid"),
        (2, QUANTITY, "number_format"),
        (3, "source_stream", "stream_unknown"),
        (4, "unit", "unit_dimension"),
    ]
