"""A first book is begun where nothing stands, titled by its reader or by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.shelf import SMALL, Shelf
from votebook.app.beginning import new_book, new_book_from_workbook, title_from
from votebook.app.ports import FolderTaken


def test_a_new_book_names_its_files() -> None:
    shelf = Shelf()

    begun = new_book(shelf, SMALL, "Our budget", 2027)

    assert begun.files == ("book.yaml", "lines.csv")
    assert shelf.written == ["Our budget 2027"]


def test_a_book_without_a_title_is_called_after_its_folder() -> None:
    shelf = Shelf()

    new_book(shelf, Path("panel-budget"), "", 2027)

    assert shelf.written == ["Panel budget 2027"]


def test_a_book_of_a_workbook_is_called_after_the_workbook() -> None:
    shelf = Shelf()

    new_book_from_workbook(shelf, SMALL, Path("costs_2027.xlsx"), "")

    assert shelf.written == ["from costs_2027.xlsx", "Costs 2027 2027"]


def test_a_place_that_is_taken_is_the_worlds_failure() -> None:
    shelf = Shelf()
    new_book(shelf, SMALL, "", 2027)

    with pytest.raises(FolderTaken):
        new_book(shelf, SMALL, "", 2027)


def test_a_name_without_words_still_gives_a_title() -> None:
    assert title_from(Path("--")) == "Budget"
