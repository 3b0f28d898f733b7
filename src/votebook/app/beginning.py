"""Beginning: a first book, either a small working one or one made of a workbook that people have."""

from __future__ import annotations

from pathlib import Path

from votebook.app.ports import Begun, NewBooks
from votebook.core.measure.source import Fault


def new_book(books: NewBooks, folder: Path, title: str, first_year: int) -> Begun:
    """Write a small working book into an empty folder."""
    return books.begin(folder, title or title_from(folder), first_year)


def new_book_from_workbook(
    books: NewBooks, folder: Path, workbook: Path, title: str
) -> Begun | tuple[Fault, ...]:
    """Write a book of a workbook's lines by year, or say everything that stands in the way.

    Its years are those that the workbook names.
    """
    return books.begin_from_workbook(folder, workbook, title or title_from(workbook))


def title_from(path: Path) -> str:
    """Make a title of a file's or folder's name.

    >>> title_from(Path("budgets/panel-budget_2026.xlsx"))
    'Panel budget 2026'
    """
    words = path.stem.replace("-", " ").replace("_", " ").split()
    text = " ".join(words) or "Budget"
    return text[0].upper() + text[1:]
