"""What only looks like a number, a place or the same request is refused at every door (catalogue B3-B14, F22)."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from reporting.models import EmissionsReport, EnergyCertificate
from tests.certificate_cast import TEXT, paper
from tests.factories import World
from tests.integration.reporting.conftest import Rest
from tests.reporting_cast import opened
from tests.support import signed_in

As = Callable[[str], Rest]
LOOKALIKES = ["1_000", "１２", "١٢", "1,000", "1e3", "NaN", "0x10"]


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.parametrize("year", ["2_020", "２０２０", "٢٠٢٠", True, [2020], "2020.5"])
def test_b05_b06_a_year_that_only_looks_like_one_is_refused_over_rest(cast: World, rest: As, year: Any) -> None:
    answer = rest("reporter").post("reports", {"facility_code": "FAC-1", "compliance_year": year})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/compliance_year"
    assert not EmissionsReport.objects.exists()


BODIES = {
    "b03 exponent without end": '{"facility_code": "FAC-1", "compliance_year": 1e99999999999999999999}',
    "b14 lone low surrogate": '{"facility_code": "\\udc00", "compliance_year": 2020}',
    "b14 lone high surrogate": '{"facility_code": "\\udbff", "compliance_year": 2020}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_value_json_allows_and_nothing_can_store_is_a_400(cast: World, rest: As, name: str) -> None:
    answer = rest("reporter").post("reports", BODIES[name])
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("volume", LOOKALIKES)
def test_b05_b06_a_volume_that_only_looks_like_a_number_is_refused(cast: World, volume: str) -> None:
    client = signed_in(cast.people["reporter"])
    over_rest = client.post("/api/v1/certificates", {**TEXT, "file": paper(), "volume_mwh": volume})
    assert [error["pointer"] for error in over_rest.json()["errors"]] == ["/volume_mwh"]
    fields = {**TEXT, "file": paper(), "volume_mwh": volume, "enterprise": "ENT-1", "emission_factor": "0"}
    page = client.post(reverse("reporting:certificate_add"), fields)
    assert page.status_code == (302 if volume == "1e3" else 422)
    assert EnergyCertificate.objects.count() == (volume == "1e3")


def test_a_page_says_which_spelling_of_a_number_was_meant(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    fields = {**TEXT, "file": paper(), "volume_mwh": "１２", "enterprise": "ENT-1", "emission_factor": "0"}
    english = client.post(reverse("reporting:certificate_add"), fields, headers={"Accept-Language": "en"})
    chinese = client.post(
        reverse("reporting:certificate_add"), {**fields, "file": paper()}, headers={"Accept-Language": "zh-hans"}
    )
    assert "Write 12." in english.content.decode()
    assert "全角" in chinese.content.decode()


PLACES = ["[" * 4000, "[1e999]", "[NaN]", '["\\u0000"]', '["\\ud800"]', "[true]", "[99999999999999999999999]", "{}"]
PLACES += ['["\\u0000", 1]', '["\\udc00", 1]', "[1e999, 1]", "[1, 1e999]", "[99999999999999999999999, 1]", "[2020, 1]"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("path", ["facilities", "factors", "factor-sets", "releases", "reports", "certificates"])
def test_a_place_in_a_list_that_was_never_given_out_is_no_failure(
    cast: World, rest: As, path: str, place: str
) -> None:
    after = base64.urlsafe_b64encode(place.encode()).decode()
    assert rest("reporter").get(f"{path}?after={after}").status_code in {200, 400}


def test_f22_a_key_used_for_other_fields_beside_the_same_file_is_refused(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    version = opened(cast, 2020)
    address = f"/api/v1/reports/{version.report.public_id}/evidence"

    def send(reference: str) -> Any:
        return client.post(address, {"file": paper(), "reference": reference}, headers={"Idempotency-Key": "K-1"})

    first, again, other = send("E-1"), send("E-1"), send("E-2")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.content == first.content
    assert other.json()["code"] == "idempotency_mismatch"


def test_a_tag_marked_weak_by_a_proxy_still_saves_the_answer(cast: World, rest: As) -> None:
    known = rest("reporter").get("certificates")["ETag"]
    assert rest("reporter").get("certificates", **{"If-None-Match": f"W/{known}"}).status_code == 304


@pytest.mark.parametrize("rule", ["9" * 30, "9" * 5000])
def test_a_rule_beyond_any_number_is_a_stale_one(cast: World, rule: str) -> None:
    version = opened(cast, 2020)
    address = reverse("reporting:recheck_certificates", args=[version.report.public_id])
    assert signed_in(cast.people["reporter"]).post(address, {"rule": rule}).status_code in {302, 409}
    over_rest = f"/api/v1/reports/{version.report.public_id}/certificate-allocations/recheck"
    body = json.dumps({"rule": int("9" * 30)})
    sent = signed_in(cast.people["reporter"]).post(over_rest, body, content_type="application/json")
    assert sent.status_code in {200, 409, 422}
