"""Bad files (catalogue B28-B39): encodings, headers, damaged, hostile and oversized workbooks."""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from inventory.area.columns import AREA_SOURCES
from mrv.core.table_files.read import read_table
from mrv.core.workbooks import child
from reporting.intake.annotate import annotate
from reporting.intake.csv_file import read_csv
from reporting.intake.files import MAX_BYTES, read_file
from reporting.intake.problems import problem
from reporting.services.receive_file import plain_name
from tests.unit.reporting.intake import HEADER, csv_text, from_file, quantities, workbook

GOOD = csv_text("coal,1,5,t", "coal,2,6.5,t")
ROW = ["FAC-1", "coal", 1, "", 5, "t", "", "", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_b28_known_encodings_are_read(encoding: str) -> None:
    text = csv_text("coal,1,5,吨", head="源流,月份,数量,单位")
    assert quantities(text.encode(encoding)) == ["5"]


def test_b28_text_of_no_known_encoding_is_refused() -> None:
    assert from_file(csv_text("coal,1,5,t,é", head="source_stream,month,quantity,unit,remark").encode("latin-1")) == [
        (None, "", "file_encoding")
    ]


def test_b28_utf16_without_its_mark_is_refused() -> None:
    assert from_file(GOOD.encode("utf-16-le")) == [(None, "", "file_nul")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_b29_delimiters_and_line_ends_are_recognized(delimiter: str, line_end: str) -> None:
    assert quantities(GOOD.replace(",", delimiter).replace("\n", line_end).encode()) == ["5", "6.5"]


def test_b29_mixed_line_ends_are_read() -> None:
    assert quantities(b"source_stream,month,quantity,unit\r\ncoal,1,5,t\rcoal,2,6,t\n") == ["5", "6"]


def test_b29_a_quotation_mark_that_never_closes_is_named() -> None:
    ((_, _, code),) = from_file(csv_text('coal,1,"5,t', "coal,2,6,t").encode())
    assert code == "file_quote"


def test_b29_rows_keep_the_numbers_of_their_lines() -> None:
    text = 'source_stream,month,quantity,unit,remark\ncoal,1,5,t,"two\nlines"\n\ncoal,2,x,t,\n'
    assert from_file(text.encode()) == [(5, "quantity", "number_format")]


def test_b30_a_wrong_sheet_is_refused_with_those_there_are() -> None:
    assert from_file(workbook(ROW, sheet="first", second=[["x"]])) == [(None, "", "workbook_sheet")]


def test_b30_a_single_sheet_of_another_name_is_read() -> None:
    assert quantities(workbook(ROW, sheet="Sheet1")) == ["5"]


def test_b30_a_renamed_header_is_refused() -> None:
    assert from_file(csv_text("coal,1,5,t", head="source_stream,month,amount,unit").encode()) == [
        (None, "", "file_header")
    ]


def test_b30_an_unknown_column_is_named() -> None:
    assert from_file(csv_text("coal,1,5,t,7", head="source_stream,month,quantity,unit,co2").encode()) == [
        (1, "", "file_header_unknown")
    ]


def test_b30_a_column_given_twice_is_named() -> None:
    assert from_file(csv_text("coal,1,5,t,6", head="source_stream,month,quantity,unit,数量").encode()) == [
        (1, "quantity", "file_header_twice")
    ]


def test_b30_a_second_header_is_named() -> None:
    assert from_file(csv_text("coal,1,5,t", "source_stream,month,quantity,unit").encode()) == [
        (3, "", "file_header_again")
    ]


def test_b30_a_header_below_a_title_is_found() -> None:
    assert quantities(("Activity data 2020,,,\n" + GOOD).encode()) == ["5", "6.5"]


def test_b30_hidden_rows_count_like_all_others() -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("activity")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)
        sheet.write_row(2, 0, ["FAC-1", "coal", 2, "", "x", "t"])
        sheet.set_row(2, options={"hidden": True})
    assert from_file(out.getvalue()) == [(3, "quantity", "number_format")]


def test_b31_a_formula_without_a_stored_value_is_named() -> None:
    data = workbook(["FAC-1", "coal", 1, "", None, "t"])
    broken = rewritten(data, "xl/worksheets/sheet1.xml", b'<c r="F2"', b'<c r="E2"><f>1+1</f></c><c r="F2"')
    assert from_file(broken) == [(2, "E2", "cell_formula")]


def test_b31_a_formula_with_a_stored_value_is_read() -> None:
    data = workbook(["FAC-1", "coal", 1, "", None, "t"])
    whole = rewritten(data, "xl/worksheets/sheet1.xml", b'<c r="F2"', b'<c r="E2"><f>1+1</f><v>2</v></c><c r="F2"')
    assert quantities(whole) == ["2"]


def test_b31_an_error_cell_is_refused() -> None:
    data = workbook(["FAC-1", "coal", 1, "", "=1/0", "t"])
    broken = data
    found = from_file(rewritten(broken, "xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>#REF!</v>"))
    assert [(row, column) for row, column, _ in found] == [(2, "quantity")]


def test_b31_a_date_in_the_month_column_is_refused() -> None:
    assert from_file(workbook(["FAC-1", "coal", "2020-01-01", "", 5, "t"])) == [(2, "month", "month_invalid")]


@pytest.mark.parametrize("value", [b"NaN", b"1e309", b"INF"])
def test_b32_numbers_that_are_none_are_refused(value: bytes) -> None:
    book = workbook(["FAC-1", "coal", 1, "", 777, "t"])
    data = rewritten(book, "xl/worksheets/sheet1.xml", b"<v>777</v>", b"<v>%b</v>" % value)
    ((_, _, code),) = from_file(data)
    assert code in {"number_not_finite", "workbook_damaged"}


def test_b33_a_zip_bomb_is_refused_without_inflating_it() -> None:
    data = with_entry(workbook(ROW), "xl/media/bomb.xml", b"0" * (60 * 2**20))
    assert from_file(data) == [(None, "", "workbook_too_complex")]


def test_b33_a_lying_size_is_found_while_inflating() -> None:
    archive = zipfile.ZipFile(io.BytesIO(with_entry(workbook(ROW), "x", b"0" * 5000)))
    with pytest.raises(child.Refused):
        child.inflated(archive, "x", 1000)


def test_b33_too_many_entries_are_refused() -> None:
    data = workbook(ROW)
    for number in range(200):
        data = with_entry(data, f"xl/extra{number}.xml", b"x")
    assert from_file(data) == [(None, "", "workbook_too_complex")]


@pytest.mark.parametrize("cell", [b"XFD1048576", b"AAA1", b"A1048576"])
def test_b34_a_far_cell_is_refused_and_only_the_child_knows(cell: bytes) -> None:
    row = cell.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = b'<row r="%b"><c r="%b"><v>1</v></c></row></sheetData>' % (row, cell)
    data = rewritten(workbook(ROW), "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    ((_, _, code),) = from_file(data)
    assert code in {"workbook_too_complex", "too_many_rows"}


def test_f20_a_crash_of_the_child_is_an_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    script = tmp_path / "child.py"
    script.write_text("import os; os.abort()")
    monkeypatch.setattr("mrv.core.workbooks.read.CHILD", script)
    assert from_file(workbook(ROW)) == [(None, "", "workbook_too_complex")]


def test_f20_a_child_that_takes_too_long_is_an_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    script = tmp_path / "child.py"
    script.write_text("import time; time.sleep(5)")
    monkeypatch.setattr("mrv.core.workbooks.read.CHILD", script)
    monkeypatch.setattr("mrv.core.workbooks.read.SECONDS", 0.2)
    assert from_file(workbook(ROW)) == [(None, "", "workbook_too_complex")]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><sst><si><t>&x;</t></si></sst>'
)


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE])
def test_b35_entities_are_never_expanded(content: bytes) -> None:
    data = replaced(workbook(ROW), "xl/sharedStrings.xml", content)
    assert from_file(data)


