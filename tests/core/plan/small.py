"""Small budgets in few words: lines with a formula each, over a few parameters of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.plan.invention import OURS, YEARS, budget_of, parameter
from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.line import Component, Line, StatedAmount
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import Parameter, Role, WithinYear

START = date(2018, 4, 1)
PARAMETERS = (
    parameter("rent", "£/month", [((), START, Fraction(2000))]),
    parameter("day_rate", "£/day", [((), START, Fraction(150))]),
    parameter("share", "1", [((), START, Fraction(1, 10))]),
    parameter("nil", "1", [((), START, Fraction(0))]),
    parameter("late", "£", [((), date(2021, 4, 1), Fraction(5))]),
    parameter(
        "fte",
        "FTE",
        [((area, "g1"), YEARS[0].start, Fraction(3, 2)) for area in ("north", "east")],
        ("area", "grade"),
        Role.VOLUME,
    ),
    parameter("grade_rate", "£/FTE", [((g,), START, Fraction(40_000)) for g in ("g1", "g2")], ("grade",)),
    parameter("bare", "£/FTE", [(("g2",), START, Fraction(40_000))], ("grade",)),
    parameter(
        "prices", "1", [((), START, Fraction(1)), ((), YEARS[1].start, Fraction(11, 10))], role=Role.INDEX
    ),
    parameter(
        "fee",
        "£",
        [((), START, Fraction(100)), ((), date(2020, 10, 1), Fraction(200))],
        within_year=WithinYear.REFUSE,
    ),
)


def line(ref: str, category: str = "works", area: str = "", **more: object) -> Line:
    """A line of a category."""
    members = (("area", area),) if area else ()
    made = Line(ref, "", ref.capitalize(), category, members, place=Place("lines.csv", 2))
    return replace(made, **more)  # type: ignore[arg-type] # the fields are checked where they are used


def component(ref: str, formula: str, row: int = 2, **more: object) -> Component:
    """A component of a line, in a row of its file."""
    made = Component(ref, "part", "Part", formula, place=Place("components.csv", row, 4))
    return replace(made, **more)  # type: ignore[arg-type] # the same


def stated(ref: str, amount: str, year: str = "2019/20") -> StatedAmount:
    """An amount stated for a line and year."""
    return StatedAmount(ref, year, Fraction(amount), OURS, place=Place("amounts.csv", 2, 2))


def small(*lines: Line, formulas: dict[str, str] | None = None, **parts: object) -> Budget:
    """A budget of lines, with a formula for some of them; rows of the file count from 2."""
    made = tuple(component(ref, text, row) for row, (ref, text) in enumerate((formulas or {}).items(), 2))
    known: dict[str, object] = {
        "parameters": PARAMETERS,
        "lines": lines,
        "components": made,
        "comparatives": (Comparative("outturn", "Outturn", YEARS[0], ComparativeKind.OUTTURN),),
        "comparative_amounts": (ComparativeAmount("outturn", "kept", (), Fraction(777), OURS),),
    }
    return budget_of(**(known | parts))


def with_parameters(budget: Budget, *more: Parameter) -> Budget:
    """The budget with further parameters."""
    return replace(budget, parameters=(*budget.parameters, *more))


def faults_of(budget: Budget) -> tuple[Fault, ...]:
    """The faults of a budget that has some."""
    outcome = prepare(budget)
    assert not isinstance(outcome, Model), "the budget has a fault"
    return outcome


def calculated(budget: Budget) -> Calculation:
    """The figures of a budget without faults."""
    model = prepare(budget)
    assert isinstance(model, Model), [fault.explain() for fault in model]
    return calculate(model)
