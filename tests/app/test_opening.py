"""A book is opened whole and calculated, or everything wrong with it is given together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.shelf import EASTER, SMALL, Calendar, Shelf, opened
from tests.core.plan.small_book import BUDGET
from votebook.app.book import Book
from votebook.app.opening import OpenBook, open_book
from votebook.app.ports import BookMissing
from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Component

WORKING = replace(
    BUDGET,
    calendar="england",
    components=(*BUDGET.components, Component("idle", "desk", "", "150 £/day * working_days")),
)


def test_a_sound_book_is_calculated() -> None:
    book = opened()

    assert book.calculation.provision("website", "2020/21") == Money.pounds("20000")


def test_faults_of_the_files_come_before_anything_is_calculated() -> None:
    faults = (Fault("book.yaml", Place("book.yaml", 1), "stands 'x'", "expected a year"),)

    answer = open_book(Shelf({SMALL: faults}), Calendar(), SMALL)

    assert answer == faults


def test_faults_of_the_plan_come_all_together() -> None:
    broken = (
        Component("idle", "one", "", "nowhere * months"),
        Component("idle", "two", "", "support"),
    )
    book = Book(replace(BUDGET, components=(*BUDGET.components, *broken)))

    answer = open_book(Shelf({SMALL: book}), Calendar(), SMALL)

    assert isinstance(answer, tuple)
    assert len(answer) == 2


def test_a_line_without_an_amount_stops_the_book_and_is_named_once_and_alone() -> None:
    broken = Component("idle", "one", "", "£100 / (2 - 2)")
    resting = Component("website", "two", "", "idle * 2")
    book = Book(replace(BUDGET, components=(*BUDGET.components, broken, resting)))

    answer = open_book(Shelf({SMALL: book}), Calendar(), SMALL)

    assert isinstance(answer, tuple)
    assert [fault.code for fault in answer] == ["calculation.division-by-zero"]
    assert "line 'idle' has no provision in 2020/21" in answer[0].found


def test_a_missing_book_is_the_worlds_failure() -> None:
    with pytest.raises(BookMissing, match="no folder"):
        open_book(Shelf(), Calendar(), Path("nowhere"))


def test_holidays_are_filled_in_where_working_days_count() -> None:
    calendar = Calendar()

    book = open_book(Shelf({SMALL: Book(WORKING)}), calendar, SMALL)

    assert isinstance(book, OpenBook)
    assert calendar.asked == [("england", 2019, 2023)]
    assert book.budget.holidays == EASTER
    assert book.book.budget is book.budget


@pytest.mark.parametrize(
    "budget",
    [replace(WORKING, calendar=""), replace(BUDGET, calendar="england")],
    ids=["no calendar", "no working days"],
)
def test_a_calendar_is_not_consulted_where_nothing_needs_it(budget: Budget) -> None:
    calendar = Calendar()

    open_book(Shelf({SMALL: Book(budget)}), calendar, SMALL)

    assert calendar.asked == []


def test_a_profile_of_working_days_needs_the_calendar_too() -> None:
    lines = tuple(replace(line, profile="working_days") for line in BUDGET.lines)
    calendar = Calendar()

    open_book(Shelf({SMALL: Book(replace(BUDGET, calendar="england", lines=lines))}), calendar, SMALL)

    assert len(calendar.asked) == 1
