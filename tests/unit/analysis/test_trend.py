"""Mann-Kendall, Sen slope and Hamed-Rao: hand-computed series and scipy as an oracle."""

from math import isclose, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory.analysis.trend import (
    Trend,
    TrendError,
    mann_kendall,
    mann_kendall_hamed_rao,
    sen_slope,
)

VALUES = st.lists(st.integers(-50, 50), min_size=8, max_size=40)


def test_a_straight_rise_is_an_increasing_trend_with_slope_one() -> None:
    result = mann_kendall(range(360))
    assert (result.trend, result.s, result.tau) == (Trend.INCREASING, 64620, 1.0)
    assert (result.sen.slope, result.sen.intercept) == (1.0, 0.0)
    assert mann_kendall_hamed_rao(range(360)).trend is Trend.INCREASING


def test_variance_is_reduced_by_ties() -> None:
    result = mann_kendall([1, 2, 2, 3, 3, 3, 4, 5])
    expected = (8 * 7 * 21 - (2 * 1 * 9 + 3 * 2 * 11)) / 18
    assert result.variance == expected
    assert result.ties == 2


def test_a_constant_series_has_no_trend() -> None:
    for test in (mann_kendall, mann_kendall_hamed_rao):
        result = test([4.0] * 20)
        assert (result.trend, result.s, result.z, result.p) == (Trend.NONE, 0, 0.0, 1.0)


def test_fewer_than_eight_years_are_called_too_few() -> None:
    assert mann_kendall([1, 2, 3, 4, 5, 6, 7]).trend is Trend.TOO_FEW
    assert mann_kendall([1, 2, 3, 4, 5, 6, 7, nan]).trend is Trend.TOO_FEW
    assert mann_kendall([1, 2, 3, 4, 5, 6, 7, 8]).trend is Trend.INCREASING


def test_missing_years_keep_their_place_in_the_slope() -> None:
    assert sen_slope([0, nan, nan, 3, 4]).slope == 1.0
    assert mann_kendall([0, nan, 2, 3, 4, 5, 6, 7, 8]).years == 8


@given(VALUES)
def test_tau_without_ties_agrees_with_scipy(values: list[int]) -> None:
    series = [value + index / 1000 for index, value in enumerate(values)]
    assert isclose(mann_kendall(series).tau, stats.kendalltau(range(len(series)), series).statistic, abs_tol=1e-12)


@given(VALUES)
def test_slope_and_intercept_agree_with_theil_and_sen_in_scipy(values: list[int]) -> None:
    ours, theirs = sen_slope(values), stats.theilslopes(values)
    assert isclose(ours.slope, theirs.slope, abs_tol=1e-9)
    assert isclose(ours.intercept, theirs.intercept, abs_tol=1e-9)


@given(VALUES)
def test_mirrored_series_has_the_mirrored_trend(values: list[int]) -> None:
    forward, mirrored = mann_kendall(values), mann_kendall([-value for value in values])
    assert (forward.s, forward.variance, forward.p) == (-mirrored.s, mirrored.variance, mirrored.p)


def test_autocorrelation_changes_only_the_variance() -> None:
    series = [1, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 2, 1, 3, 2, 5, 4, 7, 6, 9]
    plain, corrected = mann_kendall(series), mann_kendall_hamed_rao(series, lags=3)
    assert corrected.s == plain.s
    assert corrected.variance == pytest.approx(plain.variance * corrected.variance_correction)
    assert corrected.variance_correction != 1.0


def test_unusable_series_are_refused_with_a_reason() -> None:
    with pytest.raises(TrendError, match="at least two values"):
        mann_kendall([1, nan])
    with pytest.raises(TrendError, match="infinite"):
        mann_kendall([1, 2, float("inf")])
    with pytest.raises(TrendError, match="alpha"):
        mann_kendall([1, 2, 3], alpha=1.5)
