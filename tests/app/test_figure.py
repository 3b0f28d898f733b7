"""A figure is found by name, number or the word total, and explained in the approved year by default."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.app.shelf import opened
from tests.core.plan.small_book import BUDGET
from votebook.app.figure import explain_figure
from votebook.app.naming import SeveralNamed, UnknownName
from votebook.core.plan.contract import Contract
from votebook.core.plan.explanation.figure import Explanation
from votebook.core.plan.explanation.reason import ReasonKind

BOOK = opened()


@pytest.mark.parametrize(
    ("asked", "year", "found"),
    [
        ("website", "", ("website", "2020/21")),
        ("14", "2021/22", ("website", "2021/22")),
        ("operations", "2020/21", ("operations", "2020/21")),
        ("total", "", ("", "2020/21")),
        ("small", "", ("", "2020/21")),
        ("support", "2019/20", ("support", "2019/20")),
        ("approved_2019_20", "", ("approved_2019_20", "2019/20")),
        ("approved_2019_20", "2019/20", ("approved_2019_20", "2019/20")),
    ],
)
def test_what_a_reader_asks_for_is_found(asked: str, year: str, found: tuple[str, str]) -> None:
    answer = explain_figure(BOOK, asked, year)

    assert isinstance(answer, Explanation)
    assert (answer.ref, answer.year) == found


def test_the_depth_is_passed_on() -> None:
    shallow, deep = (explain_figure(BOOK, "discount", depth=depth) for depth in (0, 1))

    assert isinstance(shallow, Explanation)
    assert isinstance(deep, Explanation)
    assert shallow.root != deep.root
    assert shallow.value == deep.value


@pytest.mark.parametrize(
    ("asked", "year", "words"),
    [
        ("webiste", "", "Did you mean website?"),
        ("", "", "named ''"),
        ("website", "2020/2", "no year named '2020/2'. Did you mean 2020/21"),
        ("website", "1999/00", "It has 2020/21, 2021/22."),
        ("support", "soon", "no year named 'soon'"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(asked: str, year: str, words: str) -> None:
    answer = explain_figure(BOOK, asked, year)

    assert isinstance(answer, UnknownName)
    assert words in answer.explain()


def test_a_number_that_two_lines_share_finds_neither() -> None:
    twice = replace(BUDGET, lines=tuple(replace(line, number="14") for line in BUDGET.lines))

    assert isinstance(explain_figure(opened(twice), "14"), UnknownName)


def test_a_book_may_have_a_line_called_total() -> None:
    stated = replace(BUDGET.stated[0], line="total", amount=Fraction(7))
    line = replace(BUDGET.lines[0], ref="total", number="")
    book = opened(replace(BUDGET, lines=(*BUDGET.lines, line), stated=(stated,)))

    answer = explain_figure(book, "total")

    assert isinstance(answer, Explanation)
    assert answer.value == 7


def test_a_title_finds_its_line_and_a_shared_word_is_told_with_its_references() -> None:
    lines = tuple(replace(line, title=f"Shared {line.title}") for line in BUDGET.lines)

    alone, shared = (
        explain_figure(BOOK, "WEBSITE"),
        explain_figure(opened(replace(BUDGET, lines=lines)), "shared"),
    )

    assert isinstance(alone, Explanation)
    assert alone.ref == "website"
    assert isinstance(shared, SeveralNamed)
    assert "website" in shared.refs


def test_a_contract_is_found_by_its_title() -> None:
    source = BUDGET.stated[0].source
    budget = replace(BUDGET, contracts=(Contract("agreed", "Hosting agreement", "A firm", source),))

    found = explain_figure(opened(budget), "hosting agreement")

    assert isinstance(found, Explanation)
    assert found.root.kind is ReasonKind.CONTRACT
    assert isinstance(explain_figure(opened(budget), "agreed", "1999/00"), UnknownName)


def test_a_member_is_found_with_its_dimension() -> None:
    dimension = BUDGET.dimensions[0]
    asked = f"{dimension.name}={dimension.members[0].ref}"

    found = explain_figure(BOOK, asked)

    assert isinstance(found, Explanation)
    assert (found.ref, found.root.kind) == (asked, ReasonKind.MEMBER)
