"""The SEC book, loaded and calculated once, and the comparison of its statements with the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from votebook.app.book import Book
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.model import Model, prepare
from votebook.core.report.table import Table, tabulate
from votebook.formats.book.loading import load_book

FOLDER = Path(__file__).parents[3] / "examples" / "sec-2020-23"

Agree = Callable[..., None]


@pytest.fixture(scope="session")
def book() -> Book:
    """The book, which must load without a fault."""
    loaded = load_book(FOLDER)
    assert isinstance(loaded, Book), "\n".join(fault.explain() for fault in loaded)
    return loaded


@pytest.fixture(scope="session")
def calculation(book: Book) -> Calculation:
    """The book's calculation, which must have no findings of its own."""
    model = prepare(book.budget)
    assert isinstance(model, Model), "\n".join(fault.explain() for fault in model)
    calculated = calculate(model)
    assert not calculated.findings
    return calculated


@pytest.fixture(scope="session")
def tables(book: Book, calculation: Calculation) -> dict[str, Table]:
    """Every statement of the book as a table, by the statement's name."""
    found: dict[str, Table] = {}
    for statement in book.statements:
        table = tabulate(calculation, statement)
        assert isinstance(table, Table), "\n".join(fault.explain() for fault in table)
        found[statement.name] = table
    return found


def amount_of(printed: str) -> str:
    """The amount that a printed figure means, in one spelling: ``(£13,600)`` is ``-13600``."""
    text = printed.strip().replace(",", "").replace("£", "").replace("–", "0")
    if text.startswith("("):
        text = "-" + text.strip("()")
    text = "0" if text == "-" else text
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


@pytest.fixture(scope="session")
def agree(tables: dict[str, Table]) -> Agree:
    """Compare a calculated table with the paper's figures, cell by cell.

    ``paper`` has column keys in its first line and a row key at the start of every other; a dot is
    a blank cell. ``but`` names each cell in which the paper disagrees with its own parts, with
    what those parts come to.
    """

    def compare(name: str, paper: str, but: dict[str, str] | None = None) -> None:
        head, *rows = (line.split() for line in paper.strip().splitlines())
        exceptions = dict(but or {})
        expected: dict[str, str] = {}
        for row, *figures in rows:
            assert len(figures) == len(head), f"{row} has a figure for each column"
            for column, figure in zip(head, figures, strict=True):
                expected[f"{row}/{column}"] = "" if figure == "." else amount_of(figure)
        for cell, figure in exceptions.items():
            assert expected[cell] != amount_of(figure), f"{cell} is an exception"
            expected[cell] = amount_of(figure)
        calculated = {}
        for cell in expected:
            printed = tables[name].cell(*cell.split("/")).printed
            calculated[cell] = amount_of(printed) if printed.strip() else ""

        assert calculated == expected

    return compare
