"""The calendar of England has its bank holidays, substitute days included."""

from __future__ import annotations

from datetime import date

from votebook.core.measure.workday import working_days
from votebook.formats.calendar import england_holidays


def test_the_bank_holidays_of_a_year_are_all_there() -> None:
    assert [str(day) for day in england_holidays(2020, 2020)] == [
        "2020-01-01",
        "2020-04-10",
        "2020-04-13",
        "2020-05-08",
        "2020-05-25",
        "2020-08-31",
        "2020-12-25",
        "2020-12-26",
        "2020-12-28",
    ]


def test_several_years_follow_each_other() -> None:
    several = england_holidays(2020, 2022)

    assert several == england_holidays(2020, 2020) + england_holidays(2021, 2021) + england_holidays(
        2022, 2022
    )
    assert england_holidays(2021, 2020) == ()


def test_a_financial_year_of_england_has_its_working_days() -> None:
    bank_holidays = frozenset(england_holidays(2020, 2021))

    assert working_days(date(2020, 4, 1), date(2021, 3, 31), bank_holidays) == 253
