"""Grade rates are not published: the book's are those that calibration implies, with its reservations."""

from __future__ import annotations

from fractions import Fraction

import pytest

from votebook.app.book import Book
from votebook.core.measure.money import Money
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.calibration import Calibration, calibrate
from votebook.core.plan.line import Nature

LOWEST_FIRST = ("grade_2", "grade_3", "grade_4", "grade_5", "grade_6")


@pytest.fixture(scope="module")
def calibration(book: Book, calculation: Calculation) -> Calibration:
    """The rates implied by the Core Team's provisions and resources."""
    published: dict[str, Fraction] = {}
    for line in book.budget.lines:
        provision = calculation.provision(line.ref, "2020/21")
        if line.category == "secas_core" and provision is not None and line.retired is None:
            published[dict(line.members)["area"]] = provision.exact
    found = calibrate(book.budget, "fte", "grade", book.budget.approved_year, published, order=LOWEST_FIRST)
    assert isinstance(found, Calibration), "\n".join(fault.explain() for fault in found)
    return found


def test_the_books_rates_are_the_implied_ones(book: Book, calibration: Calibration) -> None:
    kept = {value.members[0]: value.value for value in book.budget.parameter_by_name["grade_rate"].values}

    assert kept == {rate.member: rate.rate for rate in calibration.rates}


def test_the_books_reconciling_items_are_what_the_rates_leave(book: Book, calibration: Calibration) -> None:
    kept = {
        area: component.formula
        for area in (item.member for item in calibration.reconciling)
        for component in book.budget.components_by_line[f"core_{area}"]
        if component.nature is Nature.RECONCILING
    }

    left = {item.member: Money.of(item.residual).exact for item in calibration.reconciling if item.residual}

    assert {area: Fraction(formula.replace("£", "")) for area, formula in kept.items()} == left


def test_the_words_say_what_cannot_be_identified(calibration: Calibration) -> None:
    words = " ".join(calibration.explain())

    assert "implied, not published" in words
    assert "TABASC" in words
    assert "same drivers and different amounts" in words
