"""One client cannot take everything (catalogue A31): pages, exports at once, thousands of tiny files."""

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mrv.core import export_slots
from mrv.core.exports.write import FORMATS
from mrv.core.services import jobs
from reporting.models import ImportedFile, ReportVersion
from tests.factories import World
from tests.integration.reporting.conftest import Rest
from tests.reporting_cast import filled
from tests.support import run_jobs, signed_in

As = Callable[[str], Rest]


def tiny() -> SimpleUploadedFile:
    return SimpleUploadedFile("tiny.csv", b"source_stream,month,quantity,unit\ndiesel,1,5,t\n")


def imports(version: ReportVersion) -> str:
    return f"reports/{version.report.public_id}/imports"


@pytest.mark.parametrize(("asked", "status"), [("999999999", 200), ("0", 200), ("1e9", 400), ("1000000000", 400)])
def test_a31_no_page_is_larger_than_the_limit(
    cast: World, rest: As, monkeypatch: pytest.MonkeyPatch, asked: str, status: int
) -> None:
    monkeypatch.setattr("mrv.core.api.paging.MAX_SIZE", 10)
    version = filled(cast)
    answer = rest("reporter").get(f"reports/{version.report.public_id}/activity-records?page_size={asked}")
    assert answer.status_code == status
    assert len(answer.json().get("results", [])) == {"999999999": 10, "0": 1}.get(asked, 0)


def test_a31_an_organization_waits_when_many_of_its_files_wait_and_no_other_does(
    cast: World, rest: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 3)
    version = filled(cast)
    reporter = rest("reporter")
    statuses = [reporter.upload(imports(version), tiny()).status_code for _ in range(5)]
    assert statuses == [202, 202, 202, 429, 429]
    refused = reporter.upload(imports(version), tiny(), **{"Accept-Language": "en"})
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("too_many_waiting", "30")
    assert "wait to be read" in refused.json()["detail"]
    assert ImportedFile.objects.count() == 3
    opened = rest("second_reporter").post("reports", {"facility_code": "FAC-2", "compliance_year": 2020}).json()
    assert rest("second_reporter").upload(f"reports/{opened['id']}/imports", tiny()).status_code == 202
    run_jobs()
    assert reporter.upload(imports(version), tiny()).status_code == 202


@pytest.mark.parametrize(("language", "words"), [("en", "wait to be read"), ("zh-hans", "等待读取")])
def test_a31_the_page_says_why_a_file_is_not_taken_now(
    cast: World, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    address = reverse("reporting:upload", args=[filled(cast).report.public_id])
    client = signed_in(cast.people["reporter"])
    answer = client.post(address, {"file": tiny()}, headers={"Accept-Language": language})
    assert answer.status_code == 429
    assert words in answer.content.decode()
    assert not ImportedFile.objects.exists()


def test_a31_exports_beyond_the_share_of_a_client_are_refused_and_others_are_served(cast: World, rest: As) -> None:
    address = f"reports/{filled(cast).report.public_id}/results?format=csv"
    given = [export_slots.take(cast.actor("reporter")) for _ in range(export_slots.MOST)]
    refused = rest("reporter").get(address, **{"Accept-Language": "en"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_exports")
    assert refused.headers["Retry-After"] == "5"
    assert rest("reporter").get(address.replace("csv", "json")).status_code == 200
    assert rest("responsible_person").get(address).status_code == 200
    for give in given:
        assert give is not None
        give()
    assert [rest("reporter").get(address).status_code for _ in range(5)] == [200] * 5


def test_a31_a_refused_export_of_a_page_says_why_and_a_failed_one_gives_its_share_back(cast: World) -> None:
    version = filled(cast)
    address = reverse("reporting:results_download", args=[version.public_id, "csv"])
    client, other = signed_in(cast.people["reporter"]), signed_in(cast.people["second_reporter"])
    for _ in range(5):
        assert other.get(address).status_code == 404
    given = [export_slots.take(cast.actor("reporter")) for _ in range(export_slots.MOST)]
    refused = client.get(address, headers={"Accept-Language": "en"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert "exports are being made already" in refused.content.decode()
    for give in given:
        assert give is not None
        give()
    assert client.get(address).status_code == 200


def test_a31_a_stream_keeps_its_share_until_it_is_sent_or_thrown_away(cast: World) -> None:
    address = "/api/v1/factors?format=csv"
    public = Client()
    under_way = [public.get(address) for _ in range(export_slots.MOST)]
    assert public.get(address).status_code == 429
    assert b"".join(under_way.pop().streaming_content).startswith(b"\xef\xbb\xbf")
    under_way += [public.get(address)]
    assert public.get(address).status_code == 429
    under_way.clear()
    gc.collect()  # an answer of the test client refers to itself; a server closes every answer
    for _ in range(3 * export_slots.MOST):
        answer = public.get(address)
        assert answer.status_code == 200
        answer.close()


def test_a31_of_a_hundred_at_once_only_the_share_is_taken(cast: World) -> None:
    actor = cast.actor("reporter")

    def take(_number: int) -> Any:
        return export_slots.take(actor)

    with ThreadPoolExecutor(8) as pool:
        given = [give for give in pool.map(take, range(100)) if give is not None]
    assert len(given) == export_slots.MOST
    for give in given:
        give()


def test_every_format_of_a_table_counts_as_an_export() -> None:
    assert set(FORMATS) == export_slots.FILES
