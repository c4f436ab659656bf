"""The story of the demonstration: complete, deterministic, with something in every queue."""

import csv
import io
from decimal import Decimal

import pytest

from inventory.demonstration.declaring import csv_file, record_of, xlsx_file
from inventory.demonstration.story import OPEN_STATES, chapters, open_chapters
from mrv.reference import demo_city
from reporting.states import REPORT_VERSION


@pytest.mark.parametrize("year", demo_city.YEARS)
def test_every_row_of_a_published_year_is_declared_exactly_once(year: int) -> None:
    told = [row for chapter in chapters(year) for row in chapter.rows]
    assert sorted(told, key=repr) == sorted(demo_city.build(year).activity_rows, key=repr)


@pytest.mark.parametrize("year", demo_city.YEARS)
def test_every_report_of_a_published_year_ends_decided(year: int) -> None:
    assert {chapter.ending for chapter in chapters(year)} <= {"decided", "returned_then_decided"}


def test_some_reports_come_back_for_correction_and_come_by_every_channel() -> None:
    told = chapters(2017)
    assert sum(chapter.ending == "returned_then_decided" for chapter in told) >= 5
    assert {chapter.channel for chapter in told} == {"rest", "xlsx", "csv", "typed"}


def test_the_open_year_leaves_something_in_every_queue() -> None:
    assert {chapter.ending for chapter in open_chapters()} == set(OPEN_STATES)
    turns = {REPORT_VERSION.state(ending).turn for ending in OPEN_STATES}
    assert {"enterprise", "verifier", "authority"} <= turns


def test_each_open_report_belongs_to_another_enterprise() -> None:
    owners = [chapter.facility.uscc for chapter in open_chapters()]
    assert len(owners) == len(set(owners))


def test_at_least_three_hundred_facilities_in_all_sixteen_districts_report() -> None:
    facilities = [chapter.facility for chapter in chapters(2017)]
    assert len(facilities) >= 300
    assert len({facility.district for facility in facilities}) == 16


def test_a_file_carries_every_digit_of_the_rows() -> None:
    chapter = chapters(2017)[0]
    told = list(csv.DictReader(io.StringIO(csv_file(chapter.rows).decode("utf-8-sig"))))
    assert [Decimal(row["quantity"]) for row in told] == [row.quantity for row in chapter.rows]
    assert xlsx_file(chapter.rows).startswith(b"PK")


def test_what_is_implied_or_synthetic_says_so_in_every_row() -> None:
    for row in chapters(2017)[0].rows:
        label = record_of(row)["data_source"]
        assert "synthetic" in label
        assert row.scope == 2 or "implied" in label
