"""A new book is dated by the wiring, which alone knows what day it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from votebook.app.book import Book
from votebook.formats.book.loading import load_book
from votebook.wiring.beginnings import FolderBeginnings


def test_a_new_book_has_the_day_that_the_wiring_gives_and_not_one_to_come(tmp_path: Path) -> None:
    FolderBeginnings(date(2026, 1, 15)).begin(tmp_path / "budget", "Board budget", 2027)

    loaded = load_book(tmp_path / "budget")

    assert isinstance(loaded, Book)
    assert loaded.budget.version.dated == date(2026, 1, 15)
    assert str(loaded.budget.years[0].year) == "2027/28"
