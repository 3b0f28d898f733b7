"""What Excel, LibreOffice and careful people write is good input, and means the same book."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.good import Files, good_book, write_book
from votebook.app.book import Book
from votebook.core.plan.model import Model, prepare
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book

MARK = b"\xef\xbb\xbf"


def each(change: Callable[[str, str], str | bytes]) -> Callable[[Files], None]:
    """Change the text of every table of the book."""

    def apply(files: Files) -> None:
        for name, text in files.items():
            if name.endswith(".csv") and isinstance(text, str):
                files[name] = change(name, text)

    return apply


def everywhere(change: Callable[[str], str | bytes]) -> Callable[[Files], None]:
    """Change the text of every file of the book."""

    def apply(files: Files) -> None:
        for name, text in files.items():
            if isinstance(text, str):
                files[name] = change(text)

    return apply


def quoted(_: str, text: str) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def columns_turned(_: str, text: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(row[::-1] for row in rows)
    return out.getvalue()


def with_blank_columns(_: str, text: str) -> str:
    return "".join(f"{line},,\n" if line.count('"') % 2 == 0 else f"{line}\n" for line in text.splitlines())


VARIANTS: tuple[tuple[str, Callable[[Files], None]], ...] = (
    ("a byte-order mark", everywhere(lambda text: MARK + text.encode())),
    ("line ends of Windows", everywhere(lambda text: text.replace("\n", "\r\n") if "# Intro" not in text else text)),
    ("every cell in quotation marks", each(quoted)),
    ("a mark and quotation marks, as Excel", each(lambda name, text: MARK + quoted(name, text).encode())),
    ("columns in another order", each(columns_turned)),
    ("blank lines at the end", each(lambda _, text: text + "\n\n")),
    ("rows of commas at the end", each(lambda _, text: text + "," * text.splitlines()[0].count(",") + "\r\n")),
    ("blank lines at the beginning", each(lambda _, text: "\n" + text)),
    ("no line end at the end", each(lambda _, text: text.rstrip("\n"))),
    ("blank columns without headings", each(with_blank_columns)),
    ("spaces around names and numbers", lambda files: files.update(
        {"amounts.csv": str(files["amounts.csv"]).replace("renewal,12000", "renewal , 12000 ")})),
    ("amounts written otherwise", lambda files: files.update(
        {"amounts.csv": str(files["amounts.csv"]).replace('"£24,000"', "24000.00").replace("(500)", "-500")})),
    ("comments and blank lines in YAML", lambda files: files.update(
        {"book.yaml": str(files["book.yaml"]).replace("years:", "# three of them\n\nyears:   # in order")})),
    ("YAML without braces", lambda files: files.update(
        {"book.yaml": str(files["book.yaml"]).replace(
            "  - {ref: services, title: Services}", "  - ref: services\n    title: 'Services'")})),
    ("a hidden file and a lock of an editor", lambda files: files.update({".DS_Store": "x", "~$lines.csv": "x"})),
    ("papers of any kind", lambda files: files.update({"papers/minutes.pdf": b"%PDF"})),
)  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Book:
    loaded = load_book(write_book(tmp_path_factory.mktemp("good"), good_book()))
    assert isinstance(loaded, Book), [fault.explain() for fault in loaded]
    return loaded


def test_the_good_book_can_be_calculated(good: Book) -> None:
    assert isinstance(prepare(good.budget), Model)


@pytest.mark.parametrize(("name", "change"), VARIANTS, ids=[name for name, _ in VARIANTS])
def test_a_book_written_otherwise_means_the_same(
    name: str, change: Callable[[Files], None], good: Book, tmp_path: Path
) -> None:
    files = good_book()
    change(files)

    loaded = load_book(write_book(tmp_path, files))

    assert loaded == good, name


@pytest.mark.parametrize(("name", "change"), VARIANTS, ids=[name for name, _ in VARIANTS])
def test_a_book_loaded_and_saved_keeps_its_bytes(
    name: str, change: Callable[[Files], None], good: Book, tmp_path: Path
) -> None:
    files = good_book()
    change(files)
    folder = write_book(tmp_path, files)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    changed = save_book(good, folder)

    assert changed == ()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before, name
