"""Heading: the rows over a table of amounts that say which column is which year, of what, in what unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from votebook.core.measure.year import EARLIEST, LATEST
from votebook.core.plan.comparative import ComparativeKind
from votebook.formats.spreadsheet.amount import Problem
from votebook.formats.spreadsheet.cells import CellValue, cell_name

YEARS_MAX = 10
"""The most years a book may have."""

_SPAN = re.compile(
    r"(?:FY\s*)?((?:19|20|21)[0-9]{2})\s*[/–-]\s*((?:[0-9]{2}){1,2})(?![-/0-9])", re.ASCII | re.IGNORECASE
)
_FISCAL = re.compile(r"\bFY\s*((?:19|20|21)?[0-9]{2})\b", re.ASCII | re.IGNORECASE)
_CALENDAR = re.compile(r"\b((?:19|20|21)[0-9]{2})(?:\.0)?\b", re.ASCII)
_COMPARES = re.compile(
    r"variance|\bvar\b|change|differen|\bdiff\b|movement|increase|decrease|%|\bvs?\b|versus", re.I
)
_OUTTURN = re.compile(r"\bout-?\s?turn\b|\bactuals?\b|\bspend\b|\bspent\b", re.IGNORECASE)
_FORECAST = re.compile(r"\bforecast|\bprojected\b|\bexpected\b", re.IGNORECASE)
_ESTIMATED = re.compile(r"\bestimated?\b|\best\b|\bprovisional\b|\blatest\b", re.IGNORECASE)
_BUDGET = re.compile(
    r"\bbudget|\bplan\b|\bestimates?\b|\bproposed\b|\bdraft\b|\bindicative\b|\bapproved\b", re.I
)
_MILLIONS = re.compile(
    r"£\s*(?:m|mn|millions?)\b|\bin (?:£ ?)?millions?\b|\bmillions of pounds\b", re.IGNORECASE
)
_THOUSANDS = re.compile(
    r"\(?(?:£\s*['’]?\s*(?:000['’]?s?\b|k\b|thousands?\b)|['’]000['’]?s?\b|\bin (?:£ ?)?thousands?\b"
    r"|\bthousands of pounds\b)\)?",
    re.IGNORECASE,
)
_NAMES = ("line", "name", "item", "description", "budget line", "cost", "title", "heading", "budget heading")
_CATEGORIES = ("category", "group", "section", "area", "department", "cost centre")
_NUMBERS = ("no", "no.", "number", "ref", "ref.", "code", "#", "line no", "line number")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: where it is, its year, and what its heading says of it.

    ``kind`` is None for a budget or estimate; ``factor`` is what one unit of its figures is in pounds.
    """

    position: int
    year: int
    is_span: bool
    words: str
    kind: ComparativeKind | None
    is_forecast: bool
    factor: int = 1


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet. ``name``, ``category`` and ``number`` are columns, -1 where there is none."""

    last: int
    name: int
    category: int
    number: int
    plan: tuple[Column, ...]
    prior: tuple[Column, ...]
    remarks: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of amounts."""
        return (*self.plan, *self.prior)


def said(row: Sequence[CellValue], column: int) -> str:
    """What a cell says in words; nothing where there is no such column."""
    if not 0 <= column < len(row):
        return ""
    value = row[column]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def read_year(text: str) -> tuple[int, bool] | None:
    """The calendar year in which a heading's year begins, and whether it is one that spans two.

    ``FY21`` and ``FY2021`` are the year that ends in 2021, as most bodies mean it.

    >>> read_year("2020-21 Budget"), read_year("FY21"), read_year("2021"), read_year("2020/22")
    ((2020, True), (2020, True), (2021, False), None)
    """
    span = _SPAN.search(text)
    if span is not None:
        begins, ends = int(span[1]), int(span[2])
        return (begins, True) if (ends - begins - 1) % (100 if len(span[2]) == 2 else 10_000) == 0 else None
    fiscal = _FISCAL.search(text)
    if fiscal is not None:
        ends = int(fiscal[1]) if len(fiscal[1]) == 4 else 2000 + int(fiscal[1])
        return ends - 1, True
    found = _CALENDAR.findall(text)
    others = _THOUSANDS.sub(" £k ", _CALENDAR.sub(" ", text))
    is_heading = not re.search(r"[0-9]", others) and (not others.strip() or _says_kind(others))
    begins = int(found[0]) if len(found) == 1 and is_heading else 0
    return (begins, False) if EARLIEST <= begins <= LATEST else None


def unit_factor(text: str) -> int:
    """What one unit is in pounds, by a word such as £k or £m; 1 where none is said.

    >>> unit_factor("2020/21 £'000"), unit_factor("All figures in £m"), unit_factor("£")
    (1000, 1000000, 1)
    """
    if _MILLIONS.search(text):
        return 1_000_000
    return 1_000 if _THOUSANDS.search(text) else 1


