"""Opening: a book read from its folder, made ready and calculated, or everything wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from votebook.app.book import Book
from votebook.app.ports import BookFolders, HolidayCalendars
from votebook.core.measure.source import Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.language.expression import Duration
from votebook.core.plan.model import prepare


@dataclass(frozen=True)
class OpenBook:
    """A book and what its budget comes to; the two are never of different books."""

    book: Book
    calculation: Calculation

    @property
    def budget(self) -> Budget:
        """The budget as it was calculated, holidays filled in."""
        return self.calculation.budget


def open_book(books: BookFolders, calendars: HolidayCalendars, folder: Path) -> OpenBook | tuple[Fault, ...]:
    """Read, prepare and calculate a book, or give all its faults together.

    A book with any fault is not calculated at all, and one with a line that has no amount (it divides
    by nothing, say) is not shown, so that no figure ever rests on half of it.
    """
    book = books.load(folder)
    if isinstance(book, tuple):
        return book
    budget = with_holidays(book.budget, calendars)
    model = prepare(budget)
    if isinstance(model, tuple):
        return model
    calculation = calculate(model)
    return gaps_in(calculation) or OpenBook(replace(book, budget=budget), calculation)


def gaps_in(calculation: Calculation) -> tuple[Fault, ...]:
    """What could not be calculated, each place once; lines and totals that only rest on it are left out.

    An estimate that could not be spread stays on its category as a whole, so nothing is missing.
    """
    gaps = [finding for finding in calculation.findings if finding.code != "estimate.not-spread"]
    roots = [gap for gap in gaps if gap.code != "calculation.incomplete"] or gaps
    return tuple({(gap.code, gap.place): gap for gap in reversed(roots)}.values())[::-1]


def with_holidays(budget: Budget, calendars: HolidayCalendars) -> Budget:
    """Fill in the holidays of the budget's calendar, where working days count in it at all.

    The year before the first and the one after the last are filled in too, for prior figures.
    """
    if not budget.calendar or not counts_working_days(budget):
        return budget
    first = budget.years[0].year.begins - 1
    last = budget.years[-1].year.begins + 2
    return replace(budget, holidays=calendars.holidays(budget.calendar, range(first, last + 1)))


def counts_working_days(budget: Budget) -> bool:
    """Whether any formula or profile counts working days."""
    word = Duration.WORKING_DAYS.value
    formulas = (f"{component.formula} {component.cap}" for component in budget.components)
    sides = (f"{identity.left} {identity.right}" for identity in budget.identities)
    return (
        any(line.profile == word for line in budget.lines)
        or any(word in text for text in formulas)
        or any(word in text for text in sides)
    )
