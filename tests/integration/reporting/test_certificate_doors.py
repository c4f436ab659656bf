"""Certificates through the REST interface and the pages: same rules, same sentences, nothing of others shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from reporting.models import CertificateAllocation, EnergyCertificate
from reporting.selectors.differences import differences
from reporting.services.drop_allocation import drop_allocation
from reporting.services.recall_version import recall_version
from reporting.services.submit_version import submit_version
from tests.certificate_cast import TEXT, allocated, certificate, paper
from tests.factories import World
from tests.reporting_cast import filled, opened
from tests.support import signed_in


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def sent(**fields: Any) -> dict[str, Any]:
    return {**TEXT, "file": paper(), **fields}


def post_certificate(cast: World, who: str = "reporter", **fields: Any) -> Any:
    return signed_in(cast.people[who]).post("/api/v1/certificates", sent(**fields), headers={"Accept-Language": "en"})


def test_certificate_is_entered_and_read_over_rest(cast: World, rest: Callable[[str], Any]) -> None:
    answer = post_certificate(cast)
    assert answer.status_code == 201
    assert answer.json()["volume_mwh"] == "500"
    listed = rest("reporter").get("certificates").json()["results"]
    assert [row["number"] for row in listed] == ["GEC-2020-000001"]
    assert rest("reporter").get(answer["Location"].removeprefix("/api/v1/")).json() == listed[0]
    assert rest("reporter").get(listed[0]["file"].removeprefix("/api/v1/")).getvalue() == b"certificate"


def test_number_held_by_another_enterprise_is_refused_over_rest(cast: World) -> None:
    certificate(cast, owner="second_enterprise")
    answer = post_certificate(cast)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["pointer"] == "/number"
    assert "another enterprise" in error["detail"]
    assert "ENT-2" not in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"volume_mwh": "0"}, "/volume_mwh"),
        ({"emission_factor": "3"}, "/emission_factor"),
        ({"geography": "999999"}, "/geography"),
        ({"last_date": "2020-01-01"}, "/last_date"),
        ({"number": "--"}, "/last_number"),
        ({"last_number": "GEC-2020-000000"}, "/last_number"),
        ({"file": paper(b"")}, "/file"),
        ({"file": paper(name="run.exe")}, "/file"),
        ({"generation": "perpetuum"}, "/generation"),
    ],
)
def test_bad_certificate_is_refused_at_its_field(cast: World, fields: dict[str, Any], pointer: str) -> None:
    answer = post_certificate(cast, **fields)
    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json()["errors"]}
    assert not EnergyCertificate.objects.exists()


def test_other_enterprise_sees_no_certificate(cast: World, rest: Callable[[str], Any]) -> None:
    held = certificate(cast)
    assert rest("second_reporter").get("certificates").json()["results"] == []
    assert rest("second_reporter").get(f"certificates/{held.public_id}/file").status_code == 404
    page = signed_in(cast.people["second_reporter"]).get(reverse("reporting:certificate_file", args=[held.public_id]))
    assert page.status_code == 404


def test_certificate_is_allocated_and_taken_out_over_rest(cast: World, rest: Callable[[str], Any]) -> None:
    held, version = certificate(cast), opened(cast, 2020)
    path = f"reports/{version.report.public_id}/certificate-allocations"
    body = {
        "certificate": str(held.public_id), "source_stream": "electricity", "volume_mwh": "100",
        "retirement_reference": "CANCEL-1", "retired_date": "2021-01-15",
    }  # fmt: skip
    made = rest("reporter").post(path, body)
    assert made.status_code == 201
    assert rest("reporter").get(path).json()["results"] == [made.json()]
    assert rest("reporter").post(path, body).status_code == 422
    gone = rest("reporter").client.delete(f"/api/v1/{path}/{made.json()['id']}")
    assert gone.status_code == 204
    assert not CertificateAllocation.objects.exists()


def test_allocation_after_submission_is_a_conflict(cast: World, rest: Callable[[str], Any]) -> None:
    held, version = certificate(cast), filled(cast)
    row = allocated(cast, version, held)
    submit_version(version=version, by=cast.actor("responsible_person"))
    path = f"/api/v1/reports/{version.report.public_id}/certificate-allocations/{row.public_id}"
    assert rest("reporter").client.delete(path).status_code == 409


def test_certificate_goes_through_the_pages(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    version = opened(cast, 2020)
    added = client.post(reverse("reporting:certificate_add"), sent(enterprise="ENT-1", emission_factor="0"))
    assert added.status_code == 302
    held = EnergyCertificate.objects.get()
    address = reverse("reporting:allocations", args=[version.report.public_id])
    assert "500 MWh left" in client.get(address, headers={"Accept-Language": "en"}).content.decode()
    body = {
        "certificate": str(held.public_id), "stream_code": "electricity", "volume_mwh": "600",
        "retirement_reference": "CANCEL-1", "retired_date": "2021-01-15",
    }  # fmt: skip
    refused = client.post(address, body, headers={"Accept-Language": "en"})
    assert refused.status_code == 422
    assert "Only 500 MWh" in refused.content.decode()
    assert client.post(address, {**body, "volume_mwh": "400"}).status_code == 302
    report = client.get(
        reverse("reporting:report", args=[version.report.public_id]), headers={"Accept-Language": "en"}
    )
    assert "1 certificate allocated" in report.content.decode()
    row = CertificateAllocation.objects.get()
    assert (
        client.post(reverse("reporting:deallocate", args=[version.report.public_id, row.public_id])).status_code == 302
    )
    assert client.post(reverse("reporting:certificate_remove", args=[held.public_id])).status_code == 302
    assert not EnergyCertificate.objects.exists()


def test_page_of_certificates_speaks_chinese(cast: World) -> None:
    certificate(cast)
    page = signed_in(cast.people["reporter"]).get(
        reverse("reporting:certificates"), headers={"Accept-Language": "zh-hans"}
    )
    assert "绿电与绿证" in page.content.decode()
    assert "风电" in page.content.decode()


def test_signer_reads_certificates_but_enters_none(cast: World) -> None:
    client = signed_in(cast.people["responsible_person"])
    assert client.get(reverse("reporting:certificates")).status_code == 200
    assert client.get(reverse("reporting:certificate_add")).status_code == 403


def test_a_use_of_a_certificate_that_differs_is_compared_over_rest_and_on_the_page(
    cast: World, rest: Callable[[str], Any]
) -> None:
    version = filled(cast)
    taken = allocated(cast, version, certificate(cast))
    submit_version(version=version, by=cast.actor("responsible_person"))
    draft = recall_version(version=version, by=cast.actor("responsible_person"), reason="Another certificate is used.")
    assert differences(version, draft).certificates == []
    drop_allocation(allocation=draft.allocations.get(), by=cast.actor("reporter"))
    allocated(cast, draft, taken.certificate, "40.5", retirement_reference="CANCEL-2")
    allocated(cast, draft, certificate(cast, number="GEC-2020-000900", last_number=""), "10")
    report = version.report.public_id
    told = rest("reporter").get(f"reports/{report}/differences?from=1&to=2").json()
    assert [(one["certificate"], one["before_mwh"], one["after_mwh"]) for one in told["certificates"]] == [
        ("GEC-2020-000001", "100.000000", "40.500000"), ("GEC-2020-000900", None, "10.000000"),
    ]  # fmt: skip
    assert told["certificates"][0]["after_reference"] == "CANCEL-2"
    page = signed_in(cast.people["reporter"]).get(
        reverse("reporting:history", args=[report]), headers={"Accept-Language": "zh-hans"}
    )
    assert "绿证使用的差异" in page.content.decode()
    assert "GEC-2020-000900" in page.content.decode()
