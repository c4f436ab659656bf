"""Approach 2 on demand: asked for by page or door, run as a job, kept once, seen by those who may."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from inventory.models import CitySimulation
from inventory.services.simulate_city import simulate_city
from inventory.tables.city_question import CityQuestion
from mrv.core.models import Job
from reporting.calculation.simulating import Settings
from tests.factories import World
from tests.integration.inventory.test_city_uncertainty import YEAR, posted, profile
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
BODY = {"seed": 7, "draws": 2000}


@pytest.fixture
def coal(city: World) -> World:
    """Two sites that burn the same coal: 100 t and 300 t, activity 3 % each, one factor of 4 %."""
    posted(city, "U-1", 0, "S39", [("100", profile("3", "4"))])
    posted(city, "U-2", 1, "S27", [("300", profile("3", "4"))])
    return city


def ask(city: World, person: str = "inventory_compiler", query: str = "", **body: Any) -> Any:
    address = f"/api/v1/inventories/{city.city.code}/{YEAR}/simulations{query}"
    return signed_in(city.people[person]).post(address, {**BODY, **body}, content_type="application/json")


def test_the_door_simulates_in_the_workers_and_keeps_seed_and_result(coal: World) -> None:
    answer = ask(coal)
    assert (answer.status_code, answer.json()["seed"]) == (202, 7)
    job = run_jobs()[-1]
    assert job.state == "done", job.error
    (found,) = CitySimulation.objects.all()
    assert str(found.public_id) == job.result["simulation"]
    assert (found.seed, found.draws, found.known_tco2e) == (7, 2000, Decimal(400))
    # sqrt(300^2 + 900^2 + 1600^2) / 400 = 4.65 %
    half = 50 * (found.upper_tco2e - found.lower_tco2e) / found.known_tco2e
    assert abs(half - Decimal("4.65")) < Decimal("0.3")
    assert found.approach_1_percent == Decimal("4.650")
    listed = signed_in(coal.people["inventory_compiler"]).get(
        f"/api/v1/inventories/{coal.city.code}/{YEAR}/simulations"
    )
    assert [one["seed"] for one in listed.json()["results"]] == [7]


def test_the_same_seed_gives_the_same_result_and_another_row(coal: World) -> None:
    for seed in (7, 7, 8):
        ask(coal, seed=seed)
    run_jobs()
    rows = CitySimulation.objects.order_by("pk").values_list(
        "mean_tco2e", "deviation_tco2e", "lower_tco2e", "upper_tco2e", "percentiles", "histogram", "approach_1_percent",
        "known_tco2e", "coverage_percent", "distributions", "engine_build",
    )  # fmt: skip
    assert rows[0] == rows[1]
    assert rows[0] != rows[2]


def test_a_job_that_runs_twice_keeps_one_row(coal: World) -> None:
    ask(coal)
    job = run_jobs()[-1]
    actor = coal.actor("inventory_compiler")
    question = CityQuestion(**job.arguments["question"])
    again = simulate_city(question=question, settings=Settings(**job.arguments["settings"]), by=actor, job=job)
    assert str(again.public_id) == job.result["simulation"]
    assert CitySimulation.objects.count() == 1


def test_a_sector_is_simulated_by_itself(coal: World) -> None:
    ask(coal, query="?sector=S39")
    run_jobs()
    found = CitySimulation.objects.get()
    assert (found.sector, found.known_tco2e, found.approach_1_percent) == ("S39", Decimal(100), Decimal(5))


def test_a_stored_simulation_is_never_edited(coal: World) -> None:
    ask(coal)
    run_jobs()
    with pytest.raises(DatabaseError), transaction.atomic():
        CitySimulation.objects.update(lower_tco2e=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        CitySimulation.objects.all().delete()


def test_nothing_known_fails_with_a_sentence(coal: World) -> None:
    ask(coal, query="?sector=S01")
    job = run_jobs()[-1]
    assert (job.state, "nothing to simulate" in job.error) == ("failed", True)


def test_wrong_settings_and_questions_are_refused_by_field(coal: World) -> None:
    assert ask(coal, draws=10).status_code == 422
    assert ask(coal, activity="guess").status_code == 422
    assert ask(coal, query="?scope=all").status_code == 422
    assert not Job.objects.filter(kind="inventory:simulate").exists()


@pytest.mark.parametrize("person", ["outsider", "reporter"])
def test_nobody_else_simulates(coal: World, person: str) -> None:
    assert ask(coal, person).status_code == 403
    assert Client().post("/inventory/uncertainty/simulate/", BODY).status_code == 302


def test_a_district_officer_simulates_the_own_district_and_sees_no_other_simulation(coal: World) -> None:
    ask(coal)
    ask(coal, "district_officer")
    run_jobs()
    own = CitySimulation.objects.visible_to(coal.actor("district_officer"))
    assert [one.known_tco2e for one in own] == [Decimal(100)]
    assert CitySimulation.objects.visible_to(coal.actor("inventory_compiler")).count() == 2


@pytest.mark.parametrize(("language", "word"), [("en", "Distribution of the total"), ("zh-hans", "总量的分布")])
def test_the_page_asks_shows_progress_and_the_result(coal: World, language: str, word: str) -> None:
    client, headers = signed_in(coal.people["inventory_compiler"]), {"Accept-Language": language}
    page = f"/inventory/uncertainty/?year={YEAR}"
    form = {"draws": "2000", "seed": "", "activity": "uniform", "factors": "triangular"}
    asked = client.post(f"/inventory/uncertainty/simulate/?year={YEAR}", form, headers=headers)
    assert asked.status_code == 302
    assert asked.headers["Location"] == page
    waiting = client.get(page, headers=headers)
    assert waiting.context["progress"].state == "queued"
    run_jobs()
    shown = client.get(page, headers=headers).content.decode()
    found = CitySimulation.objects.get()
    assert word in shown
    assert str(found.seed) in shown
    assert found.distributions["used"] == {"triangular": 1, "uniform": 2}
    refused = client.post(f"/inventory/uncertainty/simulate/?year={YEAR}", {**form, "draws": "1"}, headers=headers)
    assert refused.status_code == 422
