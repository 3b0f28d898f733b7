"""Every provision equals the slow evaluation in fractions, rounded once, in any order of the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.plan.invention import OURS, YEARS, invent
from tests.core.plan.oracle import Oracle
from tests.core.plan.small import calculated, component, line, small, stated
from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.line import BorneBy
from votebook.core.plan.model import Model, prepare

Part = TypeVar("Part")
SEEDS = st.integers(0, 2**32)
CATEGORIES = ("", "running", "staff", "premises", "works", "reserve")
LINES = (line("one"), line("two", area="north"), line("kept"))
FIRST, SECOND, THIRD = map(str, YEARS)


def invented(seed: int) -> tuple[Budget, Calculation]:
    """The budget of a seed with its figures; budgets with a fault are passed over."""
    budget = invent(seed)
    model = prepare(budget)
    assume(isinstance(model, Model))
    assert isinstance(model, Model)
    return budget, calculate(model)


def mix(chance: Random, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same parts in another order."""
    return tuple(chance.sample(parts, len(parts)))


def printed(calculation: Calculation) -> dict[str, tuple[str, ...]]:
    """Every provision, charge and total by reference, with what is incomplete marked."""
    found = {
        each.ref: tuple(
            f"{calculation.provision(each.ref, year)} {calculation.charged_to_users(each.ref, year)} "
            f"{calculation.is_incomplete(each.ref, year)}"
            for year in (FIRST, SECOND, THIRD)
        )
        for each in calculation.budget.lines
    }
    totals = {
        ref: tuple(str(calculation.total(ref, y)) for y in (FIRST, SECOND, THIRD)) for ref in CATEGORIES
    }
    return found | totals


@settings(max_examples=60)
@given(SEEDS)
def test_every_figure_equals_the_slow_evaluation(seed: int) -> None:
    budget, calculation = invented(seed)
    oracle = Oracle(budget)

    for year in oracle.years:
        for ref in budget.line_index:
            expected = oracle.borne(ref, year)
            charged = oracle.borne(ref, year, BorneBy.USERS)
            provision = calculation.provision(ref, year)
            assert calculation.is_incomplete(ref, year) == isinstance(expected, Fault)
            assert (provision.pence if provision else None) == (
                expected if isinstance(expected, int) else None
            )
            assert calculation.charged_to_users(ref, year).pence == (
                charged if isinstance(charged, int) else 0
            )
        for ref in CATEGORIES:
            assert calculation.total(ref, year) == oracle.total(ref, year)
            assert calculation.is_incomplete(ref, year) == oracle.is_incomplete(ref, year)


@settings(max_examples=30)
@given(SEEDS)
def test_the_order_of_the_files_changes_nothing(seed: int) -> None:
    budget, calculation = invented(seed)
    chance = Random(seed)
    mixed = replace(
        budget,
        lines=mix(chance, budget.lines),
        components=mix(chance, budget.components),
        parameters=mix(chance, budget.parameters),
        stated=mix(chance, budget.stated),
        comparative_amounts=mix(chance, budget.comparative_amounts),
    )

    assume(not any(estimate.is_spread for estimate in budget.estimates))
    model = prepare(mixed)

    assert isinstance(model, Model)
    assert printed(calculate(model)) == printed(calculation)


@settings(max_examples=30)
@given(SEEDS)
def test_the_months_add_back_to_the_provision(seed: int) -> None:
    _, calculation = invented(seed)

    for ref in calculation.budget.line_index:
        for year in (FIRST, SECOND, THIRD):
            months = calculation.months(ref, year)
            assert len(months) == 12
            assert (
                sum(month.pence for month in months) == (calculation.provision(ref, year) or Money(0)).pence
            )


@settings(max_examples=30)
@given(SEEDS)
def test_a_provision_is_its_exact_value_rounded_once(seed: int) -> None:
    _, calculation = invented(seed)

    for ref in calculation.budget.line_index:
        for year in (FIRST, SECOND, THIRD):
            provision = calculation.provision(ref, year)
            assert provision in (None, Money.of(calculation.exact(ref, year)))