def test_b36_a_file_over_the_limit_is_refused_unread() -> None:
    assert from_file(b"x" * (MAX_BYTES + 1)) == [(None, "", "file_too_large")]


def test_b36_more_rows_than_allowed_are_refused() -> None:
    lines = "".join(f"coal,1,{n},t\n" for n in range(100_001))
    assert from_file(("source_stream,month,quantity,unit\n" + lines).encode()) == [(None, "", "too_many_rows")]


def test_b36_a_row_of_16384_cells_is_refused() -> None:
    assert from_file(csv_text("coal,1,5,t" + ",9" * 16380).encode()) == [(2, "", "file_row_length")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html><html>", "file_type"), (b"%PDF-1.7", "file_type"), (b"MZ\x90\x00", "file_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "file_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
        (b"PK\x03\x04garbage", "workbook_damaged"), (b"", "file_empty"), (b"\n\n", "file_empty"),
    ],
)  # fmt: skip
def test_b37_files_of_another_kind_are_refused_by_content(data: bytes, code: str) -> None:
    assert from_file(data) == [(None, "", code)]


def test_b37_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert from_file(out.getvalue()) == [(None, "", "file_type")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/vbaProject.bin", "workbook_macros"), ("../../etc/passwd", "workbook_damaged"),
        ("/etc/passwd", "workbook_damaged"), ("xl/inner.zip", "workbook_damaged"),
    ],
)  # fmt: skip
def test_b37_macros_archives_and_outside_paths_are_refused(name: str, code: str) -> None:
    assert from_file(with_entry(workbook(ROW), name, b"x")) == [(None, "", code)]


