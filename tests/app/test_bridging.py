"""A variance is split against a year, a comparative or another version, for the whole or a part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.shelf import opened
from tests.core.plan.small_book import APRIL, BUDGET, parameter
from votebook.app.bridging import NotComparable, split_variance, told_apart
from votebook.app.naming import UnknownName
from votebook.core.measure.money import Money
from votebook.core.report.variance import VarianceSplit

BOOK = opened()
DEARER = opened(
    replace(
        BUDGET,
        parameters=(
            parameter("support", "£/month", (APRIL, "700")),
            *(p for p in BUDGET.parameters if p.name != "support"),
        ),
    )
)


def test_a_year_is_split_against_another() -> None:
    split = split_variance(BOOK, "2020/21", "2021/22")

    assert isinstance(split, VarianceSplit)
    whole = split.row("")
    assert whole.variance == BOOK.calculation.total("", "2021/22") - BOOK.calculation.total("", "2020/21")


def test_a_version_is_split_against_another() -> None:
    split = split_variance(DEARER, "2020/21", "2020/21", against=BOOK, ref="website")

    assert isinstance(split, VarianceSplit)
    assert [row.ref for row in split.rows] == ["website"]
    assert split.rows[0].variance == Money.pounds("300")


def test_a_year_is_split_against_a_comparative() -> None:
    split = split_variance(BOOK, "approved_2019_20", "2020/21", ref="operations")

    assert isinstance(split, VarianceSplit)
    assert {row.ref for row in split.rows} >= {"operations", "website"}
    assert "services" not in {row.ref for row in split.rows}


@pytest.mark.parametrize(
    ("start", "end", "ref", "said"),
    [
        ("2020/21", "2029/30", "", "no year named '2029/30'"),
        ("last year", "2020/21", "", "no year or comparative named 'last year'"),
        ("approved_2019", "2020/21", "", "Did you mean approved_2019_20"),
        ("2020/21", "2021/22", "nothing", "no line or category named 'nothing'"),
        ("2020/21", "2021/22", "support", "no line or category named 'support'"),
    ],
)
def test_what_is_not_there_is_refused(start: str, end: str, ref: str, said: str) -> None:
    answer = split_variance(BOOK, start, end, ref=ref)

    assert isinstance(answer, UnknownName)
    assert said in answer.explain()


def test_a_prior_year_without_inputs_names_the_lines_and_the_prior_figures_of_that_year() -> None:
    with_figures, without = (split_variance(BOOK, year, "2020/21") for year in ("2019/20", "1950/51"))

    assert isinstance(with_figures, NotComparable)
    said = with_figures.explain()
    assert "2019/20 cannot be worked out anew, because the inputs of" in said
    assert "Website (support)" in said
    assert "--from approved_2019_20" in said
    assert isinstance(without, NotComparable)
    assert "The book has no prior figures of 1950/51" in without.explain()


def test_a_prior_figure_is_not_compared_between_two_books() -> None:
    answer = split_variance(BOOK, "approved_2019_20", "2020/21", against=DEARER, ref="website")

    assert isinstance(answer, NotComparable)
    assert "approved_2019_20 is a prior figure without inputs" in answer.explain()
    assert answer.explain("my book").endswith(
        "votebook variance 'my book' website --from approved_2019_20 --to 2020/21"
    )


def test_a_prior_figure_of_the_other_book_alone_is_said_to_be_there() -> None:
    bare = opened(replace(BUDGET, comparatives=(), comparative_amounts=()))

    answer = split_variance(bare, "approved_2019_20", "2020/21", against=BOOK)

    assert isinstance(answer, NotComparable)
    assert answer.explain().endswith("Only the other book has approved_2019_20.")


def test_a_line_inside_what_is_compared_as_a_whole_names_that_place() -> None:
    line = BUDGET.line("website")
    prior = tuple(
        replace(amount, at=line.category) for amount in BUDGET.comparative_amounts if amount.at == "website"
    )
    book = opened(replace(BUDGET, comparative_amounts=prior[:1]))
    title = BUDGET.structure.by_ref[line.category].title

    answer = split_variance(book, "approved_2019_20", "2020/21", ref="website")

    assert isinstance(answer, NotComparable)
    assert f"it lies within {title}, which is compared as a whole." in answer.explain()
    assert f"BOOK {line.category} --from approved_2019_20" in answer.explain()


def test_a_line_without_a_figure_on_either_side_has_nothing_to_split() -> None:
    silent = replace(BUDGET.line("website"), ref="silent", title="Silent", number="")
    book = opened(replace(BUDGET, lines=(*BUDGET.lines, silent)))

    answer = split_variance(book, "2020/21", "2020/21", ref="silent")

    assert isinstance(answer, NotComparable)
    assert "there is nothing to split" in answer.explain()


def test_two_books_are_told_apart_by_their_folders() -> None:
    split = split_variance(DEARER, "2020/21", "2020/21", against=BOOK)
    assert isinstance(split, VarianceSplit)

    named = told_apart(split, "after", "before")

    assert (named.of, named.against) == (f"{split.of} (after)", f"{split.against} (before)")
