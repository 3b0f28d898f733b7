"""A variance is split against a year, a comparative or another version, for the whole or a part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.shelf import opened
from tests.core.plan.small_book import APRIL, BUDGET, parameter
from votebook.app.bridging import split_variance
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


def test_years_that_cannot_be_compared_give_faults() -> None:
    assert isinstance(split_variance(BOOK, "1950/51", "2020/21"), tuple)
