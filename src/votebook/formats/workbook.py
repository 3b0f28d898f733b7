"""Workbook: a plain workbook of lines by year as a first book, with a word on all that was left out.

People have a sheet with a column of names and a column for each year. The sheet's heading row is the
first that names two years; rows without amounts are headings of categories; a row that says total and
agrees with the sum above it is left out. What does not agree, or cannot be read, is said with its
sheet and cell, never guessed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from votebook.app.book import Book, NarrativeSection
from votebook.core.measure.source import Fault, Place, Source, SourceKind
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Line, StatedAmount
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, VersionNote
from votebook.formats.book.naming import reference
from votebook.formats.book.scaffolding import first_version, statement_by_category
from votebook.formats.cells import CellValue, read_sheets
from votebook.formats.sheet import (
    Heading,
    Problem,
    cell_name,
    column_number,
    find_heading,
    read_amount,
    said,
)

ROWS_MAX = 20_000
"""The most rows a sheet may have; a budget of more is no plain workbook of lines by year."""

COLUMNS_MAX = 200
"""The most columns a sheet may have."""

BYTES_MAX = 32 * 1024 * 1024
"""The largest workbook that is opened."""

UNPACKED_MAX = 128 * 1024 * 1024
"""The most that a workbook may unpack to; a small file that unpacks to more is refused unopened."""

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']\$?([A-Za-z]{1,4})\$?([0-9]{1,9})["']""")

TOTAL_WORDS = ("total", "sub total", "subtotal", "sub-total", "grand total", "sum of")
"""How the label of a total begins or ends."""


@dataclass(frozen=True)
class WorkbookBook:
    """A book made from a workbook, and in words what was taken, left out and not understood."""

    book: Book
    notes: tuple[str, ...]


@dataclass
class _Reading:
    """What has been read of a sheet so far."""

    categories: list[Category]
    lines: list[Line]
    stated: list[StatedAmount]
    notes: list[str]
    taken: set[str]
    open: list[tuple[str, tuple[Fraction, ...]]]
    all: list[tuple[Fraction, ...]]
    heading: str = ""


def book_from_workbook(path: Path, title: str, dated: date) -> WorkbookBook | tuple[Fault, ...]:
    """Make a book of the lines and amounts of a workbook, as a draft, or say why it cannot be read."""
    refused = _refuse(path)
    if refused is not None:
        return (refused,)
    rows = read_sheets(path)
    if isinstance(rows, str):
        return (_unreadable(path, rows),)
    for name, cells in rows:
        heading = find_heading(cells)
        if isinstance(heading, Problem):
            place = Place(f"{path.name} {name}!{heading.cell}")
            return (Fault("workbook.years", place, heading.found, heading.expected),)
        if heading is not None:
            others = [other for other, _ in rows if other != name]
            return _take(path, title, dated, name, cells, heading, others)
    found = "no sheet has a row that names its years"
    expected = "expected a heading row with a year in each column of amounts, such as 2020/21, FY21 or 2021"
    return (Fault("workbook.no-years", Place(path.name), found, expected),)


def _refuse(path: Path) -> Fault | None:
    place = Place(path.name)
    try:
        if not path.is_file():
            return Fault(
                "workbook.missing", place, "is not a file", "expected a workbook such as budget.xlsx"
            )
        size = path.stat().st_size
        if size > BYTES_MAX:
            found = f"the workbook has {size // 1024**2:,} MB"
            return Fault("workbook.too-large", place, found, f"expected at most {BYTES_MAX // 1024**2} MB")
        with path.open("rb") as opened:
            start = opened.read(8)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            return _unreadable(path, "it is encrypted, or in the format of Excel before 2007")
        if not zipfile.is_zipfile(path):
            return _unreadable(path, "it is not a workbook")
        with zipfile.ZipFile(path) as packed:
            return _refuse_packed(path, packed)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        return _unreadable(path, str(error))


