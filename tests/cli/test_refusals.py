"""What cannot be answered is said in a sentence, with what would have been right, and an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.books import COMPONENTS, Asked, write_book


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["show", "{book}", "budgte"], "no statement named 'budgte'. Did you mean budget?"),
        (["explain", "{book}", "websit"], "Did you mean website?"),
        (["explain", "{book}", "website", "2020/2"], "Did you mean 2020/21"),
        (["months", "{book}", "2030/31"], "no year named '2030/31'"),
        (["months", "{book}", "adit", "2020/21"], "Did you mean audit?"),
        (
            ["variance", "{book}", "--from", "approved_2019", "--to", "2020/21"],
            "Did you mean approved_2019_20?",
        ),
        (["variance", "{book}", "--from", "2020/21", "--to", "2029/30"], "no year named '2029/30'"),
        (["variance", "{book}", "adit", "--from", "2020/21", "--to", "2021/22"], "Did you mean audit?"),
        (["calibrate", "{book}", "supp"], "no rate that a sum multiplies named 'supp'"),
        (["calibrate", "{book}", "--year", "2"], "no year named '2'"),
    ],
)
def test_a_name_that_is_not_there_gets_the_nearest(
    question: list[str], said: str, book: Path, ask: Asked
) -> None:
    code, out, err = ask(*(part.format(book=book) for part in question))

    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("command", ["show", "check", "explain", "months"])
def test_a_missing_book_is_told_with_what_to_do(command: str, tmp_path: Path, ask: Asked) -> None:
    further = {"explain": ["total"], "months": ["2020/21"]}.get(command, [])

    code, out, err = ask(command, tmp_path / "nowhere", *further)

    assert (code, out) == (2, "")
    assert err.startswith("There is no folder")
    assert "votebook new" in err


def test_a_file_is_not_a_book(tmp_path: Path, ask: Asked) -> None:
    file = tmp_path / "budget.xlsx"
    file.write_text("", encoding="utf-8")

    code, _, err = ask("show", file)

    assert code == 2
    assert "a book is a folder" in err


def test_an_empty_folder_is_not_a_book(tmp_path: Path, ask: Asked) -> None:
    code, _, err = ask("show", tmp_path)

    assert code == 2
    assert "is empty. Begin a book in it" in err


def test_a_folder_without_the_files_of_a_book_is_not_a_book(tmp_path: Path, ask: Asked) -> None:
    (tmp_path / "letters.txt").write_text("Dear all", encoding="utf-8")

    code, out, err = ask("show", tmp_path)

    assert (code, out) == (2, "")
    assert "is not a book: it has neither a book.yaml nor a lines.csv" in err
    assert err.count("\n") == 1


def test_faults_are_told_all_together_with_exit_code_1(tmp_path: Path, ask: Asked) -> None:
    more = COMPONENTS + "audit,x,X,suport * months\naudit,y,Y,support\n"

    code, out, err = ask("show", write_book(tmp_path / "broken", components=more))

    assert (code, out) == (1, "")
    assert "Did you mean support?" in err
    assert "2 faults; no figure was calculated." in err


def test_faults_are_json_where_json_was_asked(tmp_path: Path, ask: Asked) -> None:
    broken = write_book(tmp_path / "broken", components=COMPONENTS + "audit,x,X,suport * months\n")

    code, out, err = ask("check", broken, "--json")

    assert (code, err) == (1, "")
    assert json.loads(out)["faults"][0]["nearest"] == "support"


def test_a_statement_with_a_fault_is_told(tmp_path: Path, ask: Asked) -> None:
    book = write_book(tmp_path / "broken")
    text = (book / "statements/budget.yaml").read_text(encoding="utf-8")
    (book / "statements/budget.yaml").write_text(text.replace("sum: [line]", "sum: [lin]"), encoding="utf-8")

    for command in ("show", "check"):
        code, _, err = ask(command, book)
        assert code == 1
        assert "statements/budget.yaml" in err


def test_a_book_without_calibrated_rates_says_so(book: Path, ask: Asked) -> None:
    code, _, err = ask("calibrate", book)

    assert code == 2
    assert "cannot be calculated" not in err
    assert "No rate of the book is marked as calibrated; there is nothing to fit" in err
