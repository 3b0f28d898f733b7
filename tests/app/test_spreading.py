"""A year is spread over months that add back to it; what lies on no line is said."""

from __future__ import annotations

import pytest

from tests.app.shelf import opened
from votebook.app.naming import UnknownName
from votebook.app.spreading import MonthlySpread, line_and_year, spread_over_months
from votebook.core.measure.money import Money

BOOK = opened()


@pytest.mark.parametrize("ref", ["", "operations", "website", "14"])
@pytest.mark.parametrize("year", ["2020/21", "2021/22"])
def test_the_months_of_every_line_add_back_to_its_provision(ref: str, year: str) -> None:
    spread = spread_over_months(BOOK, year, ref)

    assert isinstance(spread, MonthlySpread)
    assert spread.rows
    for row in spread.rows:
        assert row.year == BOOK.calculation.provision(row.ref, year)
        assert len(row.months) == 12


def test_months_and_what_lies_on_no_line_make_the_year() -> None:
    spread = spread_over_months(BOOK, "2021/22")

    assert isinstance(spread, MonthlySpread)
    placed = Money(sum(total.pence for total in spread.totals))
    assert spread.unplaced == Money.pounds("5000")
    assert placed + spread.unplaced == BOOK.calculation.total("", "2021/22")


@pytest.mark.parametrize(
    ("ref", "year", "words"),
    [
        ("", "2020", "no year named '2020'"),
        ("websit", "2020/21", "Did you mean website?"),
        ("support", "2020/21", "no line or category named 'support'"),
    ],
)
def test_what_is_not_there_is_refused(ref: str, year: str, words: str) -> None:
    answer = spread_over_months(BOOK, year, ref)

    assert isinstance(answer, UnknownName)
    assert words in answer.explain()


def test_a_line_without_a_provision_has_no_months() -> None:
    spread = spread_over_months(BOOK, "2020/21", "idle")

    assert isinstance(spread, MonthlySpread)
    assert (spread.rows, spread.unplaced) == ((), Money(0))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ((), ("", "2020/21")),
        (("2021/22",), ("", "2021/22")),
        (("2020/2",), ("", "2020/2")),
        (("website",), ("website", "2020/21")),
        (("14",), ("14", "2020/21")),
        (("website", "2021/22"), ("website", "2021/22")),
    ],
)
def test_a_line_and_a_year_may_each_be_left_out(said: tuple[str, ...], meant: tuple[str, str]) -> None:
    assert line_and_year(BOOK, *said) == meant
