"""A book that was saved is loaded as the same value, and saved again keeps its bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from tests.corpus.good import good_book, write_book
from tests.formats.book.books import books
from votebook.app.book import Book
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book


@settings(max_examples=40)
@given(books())
def test_a_book_of_chance_is_loaded_as_it_was_saved(book: Book) -> None:
    with TemporaryDirectory() as folder:
        save_book(book, Path(folder))

        loaded = load_book(Path(folder))

        assert isinstance(loaded, Book), [fault.explain() for fault in loaded]
        assert loaded == book
        assert save_book(loaded, Path(folder)) == ()


@settings(max_examples=20)
@given(books(), books())
def test_one_book_saved_over_another_is_loaded_as_itself(book: Book, other: Book) -> None:
    with TemporaryDirectory() as folder:
        save_book(other, Path(folder))
        save_book(book, Path(folder))

        assert load_book(Path(folder)) == book


def test_values_know_their_place(tmp_path: Path) -> None:
    book = load_book(write_book(tmp_path, good_book()))
    assert isinstance(book, Book)

    budget = book.budget
    assert str(budget.line("archive").place) == "lines.csv:7:1"
    assert str(budget.components[2].place) == "components.csv:4:22"
    assert str(budget.stated[0].place) == "amounts.csv:2:8"
    assert str(budget.parameter_by_name["fte"].values[0].place) == "tables/fte.csv:2:16"
    assert str(book.statements[0].rows[1].place) == "statements/table_1.yaml:17:5"
    assert str(book.published.claims[1].place) == "published/claims.csv:3:46"


def test_the_order_of_rows_means_nothing_where_the_plan_has_none(tmp_path: Path) -> None:
    files = good_book()
    heading, *rows = str(files["parameters.csv"]).splitlines(keepends=True)
    files["parameters.csv"] = "".join([heading, rows[0], rows[2], rows[1], *rows[3:]])
    heading, *rows = str(files["tables/fte.csv"]).splitlines(keepends=True)
    files["tables/fte.csv"] = "".join([heading, *rows[::-1]])

    turned = load_book(write_book(tmp_path / "turned", files))

    assert turned == load_book(write_book(tmp_path / "good", good_book()))


def test_faults_come_in_the_order_of_files_lines_and_columns(tmp_path: Path) -> None:
    files = good_book()
    files["amounts.csv"] = (
        str(files["amounts.csv"]).replace("24500.50", "x").replace("6000", "y").replace("£24,000", "z")
    )
    files["lines.csv"] = str(files["lines.csv"]).replace("studies,5", "Studies,5")

    faults = load_book(write_book(tmp_path, files))

    assert isinstance(faults, tuple)
    places = [str(fault.place) for fault in faults]
    assert places == ["amounts.csv:2:8", "amounts.csv:2:11", "amounts.csv:4:11", "lines.csv:6:1"]
