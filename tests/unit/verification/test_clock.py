"""Working days: holidays and make-up days decide when something is due."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.clock import due_after, is_weekday, working_days_between


def test_weekend_does_not_count() -> None:
    assert due_after(date(2018, 3, 2), 1, is_weekday) == date(2018, 3, 5)


def test_national_holiday_moves_the_day() -> None:
    assert due_after(date(2018, 9, 30), 1, chinese_calendar.is_workday) == date(2018, 10, 8)


def test_make_up_day_on_a_weekend_counts() -> None:
    assert due_after(date(2018, 9, 28), 1, chinese_calendar.is_workday) == date(2018, 9, 29)


@pytest.mark.parametrize("days", [0, 7, 10])
def test_period_and_count_agree(days: int) -> None:
    start = date(2018, 2, 1)
    assert working_days_between(start, due_after(start, days, is_weekday), is_weekday) == days


@given(st.dates(date(2005, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_due_day_is_a_working_day_and_not_too_early(start: date, days: int) -> None:
    due = due_after(start, days, is_weekday)
    assert due - start >= timedelta(days=days)
    assert days == 0 or is_weekday(due)
    assert working_days_between(due, start, is_weekday) == -days
