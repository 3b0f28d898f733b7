"""Restatement: amounts move onto today's structure, the total never changes, refusals are in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.source import Place, Source, SourceKind
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeAmount, Restatement, Stage
from votebook.core.plan.restatement import legs, refuse_restatements, restate
from votebook.core.plan.structure import Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

PUBLISHED = Source(SourceKind.PUBLISHED, "table 6")
SECURITY = ("secas_people", (("area", "security"),))
OUTTURN = {
    ("secco", ()): 824_986,
    ("secas_people", (("area", "committee_support"),)): 917_000,
    ("secas_people", (("area", "technical"),)): 1_123_000,
    SECURITY: 1_634_303,
    ("secas_people", (("area", "change"),)): 1_122_819,
    ("secas_people", (("area", "party"),)): 736_000,
    ("discount", ()): -553_312,
    ("accommodation", ()): 189_000,
    ("projects", ()): 1_073_260,
}


def book(amounts: dict[tuple[str, tuple[tuple[str, str], ...]], int], *moves: Restatement) -> Budget:
    return Budget(
        "book", "Book", "Body", "GBP", "", (BudgetYear(FinancialYear(2020), Basis.APPROVED),),
        Version(VersionKind.APPROVED, "1.0", date(2020, 3, 2)), Structure(()),
        comparative_amounts=(
            ComparativeAmount("budget", "projects", (), Fraction(7), PUBLISHED),
            *(ComparativeAmount("outturn", at, m, Fraction(a), PUBLISHED) for (at, m), a in amounts.items()),
        ),
        restatements=moves,
    )  # fmt: skip


USER_CIO = Restatement(
    "outturn", *SECURITY, "user_cio", (), Fraction(200_000), Stage.GROSS, "discount", Fraction("0.1"),
    date(2020, 3, 2), "Panel", PUBLISHED, Place("restatements.csv", 2),
)  # fmt: skip


def restated(budget: Budget) -> dict[tuple[str, tuple[tuple[str, str], ...]], Fraction]:
    assert not refuse_restatements(budget)
    return {(amount.at, amount.members): amount.amount for amount in restate(budget, "outturn")}


def refused(budget: Budget) -> str:
    return " ".join(fault.explain() for fault in refuse_restatements(budget))


def test_a_gross_move_takes_its_discount_with_it() -> None:
    after = restated(book(OUTTURN, USER_CIO))

    assert after[SECURITY] == 1_434_303
    assert after[("discount", ())] == -533_312
    assert after[("user_cio", ())] == 180_000
    assert sum(after.values()) == sum(OUTTURN.values()) == 7_067_056


def test_a_net_move_moves_the_amount_itself() -> None:
    after = restated(book(OUTTURN, replace(USER_CIO, stage=Stage.NET)))

    assert after[SECURITY] == 1_434_303
    assert after[("discount", ())] == -553_312
    assert after[("user_cio", ())] == 200_000


def test_without_restatements_the_figures_are_as_published() -> None:
    budget = book(OUTTURN)

    assert restate(budget, "outturn") == budget.comparative_amounts[1:]
    assert restate(budget, "unheard_of") == ()
    assert refuse_restatements(budget) == ()


def test_a_retired_member_keeps_what_is_not_moved_and_stays_at_nil_when_all_is() -> None:
    support = ("secas_people", (("area", "committee_support"),))
    part = replace(USER_CIO, from_members=support[1], amount=Fraction(320_000), stage=Stage.NET)

    assert restated(book(OUTTURN, part))[support] == 597_000
    assert restated(book(OUTTURN, replace(part, amount=Fraction(917_000))))[support] == 0


def test_members_are_the_same_place_in_any_order_and_equal_places_are_added() -> None:
    place = ("people", (("area", "a"), ("grade", "g")))
    turned = ("people", (("grade", "g"), ("area", "a")))
    move = replace(USER_CIO, from_at="people", from_members=turned[1], amount=Fraction(150), stage=Stage.NET)

    after = restated(book({place: 100, turned: 100}, move))

    assert after == {place: 50, ("user_cio", ()): 150}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"from_members": ()}, "£200,000 is to leave secas_people, which has no amount in outturn"),
        ({"discount": "rebate"}, "200,000 gross is to take its discount along, and rebate has no amount"),
        (
            {"amount": Fraction(1_634_304)},
            "take £1,634,304 from secas_people (area security), which has £1,634,303",
        ),
        ({"amount": Fraction(-5)}, "(£5) is to leave secas_people (area security), which has £1,634,303"),
        (
            {"discount_rate": Fraction(2)},
            "the discount rate of a restatement from secas_people (area security) is 2",
        ),
        ({"to_at": SECURITY[0], "to_members": SECURITY[1]}, "is restated onto itself"),
    ],
)
def test_a_restatement_that_cannot_be_made_is_refused_in_words(change: dict[str, object], said: str) -> None:
    budget = book(OUTTURN, replace(USER_CIO, **change))  # type: ignore[arg-type]  # one field of many types

    assert said in refused(budget)
    assert "restatements.csv:2" in refused(budget)


def test_several_restatements_together_may_not_take_more_than_there_is() -> None:
    first = replace(USER_CIO, amount=Fraction(1_000_000), stage=Stage.NET)

    assert "take £2,000,000 from secas_people (area security)" in refused(book(OUTTURN, first, first))
    assert "£365,697 too much" in refused(book(OUTTURN, first, first))


def test_a_discount_cannot_shrink_beyond_nothing() -> None:
    small = OUTTURN | {("discount", ()): -19_999}

    assert "take £20,000 from discount, which has (£19,999)" in refused(book(small, USER_CIO))


def test_what_arrives_first_cannot_leave_again() -> None:
    onward = replace(USER_CIO, from_at="user_cio", from_members=(), to_at="secco", stage=Stage.NET)

    assert "leave user_cio, which has no amount in outturn" in refused(book(OUTTURN, USER_CIO, onward))


def test_nothing_can_be_taken_from_a_place_at_nil() -> None:
    assert "£200,000 too much" in refused(book(OUTTURN | {SECURITY: 0}, USER_CIO))


PLACES = st.sampled_from([("a", ()), ("b", ()), ("c", (("area", "x"),)), ("new", ())])


@st.composite
def moves(draw: st.DrawFn) -> Restatement:
    leaves = draw(PLACES.filter(lambda place: place[0] != "new"))
    arrives = draw(PLACES.filter(lambda place: place != leaves))
    return Restatement(
        "outturn", *leaves, *arrives, Fraction(draw(st.integers(0, 10**7)), 100),
        draw(st.sampled_from(Stage)), "discount", Fraction(draw(st.integers(0, 100)), 100),
        date(2020, 3, 2), "Panel", PUBLISHED,
    )  # fmt: skip


@given(chosen=st.lists(moves(), max_size=6), data=st.data())
def test_the_total_is_conserved_and_the_order_never_matters(
    chosen: list[Restatement], data: st.DataObject
) -> None:
    before = {("a", ()): 10**6, ("b", ()): 10**6, ("c", (("area", "x"),)): 10**6, ("discount", ()): -(10**6)}
    shuffled = data.draw(st.permutations(chosen))

    after = restated(book(before, *chosen))

    assert sum(after.values()) == sum(before.values())
    assert restated(book(before, *shuffled)) == after
    assert all(sum(change for _, change in legs(move)) == 0 for move in chosen)
