"""A changed rule of certificates reaches nothing by itself; a draft moves to it by an explicit act, with its difference."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from typing import cast as typed

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent
from mrv.workflow import IllegalTransition
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate
from reporting.selectors.certificates import offer_for, rechecked
from reporting.services.check_version import check_version
from reporting.services.recall_version import recall_version
from reporting.services.recheck_certificates import recheck_certificates
from reporting.services.set_certificate_rule import set_certificate_rule
from reporting.services.submit_version import submit_version
from tests.certificate_cast import allocated, certificate
from tests.factories import World
from tests.reporting_cast import filled, opened
from tests.support import signed_in


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The sentences compared below are the English ones."""
    with translation.override("en"):
        yield


def narrowed(year: int = 2020, boundary: str = "province") -> CertificateRule:
    return set_certificate_rule(
        first_year=year, boundary=boundary, source="Test programme, section 4", by=system_actor("operator")
    )


def test_versions_of_a_rule_are_kept(cast: World) -> None:
    narrowed()
    narrowed(boundary="any")
    assert [(one.version, one.boundary) for one in CertificateRule.objects.all()] == [(1, "province"), (2, "any")]
    assert CertificateRule.objects.in_force(2021).boundary == "any"
    with pytest.raises(Error, match=r"permission denied|Cannot update"), transaction.atomic():
        CertificateRule.objects.update(boundary="nation")


def test_changed_rule_leaves_the_draft_as_it_is_and_warns(cast: World) -> None:
    version, held = filled(cast), certificate(cast)
    allocated(cast, version, held)
    narrowed()
    [row] = CertificateAllocation.objects.all()
    assert row.rule_id is None
    [found] = rechecked(version)
    assert found.refused == "certificate_region"
    codes = {result.code for result in check_version(version=version)}
    assert "certificate_rule" in codes


def test_moving_to_the_rule_in_force_takes_out_what_it_refuses(cast: World) -> None:
    version = filled(cast)
    far, near = certificate(cast), certificate(cast, number="SH-0000001", last_number="", geography="310000")
    allocated(cast, version, far)
    allocated(cast, version, near, "50")
    rule = narrowed()
    found = recheck_certificates(version=version, rule_id=rule.pk, by=cast.actor("reporter"))
    assert {str(one.allocation.certificate): one.serves for one in found} == {str(far): False, str(near): True}
    [kept] = CertificateAllocation.objects.all()
    assert (kept.certificate, kept.rule) == (near, rule)
    assert rechecked(version) == []
    assert AuditEvent.objects.get(action="reporting:certificate:recheck").payload["kept"] == 1


def test_act_names_the_rule_that_was_looked_at(cast: World) -> None:
    version = filled(cast)
    allocated(cast, version, certificate(cast))
    seen = narrowed()
    narrowed(boundary="any")
    with pytest.raises(IllegalTransition, match="changed meanwhile"):
        recheck_certificates(version=version, rule_id=seen.pk, by=cast.actor("reporter"))


def test_nobody_rechecks_for_another_enterprise(cast: World) -> None:
    version = filled(cast)
    with pytest.raises(PermissionDenied):
        recheck_certificates(version=version, rule_id=None, by=cast.actor("second_reporter"))


def test_submitted_version_is_not_touched_and_its_correction_carries_the_rule_on(cast: World) -> None:
    version = filled(cast)
    allocated(cast, version, certificate(cast))
    submit_version(version=version, by=cast.actor("responsible_person"))
    rule = narrowed()
    with pytest.raises(IllegalTransition):
        recheck_certificates(version=version, rule_id=rule.pk, by=cast.actor("reporter"))
    recall_version(version=version, by=cast.actor("responsible_person"), reason="a month is wrong")
    draft = version.report.latest_version()
    assert draft.pk != version.pk
    assert [row.rule_id for row in draft.allocations.all()] == [None]
    recheck_certificates(version=draft, rule_id=rule.pk, by=cast.actor("reporter"))
    assert not draft.allocations.exists()
    assert version.allocations.count() == 1


def test_database_refuses_a_new_allocation_under_an_old_rule(cast: World) -> None:
    old, _new = narrowed(boundary="any"), narrowed()
    row = CertificateAllocation(
        version=opened(cast, 2020), certificate=certificate(cast), rule=old, stream_code="electricity", volume_mwh=1,
        retirement_reference="X", retired_date=date(2021, 1, 1),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="certificate_rule"), transaction.atomic():
        row.save()


