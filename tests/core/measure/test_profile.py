"""A profile weighs the twelve months of a year; a window takes away what it does not cover."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.apportionment import apportion
from votebook.core.measure.profile import (
    Weights,
    even_weights,
    event_weights,
    hand_weights,
    working_day_weights,
)
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.workday import working_days_in
from votebook.core.measure.year import FinancialYear

YEAR = FinancialYear(2020)
YEARS = st.builds(FinancialYear, st.integers(2015, 2025), st.integers(1, 12))
DAYS = st.dates(date(2014, 6, 1), date(2027, 6, 30))
WINDOWS = st.builds(Window, st.none() | DAYS, st.none() | DAYS)
FLAT = (Fraction(1),) * 12
WEEKLY = tuple((date(2014, 6, 1) + timedelta(weeks=n), Fraction(1)) for n in range(680))

PROFILES: tuple[Callable[[FinancialYear, Window], Weights], ...] = (
    even_weights,
    lambda year, window: working_day_weights(year, frozenset(), window),
    lambda year, window: event_weights(year, WEEKLY, window),
    lambda year, window: hand_weights(year, FLAT, window),
)


def test_an_even_profile_weighs_months_alike() -> None:
    assert even_weights(YEAR) == FLAT


def test_a_part_month_weighs_its_share_of_days() -> None:
    weights = even_weights(YEAR, Window(date(2020, 4, 16), date(2020, 6, 10)))

    assert [str(weight) for weight in weights[:4]] == ["1/2", "1", "1/3", "0"]


def test_a_february_with_29_days_is_shared_by_29() -> None:
    assert even_weights(FinancialYear(2019), Window(start=date(2020, 2, 29)))[10] == Fraction(1, 29)


def test_working_days_leave_out_holidays() -> None:
    easter = frozenset({date(2020, 4, 10), date(2020, 4, 13)})

    assert working_day_weights(YEAR, easter)[0] == 20
    assert sum(working_day_weights(YEAR, easter, Window(end=date(2020, 4, 10)))) == 7


@given(YEARS, st.frozensets(DAYS, max_size=10), WINDOWS)
def test_the_months_working_days_are_those_of_the_window(
    year: FinancialYear, holidays: frozenset[date], window: Window
) -> None:
    assert sum(working_day_weights(year, holidays, window)) == working_days_in(window, year, holidays)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2020-04-01", 0),
        ("2020-12-31", 8),
        ("2021-01-01", 9),
        ("2021-03-31", 11),
        ("2020-03-31", -1),
        ("2021-04-01", -1),
    ],
)
def test_an_event_weighs_on_its_own_month_of_the_year(day: str, month: int) -> None:
    weights = event_weights(YEAR, [(date.fromisoformat(day), Fraction(3))])

    assert weights == tuple(Fraction(3 * (n == month)) for n in range(12))


def test_events_of_a_month_add_up_and_those_outside_the_window_do_not_count() -> None:
    meetings = [(date(2020, 5, n), Fraction(1)) for n in (1, 15, 29)]

    assert event_weights(YEAR, meetings)[1] == 3
    assert event_weights(YEAR, meetings, Window(date(2020, 5, 15), date(2020, 5, 15)))[1] == 1


def test_weights_by_hand_are_scaled_by_the_share_of_the_month() -> None:
    quarterly = [Fraction(4 * (n % 3 == 2)) for n in range(12)]

    assert hand_weights(YEAR, quarterly) == tuple(quarterly)
    assert [int(w) for w in hand_weights(YEAR, quarterly, Window(end=date(2020, 6, 15)))][:6] == [
        0,
        0,
        2,
        0,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("weights", "promise"),
    [([Fraction(1)] * 11, "one weight for each month"), ([Fraction(-1), *FLAT[1:]], "nothing or more")],
)
def test_twelve_weights_that_are_not_negative_are_asked_for(weights: list[Fraction], promise: str) -> None:
    with pytest.raises(AssertionError, match=promise):
        hand_weights(YEAR, weights)


def test_an_event_does_not_weigh_less_than_nothing() -> None:
    with pytest.raises(AssertionError, match="nothing or more"):
        event_weights(YEAR, [(date(2020, 5, 1), Fraction(-1))])


@pytest.mark.parametrize("profile", PROFILES, ids=["even", "working days", "events", "by hand"])
@given(year=YEARS, window=WINDOWS, pence=st.integers(-(10**9), 10**9))
def test_months_always_add_back_to_the_penny(
    profile: Callable[[FinancialYear, Window], Weights], year: FinancialYear, window: Window, pence: int
) -> None:
    weights = profile(year, window)

    assert len(weights) == 12
    assert all(0 <= part <= whole for part, whole in zip(weights, profile(year, ALWAYS), strict=True))
    if any(weights):
        assert sum(apportion(pence, weights)) == pence
    for weight, covered in zip(weights, window.months_by_month(year), strict=True):
        assert covered or not weight
