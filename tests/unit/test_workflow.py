"""The transition tables: complete, reachable, and honest about whose turn it is."""

import pytest

from mrv.core.states import FACTOR_SET
from mrv.generated_docs import transition_tables
from mrv.portal.states import LOOKS
from mrv.roles import GRANTS, PERMISSIONS, ROLES_OF_KIND, Role
from mrv.words.moves import MOVES, NOUNS
from mrv.workflow import IllegalTransition, State, TransitionTable, move
from reporting.states import CORRECTABLE, COUNTED, MONITORING_PLAN, REPORT_VERSION

TABLES = [FACTOR_SET, MONITORING_PLAN, REPORT_VERSION]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_state_can_be_reached_from_the_first(table: TransitionTable) -> None:
    reached, frontier = {table.initial}, {table.initial}
    while frontier:
        frontier = {target for source, target in table.edges() if source in frontier} - reached
        reached |= frontier
    assert reached == {state.code for state in table.states}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_final_states_lead_nowhere_but_to_superseded(table: TransitionTable) -> None:
    final = {state.code for state in table.states if state.is_final}
    assert {target for source, target in table.edges() if source in final} <= {"superseded"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_move_needs_a_known_permission_somebody_holds(table: TransitionTable) -> None:
    held = frozenset().union(*GRANTS.values())
    for transition in table.transitions:
        assert transition.permission is None or transition.permission in held & set(PERMISSIONS), transition.name


def test_an_illegal_move_says_from_where_it_would_be_possible() -> None:
    with pytest.raises(IllegalTransition, match="in state 'draft' cannot decide; that is possible from: concluded"):
        REPORT_VERSION.find("decide", "draft")


def test_a_table_refuses_a_move_between_unknown_states() -> None:
    with pytest.raises(ValueError, match="names unknown states"):
        TransitionTable(
            "thing", "a", (State("a", "A", "x"),), (move("go", sources=["a"], target="b", permission=None),)
        )


def test_a_version_that_counts_is_never_one_the_enterprise_may_rewrite() -> None:
    assert not COUNTED & CORRECTABLE


def test_the_diagram_shows_every_move() -> None:
    diagram = REPORT_VERSION.mermaid()
    assert all(f"{source} --> {target}" in diagram for source, target in REPORT_VERSION.edges())


def test_open_moves_depend_on_the_permissions_held() -> None:
    names = {t.name for t in REPORT_VERSION.open_from("submitted", GRANTS[Role.RESPONSIBLE_PERSON])}
    assert names == {"recall"}
    assert REPORT_VERSION.open_from("submitted", GRANTS[Role.REPORTER]) == []


def test_every_role_belongs_to_exactly_one_kind_of_organization() -> None:
    for role in Role:
        assert sum(role in roles for roles in ROLES_OF_KIND.values()) == 1


def test_nobody_both_submits_and_judges() -> None:
    for role, grants in GRANTS.items():
        judging = grants & {"engagement:conclude", "report:decide", "engagement:second_review"}
        assert not (judging and "report:submit" in grants), role
        assert len(judging) <= 1, role


@pytest.mark.parametrize("table", list(transition_tables()), ids=lambda table: table.noun)
def test_a_refused_move_can_be_said_in_words(table: TransitionTable) -> None:
    assert table.noun in NOUNS
    assert {step.name for step in table.transitions} <= set(MOVES)
    assert {state.code for state in table.states} <= set(LOOKS)
