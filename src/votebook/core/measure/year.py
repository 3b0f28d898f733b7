"""Financial years: named by two calendar years, running from the first day of their first month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LABEL = re.compile(r"([0-9]{4})/([0-9]{2})", re.ASCII)
_CALENDAR_LABEL = re.compile(r"[0-9]{4}", re.ASCII)

EARLIEST = 1900
"""The first year that a label may name."""

LATEST = 2200
"""The last year that a label may name: beyond it lies a slip of the hand, not a budget."""


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """Twelve months from the first of ``first_month`` in the calendar year ``begins``.

    >>> str(FinancialYear(2020)), FinancialYear(2019).days
    ('2020/21', 366)
    """

    begins: int
    first_month: int = 4

    def __post_init__(self) -> None:
        """Hold only years whose days the calendar has."""
        assert 1 <= self.begins < date.max.year, "a financial year lies within the calendar"
        assert 1 <= self.first_month <= 12, "a financial year starts with one of twelve months"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.begins, self.first_month, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.begins + 1, self.first_month, 1) - timedelta(days=1)

    @property
    def days(self) -> int:
        """The number of days: 366 when the year holds a 29 February."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of the twelve months, in order."""
        return tuple(month_after(self.start, n) for n in range(12))

    def __contains__(self, day: date) -> bool:
        """Whether a day falls in the year."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        """Print the label, ``2020/21``; a year that is a calendar year prints ``2020``."""
        if self.first_month == 1:
            return str(self.begins)
        return f"{self.begins}/{(self.begins + 1) % 100:02}"


def month_after(month: date, count: int) -> date:
    """The first day of the month that lies a number of months after another."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def parse_year(label: str, first_month: int = 4) -> FinancialYear | None:
    """Read ``2020/21`` (or ``2020`` where the year is the calendar year); None when it is no year.

    >>> parse_year("2020/21"), parse_year("2020/22")
    (FinancialYear(begins=2020, first_month=4), None)
    """
    if first_month == 1:
        if not _CALENDAR_LABEL.fullmatch(label):
            return None
        begins = int(label)
    else:
        match = _LABEL.fullmatch(label)
        if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
            return None
        begins = int(match[1])
    return FinancialYear(begins, first_month) if EARLIEST <= begins <= LATEST else None
