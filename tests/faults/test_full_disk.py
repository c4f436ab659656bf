"""F12: no room on the disk for files. Uploads answer 507 and leave nothing behind; a job says why it failed.

A limit on the size of files stands for the full disk: the kernel refuses the write in the middle of a file, and it
needs no privileges.
"""

from pathlib import Path

import pytest

from mrv.core.models import Job
from mrv.roles import Role
from reporting.models import Evidence, ImportedFile
from tests.factories import World, api_client
from tests.faults import play
from tests.faults.processes import Answer, Plant, Web

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
ROOM = 256 * 1024
# Django keeps what is larger than 2.5 MB in the temporary folder, what is smaller in memory.
SMALL, LARGE = 400 * 1024, 3 * 1024 * 1024
LINE = "x" * 12


def send(web: Web, path: str, content: bytes) -> Answer:
    """Upload a file."""
    head = f'--{LINE}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{LINE}--\r\n".encode()
    return web.request("POST", path, body, **{"Content-Type": f"multipart/form-data; boundary={LINE}"})


def stored(folder: Path) -> list[str]:
    """The files below the folder for uploads."""
    return sorted(path.name for path in (folder / "media").rglob("*") if path.is_file())


@pytest.fixture
def bearer(cast: World) -> str:
    """A machine client of the enterprise."""
    return str(api_client(cast.enterprise, Role.REPORTER, Role.RESPONSIBLE_PERSON)[1])


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_f12_upload_without_room_is_refused_and_leaves_nothing(
    plant: Plant, cast: World, bearer: str, tmp_path: Path, size: int
) -> None:
    report = f"/api/v1/reports/{play.draft(cast, 0).report.public_id}"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    plant.largest_file = ROOM
    web = plant.web(bearer=bearer, MRV_VAR=str(tmp_path), TMPDIR=str(temporary))
    around = sorted(temporary.iterdir())
    for door in ("imports", "evidence"):
        refused = send(web, f"{report}/{door}", b"1" * size)
        assert (refused.status, refused.body["code"]) == (507, "disk_full"), refused.body
        assert "no room left" in refused.body["title"]
    assert (stored(tmp_path), sorted(temporary.iterdir())) == ([], around)
    assert not ImportedFile.objects.exists()
    assert not Evidence.objects.exists()
    assert not Job.objects.exists()
    assert web.request("GET", report).status == 200
    plant.make_room()
    assert [send(web, f"{report}/{door}", b"1" * size).status for door in ("imports", "evidence")] == [202, 201]


def test_f12_job_without_room_fails_with_the_reason_and_leaves_no_part_of_a_file(
    plant: Plant, cast: World, bearer: str, tmp_path: Path
) -> None:
    version = play.draft(cast, 0)
    web = plant.web(bearer=bearer, MRV_VAR=str(tmp_path))
    bad = b"source_stream,month,quantity,unit\n" + b"diesel,1,1_000,t\n" * 3000
    assert send(web, f"/api/v1/reports/{version.report.public_id}/imports", bad).status == 202
    kept = stored(tmp_path)
    plant.largest_file = ROOM
    plant.worker("one", beat=True, MRV_VAR=str(tmp_path))
    play.settle()
    job = Job.objects.get(kind="reporting:import")
    assert (job.state, job.attempt) == ("failed", 3)
    assert job.error == "There is no room left on the disk for files. Nothing was stored. Try again later."
    assert "磁盘空间不足" in job.error_zh
    held = ImportedFile.objects.get()
    assert (held.state, held.annotated.name) == ("received", "")
    assert stored(tmp_path) == kept
    assert version.activity_records.count() == 24
