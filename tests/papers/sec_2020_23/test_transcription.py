"""What the book keeps as published is what the paper prints: every figure occurs in its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from votebook.app.book import Book

PAPER = Path(__file__).parents[4] / "shared" / "source" / "sec-panel-budget-2020-23.txt"


@pytest.fixture(scope="module")
def paper() -> str:
    """The paper's text on one line."""
    if not PAPER.exists():
        pytest.skip("the paper's text is not beside the project, so its figures cannot be looked up")
    return re.sub(r"\s+", " ", PAPER.read_text(encoding="utf-8"))


def occurs(figure: str, paper: str) -> bool:
    """Whether a figure stands in the paper, not as part of a longer one."""
    return re.search(rf"(?<![\d,.]){re.escape(figure)}(?!\d|,\d|\.\d)", paper) is not None


def test_every_published_figure_of_a_table_is_in_the_paper(book: Book, paper: str) -> None:
    figures = {(t.statement, c.row, c.column): c.printed for t in book.published.tables for c in t.cells}

    missing = {place: figure for place, figure in figures.items() if not occurs(figure, paper)}

    assert not missing
    assert len(figures) > 350


def test_every_claim_is_in_the_paper(book: Book, paper: str) -> None:
    missing = [c.printed for c in book.published.claims if not occurs(c.printed, paper)]

    assert not missing
    assert len(book.published.claims) >= 40


def test_every_word_of_a_heading_is_in_the_paper(book: Book, paper: str) -> None:
    words = {word for heading in book.published.headings for word in heading.printed.split()}

    assert not {word for word in words if word not in paper}


def test_all_eleven_tables_are_published_and_stated(book: Book) -> None:
    eleven = {f"table_{number:02}" for number in range(1, 12)}

    assert {table.statement for table in book.published.tables} == eleven
    assert eleven <= {statement.name for statement in book.statements}


def test_every_published_cell_has_a_place_in_its_statement(book: Book) -> None:
    columns = {s.name: {column.key for column in s.columns} for s in book.statements}

    strays = [c for t in book.published.tables for c in t.cells if c.column not in columns[t.statement]]

    assert not strays
