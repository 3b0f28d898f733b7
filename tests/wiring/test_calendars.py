"""A calendar that is known gives its holidays; another gives none."""

from __future__ import annotations

from datetime import date

from votebook.wiring.calendars import KnownCalendars


def test_england_has_its_bank_holidays() -> None:
    days = KnownCalendars().holidays("england", range(2020, 2022))

    assert date(2020, 5, 8) in days
    assert {day.year for day in days} == {2020, 2021}


def test_a_calendar_that_is_not_known_has_no_holidays() -> None:
    assert KnownCalendars().holidays("atlantis", range(2020, 2022)) == ()