def without_unit(text: str) -> str:
    """A label without the word for its unit."""
    plain = _MILLIONS.sub("", _THOUSANDS.sub("", text))
    return " ".join(plain.replace("()", "").split()).strip(" ,:-") or text


def find_heading(cells: Sequence[Sequence[CellValue]]) -> Heading | Problem | None:
    """The heading of a sheet: its first row that names two years, or one beside a word for names."""
    for number, row in enumerate(cells[:200]):
        found = [column for column in range(len(row)) if read_year(said(row, column)) is not None]
        named = found and any(
            said(row, column).lower() in (*_NAMES, *_CATEGORIES) for column in range(found[0])
        )
        if len(found) >= 2 or named or (found and _is_over_amounts(cells, number, found[0])):
            return _heading(number, cells)
    return None


def _is_over_amounts(cells: Sequence[Sequence[CellValue]], number: int, column: int) -> bool:
    """Whether a single year stands over figures, with words to the left of most of them."""
    below = [row for row in cells[number + 1 :] if column < len(row)]
    figures = [
        row for row in below if isinstance(row[column], (int, float)) and not isinstance(row[column], bool)
    ]
    return (
        bool(figures)
        and column > 0
        and sum(bool(said(row, 0) or said(row, column - 1)) for row in figures) * 2 > len(figures)
    )


def _says_kind(text: str) -> bool:
    return (
        any(pattern.search(text) for pattern in (_OUTTURN, _FORECAST, _ESTIMATED, _BUDGET))
        or unit_factor(text) > 1
    )


def _heading(number: int, cells: Sequence[Sequence[CellValue]]) -> Heading | Problem:
    row = cells[number]
    years = [column for column in range(len(row)) if read_year(said(row, column)) is not None]
    first, below = years[0], cells[number + 1] if number + 1 < len(cells) else []
    has_second = _is_second(below, first)
    columns, remarks = _columns(number, cells, has_second), list[str]()
    last = number + has_second
    for_names = [said(row, c) or (said(below, c) if has_second else "") for c in range(first)]
    category, ref = _column_of(for_names, _CATEGORIES), _column_of(for_names, _NUMBERS)
    name = _column_of(for_names, _NAMES)
    if name < 0:
        name = _widest(cells[last + 1 :], first, {category, ref})
    if name < 0:
        found, expected = (
            "no column before the years has names",
            "expected the names of lines to the left of the years",
        )
        return Problem(found, expected, cell_name(number, first))
    taken = {name, category, ref, *(column.position for column in columns)}
    width = max(map(len, cells[number : last + 1]))
    remarks += [
        f"The column {said(row, c) or said(below, c)} ({cell_name(number, c)}) was not read."
        for c in range(width)
        if c not in taken and (said(row, c) or (has_second and said(below, c)))
    ]
    columns = _scaled(columns, _over_all(cells, number, last, {c.position for c in columns}), remarks)
    sorted_out = _sort_out(columns, number, remarks)
    if isinstance(sorted_out, Problem):
        return sorted_out
    plan, prior = sorted_out
    return Heading(last, name, category, ref, plan, prior, tuple(remarks))


def _over_all(cells: Sequence[Sequence[CellValue]], number: int, last: int, own: set[int]) -> list[str]:
    """The words over the whole sheet: all above the years, and beside them those over no amounts."""
    return [
        said(row, column)
        for position, row in enumerate(cells[: last + 1])
        for column in range(len(row))
        if position < number or column not in own
    ]


def _is_second(row: Sequence[CellValue], first: int) -> bool:
    """Whether a row below the years goes on with the heading: words for budgets or units, no figures."""
    texts = [said(row, column) for column in range(first, len(row))]
    values = [row[column] for column in range(first, len(row))]
    has_figures = any(isinstance(value, (int, float)) for value in values)
    words = [text for text in texts if text]
    return (
        bool(words)
        and not has_figures
        and all(_says_kind(text) or text == "£" or _COMPARES.search(text) for text in words)
    )


def _columns(
    number: int,
    cells: Sequence[Sequence[CellValue]],
    has_second: bool,
) -> list[Column]:
    """The columns of amounts, a year over several columns counting for each of them that has a word below."""
    row, below = cells[number], cells[number + 1] if has_second else []
    above = cells[number - 1] if number else []
    first = min(c for c in range(len(row)) if read_year(said(row, c)) is not None)
    found: list[Column] = []
    year_text = above_text = ""
    for column in range(first, max(len(row), len(below))):
        above_text = said(above, column) or above_text
        own = said(row, column)
        year_text = own or (year_text if said(below, column) else "")
        year = read_year(year_text)
        over = above_text if _says_kind(above_text) or _COMPARES.search(above_text) else ""
        words = " ".join(filter(None, (over, year_text, said(below, column))))
        if year is None or _COMPARES.search(words):
            continue
        kind, is_forecast = _kind(words)
        found.append(
            Column(column, *year, words, kind, is_forecast, unit_factor(f"{own} {said(below, column)}"))
        )
    return found


