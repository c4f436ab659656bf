"""Two persons put a set into force; what was released cannot be changed, not even by raw SQL."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError

from mrv.core.models import AuditEvent, FactorSet, Job
from mrv.core.services.factors.propose_factor_set import IMPACT, propose_factor_set
from mrv.core.services.factors.reject_factor_set import reject_factor_set
from mrv.core.services.factors.release_factor_set import SamePerson, release_factor_set
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.workflow import IllegalTransition
from tests.factories import World
from tests.integration.library.cast import draft, imported

pytestmark = pytest.mark.usefixtures("english")


def proposed(cast: World, *rows: dict[str, str]) -> FactorSet:
    return propose_factor_set(factor_set=draft(cast, *rows), by=cast.actor("factor_steward"), note="New table.")


def released(cast: World, *rows: dict[str, str]) -> FactorSet:
    return release_factor_set(factor_set=proposed(cast, *rows), by=cast.actor("second_factor_steward"))


def test_a_second_steward_releases_what_the_first_proposed(cast: World) -> None:
    made = released(cast)
    assert made.state == "released"
    assert (made.proposed_by, made.released_by) == (
        cast.people["factor_steward"],
        cast.people["second_factor_steward"],
    )
    acts = [event.action for event in AuditEvent.objects.about(made)]
    assert acts == ["core:factor_set:import", "core:factor_set:propose", "core:factor_set:release"]


def test_proposing_starts_the_preview_of_the_impact(cast: World) -> None:
    made = proposed(cast)
    assert Job.objects.get(kind=IMPACT).subject_id == made.pk


def test_the_proposer_cannot_release_or_reject(cast: World) -> None:
    made = proposed(cast)
    with pytest.raises(SamePerson):
        release_factor_set(factor_set=made, by=cast.actor("factor_steward"))
    with pytest.raises(SamePerson):
        reject_factor_set(factor_set=made, by=cast.actor("factor_steward"), reason="On second thought.")
    assert FactorSet.objects.get(pk=made.pk).state == "proposed"


def test_the_database_refuses_one_person_for_both_acts(cast: World) -> None:
    made = proposed(cast)
    with pytest.raises(DatabaseError, match="factor_set_two_persons"), transaction.atomic():
        run(
            "UPDATE core_factorset SET state = 'released', released_at = now(), released_by_id = proposed_by_id WHERE id = %s",
            made,
        )
    with pytest.raises(DatabaseError, match="factor_set_released_by_somebody"), transaction.atomic():
        run("UPDATE core_factorset SET state = 'released' WHERE id = %s", made)


def test_nobody_else_releases(cast: World) -> None:
    made = proposed(cast)
    for name in ("regulator", "inventory_compiler", "reporter", "operator"):
        with pytest.raises(PermissionDenied):
            release_factor_set(factor_set=made, by=cast.actor(name))


def test_a_draft_is_not_released_and_nothing_is_released_twice(cast: World) -> None:
    with pytest.raises(IllegalTransition):
        release_factor_set(factor_set=draft(cast), by=cast.actor("second_factor_steward"))
    made = released(cast)
    with pytest.raises(IllegalTransition):
        release_factor_set(factor_set=made, by=cast.actor("second_factor_steward"))


def test_a_release_supersedes_the_version_before_and_keeps_it(cast: World) -> None:
    first = released(cast)
    second = released(cast, {"value": "42.7"})
    first.refresh_from_db()
    assert (first.state, second.state, second.supersedes_id) == ("superseded", "released", first.pk)
    assert first.factors.get().value_text == "42.652"
    assert FactorSet.objects.filter(code=first.code, state="released").count() == 1


def test_two_versions_in_force_are_impossible_in_the_database(cast: World) -> None:
    released(cast)
    second = proposed(cast, {"value": "42.7"})
    steward = cast.people["second_factor_steward"].pk
    with pytest.raises(DatabaseError, match="factor_set_one_released"), transaction.atomic():
        run(
            f"UPDATE core_factorset SET state = 'released', released_at = now(), released_by_id = {steward} WHERE id = %s",
            second,
        )


def test_a_rejection_needs_its_reason_and_opens_the_way_for_the_next_version(cast: World) -> None:
    made = proposed(cast)
    with pytest.raises(ReasonMissing):
        reject_factor_set(factor_set=made, by=cast.actor("second_factor_steward"), reason=" ")
    rejected = reject_factor_set(factor_set=made, by=cast.actor("second_factor_steward"), reason="Row 3 is misread.")
    assert rejected.state == "rejected"
    assert AuditEvent.objects.about(made).last().reason == "Row 3 is misread."  # type: ignore[union-attr]
    assert draft(cast).version == 2


def test_a_proposal_needs_a_note_and_values(cast: World) -> None:
    made = draft(cast)
    with pytest.raises(ReasonMissing):
        propose_factor_set(factor_set=made, by=cast.actor("factor_steward"), note="")
    empty = FactorSet.objects.create(
        code="EMPTY", title_zh="空", title_en="Empty", purpose="any", grade="C", valid_from="2020-01-01"
    )
    with pytest.raises(ValidationError, match="holds no value"):
        propose_factor_set(factor_set=empty, by=cast.actor("factor_steward"), note="Nothing in it.")


def test_a_release_names_the_content_that_was_looked_at(cast: World) -> None:
    made = proposed(cast)
    with pytest.raises(StaleState):
        release_factor_set(factor_set=made, by=cast.actor("second_factor_steward"), content_hash="0" * 64)


def run(sql: str, found: FactorSet) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [found.pk])


CHANGES = [
    "UPDATE core_factorset SET title_en = 'Other' WHERE id = %s",
    "UPDATE core_factorset SET valid_to = '2020-01-01' WHERE id = %s",
    "UPDATE core_factorset SET grade = 'A' WHERE id = %s",
    "UPDATE core_factorset SET content_hash = 'x' WHERE id = %s",
    "UPDATE core_factorset SET released_at = now() - interval '1 year' WHERE id = %s",
    "UPDATE core_factorset SET proposed_by_id = released_by_id WHERE id = %s",
    "UPDATE core_factorset SET state = 'draft' WHERE id = %s",
    "DELETE FROM core_factorset WHERE id = %s",
    "UPDATE core_emissionfactor SET value = 1 WHERE factor_set_id = %s",
    "UPDATE core_emissionfactor SET raw = '{}' WHERE factor_set_id = %s",
    "DELETE FROM core_emissionfactor WHERE factor_set_id = %s",
    "INSERT INTO core_emissionfactor SELECT * FROM core_emissionfactor WHERE factor_set_id = %s",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_a_released_set_cannot_be_changed_by_raw_sql(cast: World, sql: str) -> None:
    made = released(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql, made)
    made.refresh_from_db()
    assert (made.title_en, made.factors.get().value_text) == ("New set", "42.652")


@pytest.mark.parametrize("sql", [change for change in CHANGES if "emissionfactor" in change])
def test_not_even_the_owner_of_the_tables_changes_released_values(cast: World, as_owner: Any, sql: str) -> None:
    made = released(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(sql, made)


def test_importing_does_not_touch_what_is_released(cast: World) -> None:
    made = released(cast)
    imported(cast, {"value": "43"})
    made.refresh_from_db()
    assert made.factors.get().value_text == "42.652"
