"""At the desk of an enterprise: estimate, deadline, receipt that follows the state, evidence taken away, refusals."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent, District
from reporting.models import CheckResult, EmissionsReport, Evidence, ReportVersion, SubmissionDeadline
from reporting.pages.next_step import upcoming
from reporting.selectors.deadlines import due_date_of
from reporting.selectors.estimate import estimate_of
from reporting.services.attach_evidence import attach_evidence
from reporting.services.calculate_version import calculate_version
from reporting.services.set_deadline import set_deadline
from reporting.services.submit_version import submit_version
from reporting.states import REPORT_VERSION
from tests.factories import World
from tests.reporting_cast import filled, opened
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
CHINESE = {"Accept-Language": "zh-hans"}


def read(client: Client, name: str, key: Any, language: dict[str, str] | None = None) -> str:
    answer = client.get(reverse(name, args=[key]), headers=language or ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def submitted(cast: World, version: ReportVersion) -> ReportVersion:
    return submit_version(version=version, by=cast.actor("responsible_person"))


def evidence(cast: World, report: EmissionsReport, name: str = "invoice.pdf") -> Evidence:
    file = ContentFile(b"%PDF-1.4 invoice", name=name)
    return attach_evidence(report=report, file=file, reference="INV-1", by=cast.actor("reporter"))


def test_the_estimate_of_a_draft_is_what_the_submitted_report_comes_to(cast: World) -> None:
    version = filled(cast)
    estimate = estimate_of(version)
    submitted(cast, version)
    run_jobs()
    version.refresh_from_db()
    assert estimate.total == version.total_co2e_t
    assert sum(one.co2e_t for one in estimate.streams) == estimate.total


def test_the_estimate_stands_on_the_report_page_and_stores_nothing(cast: World, reporter: Client) -> None:
    version = filled(cast)
    assert "Compute an estimate" in read(reporter, "reporting:report", version.report.public_id)
    assert "Estimate, not submitted" in read(reporter, "reporting:estimate", version.report.public_id)
    part = reporter.get(
        reverse("reporting:estimate", args=[version.report.public_id]), headers={**CHINESE, "HX-Request": "true"}
    ).content.decode()
    assert "排放量估算" in part
    assert "<html" not in part
    assert not version.runs.exists()


def test_the_estimate_names_what_it_cannot_compute(cast: World, reporter: Client) -> None:
    version = filled(cast)
    ReportVersion.objects.filter(pk=version.pk).update(factor_set_ids=[])
    text = read(reporter, "reporting:estimate", version.report.public_id)
    assert "Not in the estimate" in text
    assert reverse("reporting:stream", args=[version.report.public_id, "diesel"]) in text


def test_a_district_outside_of_the_code_system_fails_the_checks_with_a_placed_message(cast: World) -> None:
    District.objects.filter(pk=cast.facility.district_id).update(code="990101")
    version = submitted(cast, filled(cast))
    assert calculate_version(version_id=version.pk, by=system_actor("test"))["outcome"] == "check_failed"
    result = CheckResult.objects.get(version=version, code="place_unknown")
    assert "990101" in result.parameters["en"]
    assert "行政区划" in result.parameters["zh"]


def test_a_fault_of_the_engine_is_placed_at_its_stream(cast: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from reporting.calculation import whole

    version = submitted(cast, filled(cast))
    compute = whole.compute

    def stumbling(streams: Any, library: Any) -> Any:
        if any(stream.code == "diesel" for stream in streams):
            raise ZeroDivisionError("division by zero")
        return compute(streams, library)

    monkeypatch.setattr(whole, "compute", stumbling)
    assert calculate_version(version_id=version.pk, by=system_actor("test"))["outcome"] == "check_failed"
    (result,) = CheckResult.objects.filter(version=version, code="calculation_fault")
    assert result.pointer == "/diesel"
    assert version.report.latest_version().state == "draft"


def test_a_report_takes_the_deadline_of_its_year(cast: World) -> None:
    assert due_date_of(2020) == date(2021, 3, 31)
    assert opened(cast).report.due_date == date(2021, 3, 31)
    SubmissionDeadline.objects.create(compliance_year=2023, due_month=2, due_day=30, reference="Notice")
    assert due_date_of(2023) == date(2024, 2, 29)


def test_the_authority_sets_the_day_and_open_drafts_get_it(cast: World) -> None:
    draft, sent = opened(cast, 2020), submitted(cast, filled(cast, year=2021))
    for year in (2020, 2021):
        set_deadline(
            compliance_year=year, due_date=date(2023, 6, 30), reference="Notice 5", by=cast.actor("regulator")
        )
    assert EmissionsReport.objects.get(pk=draft.report_id).due_date == date(2023, 6, 30)
    assert EmissionsReport.objects.get(pk=sent.report_id).due_date == date(2022, 3, 31)
    assert AuditEvent.objects.filter(action="reporting:deadline:set").count() == 2


@pytest.mark.parametrize(
    ("day", "notice", "field"), [("2020-06-30", "N", "due_date"), ("2021-03-31", " ", "reference")]
)
def test_a_day_within_the_year_or_without_a_notice_is_refused(cast: World, day: str, notice: str, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        set_deadline(
            compliance_year=2020, due_date=date.fromisoformat(day), reference=notice, by=cast.actor("regulator")
        )
    assert field in refused.value.message_dict


def test_the_deadline_page_sets_a_day(cast: World) -> None:
    regulator = signed_in(cast.people["regulator"])
    body = {"compliance_year": "2022", "due_date": "2023-05-31", "reference": "Notice 7"}
    assert regulator.post(reverse("reporting:deadlines"), body).status_code == 302
    text = regulator.get(reverse("reporting:deadlines"), headers=ENGLISH).content.decode()
    assert "Notice 7" in text
    assert "every other year" in text
    assert regulator.post(reverse("reporting:deadlines"), {**body, "due_date": "x"}).status_code == 422


@pytest.mark.parametrize("state", [state.code for state in REPORT_VERSION.states])
def test_every_state_says_what_happens_next(state: str) -> None:
    steps = upcoming(state)
    assert steps
    assert all(map(str, steps))


def test_the_receipt_follows_the_state(cast: World, signer: Client) -> None:
    version = submitted(cast, filled(cast))
    assert "The platform is computing the emissions" in read(signer, "reporting:receipt", version.public_id)
    run_jobs()
    text = read(signer, "reporting:receipt", version.public_id)
    assert "The authority assigns a verification body next" in text
    assert "The platform is computing" not in text


def test_evidence_of_a_draft_is_taken_away_after_asking_once(cast: World, reporter: Client) -> None:
    report = filled(cast).report
    held = evidence(cast, report)
    address = reverse("reporting:remove_evidence", args=[held.public_id])
    assert address in read(reporter, "reporting:evidence", report.public_id)
    assert "2 rows refer to this file" in reporter.get(address, headers=ENGLISH).content.decode()
    assert reporter.post(address).status_code == 302
    assert not Evidence.objects.exists()
    assert AuditEvent.objects.filter(action="reporting:evidence:remove").exists()


def test_evidence_a_report_was_submitted_with_stays(cast: World, reporter: Client) -> None:
    version = filled(cast)
    held = evidence(cast, version.report)
    submitted(cast, version)
    address = reverse("reporting:remove_evidence", args=[held.public_id])
    assert reporter.post(address, headers=ENGLISH).status_code == 409
    assert Evidence.objects.filter(pk=held.pk).exists()


def test_evidence_by_rest(cast: World, reporter: Client) -> None:
    report = filled(cast).report
    address = f"/api/v1/reports/{report.public_id}/evidence"
    made = reporter.post(address, {"file": SimpleUploadedFile("invoice.pdf", b"%PDF"), "reference": "INV-3"})
    assert made.status_code == 201, made.content
    (listed,) = reporter.get(address).json()["results"]
    assert (listed["reference"], listed["removable"]) == ("INV-3", True)
    own = made.headers["Location"]
    assert b"".join(reporter.get(own).streaming_content) == b"%PDF"
    assert signed_in(cast.people["second_reporter"]).delete(own).status_code == 404
    assert reporter.delete(own).status_code == 204
    assert reporter.get(own).status_code == 404
    assert reporter.post(address, {}).status_code == 422


@pytest.mark.parametrize(
    ("language", "words"), [("en", "It belongs to: Responsible person"), ("zh-hans", "拥有该权限的角色")]
)
def test_a_refusal_says_in_both_languages_who_may(cast: World, reporter: Client, language: str, words: str) -> None:
    version = filled(cast)
    answer = reporter.post(
        reverse("reporting:submit", args=[version.report.public_id]), headers={"Accept-Language": language}
    )
    assert answer.status_code == 403
    assert words in answer.content.decode()
    told = reporter.post(
        f"/api/v1/reports/{version.report.public_id}/submit", {"acknowledgement": True},
        content_type="application/json", headers={"Accept-Language": language},
    )  # fmt: skip
    assert told.status_code == 403
    assert words in told.json()["detail"]
