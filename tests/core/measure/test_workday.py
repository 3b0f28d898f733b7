"""Working days are Mondays to Fridays that are no holiday; counting and stepping agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.workday import add_working_days, is_working_day, working_days, working_days_in
from votebook.core.measure.year import FinancialYear

EASTER_2020 = frozenset({date(2020, 4, 10), date(2020, 4, 13)})
NEAR = st.dates(date(2019, 12, 1), date(2020, 6, 30))
HOLIDAYS = st.frozensets(NEAR, max_size=20)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2020-04-06", "2020-04-06", 1),
        ("2020-04-11", "2020-04-12", 0),
        ("2020-04-10", "2020-04-13", 0),
        ("2020-04-06", "2020-04-17", 8),
        ("2020-04-07", "2020-04-06", 0),
        ("2020-02-28", "2020-03-02", 2),
    ],
)
def test_weekends_and_holidays_do_not_count(first: str, last: str, count: int) -> None:
    assert working_days(date.fromisoformat(first), date.fromisoformat(last), EASTER_2020) == count


@given(NEAR, NEAR, HOLIDAYS)
def test_the_count_is_that_of_a_person_with_a_calendar(
    first: date, last: date, holidays: frozenset[date]
) -> None:
    by_hand = sum(
        is_working_day(first + timedelta(days=n), holidays) for n in range(max(0, (last - first).days + 1))
    )

    assert working_days(first, last, holidays) == by_hand


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2020-04-09", 1, "2020-04-14"),
        ("2020-04-14", -1, "2020-04-09"),
        ("2020-04-11", 1, "2020-04-14"),
        ("2020-04-11", 0, "2020-04-11"),
        ("2020-04-06", 5, "2020-04-15"),
    ],
)
def test_a_notice_period_leaves_out_its_first_day(day: str, count: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(day), count, EASTER_2020) == date.fromisoformat(expected)


@given(NEAR, st.integers(1, 60), HOLIDAYS)
def test_stepping_and_counting_agree(day: date, count: int, holidays: frozenset[date]) -> None:
    after = add_working_days(day, count, holidays)
    before = add_working_days(day, -count, holidays)

    assert working_days(day + timedelta(days=1), after, holidays) == count
    assert working_days(before, day - timedelta(days=1), holidays) == count
    assert is_working_day(after, holidays)
    assert is_working_day(before, holidays)


@pytest.mark.parametrize(
    ("window", "count"),
    [
        (ALWAYS, 259),
        (Window(start=date(2021, 3, 29)), 3),
        (Window(end=date(2020, 4, 14)), 8),
        (Window(date(2021, 4, 1), date(2021, 4, 30)), 0),
    ],
)
def test_a_window_counts_only_within_the_year(window: Window, count: int) -> None:
    assert working_days_in(window, FinancialYear(2020), EASTER_2020) == count
