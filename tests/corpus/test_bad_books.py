"""Every malformed book gives what is wrong with it, with its place, and never a part of a book."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.corpus.bad_files import BAD_FILES
from tests.corpus.bad_rows import BAD_ROWS
from tests.corpus.bad_statements import BAD_PLANS, BAD_STATEMENTS
from tests.corpus.bad_tables import BAD_TABLES
from tests.corpus.bad_yaml import BAD_YAML
from tests.corpus.good import good_book, write_book
from tests.corpus.mutation import Mutation
from votebook.app.book import Book
from votebook.core.measure.source import Fault
from votebook.core.plan.model import prepare
from votebook.formats.book.codes import FAULT_CODES
from votebook.formats.book.loading import load_book
from votebook.formats.book.reading import FILE_BYTES_MAX, FILES_MAX

ALL = (*BAD_FILES, *BAD_YAML, *BAD_TABLES, *BAD_ROWS, *BAD_STATEMENTS, *BAD_PLANS)


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """All that is wrong with a book, as opening it would say."""
    loaded = load_book(folder)
    if isinstance(loaded, Book):
        prepared = prepare(loaded.budget)
        return prepared if isinstance(prepared, tuple) else ()
    return loaded


def is_meant(fault: Fault, expected: str) -> bool:
    """Whether a fault is the one expected, by its code, its file and, where given, its line."""
    code, _, place = expected.partition(" ")
    file, _, line = place.partition(":")
    return (
        fault.code == code
        and fault.place.file in {file, file or fault.place.file}
        and (not line or fault.place.line == int(line))
    )


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.name.replace(" ", "-"))
def test_a_mutated_book_says_what_was_done_to_it_and_nothing_else(mutation: Mutation, tmp_path: Path) -> None:
    files = good_book()
    mutation.change(files)
    write_book(tmp_path, files)

    faults = faults_of(tmp_path)

    said = [fault.explain() for fault in faults]
    for expected in mutation.expected:
        assert any(is_meant(fault, expected) for fault in faults), f"{expected} is not among {said}"
    for fault in faults:
        assert any(is_meant(fault, expected) for expected in mutation.expected), (
            f"not expected: {fault.explain()}"
        )


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.name.replace(" ", "-"))
def test_what_is_said_is_a_sentence_with_a_place_and_no_word_of_a_programmer(
    mutation: Mutation, tmp_path: Path
) -> None:
    files = good_book()
    mutation.change(files)
    write_book(tmp_path, files)

    for fault in faults_of(tmp_path):
        said = fault.explain()

        assert fault.place.file, said
        assert len(said) < 600, said
        assert said.isprintable(), said
        for word in ("Traceback", "None", "<", "NoneType", "BAD", "Scalar("):
            assert word not in said, said


def test_the_corpus_is_large_and_no_two_books_of_it_have_one_name() -> None:
    names = [mutation.name for mutation in ALL]

    assert len(names) >= 150
    assert len(set(names)) == len(names)


def test_every_code_of_the_corpus_is_documented_and_has_its_own_meaning() -> None:
    documented = dict(FAULT_CODES)
    met = {expected.partition(" ")[0] for mutation in ALL for expected in mutation.expected}

    assert {code for code in met if code.startswith("book.")} <= documented.keys()
    assert len(set(documented.values())) == len(FAULT_CODES)


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    write_book(tmp_path, good_book())
    with (tmp_path / "amounts.csv").open("r+b") as opened:
        opened.truncate(100 * 1024**2)

    (fault,) = faults_of(tmp_path)

    assert fault.code == "book.too-large"
    assert (
        fault.explain() == "amounts.csv: the file has more than 100 MB; a file of a book has at most 64 MB."
    )
    assert FILE_BYTES_MAX == 64 * 1024**2


def test_a_folder_of_very_many_files_is_refused_once(tmp_path: Path) -> None:
    write_book(tmp_path, good_book())
    for number in range(FILES_MAX + 1):
        (tmp_path / "narrative" / f"{number}.md").touch()

    assert "book.too-large" in {fault.code for fault in faults_of(tmp_path)}


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("line,2020/21,source_kind,source\n")
    folder = write_book(tmp_path / "book", good_book())
    (folder / "amounts.csv").unlink()
    (folder / "amounts.csv").symlink_to(outside)

    (fault,) = faults_of(folder)

    assert (fault.code, fault.place.file) == ("book.outside", "amounts.csv")


def test_a_folder_that_is_a_link_out_of_the_book_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder = write_book(tmp_path / "book", good_book())
    (folder / "narrative" / "01-introduction.md").unlink()
    (folder / "narrative").rmdir()
    (folder / "narrative").symlink_to(tmp_path / "elsewhere")

    (fault,) = faults_of(folder)

    assert (fault.code, fault.place.file) == ("book.outside", "narrative")


@pytest.mark.parametrize("target", ["amounts.csv", "gone.csv"])
def test_a_link_to_itself_or_to_nothing_is_said_to_lead_nowhere(target: str, tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    (folder / "amounts.csv").unlink()
    (folder / "amounts.csv").symlink_to(folder / target)

    (fault,) = faults_of(folder)

    assert (fault.code, fault.place.file) == ("book.not-a-file", "amounts.csv")


def test_a_link_within_the_folder_is_good_input(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    (folder / "papers").mkdir()
    (folder / "amounts.csv").rename(folder / "papers" / "amounts.csv")
    (folder / "amounts.csv").symlink_to("papers/amounts.csv")

    assert isinstance(load_book(folder), Book)


def test_a_device_or_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    (folder / "amounts.csv").unlink()
    os.mkfifo(folder / "amounts.csv")

    (fault,) = faults_of(folder)

    assert (fault.code, fault.place.file) == ("book.not-a-file", "amounts.csv")


def test_a_file_that_may_not_be_read_is_reported_unless_the_reader_may_read_everything(
    tmp_path: Path,
) -> None:
    folder = write_book(tmp_path, good_book())
    (folder / "amounts.csv").chmod(0)
    may_read_all = os.access(folder / "amounts.csv", os.R_OK)

    codes = [fault.code for fault in faults_of(folder)]

    assert codes == ([] if may_read_all else ["book.unreadable"])


@pytest.mark.parametrize("name", ["no-such-folder", "file"])
def test_a_book_that_is_no_folder_is_one_fault(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    faults = faults_of(tmp_path / name)

    assert [fault.code for fault in faults] == ["book.missing-file"]