@pytest.mark.parametrize(
    ("formula", "first", "second", "third"),
    [
        ("rent * months", 24_000, 24_000, 24_000),
        ("£1 * days / 1 day", 366, 365, 365),
        ("day_rate * working_days", 39_150, 38_850, 39_000),
        ("£1.005", "1.01", "1.01", "1.01"),
        ("-£1.005", "-1.01", "-1.01", "-1.01"),
        ("£1.015 * 50%", "0.51", "0.51", "0.51"),
        ("£0.01 / 2", "0.01", "0.01", "0.01"),
        ("£0.01 / 3", 0, 0, 0),
        ("-£0.01 / 2", "-0.01", "-0.01", "-0.01"),
        ("£100 / 7 * 7", 100, 100, 100),
        ("£1 / 999999937 / 999999929 / 999999893 * 999999937 * 999999929", 0, 0, 0),
        ("min(£1 / 3, £0.33333333333333)", "0.33", "0.33", "0.33"),
        ("max(£1 / 3, £0.335, -£5)", "0.34", "0.34", "0.34"),
        ("max(rent * months, kept@outturn)", 24_000, 24_000, 24_000),
        ("sum(fte[north] * grade_rate, grade)", 60_000, 60_000, 60_000),
        ("sum(fte * grade_rate, area, grade)", 120_000, 120_000, 120_000),
        ("kept * 10%", 0, 0, 0),
        ("max(-£5, " + "999999999999999 * " * 22 + "£0)", 0, 0, 0),
        ("min(£5, " + "999999999999999 * " * 22 + "£0)", 0, 0, 0),
        ("kept + works * 0", "1", "1", "1"),
    ],
)
def test_formulas_come_to_what_a_reader_works_out(
    formula: str, first: str | int, second: str | int, third: str | int
) -> None:
    expected = tuple(Money.of(Fraction(amount)) for amount in (first, second, third))
    if "works" in formula:
        budget = small(line("one", "reserve"), line("kept"), formulas={"one": formula, "kept": "£1"})
    else:
        budget = small(*LINES, formulas={"one": formula})

    calculation = calculated(budget)

    assert tuple(calculation.provision("one", year) for year in (FIRST, SECOND, THIRD)) == expected


@pytest.mark.parametrize(
    ("start", "end", "months", "days"),
    [
        (None, None, "12", 366),
        (date(2020, 2, 29), None, "30/29", 32),
        (None, date(2020, 2, 28), "318/29", 334),
        (date(2020, 2, 29), date(2020, 2, 29), "1/29", 1),
        (date(2020, 3, 31), None, "1/31", 1),
        (None, date(2019, 4, 1), "1/30", 1),
        (date(2019, 4, 1), date(2020, 3, 31), "12", 366),
        (date(2020, 4, 1), None, "0", 0),
        (None, date(2019, 3, 31), "0", 0),
    ],
)
def test_a_window_counts_the_months_and_days_it_covers(
    start: date | None, end: date | None, months: str, days: int
) -> None:
    window = Window(start, end)
    parts = (
        component("one", "£1 / 1 month * months", window=window),
        component("two", "£1 / 1 day * days", window=window),
    )

    calculation = calculated(small(*LINES, components=parts))

    is_active = days > 0
    assert calculation.exact("one", FIRST) == Fraction(months)
    assert calculation.provision("two", FIRST) == (Money(days * 100) if is_active else None)


def test_a_component_without_months_counts_in_full_in_every_year_its_window_touches() -> None:
    calculation = calculated(
        small(*LINES, components=(component("one", "£90", window=Window(date(2020, 12, 1))),))
    )

    assert [calculation.provision("one", year) for year in (FIRST, SECOND, THIRD)] == [
        None,
        Money(9000),
        Money(9000),
    ]


def test_a_component_is_indexed_and_then_capped() -> None:
    part = component("one", "£100", cap="£105", index="prices", index_base=date(2019, 4, 1))

    calculation = calculated(small(*LINES, components=(part,)))

    assert [str(calculation.provision("one", year)) for year in (FIRST, SECOND)] == ["£100.00", "£105.00"]


def test_a_reference_reads_the_rounded_pence() -> None:
    calculation = calculated(small(*LINES, formulas={"one": "£0.005", "two": "one * 100"}))

    assert str(calculation.provision("two", FIRST)) == "£1.00"


def test_components_and_a_stated_amount_are_added_before_they_are_rounded() -> None:
    parts = (component("one", "£0.002"), component("one", "£0.001", 3))

    calculation = calculated(small(*LINES, components=parts, stated=(stated("one", "0.002"),)))

    assert calculation.provision("one", FIRST) == Money(1)
    assert calculation.exact("one", FIRST) == Fraction(5, 1000)
    assert calculation.stated("one", FIRST) == Fraction(2, 1000)


def test_what_users_bear_stands_outside_the_provision_and_the_totals() -> None:
    parts = (component("one", "£5"), component("one", "£7", 3, borne_by=BorneBy.USERS))

    calculation = calculated(small(*LINES, components=parts))

    assert calculation.provision("one", FIRST) == calculation.total("", FIRST) == Money(500)
    assert calculation.charged_to_users("one", FIRST) == Money(700)
    assert calculation.charged_to_users("two", FIRST) == Money(0)


def test_a_line_with_nothing_in_a_year_has_no_provision_and_counts_as_nil() -> None:
    calculation = calculated(
        small(*LINES, formulas={"two": "one + £1"}, stated=(stated("one", "5", SECOND),))
    )

    assert calculation.provision("one", FIRST) is None
    assert calculation.provision("two", FIRST) == Money(100)
    assert calculation.provision("two", SECOND) == Money(600)


def estimate(*, spread: bool, amount: str = "900", category: str = "works") -> CategoryEstimate:
    return CategoryEstimate(category, THIRD, Fraction(amount), spread, OURS)


