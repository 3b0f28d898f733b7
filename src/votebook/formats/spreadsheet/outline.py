"""Outline: the rows of a sheet as lines under headings, with the totals found and checked.

A total is told by its figures as well as by its label: a row that is the exact sum of two rows or
more above it would count twice, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from votebook.formats.spreadsheet.amount import Figure, Problem, read_amount, shown_pounds, to_penny
from votebook.formats.spreadsheet.cells import CellValue, cell_name
from votebook.formats.spreadsheet.heading import Heading, said, unit_factor, without_unit
from votebook.formats.spreadsheet.remark import Remarks, listed

EVERYTHING = "All lines"
"""The category of lines under no heading."""

LEFT_OUT = "It was left out, as the book adds it up."
"""What is said of every total that agrees."""

_TOTAL = re.compile(
    r"^(?:grand |overall |sub[ -]?)?totals?\b|\b(?:sub[ -]?)?totals?$|^sum of\b", re.IGNORECASE
)
_CHECK = re.compile(r"^checks?\b|\bshould be (?:zero|nil|0)\b|^control total\b", re.IGNORECASE)
_AGREES = Fraction(1, 1000)

Figures = tuple[Fraction | None, ...]


@dataclass(frozen=True)
class SheetLine:
    """A line of a sheet: its row from 0, its words, and its pounds to the penny in each column."""

    row: int
    name: str
    number: str
    category: str
    pounds: Figures


@dataclass(frozen=True)
class _Row:
    row: int
    name: str
    number: str
    category: str
    figures: Figures
    is_unread: bool

    @property
    def is_blank(self) -> bool:
        return not self.name and not self.has_figures and not self.is_unread

    @property
    def has_figures(self) -> bool:
        return any(figure is not None for figure in self.figures)

    @property
    def is_words(self) -> bool:
        return bool(self.name) and not self.has_figures and not self.is_unread and not self.category


@dataclass
class _Outline:
    remarks: Remarks
    column: int
    positions: tuple[int, ...]
    lines: list[SheetLine] = field(default_factory=list)
    exact: list[Figures] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    heading: str = ""
    headings: list[str] = field(default_factory=list)

    def cell(self, row: int) -> str:
        return cell_name(row, self.column)

    def begin_block(self) -> None:
        """From here on rows may have a total of their own."""
        if self.starts[-1] != len(self.lines):
            self.starts.append(len(self.lines))


def read_outline(cells: Sequence[Sequence[CellValue]], heading: Heading, remarks: Remarks) -> list[SheetLine]:
    """Read the lines below a heading, and say of every other row what it was taken for."""
    rows = [
        _read_row(cells[number], number, heading, remarks) for number in range(heading.last + 1, len(cells))
    ]
    outline = _Outline(remarks, heading.name, tuple(column.position for column in heading.columns))
    last_figures = max((n for n, row in enumerate(rows) if row.has_figures or row.is_unread), default=-1)
    is_apart = True
    for position, row in enumerate(rows):
        if row.is_blank:
            outline.begin_block()
            is_apart = True
            continue
        is_apart = _take(outline, row, rows, position, is_apart=is_apart, is_after=position > last_figures)
    _say_headings(outline)
    _say_repeated(outline)
    return outline.lines


def _take(
    outline: _Outline, row: _Row, rows: Sequence[_Row], position: int, *, is_apart: bool, is_after: bool
) -> bool:
    """Take one row; whether the next one stands apart from a line above it."""
    cell = outline.cell(row.row)
    if not row.name:
        outline.remarks.say(cell, "a row of amounts has no name. It was left out.")
        return is_apart
    if _CHECK.search(row.name):
        outline.remarks.say(cell, f"{row.name} is a check of the sheet's own. It was left out.")
        return True
    if row.is_words and is_after:
        outline.remarks.say(cell, f"{row.name!r} has no amounts and no lines below it. It was left out.")
        return True
    if row.is_words and _is_heading(row, rows[position + 1 :], is_apart=is_apart):
        outline.begin_block()
        outline.heading = row.name.strip(": ")
        outline.headings.append(f"{outline.heading} ({cell})")
        return True
    if _is_total(outline, row):
        outline.begin_block()
        return True
    _take_line(outline, row)
    return False


def _read_row(cells: Sequence[CellValue], number: int, heading: Heading, remarks: Remarks) -> _Row:
    name = said(cells, heading.name)
    own_factor = unit_factor(name)
    figures: list[Fraction | None] = []
    is_unread = False
    for column in heading.columns:
        cell = cell_name(number, column.position)
        figure = read_amount(cells[column.position] if column.position < len(cells) else "")
        if isinstance(figure, Problem):
            remarks.say(cell, f"{figure.found}; {figure.expected}. No amount was taken.")
            is_unread = True
            figures.append(None)
            continue
        _say_word(figure, cell, remarks)
        factor = max(own_factor, column.factor) if own_factor > 1 else column.factor
        figures.append(None if figure.pounds is None else figure.pounds * factor)
    if own_factor > 1 and any(figure is not None for figure in figures):
        own = [column for column in heading.columns if column.factor < own_factor]
        if own:
            remarks.say(cell_name(number, heading.name), f"{name!r} was multiplied by {own_factor:,}.")
    number_said = said(cells, heading.number)
    return _Row(
        number,
        without_unit(name) if own_factor > 1 else name,
        number_said,
        said(cells, heading.category),
        tuple(figures),
        is_unread,
    )


def _say_word(figure: Figure, cell: str, remarks: Remarks) -> None:
    if figure.word and figure.pounds is None:
        remarks.share("Cells that say n/a, taken as blank", cell)
    elif figure.word:
        remarks.share("Cells that say nil or a dash, taken as nothing", cell)


def _is_heading(row: _Row, below: Sequence[_Row], *, is_apart: bool) -> bool:
    """Whether a row of words is the heading of the lines below it, and not a line without amounts."""
    following = next((one for one in below if not one.is_blank), None)
    if following is None or (following.has_figures and _TOTAL.search(following.name)):
        return False
    own = row.name.lower().strip(": ")
    has_own_total = any(_TOTAL.search(one.name) and own in one.name.lower() for one in below)
    return not row.number and (is_apart or has_own_total or row.name.endswith(":") or row.name.isupper())


def _take_line(outline: _Outline, row: _Row) -> None:
    cell = outline.cell(row.row)
    if outline.lines and row.category and outline.lines[-1].category != row.category:
        outline.begin_block()
    if row.is_unread and not row.has_figures:
        outline.remarks.say(cell, f"{row.name} was taken as a line without amounts.")
    elif not row.has_figures:
        outline.remarks.say(
            cell, f"{row.name} has no amount in any column. It was taken as a line without amounts."
        )
    for position, figure in zip(outline.positions, row.figures, strict=True):
        if figure is not None and to_penny(figure) != figure:
            change = f"{shown_pounds(figure)} to {shown_pounds(to_penny(figure))}"
            place = cell_name(row.row, position)
            outline.remarks.share("Amounts finer than a penny, rounded to it", f"{place} ({change})")
    pounds = tuple(None if figure is None else to_penny(figure) for figure in row.figures)
    category = row.category or outline.heading or EVERYTHING
    outline.lines.append(SheetLine(row.row, row.name, row.number, category, pounds))
    outline.exact.append(row.figures)


def _is_total(outline: _Outline, row: _Row) -> bool:
    """Whether a row is a total; says whether it agrees with the lines that it adds up."""
    is_called_so = _TOTAL.search(row.name) is not None
    cell = outline.cell(row.row)
    if is_called_so and not row.has_figures:
        outline.remarks.say(cell, f"{row.name} has no figures, so nothing was checked. It was left out.")
        return True
    needed = 1 if is_called_so else 2
    count = len(outline.lines)
    starts = [start for start in reversed(outline.starts) if count - start >= needed]
    if not any(row.figures):
        starts = starts[-1:]  # a nil agrees with any line that is nil, so it is held against all of them
    for start in starts:
        if _agrees(row.figures, _sums(outline.exact[start:], len(row.figures)), is_called_so=is_called_so):
            _say_agrees(outline, row, start)
            return True
    if is_called_so:
        _say_differs(outline, row, starts)
    return is_called_so


def _sums(rows: Sequence[Figures], width: int) -> list[Fraction]:
    return [sum((row[n] or Fraction(0) for row in rows), Fraction(0)) for n in range(width)]


def _agrees(figures: Figures, sums: Sequence[Fraction], *, is_called_so: bool) -> bool:
    told = [(figure, total) for figure, total in zip(figures, sums, strict=True) if figure is not None]
    if not is_called_so and not any(figure for figure, _ in told):
        return False
    return all(abs(figure - total) < _AGREES for figure, total in told)


def _say_agrees(outline: _Outline, row: _Row, start: int) -> None:
    lines = outline.lines[start:]
    some = "the line above it" if len(lines) == 1 else f"the {len(lines)} lines above it"
    what = "all lines above it" if start == 0 and len(lines) > 1 else some
    cell = outline.cell(row.row)
    outline.remarks.say(cell, f"{row.name} is the sum of {what}. {LEFT_OUT}")
    taken = _sums([line.pounds for line in lines], len(row.figures))
    gaps = [
        f"{shown_pounds(total)} for {shown_pounds(figure)}"
        for figure, total in zip(row.figures, taken, strict=True)
        if figure is not None and to_penny(figure) != total
    ]
    if gaps:
        words = f"with each line rounded to the penny, {row.name} comes to {listed(gaps)}."
        outline.remarks.say(cell, words)


def _say_differs(outline: _Outline, row: _Row, starts: Sequence[int]) -> None:
    """Say by how much a total misses the sum that it comes nearest to."""
    width = len(row.figures)
    told = [n for n, figure in enumerate(row.figures) if figure is not None]
    sums = [_sums(outline.exact[start:], width) for start in starts] or [[Fraction(0)] * width]
    nearest = min(sums, key=lambda one: sum(abs((row.figures[n] or 0) - one[n]) for n in told))
    gaps = [
        f"{shown_pounds(row.figures[n] or Fraction(0))} where the lines come to {shown_pounds(nearest[n])}"
        for n in told
        if abs((row.figures[n] or 0) - nearest[n]) >= _AGREES
    ]
    words = f"{row.name} does not add up: {', '.join(gaps)}. It was left out; correct a line, or the total."
    outline.remarks.say(outline.cell(row.row), words)


def _say_headings(outline: _Outline) -> None:
    used = {line.category for line in outline.lines}
    taken = [heading for heading in outline.headings if heading.rpartition(" (")[0] in used]
    bare = [heading for heading in outline.headings if heading.rpartition(" (")[0] not in used]
    if taken:
        outline.remarks.said.append(f"Headings taken as categories: {listed(taken)}.")
    if bare:
        outline.remarks.said.append(f"Headings left out, as no line stands right below them: {listed(bare)}.")


def _say_repeated(outline: _Outline) -> None:
    cells: dict[str, list[str]] = {}
    for line in outline.lines:
        cells.setdefault(line.name.casefold(), []).append(outline.cell(line.row))
    for name, places in cells.items():
        if len(places) > 1:
            title = next(line.name for line in outline.lines if line.name.casefold() == name)
            words = f"{title} stands {len(places)} times ({listed(places)}), each taken as a line of its own."
            outline.remarks.said.append(words)
