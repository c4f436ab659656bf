"""`manage.py inventory`: compile, release, diff from the command line; verify without any server."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inventory.models import BaseFigure, InventoryCell, InventoryRelease
from tests.factories import World
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.integration.inventory.releasing import released
from tests.support import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("inventory", *arguments)
    return capsys.readouterr().out


def test_compile_recounts_and_prints_totals(city: World, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "compile", "--year", "2017", "--jurisdiction", "310000")
    assert "Equal to a recount" in told
    assert "1,855.800000 t" in told


def test_compile_refuses_cells_that_differ_from_the_lines(city: World) -> None:
    InventoryCell.objects.filter(fuel="diesel").update(co2e_t=1)
    with pytest.raises(CommandError, match="1 cells do not equal a recount") as refusal:
        call_command("inventory", "compile", "--year", "2017")
    assert refusal.value.returncode == 1


def test_release_and_difference(city: World, capsys: pytest.CaptureFixture[str]) -> None:
    first = released(city)
    move(concluded_version(city.facility, [Line("5")]), "decide")
    run_jobs()
    told = said(
        capsys, "release", "--year", "2017", "--by", "inventory_compiler", "--note", "Again", "--min-enterprises", "1"
    )
    second = InventoryRelease.objects.get(number=2)
    assert str(second.public_id) in told
    assert "added" in said(capsys, "diff", str(first.public_id), str(second.public_id))


@pytest.mark.parametrize(
    ("by", "told"), [("nobody_here", "There is no person"), ("reporter", "lacks the permission inventory:release")]
)
def test_release_needs_a_person_who_may(city: World, by: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("inventory", "release", "--year", "2017", "--by", by, "--note", "x")


def test_verify_tells_a_whole_bundle_from_an_altered_one(
    city: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(bytes(released(city).bundle.content))
    assert "whole" in said(capsys, "verify", str(bundle))
    bundle.write_bytes(bundle.read_bytes()[:-40])
    with pytest.raises(CommandError, match="zip"):
        call_command("inventory", "verify", str(bundle))


def test_base_figures_are_loaded_once_with_their_source(city: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert "8 new" in said(capsys, "load")
    assert "0 new" in said(capsys, "load")
    assert all(BaseFigure.objects.values_list("source", flat=True))
