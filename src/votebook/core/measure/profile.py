"""Profile: how an annual amount is weighted over the twelve months of its financial year.

Each function gives twelve weights, in the order of the year's months, for use with
``apportionment.apportion``. Weights are relative: only their proportions matter. Where a window
is given, what lies outside it weighs nothing, so all twelve weights are nil when the window
misses the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.workday import working_days
from votebook.core.measure.year import FinancialYear, month_after

MONTHS_IN_YEAR = 12
"""The number of months over which a year is spread."""

Weights = tuple[Fraction, ...]
"""Twelve weights, one for each month of a financial year in its order; no unit."""


def even_weights(year: FinancialYear, window: Window = ALWAYS) -> Weights:
    """Weigh every month alike, and a month covered in part by the covered share of its days.

    >>> [str(w) for w in even_weights(FinancialYear(2020), Window(start=date(2021, 2, 15)))][-3:]
    ['0', '1/2', '1']
    """
    return window.months_by_month(year)


def working_day_weights(year: FinancialYear, holidays: frozenset[date], window: Window = ALWAYS) -> Weights:
    """Weigh each month by the working days that the window covers in it.

    >>> [int(w) for w in working_day_weights(FinancialYear(2019), frozenset())][:3]
    [22, 23, 20]
    """
    weights: list[Fraction] = []
    for month in year.months:
        first = max(month, window.start or month)
        end = month_after(month, 1) - timedelta(days=1)
        last = min(end, window.end or end)
        weights.append(Fraction(working_days(first, last, holidays)))
    return tuple(weights)


def event_weights(
    year: FinancialYear, events: Iterable[tuple[date, Fraction]], window: Window = ALWAYS
) -> Weights:
    """Weigh each month by the dated events that fall in it, such as meetings; nil without any.

    Events outside the year or the window count nothing.

    >>> meetings = [(date(2020, 4, 17), Fraction(1)), (date(2020, 4, 30), Fraction(1))]
    >>> int(event_weights(FinancialYear(2020), meetings)[0])
    2
    """
    weights = [Fraction(0)] * MONTHS_IN_YEAR
    for day, weight in events:
        assert weight >= 0, "an event weighs nothing or more"
        if day in year and (window.start or day) <= day <= (window.end or day):
            months_on = (day.year - year.start.year) * MONTHS_IN_YEAR + day.month - year.first_month
            weights[months_on] += weight
    return tuple(weights)


def hand_weights(year: FinancialYear, weights: Sequence[Fraction], window: Window = ALWAYS) -> Weights:
    """Take twelve weights set by hand, each scaled by the share of its month that is covered.

    >>> quarterly = [Fraction(n % 3 == 2) for n in range(12)]
    >>> [int(w) for w in hand_weights(FinancialYear(2020), quarterly, Window(start=date(2020, 10, 1)))]
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    """
    assert len(weights) == MONTHS_IN_YEAR, "a profile by hand has one weight for each month"
    assert all(weight >= 0 for weight in weights), "a month weighs nothing or more"
    covered = window.months_by_month(year)
    return tuple(weight * share for weight, share in zip(weights, covered, strict=True))
