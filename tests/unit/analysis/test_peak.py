"""Each branch of the explicit peak rule, and that missing years are never read as zero."""

from math import nan

from inventory.analysis.peak import PeakRule, PeakStatus, assess_peak


def years(first: int, values: list[float]) -> dict[int, float]:
    return dict(enumerate(values, start=first))


def test_a_steady_fall_since_an_old_maximum_is_peaked() -> None:
    result = assess_peak(years(2008, [90, 95, 100, 98, 96, 93, 91, 88, 85, 80]))
    assert (result.status, result.peak_year) == (PeakStatus.PEAKED, 2010)
    assert result.change_since_peak == -0.2


def test_an_old_maximum_without_a_significant_fall_is_a_plateau() -> None:
    result = assess_peak(years(2008, [90, 95, 100, 97, 99, 96, 99, 97, 99, 98]))
    assert result.status is PeakStatus.PLATEAU


def test_growth_to_the_latest_year_is_rising() -> None:
    assert assess_peak(years(2010, [1, 2, 3, 4, 5, 6, 7, 8])).status is PeakStatus.RISING


def test_a_recent_maximum_within_a_narrow_band_is_a_plateau() -> None:
    result = assess_peak(years(2010, [80, 104, 99, 101, 102, 100, 105, 101]))
    assert result.status is PeakStatus.PLATEAU


def test_a_recent_maximum_after_wide_swings_is_unknown() -> None:
    result = assess_peak(years(2010, [100, 60, 95, 55, 90, 50, 101, 60]))
    assert result.status is PeakStatus.UNKNOWN
    assert "2016" in result.reason


def test_fewer_than_eight_years_are_unknown() -> None:
    result = assess_peak(years(2010, [1, 2, 3, 4, 5, 6, 7]))
    assert result.status is PeakStatus.UNKNOWN
    assert "needs 8" in result.reason


def test_a_missing_latest_year_is_unknown_and_not_a_fall_to_zero() -> None:
    result = assess_peak(years(2008, [90, 95, 100, 98, 96, 93, 91, 88, nan]))
    assert result.status is PeakStatus.UNKNOWN
    assert "2016" in result.reason


def test_a_gap_of_years_widens_the_time_since_the_peak() -> None:
    series = years(2000, [90, 95, 100, 97, 94, 92]) | {2010: 85.0, 2011: 84.0}
    assert assess_peak(series).status is PeakStatus.PEAKED


def test_a_jurisdiction_can_state_its_own_waiting_time() -> None:
    series = years(2008, [90, 95, 100, 98, 96, 93, 91, 88])
    assert assess_peak(series).status is PeakStatus.PEAKED
    assert assess_peak(series, PeakRule(waiting_years=10)).status is not PeakStatus.PEAKED
