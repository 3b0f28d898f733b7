"""Small books for the tests of the plan's findings: one clean book, and what each test changes in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from votebook.core.measure.source import Place, Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Component, Line, Nature, StatedAmount
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind
from votebook.core.report.statement import Column, Measure, Row, Statement, ZeroStyle
from votebook.core.report.table import Table, tabulate

SOURCE = Source(SourceKind.CONTRACT, "contract of 2019")
APRIL = date(2020, 4, 1)


def clean_book() -> Budget:
    """A council of two areas whose every amount is driven or stated, with nothing odd in it."""
    return Budget(
        ref="council",
        title="Council budget",
        body="Council",
        currency="GBP",
        classification="",
        years=(
            BudgetYear(FinancialYear(2020), Basis.APPROVED),
            BudgetYear(FinancialYear(2021), Basis.ESTIMATED),
        ),
        version=Version(VersionKind.APPROVED, "1.0", date(2020, 3, 2), APRIL),
        structure=Structure(
            (
                Category("running", "Running costs"),
                Category("people", "People"),
                Category("office", "Office", "running"),
            )
        ),
        dimensions=(
            Dimension(
                "area",
                "Area",
                (
                    Member("north", "North"),
                    Member("south", "South"),
                    Member("old", "Old area", retired=date(2020, 3, 31)),
                ),
            ),
        ),
        parameters=(
            parameter("rent", "£/month", Role.RATE, {(): 1000}),
            parameter("day_rate", "£/day", Role.RATE, {(): 300}),
            parameter("visits", "day", Role.VOLUME, {("north",): 40, ("south",): 40}, ("area",)),
        ),
        lines=(
            line("room", "office", "Room"),
            line("team_north", "people", "Team north", members=(("area", "north"),)),
            line("team_south", "people", "Team south", members=(("area", "south"),)),
            line("audit", "running", "Audit"),
        ),
        components=(
            component("room", "rent * months"),
            component("team_north", "visits * day_rate"),
            component("team_south", "visits * day_rate"),
        ),
        stated=(amount("audit", "2020/21", "5000"), amount("audit", "2021/22", "5000")),
        comparatives=(
            Comparative(
                "outturn", "2019/20 Estimated Outturn", FinancialYear(2019), ComparativeKind.OUTTURN_ESTIMATED
            ),
        ),
        comparative_amounts=(
            prior("room", "11000"),
            prior("team_north", "9000"),
            prior("team_south", "8000"),
            prior("audit", "4500"),
        ),
    )


def parameter(
    name: str,
    unit: str,
    role: Role,
    values: dict[tuple[str, ...], int],
    dimensions: tuple[str, ...] = (),
    **changed: Any,  # noqa: ANN401 - whatever field of a value a test turns
) -> Parameter:
    """A parameter in force from the budget's first day."""
    read = parse_unit(unit)
    assert read is not None, "a test's unit is well formed"
    place = Place("parameters.csv", 2)
    dated = tuple(
        replace(DatedValue(members, APRIL, Fraction(value), SOURCE, place=place), **changed)
        for members, value in values.items()
    )
    return Parameter(name, name.replace("_", " ").capitalize(), read, role, dimensions, dated, place=place)


def line(ref: str, category: str, title: str, **fields: Any) -> Line:  # noqa: ANN401 - any field of a line
    """A line without a number."""
    return replace(Line(ref, "", title, category, place=Place("lines.csv", 2)), **fields)


def component(
    of: str,
    formula: str,
    nature: Nature = Nature.DRIVEN,
    **fields: Any,  # noqa: ANN401 - any field
) -> Component:
    """A component named after its nature."""
    return replace(
        Component(of, nature.value, nature.value, formula, nature, place=Place("components.csv", 2)), **fields
    )


def amount(of: str, year: str, pounds: str) -> StatedAmount:
    """An amount stated for a line."""
    return StatedAmount(of, year, Fraction(pounds), SOURCE, place=Place("amounts.csv", 2))


def prior(at: str, pounds: str, comparative: str = "outturn", **members: str) -> ComparativeAmount:
    """A prior amount."""
    place = Place("comparatives.csv", 2)
    return ComparativeAmount(comparative, at, tuple(members.items()), Fraction(pounds), SOURCE, place)


def work_out(book: Budget) -> Calculation:
    """The calculation of a book that has no fault."""
    model = prepare(book)
    assert isinstance(model, Model), [fault.explain() for fault in model]
    return calculate(model)


def overview() -> Statement:
    """The clean book's only statement: budget against outturn."""
    return Statement(
        "overview",
        "Budget against outturn",
        "£",
        ("Part",),
        (
            Column("outturn", Measure.COMPARATIVE, "outturn"),
            Column("budget", Measure.PROVISION, "2020/21"),
            Column("variance", Measure.FORMULA, "budget - outturn", "Variance"),
        ),
        (
            Row("people", ("People",), each_members=("area", ""), selection=None),
            Row("team_total", ("Teams",), sum=("people",)),
        ),
        number="1",
        zero=ZeroStyle.ZERO,
    )


def lay(calculation: Calculation, *statements: Statement) -> tuple[Table, ...]:
    """The tables of sound statements."""
    tables = []
    for statement in statements:
        table = tabulate(calculation, statement)
        assert isinstance(table, Table), [fault.explain() for fault in table]
        tables.append(table)
    return tuple(tables)