def _kind(words: str) -> tuple[ComparativeKind | None, bool]:
    """What the words over a column make of it; a forecast may be either, by the years around it."""
    if _OUTTURN.search(words):
        is_estimated = _FORECAST.search(words) or _ESTIMATED.search(words)
        return (ComparativeKind.OUTTURN_ESTIMATED if is_estimated else ComparativeKind.OUTTURN), False
    if _FORECAST.search(words) and not _BUDGET.search(words):
        return ComparativeKind.OUTTURN_ESTIMATED, True
    return None, False


def _column_of(headings: Sequence[str], words: tuple[str, ...]) -> int:
    return next((column for column, text in enumerate(headings) if text.lower() in words), -1)


def _widest(cells: Sequence[Sequence[CellValue]], before: int, taken: set[int]) -> int:
    """The column before the years in which most cells have words; -1 where none has any."""
    counts = {
        column: sum(
            isinstance(row[column], str) and bool(said(row, column)) for row in cells if column < len(row)
        )
        for column in range(before)
        if column not in taken
    }
    best = max(counts, key=lambda column: (counts[column], -column), default=-1)
    return best if best >= 0 and counts[best] else -1


def _scaled(columns: list[Column], texts: list[str], remarks: list[str]) -> list[Column]:
    """Give the columns the unit that is said over the whole sheet, unless their own headings say one."""
    saying = next((text for text in texts if unit_factor(text) > 1), "")
    factor = unit_factor(saying)
    scaled = [replace(column, factor=factor) if column.factor == 1 else column for column in columns]
    if factor > 1:
        remarks.append(f"The sheet says {saying!r}: its figures were multiplied by {factor:,}.")
    remarks.extend(
        f"The column {column.words!r} was multiplied by {column.factor:,}."
        for column in columns
        if column.factor > 1
    )
    return scaled


def _sort_out(
    columns: list[Column], number: int, remarks: list[str]
) -> tuple[tuple[Column, ...], tuple[Column, ...]] | Problem:
    """Tell the columns of the plan from those of prior figures."""
    if not columns:
        return Problem(
            "no column of amounts has a year of its own", "expected a year over each", cell_name(number, 0)
        )
    if len({column.is_span for column in columns}) > 1:
        return Problem(
            "some years span two calendar years and some do not",
            "expected one form of year",
            cell_name(number, columns[0].position),
        )
    budgets = [column for column in columns if column.kind is None]
    if not budgets:
        remarks.append("No column is headed Budget: all columns were taken as the budget's years.")
        return _consecutive([replace(column, kind=None) for column in columns], (), number)
    spent = [column.year for column in columns if column.kind is not None and not column.is_forecast]
    ended = max(spent, default=0)
    plan = [c for c in budgets if c.year > ended] or budgets
    prior = [replace(c, kind=ComparativeKind.APPROVED) for c in budgets if c not in plan]
    for column in columns:
        if column.kind is None:
            continue
        is_ahead = column.is_forecast and column.year > max(c.year for c in plan)
        (plan if is_ahead else prior).append(replace(column, kind=None) if is_ahead else column)
    prior.sort(key=lambda column: column.position)
    remarks.extend(f"The column {c.words!r} was taken as a comparative: {_spelt(c.kind)}." for c in prior)
    return _consecutive(sorted(plan, key=lambda column: column.position), tuple(prior), number)


def _spelt(kind: ComparativeKind | None) -> str:
    assert kind is not None, "a prior column is of some kind"
    spelt = {
        ComparativeKind.APPROVED: "the budget as it was approved",
        ComparativeKind.OUTTURN: "the outturn",
        ComparativeKind.OUTTURN_ESTIMATED: "the estimated outturn",
        ComparativeKind.ESTIMATED: "an estimate made before",
    }
    return spelt[kind]


def _consecutive(
    plan: list[Column], prior: tuple[Column, ...], number: int
) -> tuple[tuple[Column, ...], tuple[Column, ...]] | Problem:
    for before, column in pairwise(plan):
        if column.year != before.year + 1:
            found = f"the column {column.words!r} does not follow {before.words!r}"
            expected = "expected one column of budget for each year, in order"
            return Problem(found, expected, cell_name(number, column.position))
    if len(plan) > YEARS_MAX:
        return Problem(
            f"there are {len(plan)} years",
            f"expected at most {YEARS_MAX}",
            cell_name(number, plan[0].position),
        )
    return tuple(plan), prior
