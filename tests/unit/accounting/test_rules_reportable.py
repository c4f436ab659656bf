"""Overrides, transfers and the offsetting split."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrv.accounting.rules.offsetting import Flights, split, split_by_airports
from mrv.accounting.rules.reportable import reportable, total_of, transferred

FLIGHTS = [
    Flights("AAAA", "BBBB", Decimal(1000), Decimal("3.16")),
    Flights("CCCC", "DDDD", Decimal(2000), Decimal("3.10")),
    Flights("EEEE", "FFFF", Decimal(3000), Decimal("3.10")),
]
TONNES = st.decimals(0, 10000, places=3)


def test_a_correct_calculation_is_reported() -> None:
    assert reportable(Decimal("51.10"), is_correct=True, provided=Decimal(1)) == Decimal("51.10")


def test_a_wrong_calculation_is_replaced() -> None:
    assert reportable(Decimal(18660), is_correct=False, provided=Decimal(1000)) == 1000
    with pytest.raises(ValueError, match="replaces it"):
        reportable(Decimal(1), is_correct=False)


@pytest.mark.parametrize("stated", ["51.10", "-51.10"])
def test_direction_alone_decides_the_sign_of_a_transfer(stated: str) -> None:
    assert transferred(Decimal(stated), is_received=True) == Decimal("51.10")
    assert transferred(Decimal(stated), is_received=False) == Decimal("-51.10")


def test_rounded_parts_are_added_and_not_rounded_again() -> None:
    assert total_of([Decimal("11027.174"), Decimal("13951.175"), Decimal("17051.900")]) == Decimal("42030.249")


def test_both_ends_must_take_part_for_the_offsetting_duty() -> None:
    result = split_by_airports(FLIGHTS, {"AAAA", "BBBB", "CCCC", "EEEE", "FFFF"})
    assert (result.all_t, result.offset_t, result.non_offset_t) == (18660, 12460, 6200)


def test_totals_are_rounded_once_from_the_exact_sum() -> None:
    small = [Flights("A", "B", Decimal("0.1"), Decimal("3.16"))] * 4
    result = split([(flight, True) for flight in small])
    assert result.all_t == 1


@given(st.lists(st.tuples(TONNES, st.booleans()), max_size=8))
def test_parts_differ_from_the_whole_by_rounding_alone(rows: list[tuple[Decimal, bool]]) -> None:
    result = split([(Flights("A", "B", fuel, Decimal("3.16")), duty) for fuel, duty in rows])
    assert abs(result.offset_t + result.non_offset_t - result.all_t) <= 1
