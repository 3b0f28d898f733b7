"""A formula is worked out part by part, each part quoted, named and valued as a reader would check it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.core.plan.small_book import APRIL, BUDGET, PAPER, calculated, find, graded, parameter
from votebook.core.measure.window import Window
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.explanation.figure import explain
from votebook.core.plan.explanation.reason import ReasonKind, every_reason
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import WithinYear

SMALL = calculated()
YEAR = "2020/21"


def test_a_window_counts_the_months_that_it_covers() -> None:
    covered = find(explain(SMALL, "half", YEAR), ReasonKind.COVERED)

    assert covered.value == 6
    assert str(covered.unit) == "month"
    assert covered.remarks == ("It counts in full from 1 Oct 2020.",)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window(end=date(2020, 9, 30)), "until 30 Sep 2020"),
        (Window(date(2020, 7, 1), date(2020, 9, 30)), "from 1 Jul 2020 to 30 Sep 2020"),
        (Window(), "all year"),
    ],
)
def test_a_window_is_said_in_words(window: Window, words: str) -> None:
    components = tuple(
        replace(component, window=window) if component.line == "half" else component
        for component in BUDGET.components
    )

    covered = find(
        explain(calculated(replace(BUDGET, components=components)), "half", YEAR), ReasonKind.COVERED
    )

    assert covered.remarks == (f"It counts in full {words}.",)


def test_a_sum_shows_a_term_for_every_member_that_has_a_value() -> None:
    explanation = explain(SMALL, "team", YEAR)
    terms = [reason for reason in every_reason(explanation.root) if reason.kind is ReasonKind.TERM]

    assert [(term.title, term.value) for term in terms] == [
        ("Senior", 45000),
        ("Junior", Fraction("82000.02")),
    ]


def test_the_smallest_of_several_names_the_winner() -> None:
    step = find(explain(SMALL, "least", YEAR), ReasonKind.OPERATION)

    assert step.remarks == ("The smallest is website.",)
    assert [part.is_counted for part in step.parts] == [True, False, False]


def test_a_value_that_changes_inside_the_year_shows_both_and_how_they_count() -> None:
    values = ((APRIL, "600"), (date(2020, 10, 1), "700"))
    averaged = replace(parameter("support", "£/month", *values), within_year=WithinYear.AVERAGE)
    others = tuple(p for p in BUDGET.parameters if p.name != "support")

    leaf = find(
        explain(calculated(replace(BUDGET, parameters=(averaged, *others))), "website", YEAR),
        ReasonKind.PARAMETER,
        "support",
    )

    assert leaf.value == 650
    assert [part.value for part in leaf.parts] == [600, 700]


def test_a_prior_figure_in_a_formula_opens_to_its_amounts() -> None:
    component = Component("idle", "as_before", "", "1.5 * services@approved_2019_20")
    extra = ComparativeAmount("approved_2019_20", "website", (), Fraction(1), PAPER)
    budget = replace(
        BUDGET,
        components=(*BUDGET.components, component),
        comparative_amounts=(*BUDGET.comparative_amounts[1:], extra),
    )

    explanation = explain(calculated(budget), "idle", YEAR)

    assert explanation.value == 121_500
    assert find(explanation, ReasonKind.COMPARATIVE).parts[0].value == 81_000


def test_a_sum_of_a_single_parameter_names_the_member_beside_it() -> None:
    grants = graded("grant", "£", senior="10", junior="20")
    budget = replace(
        BUDGET,
        parameters=(*BUDGET.parameters, grants),
        components=(*BUDGET.components, Component("idle", "grants", "", "sum(grant, grade)")),
    )

    terms = find(explain(calculated(budget), "idle", YEAR), ReasonKind.OPERATION).parts

    assert [(term.sign, term.title) for term in terms] == [
        ("", "Grant: Senior"),
        ("+", "Grant: Junior"),
    ]


def test_a_member_without_a_value_is_left_out_of_a_sum() -> None:
    grants = graded("grant", "£", junior="20")
    budget = replace(
        BUDGET,
        parameters=(*BUDGET.parameters, grants),
        components=(*BUDGET.components, Component("idle", "grants", "", "sum(grant, grade)")),
    )

    terms = find(explain(calculated(budget), "idle", YEAR), ReasonKind.OPERATION).parts

    assert [term.title for term in terms] == ["Grant: Junior"]


def test_a_value_picked_by_member_is_quoted_as_it_was_picked() -> None:
    component = Component("idle", "one", "", "fte[senior] * rate[senior] / (2 - 1)")
    budget = replace(BUDGET, components=(*BUDGET.components, component))

    step = find(explain(calculated(budget), "idle", YEAR), ReasonKind.OPERATION)

    assert step.text == "fte[senior] * rate[senior] / (2 - 1)"
    assert [part.title for part in step.parts] == ["Fte: Senior", "Rate: Senior", ""]


def test_a_year_may_use_the_value_in_force_when_it_opens() -> None:
    values = ((APRIL, "600"), (date(2020, 10, 1), "700"))
    opening = replace(parameter("support", "£/month", *values), within_year=WithinYear.OPENING)
    others = tuple(p for p in BUDGET.parameters if p.name != "support")
    calculation = calculated(replace(BUDGET, parameters=(opening, *others)))

    leaf = find(explain(calculation, "website", YEAR), ReasonKind.PARAMETER, "support")

    assert leaf.value == 600
    assert leaf.remarks == ("The year uses the value in force when it opens.",)
