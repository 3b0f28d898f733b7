"""A variance that cannot be split says so in a sentence, with the command that answers, and leaves with 2."""

from __future__ import annotations

from pathlib import Path

from tests.cli.books import COMPARATIVES, Asked, write_book


def test_a_line_inside_a_place_that_was_published_whole_names_that_place(tmp_path: Path, ask: Asked) -> None:
    whole = COMPARATIVES.splitlines()[0] + "\napproved_2019_20,operations,11700,published,Table 1\n"
    book = write_book(tmp_path / "whole", comparatives=whole)

    code, out, err = ask("variance", book, "website", "--from", "approved_2019_20", "--to", "2020/21")

    assert (code, out) == (2, "")
    assert "it lies within Operations, which is compared as a whole" in err
    assert err.endswith(f"votebook variance {book} operations --from approved_2019_20 --to 2020/21\n")


def test_a_year_without_inputs_offers_the_prior_figures_of_that_year(book: Path, ask: Asked) -> None:
    code, out, err = ask("variance", book, "--from", "2019/20", "--to", "2020/21")

    assert (code, out) == (2, "")
    assert "the inputs of 2 lines have no value in it: Website (support), Audit (a stated amount)" in err
    assert "--from approved_2019_20" in err
    assert "cannot be calculated" not in err


def test_a_prior_figure_and_another_book_do_not_go_together(book: Path, ask: Asked) -> None:
    code, _, err = ask("variance", book, "--from", "approved_2019_20", "--to", "2020/21", "--against", book)

    assert code == 2
    assert "is a prior figure without inputs" in err
    assert "Did you mean" not in err


def test_two_books_are_named_by_their_folders(book: Path, tmp_path: Path, ask: Asked) -> None:
    other = write_book(tmp_path / "after")

    years = ("--from", "2020/21", "--to", "2020/21")
    split = ask("variance", other, *years, "--against", book)[1]
    difference = ask("diff", book, other)[1]

    said = " ".join(split.split())
    assert said.startswith("Variance of Small budget 2020/21 (after) against Small budget 2020/21 (small)")
    assert difference.startswith("From Small budget, draft 0.1 (small) to Small budget, draft 0.1 (after)")
