"""Releases: whole or not at all, never changed, signed, and checked by anybody offline."""

import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from jwcrypto import jwk

from inventory.models import InventoryCell, InventoryRelease, ReleaseCell, ReleaseSource
from inventory.publication.verify import NotABundle, verify_bundle
from inventory.selectors.sums import release_source, sums
from inventory.services.release_inventory import ReleaseRefused
from inventory.services.request_release import request_release
from inventory.tables.axes import Axis
from inventory.tables.request import TableRequest
from mrv.core.actor import PUBLIC
from mrv.core.models import AuditEvent, Job
from mrv.core.services.signing import public_keys
from reporting.models import ReportVersion
from tests.factories import World
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.integration.inventory.releasing import order, released
from tests.support import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TABLES = ["inventoryrelease", "releasecell", "releasesource", "releasebundle"]


@pytest.fixture
def release(city: World) -> Iterator[InventoryRelease]:
    return released(city)


def bundle(release: InventoryRelease) -> bytes:
    return bytes(release.bundle.content)


def test_release_copies_every_cell_and_names_every_source(city: World, release: InventoryRelease) -> None:
    live = InventoryCell.objects.filter(line_count__gt=0)
    assert ReleaseCell.objects.filter(release=release).count() == live.count()
    assert release.scope_1_co2e_t == sum(live.filter(scope=1).values_list("co2e_t", flat=True))
    assert (release.version_count, release.number, release.is_synthetic) == (3, 1, True)
    assert set(ReleaseSource.objects.values_list("reference", flat=True)) == {"POW", "BUS", "CEM"}


def test_included_reports_move_to_released(city: World, release: InventoryRelease) -> None:
    assert set(ReportVersion.objects.values_list("state", flat=True)) == {"released"}
    assert AuditEvent.objects.filter(action="inventory:release:publish").get().reason == "First release"


def test_released_cells_answer_the_same_tables_as_the_live_ones(city: World, release: InventoryRelease) -> None:
    table = sums(release_source([release], PUBLIC), TableRequest(by=(Axis.SECTOR,)))
    assert table.total.value == release.scope_1_co2e_t


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_database_refuses_to_change_a_release(release: InventoryRelease, table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"pgtrigger|permission denied"), transaction.atomic():
            cursor.execute(statement.format(f"inventory_{table}"))


def test_bundle_proves_itself_offline(release: InventoryRelease) -> None:
    found = verify_bundle(bundle(release), keys=public_keys())
    assert not found.faults
    assert found.content_hash == release.content_hash
    assert found.manifest["totals"]["scope_1_co2e_t"] == format(release.scope_1_co2e_t.normalize(), "f")


def repacked(content: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The bundle with one member altered."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, data.replace(*change, 1) if item == name else data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("cells.csv", (b",1000,", b",1001,"), "cells.csv: SHA-256"),
        ("cells.csv", (b",1000,", b",1001,"), "Merkle root"),
        ("sources.csv", (b"enterprise,", b"area_source,"), "sources.csv: SHA-256"),
        ("manifest.json", (b'"number":1', b'"number":2'), "manifest"),
        ("manifest.jws", (b".", b".x"), "signature"),
    ],
)
def test_altered_bundle_is_found(release: InventoryRelease, name: str, change: tuple[bytes, bytes], told: str) -> None:
    faults = verify_bundle(repacked(bundle(release), name, change), keys=public_keys()).faults
    assert any(told in fault for fault in faults), faults


def test_bundle_signed_by_somebody_else_is_found(release: InventoryRelease) -> None:
    other = json.loads(jwk.JWK.generate(kty="OKP", crv="Ed25519").export_public())
    assert "not in the key set" in verify_bundle(bundle(release), keys={"keys": [other]}).faults[0]


@pytest.mark.parametrize("content", [b"", b"PK nonsense", b"%PDF-1.7"])
def test_file_that_is_no_bundle_is_told_so(content: bytes) -> None:
    with pytest.raises(NotABundle):
        verify_bundle(content)


def test_cells_that_moved_since_they_were_looked_at_are_not_released(city: World) -> None:
    stale = order(city)
    move(concluded_version(city.facility, [Line("5")]), "decide")
    run_jobs()
    job = request_release(order=stale, by=city.actor("inventory_compiler"))
    run_jobs()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "moved since" in job.error
    assert not InventoryRelease.objects.exists()


def test_cells_that_disagree_with_the_lines_are_not_released(city: World) -> None:
    InventoryCell.objects.filter(fuel="diesel").update(co2e_t=Decimal(501))
    job = request_release(order=order(city), by=city.actor("inventory_compiler"))
    run_jobs()
    job.refresh_from_db()
    assert "do not equal a recount" in job.error


def test_restatement_is_a_new_release_that_points_to_the_one_before(city: World, release: InventoryRelease) -> None:
    move(concluded_version(city.facility, [Line("5")]), "decide")
    run_jobs()
    second = released(city, note="One more report")
    assert (second.number, second.supersedes) == (2, release)
    assert second.scope_1_co2e_t - release.scope_1_co2e_t == 5


def test_only_a_compiler_may_release(city: World) -> None:
    for name in ("regulator", "district_officer", "reporter", "outsider"):
        with pytest.raises(PermissionDenied):
            request_release(order=order(city), by=city.actor(name))


def test_release_without_a_note_is_refused(city: World) -> None:
    with pytest.raises(ReleaseRefused, match="needs a note"):
        request_release(order=order(city, note=" "), by=city.actor("inventory_compiler"))


def test_right_lost_while_the_job_waits_counts(city: World) -> None:
    job = request_release(order=order(city), by=city.actor("inventory_compiler"))
    city.people["inventory_compiler"].memberships.all().delete()
    run_jobs()
    assert Job.objects.get(pk=job.pk).state == "failed"
    assert not InventoryRelease.objects.exists()


def test_small_places_are_hidden_in_what_is_published(city: World) -> None:
    release = released(city, min_enterprises=3)
    with zipfile.ZipFile(io.BytesIO(bundle(release))) as archive:
        rows = archive.read("cells.csv").decode().splitlines()[1:]
    assert rows
    assert all(row.endswith(",,,0,C") for row in rows)
    assert not verify_bundle(bundle(release), keys=public_keys()).faults
    public = sums(release_source([release], PUBLIC), TableRequest(by=(Axis.SECTOR,)))
    assert public.total.is_hidden
    official = sums(release_source([release], city.actor("inventory_compiler")), TableRequest(by=(Axis.SECTOR,)))
    assert official.total.value == release.scope_1_co2e_t
