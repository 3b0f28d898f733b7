"""Two books are compared in figures, structure, statements and words."""

from __future__ import annotations

from dataclasses import replace

from tests.app.shelf import opened
from tests.app.test_statements import ONE
from tests.core.plan.small_book import BUDGET
from votebook.app.comparison import compare_books, told_apart


def test_a_book_does_not_differ_from_itself() -> None:
    assert compare_books(opened(), opened()).is_empty


def test_amounts_that_differ_are_found_with_their_totals() -> None:
    dearer = replace(BUDGET, stated=(replace(BUDGET.stated[0], amount=BUDGET.stated[0].amount + 100),))

    difference = compare_books(opened(), opened(dearer))

    assert [(amount.ref, amount.difference.pence) for amount in difference.amounts] == [("audit", 10_000)]
    assert ("", 10_000) in [(total.ref, total.difference.pence) for total in difference.totals]


def test_statements_are_compared_too() -> None:
    assert compare_books(opened(), opened(statements=(ONE,))).departures


def test_two_books_are_told_apart_by_their_folders() -> None:
    difference = told_apart(compare_books(opened(), opened()), "draft", "final")

    assert difference.before.endswith(" (draft)")
    assert difference.after.endswith(" (final)")
