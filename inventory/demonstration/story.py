"""What happens to which report: pure choices, so that every queue of the demonstration has something to show.

All of 2010, 2015 and 2016 and nearly all of 2017 end decided, because the city's totals rest on them. The
reports left on the way belong to the year after, which nobody has published: their figures repeat 2017's
and are labelled so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mrv.reference import demo_city

OPEN_YEAR = 2018
OPEN_STATES = (
    "draft",
    "draft",
    "computed",
    "computed",
    "assigned",
    "assigned",
    "document_review",
    "document_review",
    "site_visit",
    "findings_issued",
    "findings_issued",
    "enterprise_response",
    "re_review",
    "returned",
    "concluded",
    "concluded",
    "recalled",
)


@dataclass(frozen=True)
class Chapter:
    """One report: how it is declared and how it ends."""

    facility: demo_city.Facility
    year: int
    rows: tuple[demo_city.ActivityRow, ...]
    channel: str
    ending: str


def chapters(year: int) -> list[Chapter]:
    """Every report of one published year; all end decided, every fortieth after being returned once."""
    city = demo_city.build(year)
    rows = _rows_by_facility(city.activity_rows)
    return [
        Chapter(
            facility=facility,
            year=year,
            rows=rows[facility.code],
            channel=_channel(number, year),
            ending="returned_then_decided" if number % 40 == 7 else "decided",
        )
        for number, facility in enumerate(city.facilities)
        if facility.code in rows
    ]


def open_chapters() -> list[Chapter]:
    """The reports of the open year, one per state to show; the first belongs to the demonstration's reporter."""
    city = demo_city.build(2017)
    rows = _rows_by_facility(city.activity_rows)
    chosen = _first_of_each_owner(city.facilities)[: len(OPEN_STATES)]
    return [
        Chapter(facility=facility, year=OPEN_YEAR, rows=rows[facility.code], channel="rest", ending=ending)
        for facility, ending in zip(chosen, OPEN_STATES, strict=True)
    ]


def _channel(number: int, year: int) -> str:
    """Most reports come by REST from enterprise systems; some by xlsx, csv or typed into the form."""
    if year != 2017:
        return "rest"
    return {5: "xlsx", 15: "csv", 25: "typed"}.get(number % 60, "rest")


def _rows_by_facility(rows: Sequence[demo_city.ActivityRow]) -> dict[str, tuple[demo_city.ActivityRow, ...]]:
    found: dict[str, list[demo_city.ActivityRow]] = {}
    for row in rows:
        found.setdefault(row.facility, []).append(row)
    return {code: tuple(own) for code, own in found.items()}


def _first_of_each_owner(facilities: Sequence[demo_city.Facility]) -> list[demo_city.Facility]:
    seen: dict[str, demo_city.Facility] = {}
    for facility in facilities:
        seen.setdefault(facility.uscc, facility)
    return list(seen.values())