def test_b37_a_link_entry_is_refused() -> None:
    out = io.BytesIO(workbook(ROW))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("xl/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert from_file(out.getvalue()) == [(None, "", "workbook_damaged")]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "＝1", "＋1", "－1", "＠x"])
def test_b38_formulas_in_text_stay_text_in_what_is_written_out(text: str) -> None:
    grid = [["source_stream", "month", "quantity", "unit", "remark"], ["coal", "1", "x", "t", text]]
    copy = annotate("csv", grid, [problem("no_rows")]).decode("utf-8-sig")
    assert f",'{text}," in copy
    book = read_file(annotate("xlsx", grid, [problem("no_rows")])).reading
    assert book.table is not None
    assert book.table.columns.remarks == [text]


def test_b38_a_negative_number_stays_a_number() -> None:
    grid = [["source_stream", "month", "quantity", "unit"], ["coal", "1", "-5.5", "t"]]
    assert "coal,1,-5.5,t" in annotate("csv", grid, []).decode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\temp\\data.xlsx", "data.xlsx"), ('a"b.csv', "a b.csv"),
        ("a\r\nSet-Cookie: x.csv", "a Set-Cookie x.csv"), ("", "file"), ("...", "file"), ("a\u202ecsv.exe", "a csv.exe"),
    ],
)  # fmt: skip
def test_b39_a_file_name_is_only_a_label(name: str, kept: str) -> None:
    assert plain_name(name) == kept


def test_b39_a_long_name_is_shortened_with_its_ending() -> None:
    assert len(plain_name("x" * 300 + ".xlsx")) <= 120
    assert plain_name("x" * 300 + ".xlsx").endswith(".xlsx")


def meta(**values: str) -> bytes:
    return workbook(ROW, _meta=[[name, value] for name, value in values.items()])


def test_another_template_version_is_refused() -> None:
    assert from_file(meta(template_version="0")) == [(None, "_meta", "template_version")]


def test_a_workbook_of_another_facility_or_year_is_refused() -> None:
    assert from_file(meta(template_version="1", facility_code="FAC-9", year="2019")) == [
        (None, "_meta", "template_facility"),
        (None, "_meta", "template_year"),
    ]


def test_reading_csv_never_needs_the_file_name() -> None:
    assert read_csv(GOOD.encode()).table is not None


def rewritten(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(name)
    assert old in content
    return replaced(data, name, content.replace(old, new))


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, content if entry.filename == name else source.read(entry.filename))
    return out.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def merged_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, bordered = book.add_worksheet("activity"), book.add_format({"border": 1})
        page.merge_range(0, 0, 0, 8, "Activity of the year", bordered)
        page.write_row(1, 0, HEADER)
        for month in (1, 2, 3):
            page.write_row(month + 1, 0, ["FAC-1", "coal", month, "activity", str(month), "t"])
        page.merge_range(2, 1, 4, 1, "coal", bordered)
    return out.getvalue()


def test_b30_of_merged_cells_only_the_first_has_a_value_and_the_others_are_named() -> None:
    assert from_file(merged_workbook()) == [
        (4, "source_stream", "stream_missing"),
        (5, "source_stream", "stream_missing"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html><html>", "file_kind"), (b"%PDF-1.7", "file_kind"), (b"MZ\x90\x00", "file_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "file_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"PK\x03\x04garbage", "file_workbook"), (b"", "file_empty"), (b"\r\n\r\n", "file_empty"),
    ],
)  # fmt: skip
def test_b37_tables_of_area_sources_and_factors_are_told_by_content_too(data: bytes, code: str) -> None:
    (found,) = read_table(data, AREA_SOURCES).problems
    assert found.code == code
    assert found.text.en != found.text.zh
