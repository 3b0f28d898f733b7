"""Columns that rest on restatements, changing parameters and doubly shared lines are exact or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.report.accounts import ACCOUNTS, OURS, calculated
from votebook.core.measure.source import Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Restatement, Stage
from votebook.core.plan.line import Share
from votebook.core.plan.parameter import DatedValue, WithinYear
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row, Statement
from votebook.core.report.table import Table, tabulate

RESTATED = Column("restated", Measure.RESTATED, "outturn")
PUBLISHED = Column("published", Measure.COMPARATIVE, "outturn")
FTE = Column("fte", Measure.PARAMETER, "fte", year="2020/21")
BUDGET = Column("budget", Measure.PROVISION, "2020/21")
PARTY = Row("party", ("Party",), Selection((), (("area", "party"),)))


def worked_out(budget: Budget, columns: tuple[Column, ...], *rows: Row) -> Table | tuple[Fault, ...]:
    return tabulate(calculated(budget), Statement("small", "Small", "£", ("Line",), columns, rows))


def printed(budget: Budget, columns: tuple[Column, ...], *rows: Row) -> list[str]:
    table = worked_out(budget, columns, *rows)
    assert isinstance(table, Table), [fault.explain() for fault in table]
    return [cell.printed for cell in table.cells]


def moved(amount: int) -> Budget:
    move = Restatement(
        "outturn", "chair", (), "licences", (), Fraction(amount), Stage.NET, "", Fraction(0),
        date(2020, 3, 2), "Panel", OURS,
    )  # fmt: skip
    return replace(ACCOUNTS, restatements=(move,))


def test_a_restated_column_shows_amounts_where_they_lie_now() -> None:
    rows = [Row(ref, (ref,), Selection((ref,))) for ref in ("chair", "licences", "panel")]

    figures = printed(moved(1000), (PUBLISHED, RESTATED), *rows)

    assert figures == ["24,000", "23,000", "", "1,000", "29,000", "29,000"]


def test_places_that_contain_one_another_count_once() -> None:
    both = Row("both", ("Both",), Selection(("operations", "panel", "chair")))

    assert printed(ACCOUNTS, (PUBLISHED, BUDGET), both) == ["29,000", "27,301"]


def changing(within_year: WithinYear) -> Budget:
    (fte,) = ACCOUNTS.parameters
    later = DatedValue(("party", "grade_3"), date(2020, 10, 1), Fraction(5), OURS)
    values = tuple(sorted((*fte.values, later), key=lambda value: (value.members, value.start)))
    return replace(ACCOUNTS, parameters=(replace(fte, values=values, within_year=within_year),))


def test_a_parameter_that_changes_inside_the_year_follows_its_rule() -> None:
    assert printed(changing(WithinYear.OPENING), (FTE,), PARTY) == ["4"]
    assert printed(changing(WithinYear.AVERAGE), (FTE,), PARTY) == ["5"]


def test_a_parameter_that_changes_without_a_rule_stops_the_statement_once() -> None:
    table = worked_out(changing(WithinYear.REFUSE), (FTE,), PARTY, replace(PARTY, key="again"))

    assert isinstance(table, tuple)
    assert [fault.code for fault in table] == ["parameter.changes-within-year"]


def test_a_line_shared_over_two_dimensions_is_divided_by_the_one_and_then_the_other() -> None:
    grades = (
        Share("pool", "grade", "grade_4", Fraction(1, 3), False, OURS),
        Share("pool", "grade", "grade_3", Fraction(2, 3), False, OURS),
    )
    budget = replace(ACCOUNTS, shares=(*ACCOUNTS.shares, *grades))
    rows = [
        Row(f"{area}_{grade}", ("Part",), Selection(("services",), (("area", area), ("grade", grade))))
        for area in ("tabasc", "party")
        for grade in ("grade_4", "grade_3")
    ]
    statement = Statement("small", "Small", "pence", ("Line",), (BUDGET,), tuple(rows))

    table = tabulate(calculated(budget), statement)

    assert isinstance(table, Table)
    assert [cell.steps for cell in table.cells] == [1667, 3334, 1667, 3333]
    assert sum(cell.exact or 0 for cell in table.cells) == Fraction("100.01")


def test_a_line_on_one_dimension_and_shared_over_another_is_on_both() -> None:
    half = Fraction(1, 2)
    grades = tuple(Share("tag_job", "grade", ref, half, False, OURS) for ref in ("grade_4", "grade_3"))
    budget = replace(ACCOUNTS, shares=(*ACCOUNTS.shares, *grades))
    rows = [
        Row(area, (area,), Selection((), (("area", area), ("grade", "grade_4"))))
        for area in ("tag", "party", "technical")
    ]

    assert printed(budget, (BUDGET,), *rows) == ["25,000", "", "25,000"]