def _refuse_packed(path: Path, packed: zipfile.ZipFile) -> Fault | None:
    """Refuse a workbook that unpacks to too much, or whose cells stand too far apart.

    The reader of workbooks makes room for every cell between the first and the last one, and ends the
    whole program where there is no such room, so this is looked at before it is called.
    """
    place = Place(path.name)
    unpacked = sum(entry.file_size for entry in packed.infolist())
    if unpacked > UNPACKED_MAX:
        found = f"the workbook unpacks to {unpacked // 1024**2:,} MB"
        return Fault("workbook.too-large", place, found, f"expected at most {UNPACKED_MAX // 1024**2} MB")
    if "xl/workbook.xml" not in packed.namelist():
        return _unreadable(path, "it is not an Excel workbook")
    for entry in packed.infolist():
        if not entry.filename.lower().endswith(".xml"):
            continue
        with packed.open(entry) as opened:
            content = opened.read()
        if b"\x00" in content:
            return _unreadable(path, f"{entry.filename} is not UTF-8")
        for letters, digits in set(_CELL.findall(content)):
            row, column = int(digits), column_number(letters.decode())
            if row > ROWS_MAX or column > COLUMNS_MAX:
                found = f"a cell stands at {letters.decode()}{row}"
                expected = f"expected at most {ROWS_MAX:,} rows and {COLUMNS_MAX:,} columns"
                return Fault("workbook.too-large", place, found, expected)
    return None


def _unreadable(path: Path, why: str) -> Fault:
    found = f"the workbook cannot be read ({' '.join(why.split())[:200]})"
    expected = "expected an .xlsx workbook without a password"
    return Fault("workbook.unreadable", Place(path.name), found, expected)


def _take(
    path: Path,
    title: str,
    dated: date,
    sheet: str,
    cells: list[list[CellValue]],
    heading: Heading,
    others: Sequence[str],
) -> WorkbookBook | tuple[Fault, ...]:
    years = tuple(
        BudgetYear(FinancialYear(year, heading.first_month), Basis.ESTIMATED if n else Basis.APPROVED)
        for n, year in enumerate(heading.years)
    )
    reading = _Reading([], [], [], list(heading.notes), set(), [], [])
    source = Source(SourceKind.PUBLISHED, f"{path.name}, sheet {sheet}")
    for number in range(heading.row + 1, len(cells)):
        _take_row(cells[number], number, sheet, heading, years, source, reading)
    if not reading.lines:
        found = f"sheet {sheet} has no row with a name and an amount below its years"
        expected = "expected the names of lines in a column before the years"
        return (Fault("workbook.no-lines", Place(path.name), found, expected),)
    used = {line.category for line in reading.lines}
    budget = Budget(
        ref=reference(title, "budget", reading.taken),
        title=title,
        body=title,
        currency="GBP",
        classification="",
        years=years,
        version=first_version(dated),
        structure=Structure(tuple(one for one in reading.categories if one.ref in used)),
        lines=tuple(reading.lines),
        stated=tuple(reading.stated),
        history=(VersionNote("0.1", dated, f"taken from {path.name}"),),
    )
    notes = (_summary(path, sheet, budget, others), *reading.notes)
    statement = statement_by_category("budget", title, budget)
    text = "# Taken from a workbook\n\n" + "".join(f"- {note}\n" for note in notes)
    return WorkbookBook(
        Book(budget, (statement,), narrative=(NarrativeSection("from-workbook.md", text),)), notes
    )


def _summary(path: Path, sheet: str, budget: Budget, others: Sequence[str]) -> str:
    first, last = budget.years[0].year, budget.years[-1].year
    said_others = f" Other sheets were not read: {', '.join(others)}." if others else ""
    categories = len(budget.structure.categories)
    return (
        f"Taken from {path.name}, sheet {sheet}: {len(budget.lines)} lines in {categories} categories with "
        f"{len(budget.stated)} amounts, {first} to {last}.{said_others}"
    )


