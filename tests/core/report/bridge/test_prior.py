"""Prior: what drivers give for a prior year splits its variance, and only what they miss is unexplained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.report.bridge.priors import LATE, RENT, UNEXPLAINED, moved, parts, prior
from tests.core.report.plans import OURS, Plan, budget, grades, parameter, plain, with_prior
from votebook.core.measure.money import Money
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.line import BorneBy, Component, Nature
from votebook.core.plan.parameter import Parameter, Role
from votebook.core.plan.structure import Structure
from votebook.core.report.bridge.component import known_effects
from votebook.core.report.bridge.side import Side
from votebook.core.report.variance import VarianceSplit, split_variance

THEN, NOW = FinancialYear(2019), FinancialYear(2020)
ROOMS = plain("rooms", "1", Role.VOLUME, y2019="10", y2020="12")


def test_a_published_figure_that_the_drivers_give_is_explained_in_full() -> None:
    plan = with_prior(budget({"office.room": "rent * rooms * months"}, RENT, ROOMS), room=10_800)

    result = prior(plan)

    assert parts(result, "room") == {"volume": 2 * 95 * 12, "rate": 10 * 11 * 12}
    assert [str(effect.input) for effect in result.row("room").effects] == ["rent", "rooms"]
    assert parts(result, "office") == parts(result, "") == parts(result, "room")


def test_what_the_drivers_do_not_give_of_the_published_figure_is_unexplained() -> None:
    plan = with_prior(budget({"office.room": "rent * rooms * months"}, RENT, ROOMS), room=11_000)

    result = prior(plan)

    assert parts(result, "room") == {"volume": 2280, "rate": 1320, UNEXPLAINED: -200}


def test_an_index_that_was_known_then_is_indexation() -> None:
    rpi = plain("rpi", "1", Role.INDEX, y2019="100", y2020="103")
    chair = Component("chair", "cost", "", "£1000", index="rpi", index_base=date(2019, 4, 1))
    plan = with_prior(budget({"secco.chair": ""}, rpi, more=(chair,)), chair=1000)

    assert parts(prior(plan), "chair") == {"indexation": 30}


def test_a_reconciling_component_and_a_stated_amount_are_part_of_the_rest() -> None:
    gap = Component("room", "gap", "", "-£300", nature=Nature.RECONCILING)
    plan = budget({"office.room": "rent * months"}, RENT, more=(gap,), stated={"office.other": (1, 1)})
    stated = replace(plan.stated[0], line="room", amount=Fraction(40))
    plan = with_prior(replace(plan, stated=(stated,)), room=1080)

    assert parts(prior(plan), "room") == {"rate": 120, UNEXPLAINED: -300 + 40}


def test_what_was_restated_is_reclassified_and_leaves_the_drivers_their_part() -> None:
    plan = with_prior(budget({"office.room": "rent * months", "secas.team": "£7"}, RENT), room=880, secas=207)
    plan = replace(plan, restatements=(moved(200, "secas", "room"),))

    result = prior(plan)

    assert parts(result, "room") == {"reclassified": 200, "rate": 120}
    assert parts(result, "") == {"rate": 120}


UNKNOWN = {
    "a parameter without a value then": Component("room", "x", "", "late"),
    "a part that begins now": Component("room", "x", "", "rent * months", window=Window(date(2020, 4, 1))),
    "a part that ends within this year": Component(
        "room", "x", "", "rent * months", window=Window(end=date(2020, 9, 30))
    ),
    "a cost of other lines": Component("room", "x", "", "rent / £1 * 1 month * other"),
    "an amount published without drivers": Component(
        "room", "x", "", "rent * months", nature=Nature.PUBLISHED
    ),
}


@pytest.mark.parametrize("component", UNKNOWN.values(), ids=UNKNOWN)
def test_a_part_that_the_drivers_do_not_allow_is_unexplained_beside_one_that_they_do(
    component: Component,
) -> None:
    plan = budget({"office.room": "rooms * £1", "secco.other": "£8"}, RENT, ROOMS, LATE, more=(component,))
    plan = with_prior(plan, room=10, other=8)
    now = Plan(plan).provision("room", "2020/21")
    assert now is not None

    result = prior(plan)

    assert parts(result, "room") == {"volume": 2, UNEXPLAINED: (now - Money.pounds("12")).exact}


def test_what_users_bear_is_no_part_of_it() -> None:
    users = Component("room", "users", "", "rent * months", borne_by=BorneBy.USERS)
    plan = with_prior(budget({"office.room": "rooms * £1"}, RENT, ROOMS, more=(users,)), room=10)

    assert parts(prior(plan), "room") == {"volume": 2}


def test_a_member_of_a_sum_that_was_not_counted_then_came_as_volume() -> None:
    counts: dict[tuple[int, tuple[str, ...]], str] = {
        (2019, ("g2",)): "5",
        (2020, ("g2",)): "6",
        (2020, ("g3",)): "2",
    }
    fte = parameter("fte", "FTE", Role.VOLUME, counts, "grade")
    rates: dict[tuple[int, tuple[str, ...]], str] = {(2019, ("g2",)): "10", (2019, ("g3",)): "30"}
    rate = replace(parameter("rate", "£/FTE", Role.RATE, rates, "grade"), is_yearly=False)
    plan = budget({"core.team": "sum(fte * rate, grade)"}, fte, rate, dimensions=(grades("g2", "g3"),))

    assert parts(prior(with_prior(plan, team=50)), "team") == {"volume": 10 + 60}


def test_lines_inside_a_category_that_was_published_whole_say_what_they_know() -> None:
    plan = budget({"office.room": "rent * months", "office.tea": "late"}, RENT, LATE)

    result = prior(with_prior(plan, office=2000))

    assert parts(result, "office") == {"rate": 120, UNEXPLAINED: 1700 - 2000 - 120}


def test_a_line_inside_an_estimated_category_says_nothing() -> None:
    plan = with_prior(budget({"office.room": "rent * months"}, RENT), room=1080)
    plan = replace(plan, estimates=(CategoryEstimate("office", "2020/21", Fraction(1500), False, OURS),))

    assert parts(prior(plan), "office") == {UNEXPLAINED: 420}
    assert known_effects("room", Side(Plan(plan), NOW), Side(Plan(plan), THEN)) == ()


def test_of_estimates_inside_each_other_the_outer_one_is_compared() -> None:
    plan = with_prior(budget({"office.room": "£7", "secco.legal": "£8"}), room=10, legal=20)
    nested = tuple(
        replace(each, within="" if each.ref == "office" else "office") for each in plan.structure.categories
    )
    estimates = tuple(
        CategoryEstimate(ref, "2021/22", Fraction(amount), False, OURS)
        for ref, amount in (("secco", 0), ("office", 50))
    )
    plan = replace(plan, structure=Structure(nested), estimates=estimates)

    result = prior(plan, "2021/22")

    assert [row.ref for row in result.rows] == ["office", ""]
    assert parts(result, "office") == {UNEXPLAINED: 20}


def test_a_comparative_of_a_year_of_the_budget_is_read_in_that_year() -> None:
    rent = plain("rent", "£/month", Role.RATE, y2020="100", y2021="105")
    plan = with_prior(budget({"office.room": "rent * months"}, rent), room=1190)
    plan = replace(plan, comparatives=(replace(plan.comparatives[0], year=NOW),))

    assert parts(prior(plan, "2021/22"), "room") == {"rate": 60, UNEXPLAINED: 10}
    assert parts(prior(plan), "room") == {UNEXPLAINED: 10}


def test_a_mixture_of_two_years_that_has_no_value_is_unexplained() -> None:
    one = plain("one", "1", Role.VOLUME, y2019="1", y2020="2")
    two = plain("two", "1", Role.VOLUME, y2019="2", y2020="3")
    plan = with_prior(budget({"secco.odd": "rent * months / (one - two)"}, RENT, one, two), odd=0)

    assert parts(prior(plan), "odd") == {UNEXPLAINED: -1200}


FORMULAS = st.sampled_from(
    ["a * b", "a * b + a", "-a * 3", "max(a, a * b)", "min(a, £40)", "a / b", "(a + £5) * b", "c", "c + a"]
)
AMOUNTS = st.integers(1, 9_999).map(lambda pence: str(Fraction(pence, 100)))


def plan_of(first: str, second: str, values: list[str]) -> Budget:
    inputs: tuple[Parameter, ...] = (
        plain("a", "£", Role.RATE, y2019=values[0], y2020=values[1]),
        plain("b", "1", Role.VOLUME, y2019=values[2], y2020=values[3]),
        plain("c", "£", Role.SCOPE, y2020="7"),
    )
    return budget({"x.one": first, "y.two": second, "z.three": "-10% * (x + two)"}, *inputs)


@settings(max_examples=40)
@given(
    first=FORMULAS, second=FORMULAS, values=st.lists(AMOUNTS, min_size=4, max_size=4),
    amounts=st.lists(st.none() | st.integers(-99, 99), min_size=3, max_size=3), shift=st.integers(1, 9),
)  # fmt: skip
def test_parts_add_up_and_ignore_the_order_of_the_book(
    first: str, second: str, values: list[str], amounts: list[int | None], shift: int
) -> None:
    known = {ref: a for ref, a in zip(("one", "y", "three"), amounts, strict=True) if a is not None}
    plan = with_prior(plan_of(first, second, values), **known)
    if known.get("y", 0) > shift:
        plan = replace(plan, restatements=(moved(shift, "y", "one"),))
    turned = replace(
        plan, lines=plan.lines[::-1], components=plan.components[::-1], parameters=plan.parameters[::-1],
        comparative_amounts=plan.comparative_amounts[::-1],
    )  # fmt: skip

    result, other = prior(plan), prior(turned)

    for row in result.rows:
        assert row.parts.total == row.variance
        assert other.row(row.ref).parts == row.parts


@settings(max_examples=40)
@given(first=FORMULAS, second=FORMULAS, values=st.lists(AMOUNTS, min_size=4, max_size=4))
def test_what_drivers_say_turns_its_sign_when_the_years_change_places(
    first: str, second: str, values: list[str]
) -> None:
    figures = Plan(plan_of(first, second, values))
    now, then = Side(figures, NOW), Side(figures, THEN)
    for line in ("one", "two"):
        there = {(e.component, e.input, e.cause): e.pounds for e in known_effects(line, now, then)}

        back = {(e.component, e.input, e.cause): e.pounds for e in known_effects(line, then, now)}

        assert back == {key: -pounds for key, pounds in there.items()}


@settings(max_examples=40)
@given(first=FORMULAS, second=FORMULAS, values=st.lists(AMOUNTS, min_size=4, max_size=4))
def test_a_comparative_that_says_what_the_drivers_gave_is_split_like_the_year_itself(
    first: str, second: str, values: list[str]
) -> None:
    plan = plan_of(first.replace("c", "a"), second.replace("c", "a"), values)
    before = split_variance(Plan(plan), "2020/21", Plan(plan), "2019/20")
    assert isinstance(before, VarianceSplit)
    same = with_prior(plan, one=0, two=0)
    amounts = tuple(
        replace(amount, amount=before.row(amount.at).against.exact) for amount in same.comparative_amounts
    )

    result = prior(replace(same, comparative_amounts=amounts))

    for line in ("one", "two"):
        assert result.row(line).parts == before.row(line).parts
