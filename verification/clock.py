"""Working days: when an answer, an appeal or a decision is due.

Rule: days are counted as working days of the official calendar with make-up working days (调休); the
day of the notice itself does not count. How many days is data.
Pure: the calendar is handed in as a question about one day.
"""

from collections.abc import Callable
from datetime import date, timedelta

IsWorkday = Callable[[date], bool]


def is_weekday(day: date) -> bool:
    """The calendar of years the official one does not cover: Monday to Friday."""
    return day.weekday() < 5


def due_after(start: date, working_days: int, is_workday: IsWorkday) -> date:
    """The last day of a period of ``working_days`` that begins the day after ``start``."""
    day, left = start, working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day


def working_days_between(start: date, end: date, is_workday: IsWorkday) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before."""
    if end < start:
        return -working_days_between(end, start, is_workday)
    return sum(is_workday(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
