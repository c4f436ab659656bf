"""The whole job of an enterprise by plain form posts: open, type, check, sign, see the results, recall, correct."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mrv.core.models import AuditEvent
from reporting.models import ActivityRecord, EmissionLine, EmissionsReport, ReportVersion, SourceStream
from tests.factories import World
from tests.support import run_jobs

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}


def opened(reporter: Client) -> EmissionsReport:
    answer = reporter.post(reverse("reporting:open"), {"facility": "FAC-1", "compliance_year": "2020"})
    report = EmissionsReport.objects.get()
    assert answer.headers["Location"] == reverse("reporting:report", args=[report.public_id])
    return report


def cells(code: str, amount: int) -> dict[str, str]:
    stream = SourceStream.objects.get(code=code, plan__facility__code="FAC-1")
    return {f"{stream.pk}.{month}": f"{amount}.{month}" for month in range(1, 13)}


def filled(reporter: Client) -> EmissionsReport:
    report = opened(reporter)
    values = {**cells("diesel", 100), **cells("electricity", 1000), "version": "0"}
    answer = reporter.post(reverse("reporting:months", args=[report.public_id]), values)
    assert answer.status_code == 302
    return report


def signed(reporter: Client, signer: Client) -> ReportVersion:
    report = filled(reporter)
    reporter.get(reverse("reporting:checks", args=[report.public_id]))
    address = reverse("reporting:submit", args=[report.public_id])
    revision = signer.get(address).context["form"]["revision"].value()
    answer = signer.post(address, {"revision": revision, "acknowledgement": "on"})
    version = report.versions.get()
    assert answer.headers["Location"] == reverse("reporting:receipt", args=[version.public_id])
    return version


def page(client: Client, name: str, key: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=[key]), query, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_typed_amounts_become_rows_of_the_draft(reporter: Client) -> None:
    report = filled(reporter)
    version = report.versions.get()
    assert ActivityRecord.objects.filter(version=version).count() == 24
    assert ActivityRecord.objects.get(version=version, month=3, quantity=Decimal("100.3")).unit == "t"
    assert "2 of 2 streams complete" in page(reporter, "reporting:report", report.public_id)


def test_report_is_opened_filled_checked_signed_and_computed(reporter: Client, signer: Client) -> None:
    version = signed(reporter, signer)
    receipt = page(signer, "reporting:receipt", version.public_id)
    assert version.content_hash in receipt
    assert version.content_hash[:4].upper() in receipt
    run_jobs()
    version.refresh_from_db()
    assert version.state == "computed"
    total = sum(EmissionLine.objects.filter(version=version).values_list("co2e_t", flat=True))
    assert version.total_co2e_t == total
    for by in ("stream", "month", "line"):
        assert "Scopes 1 and 2" in page(reporter, "reporting:version", version.public_id, by=by)


def test_every_line_leads_to_its_explanation_and_proves_itself(reporter: Client, signer: Client) -> None:
    version = signed(reporter, signer)
    run_jobs()
    line = EmissionLine.objects.filter(version=version, stream_code="diesel").first()
    assert line is not None
    lines = page(reporter, "reporting:version", version.public_id, by="line")
    assert reverse("reporting:line", args=[line.public_id]) in lines
    explained = page(reporter, "reporting:line", line.public_id)
    assert "Recomputed now: identical" in explained
    assert "AD × NCV × CC × OF × 44/12" in explained
    assert "42.652" in explained
    machine = reporter.get(reverse("reporting:line_json", args=[line.public_id])).json()
    assert machine["is_identical"] is True


def test_a_changed_digit_is_found_by_the_explanation(reporter: Client, signer: Client) -> None:
    version = signed(reporter, signer)
    run_jobs()
    line = EmissionLine.objects.filter(version=version).first()
    assert line is not None
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE reporting_emissionline SET co2_t = co2_t + 1 WHERE id = %s", [line.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT; SET ROLE app_rt")
    assert "Recomputed now: different" in page(reporter, "reporting:line", line.public_id)


def test_only_the_responsible_person_may_sign(cast: World, reporter: Client) -> None:
    report = filled(reporter)
    reporter.get(reverse("reporting:checks", args=[report.public_id]))
    text = page(reporter, "reporting:submit", report.public_id)
    assert "These persons of your enterprise can sign" in text
    assert str(cast.people["responsible_person"]) in text
    answer = reporter.post(
        reverse("reporting:submit", args=[report.public_id]), {"revision": "1", "acknowledgement": "on"}
    )
    assert answer.status_code == 403
    assert report.versions.get().state == "draft"


def test_signing_needs_the_confirmation(reporter: Client, signer: Client) -> None:
    report = filled(reporter)
    signer.get(reverse("reporting:checks", args=[report.public_id]))
    answer = signer.post(reverse("reporting:submit", args=[report.public_id]), {"revision": "1"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "Confirm that the data are true and complete" in answer.content.decode()
    assert report.versions.get().state == "draft"


def test_what_changed_after_reading_is_not_signed(reporter: Client, signer: Client) -> None:
    report = filled(reporter)
    signer.get(reverse("reporting:checks", args=[report.public_id]))
    answer = signer.post(
        reverse("reporting:submit", args=[report.public_id]),
        {"revision": "0", "acknowledgement": "on"},
        headers=ENGLISH,
    )
    assert answer.status_code == 422
    assert "changed after you opened this page" in answer.content.decode()


def test_a_warning_is_explained_before_signing(reporter: Client, signer: Client) -> None:
    report = opened(reporter)
    months = dict(list(cells("diesel", 100).items())[:11])
    reporter.post(reverse("reporting:months", args=[report.public_id]), {**months, "version": "0"})
    address = reverse("reporting:checks", args=[report.public_id])
    form = reporter.get(address).context["form"]
    assert "cannot" not in form.errors
    short = reporter.post(address, dict.fromkeys(form.fields, "idle"), headers=ENGLISH)
    assert short.status_code == 422
    reporter.post(address, dict.fromkeys(form.fields, "The plant stood still in December, see the log."))
    version = report.versions.get()
    assert not version.check_results.filter(severity="warning", explanation="").exists()
    assert "The checks find nothing that stands in the way" in page(signer, "reporting:checks", report.public_id)


def test_a_recalled_report_goes_on_in_a_copy(reporter: Client, signer: Client) -> None:
    version = signed(reporter, signer)
    run_jobs()
    address = reverse("reporting:recall", args=[version.report.public_id])
    assert signer.post(address, {"reason_text": " "}).status_code == 422
    assert signer.post(address, {"reason_text": "A meter was read wrongly."}).status_code == 302
    newest = version.report.latest_version()
    assert (newest.number, newest.state, newest.activity_records.count()) == (2, "draft", 24)
    assert AuditEvent.objects.get(action="reporting:report_version:recall").reason == "A meter was read wrongly."


def test_a_returned_report_is_corrected_in_a_new_version(cast: World, reporter: Client) -> None:
    from tests.factories import version as made

    returned = made(cast.facility, year=2016, state="returned")
    address = reverse("reporting:correct", args=[returned.report.public_id])
    assert "What was submitted is never edited" in page(reporter, "reporting:correct", returned.report.public_id)
    assert reporter.post(address, {"reason_text": "The finding on diesel."}).status_code == 302
    newest = returned.report.latest_version()
    assert (newest.state, newest.supersedes_id) == ("draft", returned.pk)
    assert reporter.post(address, {"reason_text": "Once more."}).status_code == 409


def test_a_year_that_cannot_be_reported_is_refused_at_the_form(cast: World, reporter: Client) -> None:
    cast.facility.plans.update(valid_to="2015-12-31")
    answer = reporter.post(
        reverse("reporting:open"), {"facility": "FAC-1", "compliance_year": "2020"}, headers=ENGLISH
    )
    assert answer.status_code == 422
    assert "No monitoring plan" in answer.content.decode()
