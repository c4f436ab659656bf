"""Write a table as csv (UTF-8 with BOM, so spreadsheet programs read Chinese), xlsx or parquet."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from mrv.core.exports.table import ExportTable, harmless, written_rows

EXACT = pa.decimal128(38, 9)
WIDEST = 48


@dataclass(frozen=True)
class Format:
    """A file format: how to write it, what it is called on the wire."""

    write: Callable[[ExportTable], bytes]
    media_type: str
    extension: str


def as_csv(table: ExportTable) -> bytes:
    """RFC 4180 csv; decimals exact."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(column) for column in table.columns])
    writer.writerows(written_rows(table.rows))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(table: ExportTable) -> bytes:
    """A workbook: the table with filters, and a sheet that says what it is. Text is never a formula."""
    buffer = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00####"})
        sheet = book.add_worksheet("data")
        for column, name in enumerate(table.columns):
            sheet.set_column(column, column, min(WIDEST, max(12, 2 * len(name))))
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write_number(line, column, value, number if isinstance(value, Decimal) else None)
        sheet.autofilter(0, 0, max(1, len(table.rows)), max(0, len(table.columns) - 1))
        about = book.add_worksheet("about")
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 100)
        for line, (name, text) in enumerate(table.facts):
            about.write_string(line, 0, name, bold)
            about.write_string(line, 1, text)
    return buffer.getvalue()


def as_parquet(table: ExportTable) -> bytes:
    """Parquet with exact decimals; the facts as file metadata."""
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(list(values), _type(values)) for values in columns]
    made = pa.table(arrays, names=list(table.columns)).replace_schema_metadata(dict(table.facts))
    buffer = io.BytesIO()
    pq.write_table(made, buffer, compression="zstd")
    return buffer.getvalue()


def _type(values: tuple[object, ...]) -> pa.DataType:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {Decimal}:
        return EXACT
    return pa.int64() if kinds == {int} else pa.string()


FORMATS: Mapping[str, Format] = {
    "csv": Format(as_csv, "text/csv; charset=utf-8", "csv"),
    "xlsx": Format(as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "parquet": Format(as_parquet, "application/vnd.apache.parquet", "parquet"),
}
