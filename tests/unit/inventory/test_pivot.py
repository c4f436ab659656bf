"""Sums along axes add up exactly, and what is hidden is never taken for zero."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.tables.pivot import Pivot, Sum, share

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=9)
cells = st.lists(
    st.builds(
        Sum,
        key=st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz"), st.sampled_from(["2016", "2017"])),
        value=amounts,
        line_count=st.integers(0, 5),
        hidden=st.integers(0, 1),
    ),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cells)
def test_totals_along_every_axis_are_the_same_to_the_last_digit(items: list[Sum]) -> None:
    pivot = Pivot.of(["sector", "district", "year"], items)
    expected = sum((item.value for item in items), Decimal(0))
    assert pivot.total.value == expected
    for axis in pivot.axes:
        assert pivot.along(axis).total.value == expected
    assert pivot.along("sector", "district").along("district").sums == pivot.along("district").sums


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cells)
def test_hidden_cells_mark_every_total_that_contains_them(items: list[Sum]) -> None:
    pivot = Pivot.of(["sector", "district", "year"], items)
    assert pivot.total.is_partial == any(item.hidden for item in items)


def test_cell_with_nothing_but_hidden_parts_has_no_number_to_show() -> None:
    assert Sum(("A",), Decimal(0), line_count=0, hidden=2).is_hidden
    assert not Sum(("A",), Decimal(5), line_count=1, hidden=2).is_hidden


def test_ranking_is_largest_first_and_stable() -> None:
    pivot = Pivot.of(["s"], [Sum((key,), Decimal(value)) for key, value in [("b", 1), ("a", 1), ("c", 9)]])
    assert [item.key for item in pivot.ranked()] == [("c",), ("a",), ("b",)]


def test_share_of_nothing_is_not_a_number() -> None:
    assert share(Decimal(1), Decimal(0)) is None
    assert share(Decimal(1), Decimal(3)) == Decimal("33.3")
