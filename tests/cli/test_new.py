"""A first book is begun where nothing stands, works at once, and may come from a workbook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from tests.cli.books import Asked

LITTLE_ROOM = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
from votebook.cli.main import main; main()
"""
"""The program where no file may grow beyond 300 bytes, which stops a book halfway as a full disk does."""


def workbook(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Costs")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_a_new_book_shows_explains_and_checks_clean(tmp_path: Path, ask: Asked) -> None:
    folder = tmp_path / "panel-budget"

    begun = ask("new", folder, "--year", "2027/28", "--title", "Our panel")

    assert begun[0] == 0
    assert "votebook show" in begun[1]
    assert ask("show", folder)[0] == 0
    assert "2027/28" in ask("explain", folder, "total")[1]
    assert ask("check", folder)[0] == 0
    assert (folder / "book.yaml").read_text(encoding="utf-8").count("Our panel") == 1


def test_a_new_book_is_never_written_over_anything(tmp_path: Path, ask: Asked) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")

    for place, said in ((tmp_path, "is not empty"), (kept, "is a file")):
        code, out, err = ask("new", place)
        assert (code, out) == (2, "")
        assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("year", ["2027", "2027/29", "soon"])
def test_a_first_year_that_is_no_year_is_refused(year: str, tmp_path: Path, ask: Asked) -> None:
    code, _, err = ask("new", tmp_path / "b", "--year", year)

    assert code == 2
    assert "Write it as 2027/28" in err


def test_a_book_comes_from_a_workbook(tmp_path: Path, ask: Asked) -> None:
    rows: list[list[object]] = [
        ["Cost", "2026/27", "2027/28"],
        ["Staff", 100000, 102000.5],
        ["Rent", 24000, 24000],
    ]
    source = workbook(tmp_path / "costs.xlsx", rows)

    code, _, err = ask("new", tmp_path / "book", "--from", source)

    assert (code, err) == (0, "")
    assert "126,001" in ask("show", tmp_path / "book")[1]
    assert "£24,000.00" in ask("explain", tmp_path / "book", "rent")[1]


def test_a_workbook_has_its_own_years(tmp_path: Path, ask: Asked) -> None:
    code, _, err = ask("new", tmp_path / "b", "--from", tmp_path / "x.xlsx", "--year", "2027/28")

    assert code == 2
    assert "leave out --year" in err


def test_a_workbook_that_is_not_there_is_told(tmp_path: Path, ask: Asked) -> None:
    code, _, err = ask("new", tmp_path / "b", "--from", tmp_path / "x.xlsx")

    assert code == 2
    assert err.startswith("There is no workbook")


def test_a_workbook_without_years_makes_no_book(tmp_path: Path, ask: Asked) -> None:
    source = workbook(tmp_path / "odd.xlsx", [["a", "b"], ["c", 1]])

    code, _, err = ask("new", tmp_path / "b", "--from", source)

    assert code == 1
    assert err.startswith("No book was made of")
    assert not (tmp_path / "b").exists()


def test_a_new_book_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    full, taken = tmp_path / "deep/inside/book", tmp_path / "mine"
    taken.mkdir()

    for folder in (full, taken):
        done = subprocess.run(
            [sys.executable, "-c", LITTLE_ROOM, "new", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert f"could not be written to {folder}" in done.stderr

    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert list(taken.iterdir()) == []


def test_a_name_with_a_slash_is_said_to_be_a_path_and_hints_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Asked
) -> None:
    monkeypatch.chdir(tmp_path)

    code, out, _ = ask("new", "Budget 2027/28")

    assert code == 0
    assert "the book's is '28', inside the new folder 'Budget 2027'" in out
    assert "votebook show 'Budget 2027/28'" in out
    assert "slash" not in ask("new", "plain")[1]
