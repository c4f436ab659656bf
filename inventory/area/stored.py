"""What an import did or would do as JSON and back, so that a page and the interface can show it after the work."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inventory.models import AreaSource
from inventory.publication.content import plain
from inventory.services.import_area_sources import AreaImport
from mrv.accounting.messages import Text
from mrv.core.models import District, Sector
from mrv.core.table_files.problems import FileProblem

MOST_PROBLEMS = 5_000


def as_json(outcome: AreaImport) -> dict[str, Any]:
    """Decimals as strings; of endless faults the first ones and how many there are."""
    problems = [
        {"row": one.row, "column": one.column, "code": one.code, "en": one.text.en, "zh": one.text.zh}
        for one in outcome.problems[:MOST_PROBLEMS]
    ]
    return {
        "rows": outcome.row_count,
        "is_stored": outcome.is_stored,
        "problem_count": len(outcome.problems),
        "problems": problems,
        "fresh": [_source_as_json(source) for source in outcome.fresh],
    }


def from_json(stored: Mapping[str, Any]) -> AreaImport:
    """The outcome again; its sources are unsaved and hold what is shown of them."""
    sectors = {sector.code: sector for sector in Sector.objects.filter(system="inventory")}
    codes = {source["district"] for source in stored["fresh"]}
    districts = {district.code: district for district in District.objects.filter(code__in=codes)}
    return AreaImport(
        row_count=stored["rows"],
        fresh=[_source(one, sectors[one["sector"]], districts[one["district"]]) for one in stored["fresh"]],
        problems=[
            FileProblem(one["row"], one["column"], one["code"], Text(one["en"], one["zh"]))
            for one in stored["problems"]
        ],
        is_stored=stored["is_stored"],
    )


def counts_of(outcome: AreaImport) -> dict[str, int]:
    """Rows, new sources, new versions, unchanged rows."""
    counts = {"rows": outcome.row_count, "new": len(outcome.added), "changed": len(outcome.changed)}
    return {**counts, "unchanged": outcome.unchanged}


def _source_as_json(source: AreaSource) -> dict[str, Any]:
    return {
        "code": source.code,
        "year": source.year,
        "number": source.number,
        "sector": source.sector.code,
        "district": source.district.code,
        "quantity": None if source.activity_quantity is None else plain(source.activity_quantity),
        "unit": source.activity_unit,
        "notation_key": source.notation_key,
        "co2e_t": plain(source.co2e_t),
    }


def _source(one: Mapping[str, Any], sector: Sector, district: District) -> AreaSource:
    return AreaSource(
        code=one["code"],
        year=one["year"],
        number=one["number"],
        sector=sector,
        district=district,
        activity_quantity=None if one["quantity"] is None else Decimal(one["quantity"]),
        activity_unit=one["unit"],
        notation_key=one["notation_key"],
        co2e_t=Decimal(one["co2e_t"]),
    )
