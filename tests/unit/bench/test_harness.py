"""The table of the bench says what was measured: ratios the right way round, noise called noise."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.__main__ import BASELINE, PAGE
from bench.harness import Comparison, Figure, Goal, Turns, at_least, at_most, compare
from bench.page import keep, page
from bench.results import write


def figure(goal: Goal, *times: float, also_met: bool = True) -> Figure:
    return Figure("P0", "ours", "reference", goal, Comparison(list(times)).noted("", also_met=also_met))


def test_rate_goal_compares_rates() -> None:
    found = figure(at_least(0.5), 2.0, 2.0, 2.0)
    assert (found.ratio, found.verdict) == (0.5, "met")


def test_time_goal_compares_times() -> None:
    assert figure(at_most(1.5), 1.4, 1.5, 1.6).verdict == "met"
    assert figure(at_most(1.5), 1.6, 1.6, 1.7).verdict == "short"


def test_scattered_pairs_are_called_noisy() -> None:
    found = figure(at_most(2.0), 0.5, 1.0, 1.5, 2.0, 0.4)
    assert found.spread > 0.25 * found.ratio
    assert found.verdict == "noisy"


def test_absolute_part_of_a_goal_counts_too() -> None:
    assert figure(at_most(2.0), 1.0, 1.0, also_met=False).verdict == "short"


@pytest.mark.parametrize("pairs", [2, 3])
def test_sides_alternate_and_each_turn_is_prepared(pairs: int) -> None:
    seen: list[str] = []
    turns = Turns(
        pairs=pairs, seconds=0, most_runs=1, before_ours=lambda: seen.append("ready"), before_reference=lambda: None
    )
    compare(lambda: seen.append("ours"), lambda: seen.append("reference"), turns)
    assert seen.count("ready") == pairs + 1
    assert seen[:3] == ["ready", "ours", "reference"]


def test_results_name_the_kind_of_machine_and_not_the_machine(tmp_path: Path) -> None:
    write(tmp_path / "results.json", [figure(at_least(1), 1.0, 1.0)], at=datetime(2018, 1, 1, tzinfo=UTC))
    found = json.loads((tmp_path / "results.json").read_text())
    assert set(found["machine"]) == {"processors", "memory_gib", "load_average", "architecture", "python"}
    assert found["figures"][0]["verdict"] == "met"


def test_page_of_speed_shows_the_kept_figures() -> None:
    kept, city = (json.loads(path.read_text(encoding="utf-8")) for path in (BASELINE, BASELINE.with_name("city.json")))
    assert PAGE.read_text(encoding="utf-8") == page(kept, city)


def test_some_figures_are_kept_among_the_others_and_say_when_they_were_taken(tmp_path: Path) -> None:
    latest, baseline, document = tmp_path / "latest.json", tmp_path / "baseline.json", tmp_path / "speed.md"
    (tmp_path / "city.json").write_text(BASELINE.with_name("city.json").read_text(encoding="utf-8"), encoding="utf-8")
    for day, path, name in ((1, baseline, "P10"), (2, latest, "P4B")):
        made = Figure(name, "ours", "reference", at_least(1), Comparison([0.5, 0.5]))
        write(path, [made], at=datetime(2018, 1, day, tzinfo=UTC))
    keep(latest, baseline, document, is_whole=False)
    kept = json.loads(baseline.read_text(encoding="utf-8"))
    assert (kept["date"], [figure["id"] for figure in kept["figures"]]) == ("2018-01-01", ["P4B", "P10"])
    assert document.read_text(encoding="utf-8").count("(Taken apart, 2018-01-02, load ") == 1
