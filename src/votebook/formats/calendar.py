"""Calendar: the public holidays of England, from the register that the holidays library keeps."""

from __future__ import annotations

from datetime import date

import holidays


def england_holidays(first_year: int, last_year: int) -> tuple[date, ...]:
    """List the bank holidays of England in some calendar years, substitute days included, in order.

    >>> [str(day) for day in england_holidays(2020, 2020)][2:4]
    ['2020-04-13', '2020-05-08']
    """
    years = range(first_year, last_year + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))
