"""Heading rule: the words and years over a column are those of what the column holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.check.books import clean_book, overview
from votebook.core.check.heading import check_headings
from votebook.core.check.published import PublishedHeading
from votebook.core.plan.budget import Budget
from votebook.core.plan.version import VersionKind


def explain(column: str, printed: str, book: Budget | None = None) -> str:
    heading = PublishedHeading("overview", column, printed)
    found = check_headings(book or clean_book(), (overview(),), (heading,))
    return found[0].explain() if found else ""


@pytest.mark.parametrize(
    ("column", "printed"),
    [
        ("budget", "2020/21 Approved Budget"),
        ("budget", "Budget"),
        ("outturn", "2019/20 Estimated Outturn"),
        ("outturn", "2019-20 outturn"),
        ("variance", "Variance Approved Budget 2020/21 to Estimated Outturn 2019/20"),
        ("unknown", "Draft"),
    ],
)
def test_a_heading_that_fits_its_column_is_no_finding(column: str, printed: str) -> None:
    assert explain(column, printed) == ""


def test_a_draft_of_an_approved_budget_is_found_and_put_right() -> None:
    said = explain("variance", "Variance Draft Budget to 2019/20 Estimated Outturn")

    assert said.startswith(
        "Table 1: the heading 'Variance Draft Budget to 2019/20 Estimated Outturn' says Draft, "
    )
    assert (
        "either print 'Variance Approved Budget to 2019/20 Estimated Outturn', or correct the status" in said
    )


@pytest.mark.parametrize("printed", ["2019/21 Outturn", "2018/19 Outturn"])
def test_a_year_that_is_not_the_columns_is_found(printed: str) -> None:
    assert "either print '2019/20 Outturn'" in explain("outturn", printed)


def test_a_heading_that_cannot_be_put_right_word_by_word_is_told_what_it_holds() -> None:
    assert "name Estimated and 2019/20 in the heading" in explain(
        "outturn", "Draft Approved Estimated Outturn"
    )


def test_a_draft_version_may_be_headed_so() -> None:
    book = clean_book()
    draft = replace(book, version=replace(book.version, kind=VersionKind.DRAFT))

    assert explain("budget", "2020/21 Draft Budget", draft) == ""
