"""A new book loads, calculates, shows its statement and checks clean, whatever it is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from votebook.app.book import Book
from votebook.core.plan.calculation import calculate
from votebook.core.plan.model import Model, prepare
from votebook.core.report.table import Table, tabulate
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book
from votebook.formats.book.scaffolding import scaffold_book

BEGUN = date(2026, 1, 15)


@pytest.mark.parametrize(
    "title", ["Board budget", "Budget: 2026/27 & 'more' #1", "Ärzte", "預算", "£", "sum"]
)
def test_a_new_book_is_loaded_as_it_was_made(title: str, tmp_path: Path) -> None:
    book = scaffold_book(title, 2026, BEGUN)

    save_book(book, tmp_path)

    assert load_book(tmp_path) == book


def test_a_new_book_shows_three_years_with_contingency_on_all_else(tmp_path: Path) -> None:
    book = scaffold_book("Board budget", 2026, BEGUN)

    model = prepare(book.budget)
    assert isinstance(model, Model)
    calculation = calculate(model)
    table = tabulate(calculation, book.statements[0])

    assert isinstance(table, Table)
    printed = [table.cell("total", key).printed for key in ("y2026", "y2027", "y2028")]
    assert printed == ["197,925", "173,250", "173,775"]
    assert str(calculation.provision("contingency", "2026/27")) == "£9,425.00"


def test_a_new_book_is_small_enough_to_read() -> None:
    book = scaffold_book("Board budget", 2026, BEGUN)

    assert isinstance(book, Book)
    assert len(book.budget.lines) == 6
    assert len(book.budget.structure.categories) == 3


def test_a_new_book_is_a_draft_of_the_day_on_which_it_is_begun(tmp_path: Path) -> None:
    save_book(scaffold_book("Board budget", 2026, BEGUN), tmp_path)

    text = (tmp_path / "book.yaml").read_text()

    assert text.startswith("votebook: 1\n")
    assert 'version: {kind: draft, iteration: "0.1", dated: 2026-01-15}' in text
    assert '- {iteration: "0.1", dated: 2026-01-15, note: begun}' in text
