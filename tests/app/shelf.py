"""Adapters in memory: a shelf of books, a calendar with two holidays, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.core.plan.small_book import BUDGET
from votebook.app.book import Book
from votebook.app.opening import OpenBook, open_book
from votebook.app.ports import Begun, BookMissing, FolderTaken
from votebook.core.check.published import PublishedPaper
from votebook.core.measure.source import Fault
from votebook.core.plan.budget import Budget
from votebook.core.report.statement import Statement

SMALL = Path("small")
EASTER = (date(2020, 4, 10), date(2020, 4, 13))


@dataclass
class Shelf:
    """Books kept in memory by their folders; ``written`` lists what was saved, begun or asked for."""

    books: dict[Path, Book | tuple[Fault, ...]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def load(self, folder: Path) -> Book | tuple[Fault, ...]:
        if folder not in self.books:
            raise BookMissing(f"There is no folder {folder}.")
        return self.books[folder]

    def save(self, book: Book, folder: Path) -> tuple[str, ...]:
        self.books[folder] = book
        return ("book.yaml",)

    def begin(self, folder: Path, title: str, first_year: int) -> Begun:
        if folder in self.books:
            raise FolderTaken(f"The folder {folder} is not empty.")
        self.books[folder] = Book(BUDGET)
        self.written.append(f"{title} {first_year}")
        return Begun(("book.yaml", "lines.csv"))

    def begin_from_workbook(self, folder: Path, workbook: Path, title: str) -> Begun | tuple[Fault, ...]:
        self.written.append(f"from {workbook}")
        return self.begin(folder, title, 2027)


@dataclass
class Calendar:
    """A calendar of two holidays that notes which years it was asked for."""

    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def holidays(self, calendar: str, years: Sequence[int]) -> tuple[date, ...]:
        self.asked.append((calendar, years[0], years[-1]))
        return EASTER


def opened(
    budget: Budget = BUDGET,
    statements: tuple[Statement, ...] = (),
    published: PublishedPaper = PublishedPaper(),
) -> OpenBook:
    """Open a budget that is sound, with statements or a published paper where they are given."""
    book = Book(budget, statements, published)
    answer = open_book(Shelf({SMALL: book}), Calendar(), SMALL)
    assert isinstance(answer, OpenBook)
    return answer
