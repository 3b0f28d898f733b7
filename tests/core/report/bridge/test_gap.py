"""Gap: the lines whose own inputs have no value in a year before the budget, and which those are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.core.report.plans import budget, plain
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.line import BorneBy
from votebook.core.plan.parameter import Role
from votebook.core.report.bridge.gap import STATED, Gap, gaps_in

BEFORE = FinancialYear(2019)
PLAN = budget(
    {
        "office.space": "days * rate",
        "office.tea": "1% * space",
        "office.chair": "£100 + days * 1 £/day",
    },
    plain("days", "day", Role.VOLUME, y2019="20", y2020="28"),
    plain("rate", "£/day", Role.RATE, y2020="150"),
    plain("prices", "1", Role.INDEX, y2020="1"),
    stated={"office.audit": (1, 2)},
)


def test_inputs_without_a_value_and_stated_amounts_are_gaps_and_what_rests_on_them_is_none() -> None:
    assert gaps_in(PLAN, BEFORE) == (Gap("space", ("rate",)), Gap("audit", (STATED,)))


def test_a_year_in_which_all_have_a_value_has_no_gap_but_the_stated_amounts() -> None:
    assert gaps_in(PLAN, FinancialYear(2020)) == (Gap("audit", (STATED,)),)


def test_a_cap_and_an_index_are_inputs_too() -> None:
    tea = replace(PLAN.components[1], formula="£1", cap="1 day * rate", index="prices")

    found = gaps_in(replace(PLAN, components=(tea,), stated=()), BEFORE)

    assert found == (Gap("tea", ("rate", "prices")),)


def test_what_users_bear_what_is_unreadable_and_what_is_not_active_then_is_no_gap() -> None:
    space = PLAN.components[0]
    others = (
        replace(space, borne_by=BorneBy.USERS),
        replace(space, name="later", window=Window(date(2020, 4, 1))),
        replace(space, name="broken", formula="rate *"),
    )

    assert gaps_in(replace(PLAN, components=others, stated=()), BEFORE) == ()
