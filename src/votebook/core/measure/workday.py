"""Workday: the days from Monday to Friday that are no public holiday.

Holidays come in as dates, because which they are is a fact of the world: a government may add
one with a year's notice.
"""

from __future__ import annotations

from datetime import date, timedelta

from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear

_WEEKDAYS = 5
_WEEK = 7


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Whether a day is from Monday to Friday and no holiday."""
    return day.weekday() < _WEEKDAYS and day not in holidays


def working_days(first: date, last: date, holidays: frozenset[date]) -> int:
    """Count the working days from one day to another, both included; none when they are reversed.

    >>> working_days(date(2020, 4, 6), date(2020, 4, 17), frozenset({date(2020, 4, 10), date(2020, 4, 13)}))
    8
    """
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, _WEEK)
    starts_on = first.weekday()
    weekdays = weeks * _WEEKDAYS + sum((starts_on + n) % _WEEK < _WEEKDAYS for n in range(rest))
    taken = sum(first <= day <= last and day.weekday() < _WEEKDAYS for day in holidays)
    return weekdays - taken


def working_days_in(window: Window, year: FinancialYear, holidays: frozenset[date]) -> int:
    """Count the working days that a window covers in a financial year."""
    first = max(window.start or year.start, year.start)
    last = min(window.end or year.end, year.end)
    return working_days(first, last, holidays)


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """Find the working day that lies a number of working days after another day.

    The day itself is never counted, as in a notice period; a negative count goes back, and none
    gives the day itself, whether or not it is a working day.

    >>> add_working_days(date(2020, 4, 9), 1, frozenset({date(2020, 4, 10), date(2020, 4, 13)}))
    datetime.date(2020, 4, 14)
    """
    step = timedelta(days=1 if count > 0 else -1)
    remaining = abs(count)
    while remaining:
        day += step
        remaining -= is_working_day(day, holidays)
    return day
