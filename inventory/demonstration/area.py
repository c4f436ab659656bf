"""What no enterprise reports: area sources, sent in as a table by the inventory compiler; implied and labelled so."""

import csv
import io

from inventory.area.columns import TITLES
from inventory.demonstration.doors import Door, DoorClosed
from inventory.demonstration.forms import fill_in, forms_of
from inventory.demonstration.register import FACTOR_SETS
from mrv.reference import demo_city

UPLOAD = "/inventory/area-sources/upload/"
REASON = "Published sector totals of the demonstration city"


def record_year(compiler: Door, year: int) -> int:
    """Upload the table of one published year: the dry run, then the record. Those already there are left alone."""
    rows = demo_city.build(year).area_sources
    compiler.page(UPLOAD)
    checked = compiler.post_file(UPLOAD, "file", f"area-sources-{year}.csv", table_of(rows))
    form = next((form for form in forms_of(checked.body.decode(), UPLOAD) if form.fields.get("content")), None)
    if form is None:
        raise DoorClosed(f"The dry run of the area sources of {year} offers nothing to record.")
    fill_in(compiler, form, act="store")
    return len(rows)


def table_of(rows: tuple[demo_city.AreaRow, ...]) -> bytes:
    """The area sources of a year as csv, as a spreadsheet program saves it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(TITLES), restval="")
    writer.writeheader()
    writer.writerows(_row(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _row(row: demo_city.AreaRow) -> dict[str, object]:
    return {
        "code": row.code,
        "year": row.year,
        "sector": row.sector,
        "district": row.district,
        "scope": 1,
        "fuel": row.stream,
        "quantity": format(row.quantity, "f"),
        "unit": row.unit,
        "method": row.method,
        "factor_sets": ";".join(FACTOR_SETS),
        "source": row.data_source,
        "provenance": "implied",
        "proxy": row.proxy,
        "is_synthetic": "yes",
        "reason": REASON,
    }
