"""Amount rule: an amount that no one can pay to the penny is noted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.core.check.books import SOURCE, amount, clean_book
from votebook.core.check.finding import Severity
from votebook.core.check.plan.amount import check_amounts
from votebook.core.plan.budget import CategoryEstimate


def test_an_amount_with_a_part_of_a_penny_is_a_note_with_both_figures() -> None:
    book = clean_book()
    (finding,) = check_amounts(replace(book, stated=(amount("audit", "2020/21", "-5000.125"),)))

    assert (finding.code, finding.severity) == ("check.finer-than-penny", Severity.NOTE)
    assert finding.explain().startswith(
        "Audit is stated at -£5,000.125 for 2020/21, finer than a penny; rounded it is -£5,000.13."
    )
    assert finding.size == Fraction(1, 200)
    assert finding.places == (finding.place,)


def test_an_estimate_is_held_to_the_same() -> None:
    estimate = CategoryEstimate("people", "2021/22", Fraction("0.001"), False, SOURCE)
    (finding,) = check_amounts(replace(clean_book(), estimates=(estimate,)))

    assert finding.explain().startswith("People is stated at £0.001 for 2021/22, finer than a penny")


def test_whole_pence_are_left_alone() -> None:
    book = clean_book()

    assert list(check_amounts(replace(book, stated=(amount("audit", "2020/21", "5000.12"),)))) == []
    assert list(check_amounts(book)) == []
