"""Spreading: a year's provisions over its twelve months, as their profiles place them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from votebook.app.figure import named
from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.money import Money
from votebook.core.measure.year import parse_year


@dataclass(frozen=True, slots=True)
class MonthlyRow:
    """One line's year: the profile it follows, its twelve months, and its provision."""

    ref: str
    title: str
    profile: str
    months: tuple[Money, ...]

    @property
    def year(self) -> Money:
        """What the months add back to."""
        return Money(sum(month.pence for month in self.months))


@dataclass(frozen=True, slots=True)
class MonthlySpread:
    """Lines over the months of a year, with a total for each month.

    ``unplaced`` is what the year holds in category estimates, which lie on no line and so in no month.
    """

    title: str
    year: str
    months: tuple[date, ...]
    rows: tuple[MonthlyRow, ...]
    unplaced: Money

    @property
    def totals(self) -> tuple[Money, ...]:
        """Each month over all the rows."""
        return tuple(Money(sum(row.months[n].pence for row in self.rows)) for n in range(len(self.months)))


def line_and_year(opened: OpenBook, first: str = "", second: str = "") -> tuple[str, str]:
    """Tell a line from a year, either of which a reader may leave out; the year is then the approved one.

    A word alone is a year where it is written as one, unless the book names a line so.
    """
    budget = opened.budget
    if first and not second and named(opened, first) is None and (parse_year(first) or "/" in first):
        return "", first
    return first, second or str(budget.approved_year)


def spread_over_months(opened: OpenBook, year: str, ref: str = "") -> MonthlySpread | UnknownName:
    """Spread the lines of a year, or those of one category, or one line, over the months."""
    budget = opened.budget
    found = named(opened, ref) if ref else ""
    known = (*budget.line_index, *budget.structure.by_ref)
    if found is None or (found and found not in known):
        return unknown_name("line or category", ref, known)
    if year not in budget.year_index:
        return unknown_name("year", year, budget.year_index)
    calculation = opened.calculation
    inside = budget.structure.inside(found) if found in budget.structure.by_ref else frozenset()
    rows = tuple(
        MonthlyRow(line.ref, f"{line.number} {line.title}".strip(), line.profile, months)
        for line in budget.lines
        if (not found or line.ref == found or line.category in inside)
        if calculation.provision(line.ref, year) is not None
        if (months := calculation.months(line.ref, year))
    )
    whole = (
        calculation.provision(found, year) if found in budget.line_index else calculation.total(found, year)
    )
    placed = sum(row.year.pence for row in rows)
    financial_year = budget.years[budget.year_index[year]].year
    unplaced = Money((whole or Money(0)).pence - placed)
    return MonthlySpread(budget.title, year, financial_year.months, rows, unplaced)
