"""What a signature would run into is said before it, once, by name; and after it on the page of the report."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ReportVersion, SourceStream
from reporting.services.submit_version import submit_version
from tests.factories import World
from tests.integration.reporting_pages.test_whole_job import ENGLISH, cells, filled, opened, page
from tests.support import run_jobs

pytestmark = pytest.mark.django_db
MISSING = "No emission factor for peat net calorific value in 2020"


def without_factor(reporter: Client) -> ReportVersion:
    """A filled draft with a stream whose fuel no set of the plan lists."""
    version = opened(reporter).versions.get()
    SourceStream.objects.create(
        plan=version.plan, code="peat", method="cn.combustion.ncv_cc_of", fuel="peat", scope=1, unit="t",
        name_zh="泥炭", name_en="Peat", activity_parameter="activity",
    )  # fmt: skip
    values = {**cells("diesel", 100), **cells("electricity", 1000), **cells("peat", 5), "version": "0"}
    assert reporter.post(reverse("reporting:months", args=[version.report.public_id]), values).status_code == 302
    version.refresh_from_db()
    return version


def test_a_missing_factor_stands_in_the_way_of_signing_and_is_said_once(reporter: Client, signer: Client) -> None:
    version = without_factor(reporter)
    text = page(reporter, "reporting:checks", version.report.public_id)
    assert text.count(MISSING) == 1
    assert "The checks find nothing that stands in the way" not in text
    assert "Not ready to be signed" in page(signer, "reporting:submit", version.report.public_id)


def test_the_estimate_says_the_same_of_all_months_once(reporter: Client) -> None:
    version = without_factor(reporter)
    assert page(reporter, "reporting:estimate", version.report.public_id).count(MISSING) == 1


def test_a_report_that_could_not_be_computed_says_why_on_its_own_page(cast: World, reporter: Client) -> None:
    version = without_factor(reporter)
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    assert version.state == "check_failed"
    text = page(reporter, "reporting:report", version.report.public_id)
    assert "Why the version submitted could not be computed" in text
    assert MISSING in text


def test_notes_of_the_checks_call_a_stream_by_its_name(reporter: Client) -> None:
    report = filled(reporter)
    answer = reporter.get(reverse("reporting:checks", args=[report.public_id]), headers={"Accept-Language": "zh-hans"})
    assert "源流 diesel源流（diesel）" in answer.content.decode()
    assert "Stream diesel (diesel)" in page(reporter, "reporting:checks", report.public_id)


def test_the_grid_leads_on_to_the_check(reporter: Client) -> None:
    report = filled(reporter)
    assert reverse("reporting:checks", args=[report.public_id]) in page(reporter, "reporting:months", report.public_id)


def test_who_cannot_sign_is_not_shown_as_the_signer(reporter: Client, signer: Client) -> None:
    report = filled(reporter)
    reporter.get(reverse("reporting:checks", args=[report.public_id]))
    text = page(reporter, "reporting:submit", report.public_id)
    assert "Signed by" not in text
    assert "Back to the report" in text
    assert "Signed by" in page(signer, "reporting:submit", report.public_id)


def test_the_page_around_a_finished_calculation_is_loaded_again(cast: World, reporter: Client) -> None:
    version = filled(reporter).versions.get()
    submit_version(version=version, by=cast.actor("responsible_person"))
    address = reverse("reporting:version_progress", args=[version.public_id])
    assert "HX-Refresh" not in reporter.get(address, headers=ENGLISH).headers
    run_jobs()
    assert reporter.get(address, headers=ENGLISH).headers["HX-Refresh"] == "true"
