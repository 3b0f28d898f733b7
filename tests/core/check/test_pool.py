"""Pool rule: what several members share is not charged to fewer of them unnoticed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.core.check.books import SOURCE, clean_book, work_out
from votebook.core.check.pool import check_pools
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Share


def pooled(*shares: tuple[str, str], own: str = "") -> Budget:
    """The clean book with an audit that serves both areas."""
    book = clean_book()
    members = (("area", own),) if own else ()
    audit = replace(book.lines[3], serves=(("area", "north"), ("area", "south")), members=members)
    found = tuple(Share("audit", "area", member, Fraction(share), True, SOURCE) for member, share in shares)
    return replace(book, lines=(*book.lines[:3], audit), shares=found)


def test_a_pool_charged_to_one_of_its_members_says_who_is_left_out() -> None:
    (finding,) = check_pools(work_out(pooled(("south", "1"))))

    assert finding.code == "check.pool-charged-to-few"
    assert finding.size == 5000
    assert finding.explain().startswith(
        "Audit, £5,000 in 2020/21, serves 2 members (North and South) but is charged only to South (£5,000). "
        "No document states these shares; they follow from the published figures."
    )


def test_a_pool_placed_wholly_on_one_member_is_charged_to_few() -> None:
    (finding,) = check_pools(work_out(pooled(own="north")))

    assert "charged only to North (£5,000). To settle" in finding.explain()


def test_a_pool_shared_over_all_its_members_is_no_finding() -> None:
    assert check_pools(work_out(pooled(("north", "0.5"), ("south", "0.5")))) == ()


def test_a_pool_without_shares_is_charged_to_nobody_in_particular() -> None:
    assert check_pools(work_out(pooled())) == ()


def test_a_pool_without_money_is_no_finding() -> None:
    assert check_pools(work_out(replace(pooled(("south", "1")), stated=()))) == ()
