"""The monthly grid: saved cell by cell or as a form, bad cells stay out, nobody overwrites somebody else."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mrv.core.actor import system_actor
from reporting.models import ActivityRecord, ReportVersion, SourceStream
from reporting.services.replace_activity import replace_activity
from tests.factories import World
from tests.reporting_cast import filled, month_rows, opened

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}


def cell(code: str, month: int) -> str:
    return f"{SourceStream.objects.get(code=code, plan__facility__code='FAC-1').pk}.{month}"


def save(client: Client, version: ReportVersion, values: dict[str, str], **more: str) -> Any:
    address = reverse("reporting:months", args=[version.report.public_id])
    version.refresh_from_db()
    return client.post(address, {"version": str(version.draft_revision), **values, **more}, headers=ENGLISH)


def amount(version: ReportVersion, month: int) -> str:
    found = ActivityRecord.objects.filter(version=version, month=month, parameter="activity").first()
    return f"{found.quantity.normalize():f} {found.unit}" if found else ""


def test_a_typed_cell_is_saved_with_the_next_version_number(cast: World, reporter: Client) -> None:
    version = opened(cast)
    answer = save(reporter, version, {cell("diesel", 1): "12.5"}, partial="1")
    assert answer.status_code == 200
    assert json.loads(answer.headers["HX-Trigger"]) == {"grid:saved": {"version": 1}}
    assert "Saved" in answer.content.decode()
    assert amount(version, 1) == "12.5 t"


def test_one_bad_cell_does_not_hold_back_the_others(cast: World, reporter: Client) -> None:
    version = opened(cast)
    bad = cell("diesel", 2)
    answer = save(reporter, version, {cell("diesel", 1): "12.5", bad: "1,200"}, partial="1")
    assert answer.status_code == 422
    triggers = json.loads(answer.headers["HX-Trigger"])
    assert triggers["grid:saved"] == {"version": 1}
    assert "thousands separator" in triggers["grid:problems"][bad]
    assert (amount(version, 1), amount(version, 2)) == ("12.5 t", "")


def test_without_scripts_a_bad_cell_comes_back_with_its_reason(cast: World, reporter: Client) -> None:
    version = opened(cast)
    bad = cell("diesel", 2)
    answer = save(reporter, version, {cell("diesel", 1): "12.5", bad: "-4"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#cell-{bad}"' in text
    assert 'value="-4"' in text
    assert "cannot be negative" in text
    assert amount(version, 1) == "12.5 t"


def test_somebody_elses_change_is_not_overwritten(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    stale = {"version": "0", cell("diesel", 1): "999", "partial": "1"}
    address = reverse("reporting:months", args=[version.report.public_id])
    answer = reporter.post(address, stale, headers=ENGLISH)
    assert answer.status_code == 409
    assert "Nothing of yours was saved" in answer.content.decode()
    assert amount(version, 1) == "100.1 t"


def test_without_scripts_a_conflict_shows_both_values(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    address = reverse("reporting:months", args=[version.report.public_id])
    answer = reporter.post(address, {"version": "0", cell("diesel", 1): "999"}, headers=ENGLISH)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "You had: 999" in text
    assert 'value="100.1"' in text


def test_an_emptied_cell_removes_its_row(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    save(reporter, version, {cell("diesel", 5): ""}, partial="1")
    assert amount(version, 5) == ""
    assert version.activity_records.count() == 11


def test_sources_and_evidence_survive_a_change_of_the_amount(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    save(reporter, version, {cell("diesel", 5): "7"}, partial="1")
    row = ActivityRecord.objects.get(version=version, month=5)
    assert (row.quantity, row.data_source, row.evidence_ref) == (7, "invoice", "INV-5")


def test_a_row_in_another_unit_has_a_line_of_its_own(cast: World, reporter: Client) -> None:
    version = opened(cast)
    rows = [row for row in month_rows(unit="kg") if row.month == 1]
    assert replace_activity(version=version, rows=rows, by=system_actor("test")) == []
    grid = reporter.get(reverse("reporting:months", args=[version.report.public_id])).context["grid"]
    assert [(row.hint, row.unit, row.cells[0].value) for row in grid.rows][:2] == [
        ("diesel", "t", ""),
        ("diesel", "kg", "100.1"),
    ]
    save(reporter, version, {grid.rows[1].cells[0].name: "250"}, partial="1")
    assert amount(version, 1) == "250 kg"


def test_names_that_are_no_cell_are_ignored(cast: World, reporter: Client) -> None:
    version = opened(cast)
    odd = {"1.13": "5", "999999.1": "5", f"{cell('diesel', 1)}.zz": "5", "state": "decided"}
    assert save(reporter, version, odd, partial="1").status_code == 200
    assert version.activity_records.count() == 0


def test_a_submitted_version_cannot_be_typed_into(cast: World, reporter: Client) -> None:
    from tests.factories import version as made

    version = made(cast.facility, state="computed", plan=cast.facility.plans.get())
    page = reporter.get(reverse("reporting:months", args=[version.report.public_id]), headers=ENGLISH)
    assert "can no longer be changed" in page.content.decode()
    assert save(reporter, version, {cell("diesel", 1): "1"}).status_code == 409
