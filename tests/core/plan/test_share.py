"""A line's provision is divided among members to the penny, in the dimension's own order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.core.report.accounts import ACCOUNTS, OURS, calculated
from votebook.core.measure.money import Money
from votebook.core.plan.line import Share, StatedAmount
from votebook.core.plan.share import amounts_by_member


def test_a_line_on_one_member_belongs_to_it_wholly() -> None:
    amounts = amounts_by_member(calculated(ACCOUNTS), "tag_job", "2020/21", "area")

    assert amounts == {"tag": Money.pounds("50000.40")}


def test_the_member_that_stands_first_gets_the_odd_penny() -> None:
    amounts = amounts_by_member(calculated(ACCOUNTS), "pool", "2020/21", "area")

    assert amounts == {"tabasc": Money.pounds("50.01"), "party": Money.pounds("50.00")}


def test_the_order_of_the_file_changes_nothing() -> None:
    turned = replace(ACCOUNTS, shares=tuple(reversed(ACCOUNTS.shares)))

    assert amounts_by_member(calculated(turned), "pool", "2020/21", "area") == amounts_by_member(
        calculated(ACCOUNTS), "pool", "2020/21", "area"
    )


def test_a_line_without_members_shares_or_provision_gives_none() -> None:
    assert amounts_by_member(calculated(ACCOUNTS), "chair", "2020/21", "area") == {}
    assert amounts_by_member(calculated(ACCOUNTS), "pool", "2021/22", "area") == {}


@given(pence=st.integers(-(10**9), 10**9), weights=st.tuples(*[st.integers(0, 100)] * 3))
def test_shares_always_add_back(pence: int, weights: tuple[int, int, int]) -> None:
    weights = (*weights[:2], weights[2] + 1)
    shares = tuple(
        Share("pool", "area", member, Fraction(weight, sum(weights)), False, OURS)
        for member, weight in zip(("tag", "party", "tabasc"), weights, strict=True)
    )
    stated = (StatedAmount("pool", "2020/21", Fraction(pence, 100), OURS),)
    budget = replace(ACCOUNTS, shares=shares, stated=stated)

    amounts = amounts_by_member(calculated(budget), "pool", "2020/21", "area")

    assert sum(money.pence for money in amounts.values()) == pence
