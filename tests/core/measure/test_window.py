"""A window covers whole months by one and part months by the share of their days."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.year import FinancialYear

YEARS = st.builds(FinancialYear, st.integers(2015, 2025), st.integers(1, 12))
DAYS = st.dates(date(2014, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "begins", "months", "days"),
    [
        ("", "", 2020, "12", 365),
        ("", "", 2019, "12", 366),
        ("2020-07-01", "", 2020, "9", 274),
        ("", "2020-06-30", 2020, "3", 91),
        ("2020-02-29", "2020-02-29", 2019, "1/29", 1),
        ("", "2020-02-14", 2019, "304/29", 320),
        ("2021-02-15", "", 2020, "3/2", 45),
        ("2021-03-31", "2021-04-01", 2020, "1/31", 1),
        ("2021-03-31", "2021-04-01", 2021, "1/30", 1),
        ("2021-04-01", "", 2020, "0", 0),
        ("", "2020-03-31", 2020, "0", 0),
        ("2020-04-01", "2021-03-31", 2020, "12", 365),
        ("2020-08-01", "2020-07-31", 2020, "0", 0),
        ("2020-09-01", "2020-06-30", 2020, "0", 0),
    ],
)
def test_a_window_counts_the_months_and_days_it_covers(
    start: str, end: str, begins: int, months: str, days: int
) -> None:
    window = Window(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)

    assert window.months_in(FinancialYear(begins)) == Fraction(months)
    assert window.days_in(FinancialYear(begins)) == days


@given(YEARS, DAYS)
def test_a_window_cut_in_two_covers_the_same(year: FinancialYear, cut: date) -> None:
    before, after = Window(end=cut - timedelta(days=1)), Window(start=cut)

    assert before.months_in(year) + after.months_in(year) == ALWAYS.months_in(year) == 12
    assert before.days_in(year) + after.days_in(year) == year.days


@given(YEARS, DAYS, DAYS)
def test_days_and_months_tell_the_same_story(year: FinancialYear, start: date, end: date) -> None:
    window = Window(start, end)
    shares = window.months_by_month(year)

    covered = sum((start <= year.start + timedelta(days=n) <= end) for n in range(year.days))

    assert window.days_in(year) == covered
    assert all(0 <= share <= 1 for share in shares)
    assert (window.months_in(year) == 0) == (covered == 0)
    assert (window.months_in(year) == 12) == (covered == year.days)


def test_a_window_may_reach_the_ends_of_the_calendar() -> None:
    assert Window(date.min, date.max).months_in(FinancialYear(2020)) == 12