def _take_row(
    row: list[CellValue],
    number: int,
    sheet: str,
    heading: Heading,
    years: tuple[BudgetYear, ...],
    source: Source,
    reading: _Reading,
) -> None:
    name = said(row, heading.name)
    amounts: list[Fraction | None] = []
    for column in heading.columns:
        amount = read_amount(row[column] if column < len(row) else "")
        if isinstance(amount, Problem):
            cell = f"{sheet}!{cell_name(number, column)}"
            reading.notes.append(f"{cell}: {amount.found}; {amount.expected}. No amount was taken.")
            amount = None
        amounts.append(amount)
    if not name:
        if any(amount is not None for amount in amounts):
            cell = f"{sheet}!{cell_name(number, heading.name)}"
            reading.notes.append(f"{cell}: a row of amounts has no name. It was left out.")
        return
    if _says_total(name):
        _leave_total(name, amounts, f"{sheet}!{cell_name(number, heading.name)}", reading)
    elif all(amount is None for amount in amounts) and not said(row, heading.category):
        reading.heading, reading.open = name, []
    else:
        _take_line(
            row,
            name,
            amounts,
            heading,
            years,
            replace(source, reference=f"{source.reference}, row {number + 1}"),
            reading,
        )


def _take_line(
    row: list[CellValue],
    name: str,
    amounts: list[Fraction | None],
    heading: Heading,
    years: tuple[BudgetYear, ...],
    source: Source,
    reading: _Reading,
) -> None:
    category = _category(said(row, heading.category) or reading.heading or "All lines", reading)
    ref = reference(name, "line", reading.taken)
    reading.taken.add(ref)
    reading.lines.append(Line(ref, said(row, heading.number), name, category))
    reading.stated.extend(
        StatedAmount(ref, str(year.year), amount, source)
        for year, amount in zip(years, amounts, strict=True)
        if amount is not None
    )
    figures = tuple(amount or Fraction(0) for amount in amounts)
    reading.open.append((ref, figures))
    reading.all.append(figures)


def _category(title: str, reading: _Reading) -> str:
    for category in reading.categories:
        if category.title == title:
            return category.ref
    ref = reference(title, "category", reading.taken)
    reading.taken.add(ref)
    reading.categories.append(Category(ref, title))
    return ref


def _says_total(name: str) -> bool:
    plain = " ".join(name.lower().replace(":", " ").split())
    return plain.startswith(TOTAL_WORDS) or plain.endswith((" total", " subtotal", " sub total", " totals"))


def _leave_total(name: str, amounts: list[Fraction | None], cell: str, reading: _Reading) -> None:
    """Leave a total out when it is the sum of the rows since the last one, or of all; else say so too."""
    width = len(amounts)
    since = [sum((figures[n] for _, figures in reading.open), Fraction(0)) for n in range(width)]
    every = [sum((figures[n] for figures in reading.all), Fraction(0)) for n in range(width)]
    shown = [amount if amount is not None else None for amount in amounts]
    for sums, what in ((since, "the lines above it"), (every, "all lines above it")):
        if all(amount is None or amount == total for amount, total in zip(shown, sums, strict=True)):
            reading.notes.append(
                f"{cell}: {name} is the sum of {what}. It was left out, as the book adds it up."
            )
            reading.open = []
            return
    is_whole = not reading.open or sum(map(abs, every)) == sum(map(abs, since))
    sums = every if is_whole or name.lower().startswith(("total", "grand")) else since
    gaps = ", ".join(
        f"{_pounds(amount)} where the lines come to {_pounds(total)}"
        for amount, total in zip(shown, sums, strict=True)
        if amount is not None and amount != total
    )
    reading.notes.append(
        f"{cell}: {name} does not add up: {gaps}. It was left out; correct a line, or the total."
    )
    reading.open = []


def _pounds(amount: Fraction) -> str:
    pence = int(amount * 100)
    whole, rest = divmod(abs(pence), 100)
    text = f"£{whole:,}" + (f".{rest:02}" if rest else "")
    return f"({text})" if pence < 0 else text
