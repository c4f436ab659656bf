"""`manage.py recalculate`: order, watch, tell the difference, resume."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inventory.models import Recalculation
from tests.factories import World
from tests.integration.inventory.recalculating import released_newer
from tests.support import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("recalculate", *arguments)
    return capsys.readouterr().out


def test_an_untouched_city_is_told_to_be_identical(computed_city: World, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--year", "2020", "--jurisdiction", "310000", "--here", "--by", "regulator")
    assert "3 sources, 49 lines: 3 identical, 0 same_figures, 0 changed, 0 failed" in told
    assert "done     parts 2/2  lines 49/49" in told
    assert "Identical bytes." in told
    assert Recalculation.objects.get().started_by == str(computed_city.people["regulator"])


def test_a_difference_is_told_by_cause_and_gas_and_by_the_exit_status(
    computed_city: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    released_newer(computed_city, carbon_content="21")
    file = tmp_path / "lines.json"
    with pytest.raises(SystemExit) as ended:
        call_command("recalculate", "--year", "2020", "--sets", "newer", "--here", "--lines", str(file))
    told = capsys.readouterr().out
    assert ended.value.code == 3
    assert "factor_set" in told
    assert "nothing stored was changed" in told
    rows = json.loads(file.read_bytes())["rows"]
    assert {(row["gas"], row["cause"], row["fuel"]) for row in rows} == {("CO2", "factor_set", "diesel")}
    assert len(rows) == 25


def test_an_order_without_waiting_is_resumed_later(computed_city: World, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--year", "2020", "--no-wait")
    order = Recalculation.objects.get()
    assert told == f"Recalculation {order.public_id}\n"
    run_jobs()
    assert "Identical bytes." in said(capsys, "--resume", str(order.public_id))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--year", "2020", "--jurisdiction", "999999"], "no such jurisdiction"),
        (["--year", "2020", "--by", "nobody_here"], "There is no person"),
        (["--year", "2020", "--by", "reporter"], "lacks the permission inventory:recalculate"),
        (["--year", "2020", "--lines", "lines.doc"], "ends in csv, xlsx, json"),
        (["--resume", "not-one"], "There is no recalculation"),
    ],
)
def test_wrong_usage_says_what_was_expected(computed_city: World, arguments: list[str], told: str) -> None:
    with pytest.raises(CommandError, match=told) as refusal:
        call_command("recalculate", *arguments)
    assert refusal.value.returncode == 2
