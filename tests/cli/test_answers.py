"""Commands answer on a sound book: the right page, the right form, the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.books import LINES, PARAMETERS, PUBLISHED, Asked, write_book


def test_show_prints_the_statement(book: Path, ask: Asked) -> None:
    code, out, err = ask("show", book)

    assert (code, err) == (0, "")
    assert "The budget" in out
    assert "12,100" in out


@pytest.mark.parametrize(("form", "mark"), [("markdown", "| Total"), ("csv", "total,"), ("text", "────")])
def test_show_writes_other_forms(form: str, mark: str, book: Path, ask: Asked) -> None:
    code, out, _ = ask("show", book, "budget", "--format", form)

    assert code == 0
    assert mark in out.replace("**", "")


def test_show_writes_one_statement_or_all_as_json(book: Path, ask: Asked) -> None:
    one = json.loads(ask("show", book, "budget", "--format", "json")[1])
    all_of_them = json.loads(ask("show", book, "--format", "json")[1])

    assert one["statement"] == "budget"
    assert all_of_them["book"] == "small"
    assert all_of_them["statements"] == [one]


def test_show_needs_one_statement_for_csv(book: Path, ask: Asked) -> None:
    (book / "statements/second.yaml").write_bytes((book / "statements/budget.yaml").read_bytes())

    code, out, err = ask("show", book, "--format", "csv")

    assert (code, out) == (2, "")
    assert "name the statement. The book has budget, second." in err


def test_show_rounds_as_it_is_asked(book: Path, ask: Asked) -> None:
    code, out, _ = ask("show", book, "budget", "--rounding", "footing")

    assert code == 0
    assert "12,100" in out


def test_a_book_without_statements_is_shown_by_lines(tmp_path: Path, ask: Asked) -> None:
    code, out, _ = ask("show", write_book(tmp_path / "plain", budget=""))

    assert code == 0
    assert "Small budget" in out
    assert "12,100" in out


def test_explain_goes_down_to_source_and_place(book: Path, ask: Asked) -> None:
    code, out, _ = ask("explain", book, "website", "2020/21")

    assert code == 0
    for part in ("support * months", "£675/month", "parameters.csv:2", "contract: Agreement 7", "£8,100.00"):
        assert part in out


def test_explain_writes_the_whole_tree_as_json(book: Path, ask: Asked) -> None:
    code, out, _ = ask("explain", book, "total", "--json")

    document = json.loads(out)
    assert code == 0
    assert document["reason"]["pence"] == 1_210_000
    assert document["reason"]["parts"][0]["parts"][0]["parts"]


def test_explain_opens_as_deep_as_it_is_asked(book: Path, ask: Asked) -> None:
    shallow, deep = (ask("explain", book, "total", "--depth", depth)[1] for depth in (0, 9))

    assert "support * months" not in shallow
    assert "support * months" in deep


def test_check_of_a_clean_book_finds_nothing(book: Path, ask: Asked) -> None:
    code, out, err = ask("check", book)

    assert (code, err) == (0, "")
    assert out.startswith("Nothing was found.")


def test_check_of_a_wrong_paper_ends_with_1(tmp_path: Path, ask: Asked) -> None:
    wrong = write_book(tmp_path / "wrong", published=PUBLISHED)

    code, out, _ = ask("check", wrong)
    counts = json.loads(ask("check", wrong, "--json")[1])["counts"]

    assert code == 1
    assert "£12,000" in out
    assert counts["error"] + counts["warning"] > 0


def test_diff_says_what_differs(book: Path, tmp_path: Path, ask: Asked) -> None:
    dearer = write_book(tmp_path / "dearer", parameters=PARAMETERS.replace("675", "700"))

    code, out, _ = ask("diff", book, dearer)
    document = json.loads(ask("diff", book, dearer, "--json")[1])

    assert code == 0
    assert "8,400" in out
    assert document["same"] is False
    assert ask("diff", book, book)[1].endswith("Nothing differs.\n")


def test_variance_is_split_against_a_year_a_comparative_and_another_book(
    book: Path, tmp_path: Path, ask: Asked
) -> None:
    dearer = write_book(tmp_path / "dearer", parameters=PARAMETERS.replace("675", "700"))

    years = ask("variance", book, "--from", "2020/21", "--to", "2021/22")
    prior = ask("variance", book, "website", "--from", "approved_2019_20", "--to", "2020/21", "--pence")
    books = ask("variance", dearer, "--from", "2020/21", "--to", "2020/21", "--against", book, "--json")

    assert [code for code, _, _ in (years, prior, books)] == [0, 0, 0]
    assert "300.00" in prior[1]
    assert "Audit" not in prior[1]
    assert json.loads(books[1])["unit"] == "pence"


def test_months_spread_a_line_or_the_book(book: Path, ask: Asked) -> None:
    code, out, _ = ask("months", book, "14", "2020/21")
    document = json.loads(ask("months", book, "2020/21", "--json")[1])

    assert code == 0
    assert "675.00" in out
    assert [line["ref"] for line in document["lines"]] == ["website", "audit"]


def test_explain_takes_what_stands_on_the_page(book: Path, ask: Asked) -> None:
    titled = ask("explain", book, "WEBSITE")
    cell = ask("explain", book, "budget/total/now")

    assert titled == ask("explain", book, "website")
    assert "budget/line_website/now" in cell[1]
    assert "£12,100.00" in cell[1]


def test_explain_lists_what_shares_a_title(book: Path, ask: Asked) -> None:
    twice = write_book(
        book.parent / "twice", lines=LINES.replace(",Audit,", ",The site,").replace(",Website,", ",The site,")
    )

    code, _, err = ask("explain", twice, "the site")

    assert code == 2
    assert "could be any of website, audit" in err


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("budgt/total/now", "Did you mean budget?"),
        ("budget/totl/now", "Did you mean total?"),
        ("budget/total/nw", "Did you mean now"),
    ],
)
def test_a_cell_that_is_not_there_gets_the_nearest(ref: str, said: str, book: Path, ask: Asked) -> None:
    code, _, err = ask("explain", book, ref)

    assert code == 2
    assert said in err
