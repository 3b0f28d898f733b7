"""Window: the days from one date to another, both included, and the months it covers of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from votebook.core.measure.year import FinancialYear, month_after


@dataclass(frozen=True, slots=True)
class Window:
    """An active window; a missing end is open.

    >>> Window(start=date(2020, 7, 1)).months_in(FinancialYear(2020))
    Fraction(9, 1)
    """

    start: date | None = None
    end: date | None = None

    def months_by_month(self, year: FinancialYear) -> tuple[Fraction, ...]:
        """The covered share of each of the year's twelve months, by its days.

        >>> Window(end=date(2020, 2, 14)).months_by_month(FinancialYear(2019))[10]
        Fraction(14, 29)
        """
        return tuple(self._share_of_month(month) for month in year.months)

    def months_in(self, year: FinancialYear) -> Fraction:
        """The months covered in the year, part months by their days: from 0 to 12."""
        return sum(self.months_by_month(year), Fraction(0))

    def days_in(self, year: FinancialYear) -> int:
        """The days covered in the year."""
        first = max(filter(None, (self.start, year.start)))
        last = min(filter(None, (self.end, year.end)))
        return max(0, (last - first).days + 1)

    def _share_of_month(self, month: date) -> Fraction:
        following = month_after(month, 1)
        days = (following - month).days
        first = max(month, self.start) if self.start else month
        last = min(following - timedelta(days=1), self.end) if self.end else following - timedelta(days=1)
        return Fraction(max(0, (last - first).days + 1), days)


ALWAYS = Window()
"""The window without bounds."""
