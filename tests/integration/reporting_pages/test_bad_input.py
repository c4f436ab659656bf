"""What people and attackers type into the forms: a placed sentence, nothing stored by halves, never a 500."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ActivityRecord, SourceStream
from tests.factories import World
from tests.reporting_cast import filled, opened

pytestmark = pytest.mark.django_db
NUMBERS = [
    "NaN", "Infinity", "-0.5", "1e400", "1_000", "１２３", "١٢٣", "1,234", "1.234,5", "0.1234567890", "9" * 60,
    "0x1f", "12 t", "\u202e12", "1\u00a02", "--1", "=1+1", "\x00",
]  # fmt: skip


def cell() -> str:
    return f"{SourceStream.objects.get(code='diesel', plan__facility__code='FAC-1').pk}.1"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("text", NUMBERS, ids=ascii)
def test_a_text_that_is_no_amount_is_refused_at_its_cell(
    cast: World, reporter: Client, text: str, language: str
) -> None:
    version = opened(cast)
    address = reverse("reporting:months", args=[version.report.public_id])
    answer = reporter.post(address, {"version": "0", cell(): text}, headers={"Accept-Language": language})
    assert answer.status_code == 422
    (problem,) = answer.context["problems"]
    assert problem.href == f"#cell-{cell()}"
    assert not ActivityRecord.objects.exists()


@pytest.mark.parametrize("column", ["unit", "data_source", "evidence_ref", "remark"])
@pytest.mark.parametrize("text", ["a\x00b", "\u202eevil", "a" * 600, "\u200b", "e" + "\u0301" * 20], ids=ascii)
def test_a_text_that_cannot_be_shown_is_refused_at_its_field(
    cast: World, reporter: Client, column: str, text: str
) -> None:
    version = opened(cast)
    address = reverse("reporting:stream", args=[version.report.public_id, "diesel"])
    values = {"activity.1.quantity": "5", "activity.1.unit": "t", f"activity.1.{column}": text}
    answer = reporter.post(address, {"version": "0", **values})
    assert answer.status_code == 422
    assert answer.context["problems"][0].href == f"#entry-activity.1.{column}"
    assert not ActivityRecord.objects.exists()


def test_a_formula_in_a_remark_is_kept_as_text_and_shown_escaped(cast: World, reporter: Client) -> None:
    version = opened(cast)
    address = reverse("reporting:stream", args=[version.report.public_id, "diesel"])
    remark = "<script>alert(1)</script> =cmd|' /C calc'!A0"
    values = {"activity.1.quantity": "5", "activity.1.unit": "t", "activity.1.remark": remark}
    assert reporter.post(address, {"version": "0", **values}).status_code == 302
    assert ActivityRecord.objects.get().remark == remark
    page = reporter.get(address).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("sent", ["", "-1", "x", "1e3", "9" * 40, "٣", "0 "])
def test_a_version_number_that_is_none_counts_as_old(cast: World, reporter: Client, sent: str) -> None:
    version = filled(cast)
    address = reverse("reporting:months", args=[version.report.public_id])
    answer = reporter.post(address, {"version": sent, cell(): "5", "partial": "1"})
    assert answer.status_code == 409
    assert not ActivityRecord.objects.filter(quantity="5").exists()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("home", "after=1:2"),
        ("home", "after=%00:%00:%00"),
        ("home", f"after={'9' * 50}:x:1"),
        ("open", "facility=%00&compliance_year=%00"),
        ("plans", "state=%00&after=%00"),
    ],
)
def test_an_odd_query_opens_the_page_all_the_same(cast: World, reporter: Client, name: str, query: str) -> None:
    assert reporter.get(f"{reverse(f'reporting:{name}')}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["by=%00", "by=line&stream=%00", "by=line&after=%00", "older=9&newer=x"])
def test_an_odd_query_of_a_report_opens_the_page_all_the_same(cast: World, reporter: Client, query: str) -> None:
    version = filled(cast)
    for address in (
        reverse("reporting:version", args=[version.public_id]),
        reverse("reporting:history", args=[version.report.public_id]),
    ):
        assert reporter.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("code", ["%00", "%F0%9F", "diesel%0a", "..%2f"])
def test_an_odd_stream_code_is_not_found(cast: World, reporter: Client, code: str) -> None:
    report = opened(cast).report.public_id
    reporter.post(reverse("reporting:draft_plan", args=[cast.facility.public_id]))
    plan = cast.facility.plans.get(number=2).public_id
    for address in (f"/reporting/reports/{report}/streams/{code}/", f"/reporting/plans/{plan}/streams/{code}/"):
        assert reporter.get(address).status_code == 404


@pytest.mark.parametrize("posted", [{}, {"facility": "FAC-2"}, {"facility": "FAC-1", "compliance_year": "1066"}])
def test_a_report_that_cannot_be_opened_says_why(cast: World, reporter: Client, posted: dict[str, Any]) -> None:
    answer = reporter.post(reverse("reporting:open"), {"compliance_year": "2020", **posted})
    assert answer.status_code == 422
    assert answer.context["form"].errors


@pytest.mark.parametrize("revision", ["", "x", "9" * 5000, "-1"])
def test_a_signature_under_an_unknown_draft_is_refused(cast: World, signer: Client, revision: str) -> None:
    version = filled(cast)
    signer.get(reverse("reporting:checks", args=[version.report.public_id]))
    address = reverse("reporting:submit", args=[version.report.public_id])
    assert signer.post(address, {"revision": revision, "acknowledgement": "on"}).status_code == 422
    version.refresh_from_db()
    assert version.state == "draft"
