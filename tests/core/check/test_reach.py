"""Reach rule: an amount that no inputs within their ranges can give is an error, with the nearest bound."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.core.check.books import clean_book, component, parameter, work_out
from votebook.core.check.reach import check_reach
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Nature
from votebook.core.plan.parameter import Role


def meetings(gap: str) -> Budget:
    """162 meetings, some of them outside at twice the price, and a reconciling item."""
    book = clean_book()
    share = parameter("outside", "1", Role.VOLUME, {(): 0}, low=Fraction(0), high=Fraction(1))
    count = parameter("meetings", "meeting", Role.VOLUME, {(): 162})
    price = parameter("price", "£/meeting", Role.RATE, {(): 1000})
    return replace(
        book,
        parameters=(*book.parameters, share, count, price),
        components=(
            *book.components,
            component("audit", "meetings * (1 + outside) * price + £10000"),
            component("audit", gap, Nature.RECONCILING, name="gap"),
        ),
        stated=(),
    )


def test_an_amount_below_the_least_that_the_drivers_can_cost_is_an_error() -> None:
    first, _ = check_reach(work_out(meetings("-£3000")))

    assert first.code == "check.amount-out-of-reach"
    assert first.size == 3000
    assert first.explain().startswith(
        "Audit: the published amount for 2020/21 is £169,000, but with Outside between 0 and 1 the drivers "
        "come to at least £172,000, so the amount is £3,000 too little. To settle it, either provide £172,000"
    )
    assert "the drivers give £172,000 and the published amount is £169,000" in first.symptoms[0].explain()


def test_an_amount_above_the_most_is_an_error() -> None:
    first, _ = check_reach(work_out(meetings("£163000")))

    assert "at most £334,000, so the amount is £1,000 too much" in first.explain()


@pytest.mark.parametrize("gap", ["£0", "£162000", "£80000", "-£0.50"])
def test_an_amount_within_reach_is_no_finding(gap: str) -> None:
    assert check_reach(work_out(meetings(gap))) == ()


def test_inputs_without_ranges_are_not_judged() -> None:
    assert check_reach(work_out(clean_book())) == ()
