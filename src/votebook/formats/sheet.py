"""Sheet: how people write a table of amounts by year in a workbook, its years, names and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isfinite

from votebook.core.measure.year import EARLIEST, LATEST
from votebook.formats.book.faults import quoted
from votebook.formats.book.kind import Unread
from votebook.formats.book.kind import read_amount as read_plain
from votebook.formats.cells import CellValue

_SPAN = re.compile(
    r"(?:FY\s*)?((?:19|20|21)[0-9]{2})\s*[/–-]\s*((?:[0-9]{2}){1,2})(?![-/0-9])", re.ASCII | re.IGNORECASE
)
_FISCAL = re.compile(r"FY\s*((?:19|20|21)?[0-9]{2})", re.ASCII | re.IGNORECASE)
_CALENDAR = re.compile(r"((?:19|20|21)[0-9]{2})(?:\.0)?", re.ASCII)
_THOUSANDS = re.compile(r"(\(?-?£?[0-9.,]+)\s*([kKmM])(\)?)", re.ASCII)
_DASHES = ("-", "–", "—", "n/a", "N/A", "nil", "Nil")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sheet that was not understood, with its cell where that is known."""

    found: str
    expected: str
    cell: str = ""


@dataclass(frozen=True)
class Heading:
    """The heading row of a sheet: where it is, and what its columns are. A column of -1 is not there."""

    row: int
    name: int
    category: int
    number: int
    columns: tuple[int, ...]
    years: tuple[int, ...]
    first_month: int
    notes: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column from 0.

    >>> cell_name(6, 2), cell_name(0, 27)
    ('C7', 'AB1')
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def column_number(letters: str) -> int:
    """The number of a column, from 1, by its letters.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def said(row: Sequence[CellValue], column: int) -> str:
    """What a cell says in words; nothing where there is no such column."""
    if not 0 <= column < len(row):
        return ""
    value = row[column]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def read_year(value: CellValue) -> tuple[int, bool] | None:
    """The calendar year in which a heading's year begins, and whether it is one that spans two.

    ``FY21`` and ``FY2021`` are the year that ends in 2021, as most bodies mean it.

    >>> read_year("2020-21 Budget"), read_year("FY21"), read_year(2021.0), read_year("2020/22")
    ((2020, True), (2020, True), (2021, False), None)
    """
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    span = _SPAN.search(text)
    if span is not None:
        begins, ends = int(span[1]), int(span[2])
        return (begins, True) if (ends - begins - 1) % (100 if len(span[2]) == 2 else 10_000) == 0 else None
    fiscal = _FISCAL.search(text)
    if fiscal is not None:
        ends = int(fiscal[1]) if len(fiscal[1]) == 4 else 2000 + int(fiscal[1])
        return ends - 1, True
    calendar = _CALENDAR.fullmatch(text.removesuffix(" Budget").removeprefix("Budget ").strip())
    begins = int(calendar[1]) if calendar else 0
    return (begins, False) if EARLIEST <= begins <= LATEST else None


def find_heading(cells: Sequence[Sequence[CellValue]]) -> Heading | Problem | None:
    """The first row that names two years or more (or one, under a heading for names); None without any."""
    for number, row in enumerate(cells[:200]):
        found = [(column, year) for column, value in enumerate(row) if (year := read_year(value)) is not None]
        if len(found) >= 2 or (found and any(_is_name(said(row, column)) for column in range(found[0][0]))):
            return _heading(number, row, found, cells)
    return None


def _heading(
    number: int,
    row: Sequence[CellValue],
    found: list[tuple[int, tuple[int, bool]]],
    cells: Sequence[Sequence[CellValue]],
) -> Heading | Problem:
    years = [year for _, (year, _) in found]
    spans = {is_span for _, (_, is_span) in found}
    first = found[0][0]
    if len(spans) > 1:
        return Problem(
            "some years span two calendar years and some do not",
            "expected one form of year",
            cell_name(number, first),
        )
    for (_, (before, _)), (column, (year, _)) in pairwise(found):
        if year != before + 1:
            return Problem(
                f"the year {said(row, column)} does not follow the one before it",
                "expected one column for each year, in order",
                cell_name(number, column),
            )
    if len(years) > 10:
        return Problem(f"there are {len(years)} years", "expected at most ten", cell_name(number, first))
    category = _column_of(row, first, ("category", "group", "heading", "section", "area"))
    ref = _column_of(row, first, ("no", "no.", "number", "ref", "ref.", "code", "#"))
    name = _column_of(row, first, ("line", "name", "item", "description", "budget line", "cost", "title"))
    if name < 0:
        name = _widest(cells[number + 1 :], first, {category, ref})
    if name < 0:
        return Problem(
            "no column before the years has names",
            "expected the names of lines to the left of the years",
            cell_name(number, first),
        )
    notes = tuple(
        f"The column {said(row, column)} ({cell_name(number, column)}) was not read."
        for column in range(len(row))
        if said(row, column) and column not in {name, category, ref, *(one for one, _ in found)}
    )
    month = 4 if spans == {True} else 1
    return Heading(
        number, name, category, ref, tuple(column for column, _ in found), tuple(years), month, notes
    )


def _is_name(text: str) -> bool:
    return text.lower() in {"line", "name", "item", "description", "budget line", "cost", "title", "category"}


def _column_of(row: Sequence[CellValue], before: int, words: tuple[str, ...]) -> int:
    plain = [said(row, column).lower() for column in range(before)]
    return next((column for column, text in enumerate(plain) if text in words), -1)


def _widest(cells: Sequence[Sequence[CellValue]], before: int, taken: set[int]) -> int:
    """The column before the years in which most cells have words; -1 where none has any."""
    counts = [
        (
            sum(
                isinstance(row[column], str) and bool(said(row, column)) for row in cells if column < len(row)
            ),
            -column,
        )
        for column in range(before)
        if column not in taken
    ]
    count, column = max(counts, default=(0, 1))
    return -column if count else -1


def read_amount(value: CellValue) -> Fraction | Problem | None:
    """The pounds in a cell, exact to the penny; None for a blank one.

    A workbook keeps binary numbers; the shortest decimal that means the same binary number is what
    was typed, and that is taken.

    >>> read_amount(0.1), read_amount("12k"), read_amount("(£500)"), read_amount("")
    (Fraction(1, 10), Fraction(12000, 1), Fraction(-500, 1), None)
    """
    expected = "expected pounds, such as 12000, £1,234 or (500)"
    if isinstance(value, bool):
        return Problem(f"{quoted(str(value))} is not an amount", expected)
    if isinstance(value, str):
        return _read_text(value, expected)
    if not isfinite(value) or abs(value) > 10**12:
        return Problem(f"{value!r} is not an amount", expected)
    exact = Fraction(Decimal(repr(value)))
    return _to_penny(exact, repr(value))


def _read_text(text: str, expected: str) -> Fraction | Problem | None:
    plain = text.replace("\u00a0", " ").strip()
    if not plain:
        return None
    if plain in _DASHES:
        return Fraction(0)
    factor = 1
    thousands = _THOUSANDS.fullmatch(plain)
    if thousands is not None:
        plain = thousands[1] + thousands[3]
        factor = 1_000 if thousands[2] in "kK" else 1_000_000
    amount = read_plain(plain.replace("£ ", "£").replace("(£-", "(£"))
    if isinstance(amount, Unread):
        return Problem(f"{quoted(text)} is not an amount", expected)
    return _to_penny(amount * factor, text)


def _to_penny(amount: Fraction, shown: str) -> Fraction | Problem:
    if (amount * 100).denominator == 1:
        return amount
    return Problem(f"{shown} is finer than a penny", "expected whole pence; round it in the workbook")
