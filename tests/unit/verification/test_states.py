"""The tables of engagement and finding: no dead ends, no way back from the end."""

import pytest

from mrv.roles import PERMISSIONS
from mrv.workflow import TransitionTable
from verification.states import DECIDABLE, ENGAGEMENT, FINDING, SETTLED, Opinion

TABLES = [ENGAGEMENT, FINDING]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_state_is_reached_and_every_end_is_final(table: TransitionTable) -> None:
    reached = {table.initial} | {step.target for step in table.transitions}
    assert reached == {state.code for state in table.states}
    left = {source for source, _target in table.edges()}
    assert {state.code for state in table.states if state.is_final} == {s.code for s in table.states} - left


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_move_needs_a_known_permission(table: TransitionTable) -> None:
    assert {step.permission for step in table.transitions} <= set(PERMISSIONS)


def test_settled_findings_are_the_final_ones() -> None:
    assert {state.code for state in FINDING.states if state.is_final} == SETTLED


def test_report_that_was_not_verified_never_counts() -> None:
    assert set(Opinion) - DECIDABLE == {Opinion.NOT_VERIFIED}
