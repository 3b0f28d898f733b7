"""Statements: the tables of a book, worked out as they stand or under another rounding."""

from __future__ import annotations

from dataclasses import replace

from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.source import Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, RoundingPolicy, Row, Statement
from votebook.core.report.table import Table, tabulate


def show_statements(
    opened: OpenBook, name: str = "", rounding: RoundingPolicy | None = None
) -> tuple[Table, ...] | UnknownName | tuple[Fault, ...]:
    """Work out one statement, or all of them when none is named.

    A book that declares none is shown by lines and years. The faults of all the statements asked
    for come together.
    """
    declared = opened.book.statements or (default_statement(opened.budget),)
    wanted = [statement for statement in declared if name in ("", statement.name)]
    if not wanted:
        return unknown_name("statement", name, (statement.name for statement in declared))
    if rounding is not None:
        wanted = [replace(statement, rounding=rounding) for statement in wanted]
    worked_out = [tabulate(opened.calculation, statement) for statement in wanted]
    faults = tuple(fault for one in worked_out if isinstance(one, tuple) for fault in one)
    return faults or tuple(one for one in worked_out if isinstance(one, Table))


def default_statement(budget: Budget) -> Statement:
    """Lay a book out by category, line and year, for a book that declares no statement of its own."""
    outermost = [category for category in budget.structure.categories if not category.within]
    rows: list[Row] = []
    for category in outermost:
        here = Selection(at=(category.ref,))
        inside = budget.structure.inside(category.ref)
        if not any(line.category in inside for line in budget.lines):
            rows.append(Row(f"{category.ref}_total", ("", category.title), selection=here))
            continue
        rows += [
            Row(f"{category.ref}_heading", (category.title,), is_heading=True),
            Row(category.ref, each_lines=category.ref),
            Row(f"{category.ref}_total", ("", "Sub total"), sum=(category.ref,), also=here),
        ]
    totals = tuple(f"{category.ref}_total" for category in outermost)
    rows.append(Row("total", ("", "Total"), sum=totals))
    years = tuple(
        Column(f"y{budget_year.year.begins}", Measure.PROVISION, str(budget_year.year))
        for budget_year in budget.years
    )
    return Statement("lines", budget.title, "£", ("No.", "Line"), years, tuple(rows))
