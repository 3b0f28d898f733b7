"""A small book for tests: a year by year budget with a driven, an indexed, a capped and a stated line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from votebook.core.measure.source import Place, Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.explanation.figure import Explanation
from votebook.core.plan.explanation.reason import Reason, ReasonKind, every_reason
from votebook.core.plan.line import BorneBy, Component, Line, Nature, StatedAmount
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

CONTRACT = Source(SourceKind.CONTRACT, "Agreement 7")
PAPER = Source(SourceKind.PUBLISHED, "Table 1")
APRIL = date(2020, 4, 1)
GRADES = Dimension("grade", "Grade", (Member("senior", "Senior"), Member("junior", "Junior")))


def parameter(name: str, unit: str, *values: tuple[date, str], role: Role = Role.RATE) -> Parameter:
    found = parse_unit(unit)
    assert found is not None
    dated = tuple(
        DatedValue((), start, Fraction(value), CONTRACT, place=Place("parameters.csv", n + 2))
        for n, (start, value) in enumerate(values)
    )
    return Parameter(name, name.replace("_", " ").capitalize(), found, role, (), dated)


def graded(name: str, unit: str, **values: str) -> Parameter:
    found = parse_unit(unit)
    assert found is not None
    dated = tuple(DatedValue((grade,), APRIL, Fraction(value), PAPER) for grade, value in values.items())
    return Parameter(name, name.capitalize(), found, Role.VOLUME, ("grade",), dated)


PARAMETERS = (
    parameter("support", "£/month", (APRIL, "675")),
    parameter("chair", "£", (date(2019, 4, 1), "135222.22")),
    parameter("rpi", "1", (date(2019, 4, 1), "1"), (APRIL, "1.027"), role=Role.INDEX),
    parameter("rent", "£/month", (APRIL, "2100")),
    parameter("discount_rate", "1", (APRIL, "0.1")),
    graded("fte", "FTE", senior="0.5", junior="2"),
    graded("rate", "£/FTE", senior="90000", junior="41000.01"),
)

COMPONENTS = (
    Component("website", "support", "Second line support", "support * months", place=Place("c.csv", 2)),
    Component("website", "once", "Enhancements", "£12000", source=PAPER),
    Component("website", "gap", "What is left", "-£100", nature=Nature.RECONCILING),
    Component("panel", "chair", "Chair", "chair", index="rpi", index_base=date(2019, 4, 1)),
    Component("office", "rent", "Office", "rent * months", cap="£24000"),
    Component("office", "desks", "Desks", "10 £/month * months", borne_by=BorneBy.USERS),
    Component("half", "half", "From October", "support * months", window=Window(date(2020, 10, 1))),
    Component("team", "team", "Team", "sum(fte * rate, grade)"),
    Component("discount", "off", "Discount", "-discount_rate * (team + accommodation)"),
    Component("least", "least", "The smaller", "min(website, panel, £500000)"),
)

LINES = (
    Line("website", "14", "Website", "operations", place=Place("lines.csv", 2)),
    Line("panel", "1", "Panel", "operations"),
    Line("office", "2", "Office", "accommodation"),
    Line("half", "3", "Half a year", "operations"),
    Line("team", "4", "Team", "services"),
    Line("discount", "5", "Discount", "services"),
    Line("least", "6", "Least", "services"),
    Line("audit", "7", "Audit", "operations"),
    Line("idle", "8", "Idle", "operations"),
)

BUDGET = Budget(
    ref="small",
    title="Small budget",
    body="A body",
    currency="GBP",
    classification="",
    years=(
        BudgetYear(FinancialYear(2020), Basis.APPROVED),
        BudgetYear(FinancialYear(2021), Basis.ESTIMATED),
    ),
    version=Version(VersionKind.DRAFT, "0.1", APRIL),
    structure=Structure(
        (
            Category("operations", "Operations"),
            Category("services", "Services"),
            Category("accommodation", "Accommodation"),
            Category("reserve", "Reserve"),
        )
    ),
    dimensions=(GRADES,),
    parameters=PARAMETERS,
    lines=LINES,
    components=COMPONENTS,
    stated=(StatedAmount("audit", "2020/21", Fraction("1234.565"), PAPER, place=Place("amounts.csv", 2)),),
    estimates=(CategoryEstimate("reserve", "2021/22", Fraction(5000), False, PAPER),),
    comparatives=(
        Comparative("approved_2019_20", "Approved 2019/20", FinancialYear(2019), ComparativeKind.APPROVED),
    ),
    comparative_amounts=(
        ComparativeAmount("approved_2019_20", "website", (), Fraction(19000), PAPER),
        ComparativeAmount("approved_2019_20", "services", (), Fraction(81000), PAPER),
    ),
)


def calculated(budget: Budget = BUDGET) -> Calculation:
    """Calculate a sound budget."""
    model = prepare(budget)
    assert isinstance(model, Model), [fault.explain() for fault in model]
    return calculate(model)


def with_spread(category: str, amount: int) -> Budget:
    """The small book with a category's second year estimated as a whole and placed on its lines."""
    estimate = CategoryEstimate(category, "2021/22", Fraction(amount), True, PAPER)
    return replace(BUDGET, estimates=(*BUDGET.estimates, estimate))


def find(explanation: Explanation, kind: ReasonKind, ref: str = "") -> Reason:
    """The first reason of a kind in a tree, or the first about a reference."""
    return next(r for r in every_reason(explanation.root) if r.kind is kind and ref in ("", r.ref))
