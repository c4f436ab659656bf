"""Confidentiality: small places are hidden, and what is shown never isolates one enterprise."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.tables.suppression import Contribution, hidden_places

STEEL, POWER, FOOD = ("310113", "S28", 1), ("310115", "S39", 1), ("310114", "S10", 1)


def parts(place: tuple[str, str, int], *tonnes: int, first: int = 1) -> list[Contribution]:
    return [Contribution(place, first + number, Decimal(value)) for number, value in enumerate(tonnes)]


def test_place_of_fewer_enterprises_is_hidden() -> None:
    given_parts = parts(STEEL, 10, 20) + parts(FOOD, 5, 6, first=7)
    assert hidden_places(given_parts + parts(POWER, 1, 2, 3, first=20), min_enterprises=3) == {STEEL, FOOD}


def test_one_hidden_place_takes_the_smallest_other_with_it() -> None:
    hidden = hidden_places(
        parts(STEEL, 10) + parts(POWER, 100, 200, 300, first=20) + parts(FOOD, 5, 6, 7, first=30), min_enterprises=3
    )
    assert hidden == {STEEL, FOOD}


def test_dominated_place_is_hidden() -> None:
    crowd = parts(POWER, 1, 1, 98) + parts(FOOD, 5, 6, 7, first=30) + parts(STEEL, 9, 9, 9, first=40)
    assert POWER in hidden_places(crowd, min_enterprises=3, max_share=Decimal(85))


def test_one_enterprise_with_two_sites_is_one_enterprise() -> None:
    twice = [Contribution(STEEL, 1, Decimal(4)), Contribution(STEEL, 1, Decimal(5))]
    assert STEEL in hidden_places(twice + parts(POWER, 1, 2, 3, first=20), min_enterprises=2)


def test_scopes_are_judged_apart() -> None:
    second = ("310113", "S28", 2)
    hidden = hidden_places(parts(STEEL, 1, 2, 3) + parts(second, 1), min_enterprises=3)
    assert hidden == {second}


def test_smallest_group_of_one_hides_nothing() -> None:
    assert not hidden_places(parts(STEEL, 10) + parts(POWER, 1), min_enterprises=1)


contributions = st.lists(
    st.builds(
        Contribution,
        place=st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from([1, 2])),
        enterprise=st.integers(1, 12),
        co2e_t=st.decimals(0, 1000, places=3),
    ),
    max_size=40,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(contributions, st.integers(1, 4))
def test_nothing_shown_is_small_and_the_hidden_rest_is_never_one_enterprise(
    given_parts: list[Contribution], smallest: int
) -> None:
    hidden = hidden_places(given_parts, min_enterprises=smallest)
    owners: dict[tuple[str, str, int], set[int]] = {}
    for part in given_parts:
        owners.setdefault(part.place, set()).add(part.enterprise)
    assert all(len(owners[place]) >= smallest for place in owners.keys() - hidden)
    for scope in {place[2] for place in hidden}:
        behind = set().union(*(owners[place] for place in hidden if place[2] == scope))
        everybody = set().union(*(owners[place] for place in owners if place[2] == scope))
        assert len(behind) >= min(smallest, len(everybody))