def test_only_usable_certificates_are_offered_and_the_others_say_why(cast: World) -> None:
    version = filled(cast)
    usable = certificate(cast)
    certificate(cast, number="OLD-0000001", last_number="", first_date=date(2018, 1, 1), last_date=date(2018, 12, 31))
    certificate(cast, number="FAR-0000001", last_number="", geography="WORLD")
    spent = certificate(cast, number="OUT-0000001", last_number="", volume_mwh=Decimal(10))
    allocated(cast, version, spent, "10")
    offer = offer_for(version)
    assert [str(one) for one in offer.usable] == [str(usable)]
    reasons = {str(one): code for one, code in offer.refused}
    assert reasons == {
        "OLD-0000001": "certificate_period", "FAR-0000001": "certificate_region", "OUT-0000001": "certificate_volume",
    }  # fmt: skip
    page = signed_in(cast.people["reporter"]).get(
        reverse("reporting:allocations", args=[version.report.public_id]), headers={"Accept-Language": "en"}
    )
    text = page.content.decode()
    assert text.count("<option") == 3
    assert "cannot cover consumption of 2020" in text
    assert "outside the market" in text
    assert "all of its volume is allocated" in text
    answer = signed_in(cast.people["reporter"]).get(f"/api/v1/reports/{version.report.public_id}/usable-certificates")
    assert [one["number"] for one in answer.json()["usable"]] == [str(usable)]
    assert {one["number"]: one["code"] for one in answer.json()["refused"]} == reasons


def test_page_shows_the_difference_and_does_the_act(cast: World) -> None:
    version = filled(cast)
    allocated(cast, version, certificate(cast))
    rule = narrowed()
    client = signed_in(cast.people["reporter"])
    address = reverse("reporting:allocations", args=[version.report.public_id])
    page = client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "规则已变更" in page
    assert "Judge them" not in page
    act = reverse("reporting:recheck_certificates", args=[version.report.public_id])
    assert client.post(act, {"rule": ""}).status_code == 409
    assert client.post(act, {"rule": rule.pk}).status_code == 302
    assert not version.allocations.exists()


def test_rest_shows_the_difference_and_does_the_act(cast: World) -> None:
    version = filled(cast)
    allocated(cast, version, certificate(cast), "100")
    rule = narrowed()
    client = signed_in(cast.people["reporter"])
    address = f"/api/v1/reports/{version.report.public_id}/certificate-allocations/recheck"
    [row] = client.get(address, headers={"Accept-Language": "en"}).json()["results"]
    assert (row["serves"], row["volume_mwh"]) == (False, "100")
    assert "outside the market" in row["reason"]
    keys = {"content_type": "application/json", "headers": {"Idempotency-Key": "recheck-1"}}
    assert client.post(address, {"rule": None}, **keys).status_code == 409
    keys["headers"] = {"Idempotency-Key": "recheck-2"}
    assert client.post(address, {"rule": rule.pk}, **keys).status_code == 200
    assert client.get(address).json()["results"] == []


PLACES = ["310000", "320000", "CN", "CN-EAST", "WORLD", "150000"]


@given(
    boundary=st.sampled_from(["nation", "province", "any"]),
    before=st.integers(0, 14),
    after=st.integers(0, 14),
    start=st.integers(0, 1600),
    days=st.integers(0, 700),
    geography=st.sampled_from(PLACES),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.django_db
def test_the_page_and_the_database_judge_alike(
    boundary: str, before: int, after: int, start: int, days: int, geography: str
) -> None:
    rule = CertificateRule(first_year=2020, boundary=boundary, months_before=before, months_after=after)
    first = date.fromordinal(date(2018, 1, 1).toordinal() + start)
    last = date.fromordinal(first.toordinal() + days)
    held = typed(EnergyCertificate, SimpleNamespace(first_date=first, last_date=last, geography=geography))
    said = rule.refuses(held, year=2020, district_code="310104")
    assert said == _by_database(rule, first, last, geography)


def _by_database(rule: CertificateRule, first: date, last: date, geography: str) -> str:
    statement = """
        SELECT CASE
            WHEN %(first)s::date < make_date(2020, 1, 1) - make_interval(months => %(before)s)
              OR %(last)s::date >= make_date(2021, 1, 1) + make_interval(months => %(after)s) THEN 'certificate_period'
            WHEN (%(boundary)s = 'nation' AND %(place)s !~ '^(CN|CN-.*|[0-9]{6})$')
              OR (%(boundary)s = 'province' AND left(%(place)s, 2) <> '31') THEN 'certificate_region'
            ELSE '' END
    """
    values = {
        "first": first, "last": last, "before": rule.months_before, "after": rule.months_after,
        "boundary": rule.boundary, "place": geography,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return str(cursor.fetchone()[0])
