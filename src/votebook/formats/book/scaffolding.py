"""Scaffolding: a small working book to begin from, which calculates, shows and checks clean."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from votebook.app.book import Book, NarrativeSection
from votebook.core.measure.source import Source, SourceKind
from votebook.core.measure.unit import PURE, Unit, parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Component, Line, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.selection import Selection
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind, VersionNote
from votebook.core.report.statement import Column, Measure, Row, Statement
from votebook.formats.book.naming import reference

YEARS = 3
"""The years of a new book: one to be approved, two estimated."""

_OURS = Source(SourceKind.ESTIMATE, "an example; replace it with your own source")
_LINES = (
    ("staff", "1", "Staff", "running"),
    ("office", "2", "Office", "running"),
    ("meetings", "3", "Meetings of the Board", "running"),
    ("website", "4", "Website", "projects"),
    ("audit_review", "5", "Review of controls", "projects"),
    ("contingency", "6", "Contingency", "reserve"),
)
_STATED = {
    "office": (24_000, 24_500, 25_000),
    "website": (18_000, 6_000, 6_000),
    "audit_review": (12_000, 0, 0),
}


def scaffold_book(title: str, first_year: int, dated: date) -> Book:
    """Make a small book: a body, categories, six lines of which three are driven, and one statement.

    Its figures are examples, said to be so in their sources. ``dated`` is the day of the draft.
    """
    years = book_years(first_year)
    start = years[0].year.start
    structure = Structure(
        (
            Category("running", "Running costs"),
            Category("projects", "Projects"),
            Category("reserve", "Contingency"),
        )
    )
    lines = tuple(
        Line(ref, number, name, category, owner="Finance") for ref, number, name, category in _LINES
    )
    budget = Budget(
        ref=reference(title, "budget"),
        title=title,
        body="Our organisation",
        currency="GBP",
        classification="",
        years=years,
        version=first_version(dated),
        structure=structure,
        parameters=_parameters(start),
        lines=lines,
        components=_components(),
        stated=tuple(
            StatedAmount(line, str(year.year), Fraction(amount), _OURS)
            for line, amounts in _STATED.items()
            for year, amount in zip(years, amounts, strict=True)
        ),
        history=(VersionNote("0.1", dated, "begun"),),
    )
    statement = statement_by_category("budget", "Budget by category", budget)
    return Book(budget, (statement,), narrative=(NarrativeSection("01-introduction.md", _INTRODUCTION),))


def book_years(first_year: int) -> tuple[BudgetYear, ...]:
    """The years of a new book, the first to be approved."""
    bases = (Basis.APPROVED, *[Basis.ESTIMATED] * (YEARS - 1))
    return tuple(BudgetYear(FinancialYear(first_year + n), basis) for n, basis in enumerate(bases))


def first_version(dated: date) -> Version:
    """The first draft, dated on the day on which it is begun."""
    return Version(VersionKind.DRAFT, "0.1", dated)


def statement_by_category(name: str, title: str, budget: Budget) -> Statement:
    """A statement of every line by category with subtotals, a column for each year."""
    columns = tuple(
        Column(f"y{one.year.begins}", Measure.PROVISION, str(one.year), over=str(one.year))
        for one in budget.years
    )
    rows: list[Row] = []
    totals: list[str] = []
    for category in budget.structure.categories:
        own = [line for line in budget.lines if line.category == category.ref]
        if not own:
            continue
        keys = [f"line_{line.ref}"[:60].rstrip("_") for line in own]
        rows.extend(
            Row(key, (f"{line.number} {line.title}".strip(),), Selection((line.ref,)))
            for key, line in zip(keys, own, strict=True)
        )
        if len(own) > 1:
            totals.append(f"total_{category.ref}"[:60].rstrip("_"))
            rows.append(Row(totals[-1], (category.title,), sum=tuple(keys)))
        else:
            totals.extend(keys)
    rows.append(Row("total", ("Total",), sum=tuple(totals)))
    return Statement(name, title, "£", ("Line",), columns, tuple(rows))


def _parameters(start: date) -> tuple[Parameter, ...]:
    def plain(name: str, title: str, unit: str, role: Role, value: str) -> Parameter:
        dated = DatedValue((), start, Fraction(value), _OURS)
        return Parameter(name, title, parse_unit(unit) or Unit(), role, (), (dated,))

    return (
        plain("staff_fte", "Staff", "FTE", Role.VOLUME, "2.5"),
        plain("salary", "Cost of one full-time member of staff", "£/FTE", Role.RATE, "52000"),
        plain("board_meetings", "Meetings of the Board in a year", "meeting", Role.VOLUME, "10"),
        plain("room_rate", "Room and refreshments for a meeting", "£/meeting", Role.RATE, "450"),
        Parameter(
            "contingency_rate",
            "Contingency on all other lines",
            PURE,
            Role.RATE,
            (),
            (DatedValue((), start, Fraction(5, 100), _OURS),),
        ),
    )


def _components() -> tuple[Component, ...]:
    return (
        Component("staff", "salaries", "Salaries", "staff_fte * salary", source=_OURS),
        Component("meetings", "rooms", "Rooms", "board_meetings * room_rate", source=_OURS),
        Component(
            "contingency",
            "provision",
            "Share of the categories",
            "contingency_rate * (running + projects)",
            source=_OURS,
        ),
    )


_INTRODUCTION = """# Introduction

Say here what the budget is for, and what has changed since the last one.

Begin with `lines.csv`, the places where money is planned. A line's cost comes from `components.csv`
(a formula over `parameters.csv`) or, where there are no drivers yet, from `amounts.csv`.
"""
