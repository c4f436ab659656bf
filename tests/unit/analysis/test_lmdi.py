"""LMDI-I: the two-period example of the LMDIR test suite, limits for zeros, exactness."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.analysis.lmdi import (
    LmdiError,
    decompose,
    decompose_chain,
    effects_of_drivers,
    log_mean,
)

TIGHT = Decimal("1e-30")
Rows = list[list[Decimal]]


def rows(*values: str) -> Rows:
    return [[Decimal(x) for x in line.split()] for line in values]


STEPS = [rows("1 10 2", "4 5 3"), rows("4 5 3", "5 6 4"), rows("8 2 4", "5 7 5")]


def matrices(zeros: bool) -> st.SearchStrategy[tuple[Rows, Rows]]:
    low = "0" if zeros else "0.01"
    cell = st.decimals(min_value=low, max_value="1000", places=2)
    row = st.lists(cell, min_size=3, max_size=3)
    return st.tuples(*[st.lists(row, min_size=2, max_size=2)] * 2)


def test_published_two_period_example_is_reproduced() -> None:
    result = decompose(STEPS[0], STEPS[1])
    assert [round(x, 10) for x in result.additive] == [
        Decimal("69.7900659790"),
        Decimal("-9.4551257928"),
        Decimal("39.6650598139"),
    ]
    assert result.multiplicative is not None
    assert [round(x, 10) for x in result.multiplicative] == [
        Decimal("1.7611178209"),
        Decimal("0.9261913057"),
        Decimal("1.3794101156"),
    ]
    assert (result.total_change, result.total_ratio) == (100, Decimal("2.25"))


@given(matrices(zeros=True))
def test_additive_effects_leave_no_residual_even_with_zeros(pair: tuple[Rows, Rows]) -> None:
    result = decompose(*pair)
    assert abs(result.residual) <= TIGHT * max(1, abs(result.total_change))


@given(matrices(zeros=False))
def test_multiplicative_effects_multiply_to_the_ratio(pair: tuple[Rows, Rows]) -> None:
    result = decompose(*pair)
    assert result.multiplicative is not None
    assert result.total_ratio is not None
    first, second, third = result.multiplicative
    assert abs(first * second * third - result.total_ratio) <= Decimal("1e-24") * result.total_ratio


@given(matrices(zeros=False))
def test_effects_change_sign_when_time_runs_backwards(pair: tuple[Rows, Rows]) -> None:
    forward, backward = decompose(pair[0], pair[1]), decompose(pair[1], pair[0])
    assert all(abs(x + y) <= TIGHT * max(1, abs(x)) for x, y in zip(forward.additive, backward.additive, strict=True))


def test_chained_steps_add_up_over_the_span() -> None:
    steps = decompose_chain(STEPS)
    assert sum(step.total_change for step in steps) == decompose(STEPS[0], STEPS[2]).total_change


def test_a_sector_that_appears_is_attributed_to_the_factor_that_was_zero() -> None:
    result = decompose(rows("0 5 2"), rows("3 5 2"))
    assert result.additive == (30, 0, 0)
    assert result.multiplicative is None


def test_a_sector_that_disappears_is_shared_by_the_factors_that_vanish() -> None:
    assert decompose(rows("3 5 2"), rows("0 0 4")).additive == (-15, -15, 0)


def test_no_change_has_no_effect() -> None:
    result = decompose(STEPS[0], STEPS[0])
    assert result.additive == (0, 0, 0)
    assert result.multiplicative == (1, 1, 1)


@pytest.mark.parametrize(("a", "b", "expected"), [("5", "5", "5"), ("0", "7", "0"), ("7", "0", "0"), ("0", "0", "0")])
def test_log_mean_has_its_limits_at_equal_and_zero_values(a: str, b: str, expected: str) -> None:
    assert log_mean(Decimal(a), Decimal(b)) == Decimal(expected)


@given(st.decimals("0.001", "1e6", places=3), st.decimals("0.001", "1e6", places=3))
def test_log_mean_lies_between_its_arguments(a: Decimal, b: Decimal) -> None:
    slack = Decimal("1e-25")
    assert min(a, b) * (1 - slack) <= log_mean(a, b) <= max(a, b) * (1 + slack)


@pytest.mark.parametrize("bad", ["-1", "NaN", "Infinity"])
def test_values_without_a_logarithm_are_refused(bad: str) -> None:
    with pytest.raises(LmdiError):
        log_mean(Decimal(bad), Decimal(1))
    with pytest.raises(LmdiError, match="first period"):
        decompose([[Decimal(bad)]], rows("1"))


def test_periods_of_different_shape_are_refused() -> None:
    with pytest.raises(LmdiError, match="differ in shape"):
        decompose(rows("1 2"), rows("1 2", "3 4"))
    with pytest.raises(LmdiError, match="same factors"):
        decompose([[Decimal(1)], [Decimal(1), Decimal(2)]], rows("1", "2"))


def test_drivers_beside_a_stated_total_use_the_stated_weight() -> None:
    effects = effects_of_drivers(start=Decimal(80), end=Decimal(180), before=rows("10 8")[0], after=rows("15 12")[0])
    assert abs(sum(effects) - 100) <= TIGHT
