"""A report keeps its factor sets; moving to newer ones is an explicit act with a difference per line."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mrv.core.models import AuditEvent, FactorSet
from mrv.core.services.factors.release_factor_set import release_factor_set
from mrv.core.services.transition import StaleState
from mrv.workflow import IllegalTransition
from reporting.models import EmissionLine, ReportVersion
from reporting.selectors.factor_pins import newest_pins, pins_of
from reporting.services.open_correction import open_correction
from reporting.services.repin_factors import repin_factors
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.integration.library.test_impact import next_version
from tests.reporting_cast import SET, filled, prepare
from tests.support import run_jobs, signed_in


@pytest.fixture
def cast(db: None) -> World:
    made = world()
    prepare(made)
    return made


def release(cast: World, **values: str) -> FactorSet:
    return release_factor_set(factor_set=next_version(cast, **values), by=cast.actor("second_factor_steward"))


def submitted(cast: World, version: ReportVersion) -> ReportVersion:
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    return version


def test_a_release_changes_no_pin_and_no_result(cast: World) -> None:
    draft = filled(cast)
    pins = draft.factor_set_ids
    release(cast, net_calorific_value="46.9172")
    draft.refresh_from_db()
    assert draft.factor_set_ids == pins
    done = submitted(cast, draft)
    factors = EmissionLine.objects.filter(version=done, fuel="diesel").values_list("inputs", flat=True)
    assert {line["net_calorific_value"]["factor"]["set"] for line in factors} == {f"{SET} v1"}


def test_f17_moving_to_the_newest_sets_gives_the_difference_per_line(cast: World) -> None:
    draft = filled(cast)
    newer = release(cast, net_calorific_value="46.9172")
    impact = repin_factors(version=draft, by=cast.actor("reporter"))
    assert draft.factor_set_ids == [newer.pk]
    assert {shift.stream_code for shift in impact.lines} == {"diesel"}
    assert sum(shift.difference for shift in impact.lines) == impact.after - impact.before
    done = submitted(cast, draft)
    assert done.total_co2e_t == impact.after


def test_the_ledger_keeps_both_pins_and_every_line(cast: World) -> None:
    draft = filled(cast)
    before = list(draft.factor_set_ids)
    newer = release(cast, carbon_content="21")
    impact = repin_factors(version=draft, by=cast.actor("reporter"))
    event = AuditEvent.objects.about(draft).get(action="reporting:report_version:repin")
    assert (event.payload["before"], event.payload["after"]) == (before, [newer.pk])
    assert (event.occurred_by, event.organization) == (cast.people["reporter"], cast.enterprise)
    assert len(event.payload["lines"]) == len(impact.lines) == 12
    assert Decimal(event.payload["co2e_after_t"]) == impact.after


def test_an_edit_of_the_pins_makes_the_checks_stale(cast: World) -> None:
    draft = filled(cast)
    revision = draft.draft_revision
    release(cast, carbon_content="21")
    repin_factors(version=draft, by=cast.actor("reporter"))
    assert draft.draft_revision == revision + 1


def test_nothing_moves_when_the_pins_are_the_newest(cast: World) -> None:
    draft = filled(cast)
    with pytest.raises(ValidationError):
        repin_factors(version=draft, by=cast.actor("reporter"))


def test_f16_a_set_released_meanwhile_does_not_slip_in(cast: World) -> None:
    draft = filled(cast)
    release(cast, carbon_content="21")
    seen = newest_pins(draft)
    release(cast, carbon_content="22")
    with pytest.raises(StaleState):
        repin_factors(version=draft, by=cast.actor("reporter"), pins=seen)
    draft.refresh_from_db()
    assert [pin.pinned.version for pin in pins_of(draft)] == [1]


def test_f17_what_was_submitted_keeps_its_pins_but_a_correction_can_move(cast: World) -> None:
    done = submitted(cast, filled(cast))
    release(cast, carbon_content="21")
    with pytest.raises(IllegalTransition):
        repin_factors(version=done, by=cast.actor("reporter"))
    from reporting.services.recall_version import recall_version

    recall_version(version=done, by=cast.actor("responsible_person"), reason="A newer factor table is out.")
    draft = done.report.versions.filter(state="draft").first() or open_correction(
        version=done, by=cast.actor("responsible_person"), reason="A newer factor table is out."
    )
    assert draft.factor_set_ids == done.factor_set_ids
    repin_factors(version=draft, by=cast.actor("reporter"))
    assert [pin.pinned.version for pin in pins_of(draft)] == [2]


@pytest.mark.parametrize("name", ["second_reporter", "regulator", "factor_steward", "lead_verifier"])
def test_nobody_else_moves_the_pins_of_a_report(cast: World, name: str) -> None:
    draft = filled(cast)
    release(cast, carbon_content="21")
    with pytest.raises(PermissionDenied):
        repin_factors(version=draft, by=cast.actor(name))


@pytest.mark.parametrize(("language", "word"), [("en", "Move to the newest sets"), ("zh-hans", "改用最新因子集")])
def test_the_page_shows_the_difference_and_moves(cast: World, language: str, word: str) -> None:
    draft = filled(cast)
    newer = release(cast, carbon_content="21")
    path = f"/reporting/reports/{draft.report.public_id}/factors/"
    client = signed_in(cast.people["reporter"])
    page = client.get(path, headers={"Accept-Language": language})
    assert word in page.content.decode()
    assert len(page.context["rows"]) == 12
    assert f"20.2 tC/TJ ({SET} v1) → 21 tC/TJ ({SET} v2)" in page.content.decode()
    assert client.post(path, {"pin": [newer.pk]}).status_code == 302
    draft.refresh_from_db()
    assert draft.factor_set_ids == [newer.pk]
    assert client.post(path, {"pin": [newer.pk]}).status_code == 409


def test_the_task_list_says_that_a_newer_set_is_out(cast: World) -> None:
    draft = filled(cast)
    release(cast, carbon_content="21")
    page = signed_in(cast.people["reporter"]).get(
        f"/reporting/reports/{draft.report.public_id}/", headers={"Accept-Language": "en"}
    )
    assert "1 set has a newer version" in page.content.decode()


def test_the_page_of_another_enterprise_does_not_exist(cast: World) -> None:
    draft = filled(cast)
    path = f"/reporting/reports/{draft.report.public_id}/factors/"
    assert signed_in(cast.people["second_reporter"]).get(path).status_code == 404


def post(client: Any, path: str, body: dict[str, Any]) -> Any:
    return client.post(path, body, content_type="application/json")


def test_the_interface_reads_the_difference_and_moves(cast: World) -> None:
    draft = filled(cast)
    release(cast, carbon_content="21")
    path = f"/api/v1/reports/{draft.report.public_id}/factor-sets"
    client = signed_in(cast.people["reporter"])
    body = client.get(path).json()
    assert body["factor_sets"] == [
        {"pinned": f"{SET}@1", "state": "superseded", "newest": f"{SET}@2", "is_newest": False}
    ]
    assert len(body["difference"]["lines"]) == 12
    assert post(client, path, {"factor_sets": [f"{SET}@9"]}).status_code == 422
    assert post(client, path, {"factor_sets": [f"{SET}@1"]}).status_code == 409
    moved = post(client, path, {"factor_sets": [f"{SET}@2"]})
    assert moved.status_code == 200
    assert moved.json()["difference"] == body["difference"]
    assert client.get(path).json()["factor_sets"][0]["is_newest"] is True
    assert signed_in(cast.people["second_reporter"]).get(path).status_code == 404
