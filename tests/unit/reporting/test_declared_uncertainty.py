"""A declared uncertainty: read from JSON and files, refused where it is none, absent from the fast way of plain rows."""

import json

import pytest

from reporting.intake.check_rows import Columns, check_rows
from reporting.intake.copy_text import copy_blocks
from reporting.intake.files import read_file
from reporting.intake.json_rows import read_json
from tests.unit.reporting.intake import RULES, from_json, row


def columns_of(*uncertainties: str | None) -> Columns:
    rows = [
        row(month=month, **({} if text is None else {"uncertainty_percent": text}))
        for month, text in enumerate(uncertainties, 1)
    ]
    reading = read_json(json.dumps({"rows": rows}).encode())
    assert reading.columns is not None
    checked = check_rows(reading.columns, RULES)
    assert checked.columns is not None
    return checked.columns


def test_rows_without_one_are_stored_without_the_column() -> None:
    columns = columns_of(None, None)
    assert columns.uncertainties == []
    assert next(iter(copy_blocks(7, columns))).splitlines()[0].endswith("\t1")


def test_rows_that_state_one_keep_it_and_the_others_stay_unknown() -> None:
    columns = columns_of("1.5", None, " 3 ")
    assert columns.uncertainties == ["1.5", None, "3"]
    lines = next(iter(copy_blocks(7, columns))).splitlines()
    assert [line.split("\t")[-4:] for line in lines] == [
        ["1", "1.5", "", ""],
        ["2", "\\N", "", ""],
        ["3", "3", "", ""],
    ]


@pytest.mark.parametrize(
    "text",
    ["-1", "1001", "about 3", "1.2345", "NaN"],
)
def test_a_wrong_one_is_placed_at_its_row_and_column(text: str) -> None:
    ((number, column, _),) = from_json(row(), row(month=2, uncertainty_percent=text))
    assert (number, column) == (2, "uncertainty_percent")


def test_a_file_may_have_the_column_in_either_language() -> None:
    for title in ("uncertainty_percent", "不确定度", "Uncertainty, %"):
        text = f'source_stream,month,quantity,unit,"{title}"\ncoal,1,12.5,t,2.5\ncoal,2,12.5,t,\n'
        table = read_file(text.encode(), facility_code="FAC-1", year=2020).reading.table
        assert table is not None
        checked = check_rows(table.columns, RULES, numbers=table.numbers)
        assert checked.columns is not None
        assert checked.columns.uncertainties == ["2.5", None]
