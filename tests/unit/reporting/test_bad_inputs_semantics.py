"""Rows that are well written but wrong (catalogue B17-B24): unit, stream, parameter, month, duplicate, range."""

import pytest

from tests.unit.reporting.intake import csv_text, from_file, from_json, row


@pytest.mark.parametrize("unit", ["bushels", "tonnen", "t/", "10^4", "💧"])
def test_b17_an_unknown_unit_is_refused(unit: str) -> None:
    assert from_json(row(unit=unit)) == [(1, "unit", "unit_unknown")]


def test_b17_a_missing_unit_is_refused() -> None:
    assert from_json(row(unit=" ")) == [(1, "unit", "unit_missing")]


@pytest.mark.parametrize("unit", ["kWh", "GJ", "m", "h"])
def test_b18_a_unit_of_another_dimension_is_refused(unit: str) -> None:
    assert from_json(row(unit=unit)) == [(1, "unit", "unit_dimension")]


def test_b18_a_unit_that_counts_something_else_is_refused() -> None:
    assert from_json(row(parameter="net_calorific_value", unit="tC/t", quantity="20"))[0][2] == "unit_dimension"


@pytest.mark.parametrize("unit", ["吨", "kg", "万吨", "ｔ", "千克"])
def test_units_in_chinese_and_full_width_are_names_and_read(unit: str) -> None:
    assert from_json(row(unit=unit)) == []


def test_b19_a_quantity_beyond_what_is_possible_is_refused() -> None:
    assert from_json(row(quantity="5000000000")) == [(1, "quantity", "input_range")]
    assert from_json(row(quantity="5000000000000", unit="kg")) == [(1, "quantity", "input_range")]


def test_b19_a_calorific_value_in_another_unit_is_refused() -> None:
    assert from_json(row(parameter="net_calorific_value", unit="GJ/t", quantity="20908")) == [
        (1, "quantity", "input_range")
    ]


def test_a_share_given_as_percent_number_is_refused() -> None:
    assert from_json(row(parameter="oxidation_factor", unit="1", quantity="98")) == [(1, "quantity", "input_range")]
    assert from_json(row(parameter="oxidation_factor", unit="%", quantity="0.98")) == [(1, "quantity", "input_range")]
    assert from_json(row(parameter="oxidation_factor", unit="%", quantity="98")) == []


def test_b20_an_unknown_stream_is_refused_with_those_there_are() -> None:
    assert from_json(row(source_stream="lignite")) == [(1, "source_stream", "stream_unknown")]
    assert from_json(row(source_stream="")) == [(1, "source_stream", "stream_missing")]


def test_b20_a_stream_is_found_by_its_name() -> None:
    assert from_json(row(source_stream="外购电力", unit="MWh")) == []


def test_b20_a_parameter_the_plan_does_not_measure_is_refused() -> None:
    assert from_json(row(parameter="carbon_content", unit="tC/GJ", quantity="0.02")) == [
        (1, "parameter", "parameter_unknown")
    ]


@pytest.mark.parametrize("month", [0, 13, "13", "2024-01", "Jan", "-1", "1.5"])
def test_b21_a_month_that_is_none_is_refused(month: object) -> None:
    assert from_json(row(month=month)) == [(1, "month", "month_invalid")]


@pytest.mark.parametrize("month", [1, "1", "01", " 1 ", "1月", None, ""])
def test_b21_months_may_be_written_in_several_ways(month: object) -> None:
    assert from_json(row(month=month)) == []


def test_b22_the_same_line_twice_is_refused_with_the_first_row() -> None:
    assert from_json(row(), row(month=2), row()) == [(3, "source_stream", "row_duplicate")]


def test_b22_the_year_twice_is_refused() -> None:
    assert from_json(row(month=None), row(month=None)) == [(2, "source_stream", "row_duplicate")]


def test_b22_the_same_line_under_code_and_name_is_refused() -> None:
    rows = [
        row(source_stream="power", unit="MWh"),
        row(source_stream="Purchased power", unit="MWh", parameter="activity"),
    ]
    assert from_json(*rows) == [(2, "source_stream", "row_duplicate")]


def test_b24_a_facility_of_somebody_else_is_refused() -> None:
    assert from_json(row(facility_code="FAC-2")) == [(1, "facility_code", "facility_other")]
    head = "facility_code,source_stream,month,quantity,unit"
    assert from_file(csv_text("FAC-2,coal,1,5,t", head=head).encode()) == [(2, "facility_code", "facility_other")]


def test_long_texts_are_refused_with_their_length() -> None:
    assert from_json(row(remark="x" * 501)) == [(1, "remark", "text_too_long")]


def test_unknown_fields_are_refused() -> None:
    assert from_json(row(state="decided")) == [(1, "state", "json_field_unknown")]


def test_missing_fields_are_named() -> None:
    assert from_json({"source_stream": "coal"}) == [
        (1, "quantity", "json_field_missing"),
        (1, "unit", "json_field_missing"),
    ]


@pytest.mark.parametrize(
    "body", ["", "null", "[]", '"x"', "{}", '{"rows": {}}', '{"rows": [1]}', "{'rows': []}", "\xff"]
)
def test_bodies_of_another_shape_are_refused(body: str) -> None:
    assert from_json(body=body.encode("latin-1"))


def test_an_empty_list_of_rows_is_refused() -> None:
    assert from_json() == [(None, "", "no_rows")]


def test_a_quantity_is_held_against_the_range_of_its_own_kind_among_kinds_that_take_more() -> None:
    good, wide = row(), row(month=2, quantity="90000000")
    share = row(month=3, parameter="oxidation_factor", unit="1", quantity="0.98")
    assert from_json(good, wide, share) == []
    assert from_json(good, wide, {**share, "quantity": "98"}) == [(3, "quantity", "input_range")]


@pytest.mark.parametrize(
    "text",
    [
        "1.",
        ".5",
        "00",
        "01",
        "0.0000000001",
        "1234567890123456789",
        "1e3",
        "",
        " 1",
        "1 ",
        "+1",
        "-1",
        "1_000",
        "1\n2",
        "１",
    ],
)
def test_a_quantity_is_judged_among_others_as_it_is_alone(text: str) -> None:
    alone = from_json(row(quantity=text))
    among = from_json(row(month=2), row(quantity=text), row(month=3))
    assert [problem[1:] for problem in among] == [problem[1:] for problem in alone]
    assert {problem[0] for problem in among} <= {2}
