"""Downloads: text that looks like a formula is made harmless, numbers stay numbers, everything reads back."""

import csv
import io
from decimal import Decimal

import openpyxl
import pyarrow.parquet as pq
import pytest

from mrv.core.exports.table import BLOCK, ExportTable, Value, harmless, plain, written_rows
from mrv.core.exports.write import FORMATS

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u00a0=1",
]
TABLE = ExportTable(
    "t", ["name", "value", "lines"], [["=1+1", Decimal("-1.500000001"), 3], ["钢铁", None, 0]], [("source", "测试")]
)


@pytest.mark.parametrize("text", HOSTILE)
def test_formula_in_text_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["steel", "钢铁", "", "a=b", "1-2"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_negative_numbers_stay_numbers() -> None:
    assert plain(Decimal("-1.50")) == "-1.5"
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("-0.000")) == "0"
    assert plain(None) == ""


def test_csv_round_trip_keeps_every_digit() -> None:
    text = FORMATS["csv"].write(TABLE).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["name", "value", "lines"], ["'=1+1", "-1.500000001", "3"], ["钢铁", "", "0"],
    ]  # fmt: skip


def test_xlsx_text_is_typed_text_and_numbers_are_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(TABLE)))["data"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert (sheet["B2"].value, sheet["B3"].value) == (-1.500000001, None)


def test_parquet_round_trip_keeps_every_digit() -> None:
    table = pq.read_table(io.BytesIO(FORMATS["parquet"].write(TABLE)))
    assert table.column("value").to_pylist() == [Decimal("-1.500000001"), None]
    assert table.schema.metadata[b"source"].decode() == "测试"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_empty_table_can_be_written(name: str) -> None:
    assert FORMATS[name].write(ExportTable("t", ["a", "b"], []))


def test_no_digit_of_a_long_number_is_lost_and_none_is_written_with_an_exponent() -> None:
    numbers = ["-12345678901234567890123456789012.000000100", "1E+3", "-0.000", "0.10", "7"]
    assert [plain(Decimal(number)) for number in numbers] == [
        "-12345678901234567890123456789012.0000001", "1000", "0", "0.1", "7",
    ]  # fmt: skip


def cells(rows: list[tuple[Value, ...]]) -> list[list[str]]:
    """Rows as they are read back from a csv file, without the header."""
    table = ExportTable("t", [f"c{place}" for place in range(len(rows[0]))], rows)
    return list(csv.reader(io.StringIO(FORMATS["csv"].write(table).decode("utf-8-sig"), newline="")))[1:]


def test_rows_become_text_whatever_their_columns_hold() -> None:
    rows: list[tuple[Value, ...]] = [
        ("=1", 1, Decimal("1.50"), None, "ok"),
        ("ok", None, Decimal(0), "-x", 3),
        ("=1", 3, 2, Decimal("0.5"), "=2"),
    ]
    assert cells(rows) == [["'=1", "1", "1.5", "", "ok"], ["ok", "", "0", "'-x", "3"], ["'=1", "3", "2", "0.5", "'=2"]]


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1])
def test_every_cell_is_written_as_one_alone_would_be(size: int) -> None:
    texts = [*HOSTILE, "a,b", '"', "钢铁", ""]
    rows: list[tuple[Value, ...]] = [
        (texts[n % len(texts)], n, Decimal(n) / 1000, None if n % 2 else n, texts[n % 7] if n % 3 else None)
        for n in range(size)
    ]
    assert cells(rows) == [[plain(value) for value in row] for row in rows]


def test_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="too many values"):
        list(written_rows([("a", 1), ("b", 2, 3)]))
