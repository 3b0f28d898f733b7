"""A value that a sum needs is found missing, or found at fault, wherever it stands in the sum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.plan.invention import OURS, YEARS, budget_of, parameter
from tests.core.plan.oracle import Oracle
from tests.core.plan.small import calculated, component, faults_of, line, small, with_parameters
from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import calculate
from votebook.core.plan.language.evaluation import Circumstances, component_value
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import Parameter, Role
from votebook.core.plan.recalculation import recalculate_value

FIRST, SECOND, THIRD = map(str, YEARS)
START, AUTUMN = YEARS[0].start, date(2020, 10, 1)
Values = Mapping[tuple[str, date], str]


def graded(name: str, unit: str, values: Values, role: Role = Role.RATE) -> Parameter:
    """A parameter over grades."""
    dated = [((grade,), start, Fraction(value)) for (grade, start), value in values.items()]
    return parameter(name, unit, dated, ("grade",), role)


STAFF = graded("staff", "FTE", {("g1", START): "1", ("g2", START): "2", ("g2", AUTUMN): "3"}, Role.VOLUME)
PAY = graded("pay", "£/FTE", {("g1", START): "100", ("g2", START): "1000"})
STEADY = graded("steady", "FTE", {("g1", START): "1", ("g2", START): "2"}, Role.VOLUME)
RAISED = graded("raised", "£/FTE", {("g1", START): "5", ("g2", START): "7", ("g2", AUTUMN): "8"})
SCARCE = graded("scarce", "1", {("g1", START): "1"})
LEAVING = graded("leaving", "FTE", {("g1", START): "1", ("g3", START): "2", ("g3", AUTUMN): "3"}, Role.VOLUME)
GRADED = (STAFF, PAY, STEADY, RAISED, SCARCE, LEAVING)


def with_grades(formula: str, window: Window = ALWAYS) -> Budget:
    """A budget of one component over the graded parameters."""
    part = component("one", formula, window=window)
    return with_parameters(small(line("one"), components=(part,)), *GRADED)


@pytest.mark.parametrize(
    ("formula", "named"),
    [
        ("sum(staff * pay, grade)", "staff"),
        ("sum(pay * staff, grade)", "staff"),
        ("sum(steady * raised, grade)", "raised"),
        ("sum(max(staff, steady) * pay, grade)", "staff"),
        ("sum(-staff * pay, grade)", "staff"),
        ("sum(staff * scarce * pay, grade)", "staff"),
        ("sum(scarce * staff * pay, grade)", "staff"),
        ("sum(steady * scarce * raised, grade)", "raised"),
        ("sum(sum(staff * fte / 1 FTE, area) * pay, grade)", "staff"),
        ("min(£5, -sum(staff * pay, grade))", "staff"),
    ],
)
def test_a_value_of_a_sum_that_changes_inside_the_year_is_a_fault(formula: str, named: str) -> None:
    faults = faults_of(with_grades(formula))

    changes = [fault for fault in faults if fault.code == "parameter.changes-within-year"]
    assert [fault.found for fault in changes] == [f"'{named}' changes on 2020-10-01 inside 2020/21"]


def test_a_value_that_changes_counts_where_the_component_or_the_member_does_not() -> None:
    early = with_grades("sum(staff * pay, grade)", window=Window(end=YEARS[0].end))
    retired = with_grades("sum(leaving * pay, grade)")

    assert calculated(early).provision("one", FIRST) == Money(210_000)
    assert calculated(early).provision("one", SECOND) is None
    assert faults_of(retired)[0].found.startswith(
        "at character 5 of 'sum(leaving * pay, grade)' 'leaving[g3]'"
    )


def test_a_member_that_has_retired_is_not_asked_for_what_a_sum_inside_the_sum_reads() -> None:
    places = [(("north", grade), START, Fraction(2)) for grade in ("g1", "g3")]
    budget = with_parameters(
        with_grades("sum(scarce * sum(posts * wage, area), grade)"),
        parameter("posts", "FTE", places, ("area", "grade"), Role.VOLUME, is_yearly=False),
        parameter("wage", "£/FTE", [(("north", "g1"), START, Fraction(3))], ("area", "grade")),
    )

    faults = faults_of(budget)

    assert [FIRST in fault.found for fault in faults] == [True]


@pytest.mark.parametrize(
    "formula",
    [
        "sum(pay / nothing * scarce, grade)",
        "sum(scarce * pay / nothing, grade)",
        "sum(max(pay / nothing, pay / nothing * scarce), grade)",
    ],
)
def test_a_term_that_is_left_out_may_divide_by_nil(formula: str) -> None:
    nothing = graded("nothing", "1/FTE", {("g1", START): "2", ("g2", START): "0"})

    calculation = calculated(with_parameters(with_grades(formula), nothing))

    assert calculation.findings == ()
    assert calculation.provision("one", FIRST) == Money(5_000)
    assert calculation.exact("one", FIRST) == 50


def test_a_volume_that_is_no_longer_nil_is_asked_for_its_rate() -> None:
    idle = graded("idle", "FTE", {("g1", START): "1", ("g2", START): "0"}, Role.VOLUME)
    idle_lines = tuple(line(f"idle_{number}") for number in range(20))
    budget = with_parameters(
        small(line("one"), *idle_lines, formulas={"one": "sum(idle * £1 / 1 FTE * scarce, grade)"}),
        *GRADED,
        idle,
    )

    outcome = recalculate_value(calculated(budget), "idle", ("g2",), START, Fraction(3), OURS)

    assert isinstance(outcome, tuple)
    assert "'idle[g2]' is not nil in 2019/20" in outcome[0].found


SHAPES = (
    "sum({a} * {b} * {c}, grade)",
    "sum({a} / {b} * {c}, grade)",
    "sum(min({a}, {b}) - {c}, grade)",
    "sum({a} * sum({b} * {d}, area), grade)",
    "sum(sum({d} / {a}, area) * {b}, grade)",
    "sum({d} * {a}, area, grade) / {pure}",
)


class Holes:
    """Budgets of sums over values that by chance are missing, nil, or changing inside a year."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def values(self, *members: tuple[str, ...]) -> list[tuple[tuple[str, ...], date, Fraction]]:
        found: list[tuple[tuple[str, ...], date, Fraction]] = []
        for chosen in product(*members):
            if self.chance.random() < 0.8:
                found.append((chosen, START, Fraction(self.chance.choice([0, 1, 2, 3]))))
                if self.chance.random() < 0.1:
                    found.append((chosen, AUTUMN, Fraction(self.chance.choice([0, 5]))))
        return found

    def budget(self) -> Budget:
        grades, areas = ("g1", "g2", "g3"), ("north", "east")
        names = {name: self.chance.choice([Role.RATE, Role.VOLUME]) for name in "abc"}
        parameters = [parameter(f"p_{n}", "1", self.values(grades), ("grade",), r) for n, r in names.items()]
        parameters.append(parameter("p_d", "1", self.values(areas, grades), ("area", "grade"), Role.VOLUME))
        lines = tuple(line(f"line_{number}") for number in range(3))
        components = tuple(component(each.ref, self.formula(), row) for row, each in enumerate(lines, 2))
        return budget_of(lines=lines, components=components, parameters=tuple(parameters))

    def formula(self) -> str:
        filled = {name: f"p_{self.chance.choice('abc')}" for name in "abc"}
        return f"£1 * {self.chance.choice(SHAPES).format(**filled, d='p_d', pure='2')}"


@settings(max_examples=400)
@given(st.integers(0, 2**32))
def test_sums_with_holes_come_to_what_the_slow_evaluation_says(seed: int) -> None:
    budget = Holes(seed).budget()
    model, oracle, readings = prepare(budget), Oracle(budget), Readings(budget)

    if not isinstance(model, Model):
        found = [
            component_value(each, Circumstances(readings, year, oracle))
            for each in budget.components
            for year in YEARS
        ]
        slow = {value for value in found if isinstance(value, Fault)}
        assert set(model) <= slow
        assert {fault for fault in slow if fault.code != "calculation.division-by-zero"} == {
            fault for fault in model if fault.code != "calculation.division-by-zero"
        }
        return
    calculation = calculate(model)
    for each in budget.lines:
        for year in oracle.years:
            expected = oracle.borne(each.ref, year)
            assert calculation.is_incomplete(each.ref, year) == isinstance(expected, Fault)
            assert calculation.provision(each.ref, year) == oracle.provision(each.ref, year)
            if isinstance(expected, int):
                assert Money.of(calculation.exact(each.ref, year)).pence == expected
    assert {fault.code for fault in calculation.findings} <= {
        "calculation.division-by-zero",
        "calculation.incomplete",
    }
