"""Workbook: a plain workbook of lines by year as a first book, with a word on all that was done to it.

People have a sheet with a column of names and a column for each year. What of it is plan and what is
prior figures, what are lines, headings and totals, and in what unit the figures are, is read from
its words and checked by its figures; what does not agree or cannot be read is said with its sheet
and cell, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from votebook.app.book import Book, NarrativeSection
from votebook.core.measure.source import Fault, Place, Source, SourceKind
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Comparative, ComparativeAmount
from votebook.core.plan.line import Line, StatedAmount
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, VersionNote
from votebook.formats.book.naming import reference
from votebook.formats.book.scaffolding import first_version, statement_by_category
from votebook.formats.spreadsheet.amount import Problem
from votebook.formats.spreadsheet.cells import Rows, read_sheets
from votebook.formats.spreadsheet.heading import Column, Heading, find_heading
from votebook.formats.spreadsheet.outline import SheetLine, read_outline
from votebook.formats.spreadsheet.packing import refuse_workbook, unreadable
from votebook.formats.spreadsheet.remark import Remarks


@dataclass(frozen=True)
class WorkbookBook:
    """A book made from a workbook, and in words what was taken, left out and not understood."""

    book: Book
    notes: tuple[str, ...]


def book_from_workbook(path: Path, title: str, dated: date) -> WorkbookBook | tuple[Fault, ...]:
    """Make a book of a workbook's lines and amounts, a draft of one day, or say why it cannot be read."""
    refused = refuse_workbook(path)
    if refused is not None:
        return (refused,)
    sheets = read_sheets(path)
    if isinstance(sheets, str):
        return (unreadable(path, sheets),)
    for name, cells in sheets:
        heading = find_heading(cells)
        if isinstance(heading, Problem):
            place = Place(f"{path.name} {name}!{heading.cell}")
            return (Fault("workbook.years", place, heading.found, heading.expected),)
        if heading is not None:
            others = [other for other, _ in sheets if other != name]
            return _make(path, title, dated, (name, cells), heading, others)
    found = "no sheet has a row that names its years"
    expected = "expected a heading row with a year in each column of amounts, such as 2020/21, FY21 or 2021"
    return (Fault("workbook.no-years", Place(path.name), found, expected),)


def _make(
    path: Path, title: str, dated: date, sheet: tuple[str, Rows], heading: Heading, others: Sequence[str]
) -> WorkbookBook | tuple[Fault, ...]:
    name, cells = sheet
    remarks = Remarks(name)
    remarks.said.extend(heading.remarks)
    rows = read_outline(cells, heading, remarks)
    if not rows:
        found = f"sheet {name} has no row with a name and an amount below its years"
        expected = "expected the names of lines in a column before the years"
        return (Fault("workbook.no-lines", Place(path.name), found, expected),)
    budget = _budget(path, title, dated, name, heading, rows)
    notes = (_summary(path, name, budget, others), *remarks.all())
    text = "# Taken from a workbook\n\n" + "".join(f"- {note}\n" for note in notes)
    statement = statement_by_category("budget", title, budget)
    return WorkbookBook(
        Book(budget, (statement,), narrative=(NarrativeSection("from-workbook.md", text),)), notes
    )


def _budget(
    path: Path, title: str, dated: date, sheet: str, heading: Heading, rows: Sequence[SheetLine]
) -> Budget:
    month = 4 if heading.plan[0].is_span else 1
    years = tuple(
        BudgetYear(FinancialYear(column.year, month), Basis.ESTIMATED if n else Basis.APPROVED)
        for n, column in enumerate(heading.plan)
    )
    taken: set[str] = set()
    comparatives = tuple(_comparative(column, month, taken) for column in heading.prior)
    categories: dict[str, Category] = {}
    lines: list[Line] = []
    stated: list[StatedAmount] = []
    prior: list[ComparativeAmount] = []
    for row in rows:
        if row.category not in categories:
            categories[row.category] = Category(_reference(row.category, "category", taken), row.category)
        line = Line(_reference(row.name, "line", taken), row.number, row.name, categories[row.category].ref)
        lines.append(line)
        source = Source(SourceKind.ESTIMATE, f"{path.name}, sheet {sheet}, row {row.row + 1}")
        for position, pounds in enumerate(row.pounds):
            if pounds is None:
                continue
            if position < len(years):
                stated.append(StatedAmount(line.ref, str(years[position].year), pounds, source))
            else:
                ref = comparatives[position - len(years)].ref
                prior.append(ComparativeAmount(ref, line.ref, (), pounds, source))
    return Budget(
        ref=reference(title, "budget", taken),
        title=title,
        body=title,
        currency="GBP",
        classification="",
        years=years,
        version=first_version(dated),
        structure=Structure(tuple(categories.values())),
        lines=tuple(lines),
        stated=tuple(stated),
        comparatives=comparatives,
        comparative_amounts=tuple(prior),
        history=(VersionNote("0.1", dated, f"taken from {path.name}"),),
    )


def _comparative(column: Column, month: int, taken: set[str]) -> Comparative:
    assert column.kind is not None, "a prior column is of some kind"
    year = FinancialYear(column.year, month)
    ref = _reference(f"{column.kind.value} {year}", "prior", taken)
    return Comparative(ref, column.words, year, column.kind)


def _reference(title: str, otherwise: str, taken: set[str]) -> str:
    ref = reference(title, otherwise, taken)
    taken.add(ref)
    return ref


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _summary(path: Path, sheet: str, budget: Budget, others: Sequence[str]) -> str:
    first, last = budget.years[0].year, budget.years[-1].year
    said_others = f" Other sheets were not read: {', '.join(others)}." if others else ""
    categories = len(budget.structure.categories)
    amounts = len(budget.stated) + len(budget.comparative_amounts)
    return (
        f"Taken from {path.name}, sheet {sheet}: {_counted(len(budget.lines), 'line', 'lines')} in "
        f"{_counted(categories, 'category', 'categories')} with {_counted(amounts, 'amount', 'amounts')}, "
        f"{first} to {last}.{said_others}"
    )