def test_an_unspread_estimate_stays_on_the_category_and_counts_in_every_total() -> None:
    budget = small(
        *LINES,
        line("last", "reserve"),
        formulas={"one": "£5", "last": "5% * works"},
        estimates=(estimate(spread=False),),
    )

    calculation = calculated(budget)

    assert calculation.provision("one", THIRD) is None
    assert calculation.total("works", THIRD) == calculation.estimate("works", THIRD) == Money(90_000)
    assert calculation.provision("last", THIRD) == Money(4_500)
    assert calculation.total("", THIRD) == Money(94_500)
    assert calculation.estimate("works", FIRST) is None


def test_a_spread_estimate_lies_on_the_lines_as_the_first_year_does_and_is_marked_as_ours() -> None:
    lines = (*LINES, line("last", "reserve"))
    formulas = {"one": "£1000", "two": "£2000.01", "kept": "-£100", "last": "one + works"}
    budget = small(*lines, formulas=formulas, estimates=(estimate(spread=True),))

    calculation = calculated(budget)

    parts = [calculation.provision(ref, THIRD) for ref in ("one", "two", "kept")]
    assert [str(part) for part in parts] == ["£310.34", "£620.69", "(£31.03)"]
    assert calculation.total("works", THIRD) == Money(90_000)
    assert str(calculation.provision("last", THIRD)) == "£1,210.34"
    assert calculation.is_placed_by_us("one", THIRD)
    assert not calculation.is_placed_by_us("one", SECOND)
    assert calculation.exact("one", THIRD) == Fraction(31034, 100)
    assert sum(month.pence for month in calculation.months("one", THIRD)) == 31034


def test_an_estimate_that_cannot_be_spread_is_named_and_stays_on_the_category() -> None:
    calculation = calculated(small(*LINES, estimates=(estimate(spread=True),)))

    assert calculation.findings[0].code == "estimate.not-spread"
    assert "its lines come to nil in the first year" in calculation.findings[0].found
    assert calculation.findings[1].found == (
        "line 'one' has no provision in 2021/22: the estimate of 'works' is not spread"
    )
    assert calculation.total("works", THIRD) == Money(90_000)
    assert calculation.provision("one", THIRD) is None


def test_an_estimate_is_not_spread_over_a_line_that_could_not_be_calculated() -> None:
    budget = small(*LINES, formulas={"one": "£1 / nil", "two": "£5"}, estimates=(estimate(spread=True),))

    calculation = calculated(budget)

    assert "one of its lines could not be calculated in the first year" in calculation.findings[0].found
    assert calculation.provision("two", THIRD) is None


def test_a_division_by_nil_is_named_with_everything_that_depends_on_it() -> None:
    lines = (*LINES, line("last", "reserve"))
    formulas = {"one": "£5 / nil", "two": "one + £1", "kept": "£3", "last": "works * 5%"}

    calculation = calculated(small(*lines, formulas=formulas))

    told = [finding.found for finding in calculation.findings if SECOND in finding.found]
    assert told == [
        "line 'one' has no provision in 2020/21: at character 4 of '£5 / nil' divides by nil in 2020/21",
        (
            "line 'two' has no provision in 2020/21: "
            "at character 1 of 'one + £1' 'one' could not be calculated in 2020/21"
        ),
        (
            "line 'last' has no provision in 2020/21: "
            "at character 1 of 'works * 5%' 'works' could not be calculated in 2020/21"
        ),
        "the total of 'works' in 2020/21 leaves out lines that could not be calculated",
        "the total of 'reserve' in 2020/21 leaves out lines that could not be calculated",
        "the total of the budget in 2020/21 leaves out lines that could not be calculated",
    ]
    assert calculation.provision("one", FIRST) is calculation.provision("last", FIRST) is None
    assert calculation.provision("kept", FIRST) == Money(300)
    assert calculation.is_incomplete("works", FIRST)
    assert not calculation.is_incomplete("running", FIRST)


def test_a_division_by_nil_where_nothing_is_active_is_nothing() -> None:
    parts = (component("one", "£5 / nil", window=Window(end=date(2020, 3, 31))),)

    calculation = calculated(small(*LINES, components=parts))

    assert {finding.code for finding in calculation.findings} == {
        "calculation.division-by-zero",
        "calculation.incomplete",
    }
    assert not any(SECOND in finding.found for finding in calculation.findings)


def test_an_amount_too_large_to_be_added_is_named_and_never_wraps() -> None:
    calculation = calculated(small(*LINES, formulas={"one": "£999999999999 * 999999999", "two": "£1"}))

    assert calculation.provision("one", FIRST) is None
    assert calculation.findings[0].code == "calculation.too-large"
    assert calculation.total("", FIRST) == Money(100)
    assert calculation.is_incomplete("", FIRST)


def test_a_budget_without_lines_comes_to_nil() -> None:
    assert calculated(small()).total("", FIRST) == Money(0)
