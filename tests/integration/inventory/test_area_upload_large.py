"""A large table of area sources goes to the workers: the same dry run, the same refusals by row, progress, 202."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inventory.models import AreaSource, AreaUpload
from inventory.services.receive_area_file import LARGE
from mrv.core.models import AuditEvent, Job
from mrv.core.services.jobs import report_progress
from tests.factories import World
from tests.integration.inventory.test_area_upload import API, HOMES, PAGE, PEAT, WASTE, compiler, place, send, table
from tests.support import run_jobs, signed_in

__all__ = ["compiler", "place"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def large(*first: dict[str, str]) -> bytes:
    """A table just past what is answered at once."""
    many = [{**WASTE, "code": f"W{number}"} for number in range(LARGE + 1 - len(first))]
    return table(*first, *many)


def uploaded(client: Client, data: bytes) -> str:
    answer = send(client, data, name="all of it.csv")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_large_table_is_checked_by_the_workers_and_then_recorded(compiler: Client) -> None:
    address = uploaded(compiler, large(HOMES, PEAT))
    waiting = compiler.get(address).content.decode()
    assert "Checking and computing all of it.csv" in waiting
    run_jobs()
    assert not AreaSource.objects.exists()
    checked = compiler.get(address)
    text = checked.content.decode()
    assert "The file is in order" in text
    assert "HOMES" in text
    assert len(checked.context["outcome"].added) == LARGE + 1
    assert f'action="{address}"' in text
    assert compiler.post(address, {"act": "store"}).status_code == 302
    run_jobs()
    assert AreaSource.objects.count() == LARGE + 1
    assert "The sources are recorded and counted" in compiler.get(address).content.decode()
    again = compiler.post(address, {"act": "store"})
    assert again.status_code == 409
    assert "only once" in again.content.decode()
    assert AuditEvent.objects.filter(action="inventory:area_upload:receive").count() == 1


def test_progress_is_shown_while_the_workers_compute(compiler: Client) -> None:
    address = uploaded(compiler, large(HOMES))
    upload = AreaUpload.objects.get()
    Job.objects.filter(pk=upload.job_id).update(state="running")
    upload.refresh_from_db()
    assert upload.job is not None
    report_progress(upload.job, done=400, total=upload.row_count)
    part = compiler.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "400" in part
    assert "<html" not in part


def test_the_workers_tell_how_many_rows_are_computed(compiler: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("inventory.handlers.report_progress", lambda _job, *, done, total: told.append((done, total)))
    uploaded(compiler, large(HOMES, {**HOMES, "code": "SHOPS", "sector": "S45"}))
    run_jobs()
    assert told == [(LARGE, LARGE + 1), (LARGE + 1, LARGE + 1)]


def test_faults_are_told_by_row_and_column_and_nothing_is_stored(compiler: Client) -> None:
    address = uploaded(compiler, large(PEAT, {**HOMES, "sector": "S99"}, {**HOMES, "code": "X", "quantity": "NaN"}))
    run_jobs()
    page = compiler.get(address)
    assert page.status_code == 422
    assert {(one.row, one.column) for one in page.context["outcome"].problems} == {(3, "sector"), (4, "quantity")}
    copy = compiler.post(address, {"act": "annotate"})
    assert copy.headers["Content-Disposition"] == 'attachment; filename="allofit-annotated.csv"'
    assert 'no code ""S99""' in copy.content.decode("utf-8-sig")
    assert compiler.post(address, {"act": "store"}).status_code == 409
    assert not AreaSource.objects.exists()


def test_working_twice_records_once(compiler: Client) -> None:
    address = uploaded(compiler, large())
    run_jobs()
    compiler.post(address, {"act": "store"})
    run_jobs()
    Job.objects.filter(kind="inventory:import_area_sources").update(state="queued")
    run_jobs()
    assert AreaSource.objects.count() == LARGE + 1
    assert AreaUpload.objects.get().state == "recorded"


def test_rest_answers_202_with_the_job_and_later_the_counts(compiler: Client) -> None:
    made = compiler.post(f"{API}/imports", {"file": SimpleUploadedFile("t.csv", large(HOMES))})
    assert made.status_code == 202, made.content.decode()
    address = made.headers["Location"]
    assert made.json()["state"] == "received"
    assert compiler.get(made.json()["job"]).json()["kind"] == "inventory:import_area_sources"
    run_jobs()
    body = compiler.get(address).json()
    assert (body["state"], body["new"], body["errors"]) == ("recorded", LARGE + 1, [])
    assert AreaSource.objects.count() == LARGE + 1


def test_rest_dry_run_of_a_large_table_is_recorded_by_a_second_call(compiler: Client) -> None:
    made = compiler.post(f"{API}/imports?dry_run=true", {"file": SimpleUploadedFile("t.csv", large(HOMES))})
    address = made.headers["Location"]
    assert compiler.post(address, {}, content_type="application/json").status_code == 409
    run_jobs()
    assert compiler.get(address).json()["state"] == "checked"
    assert not AreaSource.objects.exists()
    assert compiler.post(address, {}, content_type="application/json").status_code == 202
    run_jobs()
    assert AreaSource.objects.count() == LARGE + 1


def test_rest_names_the_faults_of_a_large_table_by_row(compiler: Client) -> None:
    wrong = large({**HOMES, "district": "999999"})
    address = compiler.post(f"{API}/imports", {"file": SimpleUploadedFile("t.csv", wrong)}).headers["Location"]
    run_jobs()
    body = compiler.get(address, headers={"Accept-Language": "zh-Hans"}).json()
    assert (body["state"], body["problem_count"]) == ("rejected", 1)
    assert body["errors"][0]["pointer"] == "/rows/2/district"
    assert "没有代码" in body["errors"][0]["detail"]


def test_an_upload_is_open_to_compilers_only(place: World, compiler: Client) -> None:
    address = uploaded(compiler, large())
    for name in ("regulator", "reporter", "district_officer"):
        assert signed_in(place.people[name]).get(address).status_code == 403
    assert compiler.get(f"{PAGE}../uploads/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_right_lost_while_the_job_waits_counts(place: World, compiler: Client) -> None:
    address = uploaded(compiler, large())
    place.people["inventory_compiler"].memberships.update(valid_to="2011-01-01")
    run_jobs()
    job = AreaUpload.objects.get().job
    assert job is not None
    assert (job.state, AreaUpload.objects.get().state) == ("failed", "received")
    assert "inventory:compile" in job.error
    assert compiler.get(address).status_code == 403
