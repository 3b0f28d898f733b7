"""The split of a variance as a page of fixed-width text: a row a line, a column a cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from votebook.core.measure.money import Money
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.variance import VarianceRow, VarianceSplit
from votebook.formats.lettering import clean, left, right, width, wrap

PAGE_WIDTH = 100
"""How wide a page is set where nobody says otherwise, in columns."""

_TITLE_MAX = 40
_TITLE_MIN = 22
_TITLE_NARROW = 30
_TITLE_LEAST = 12
_INDENTS_MAX = 4
_HEADS = {
    Cause.RECLASSIFIED: ("Reclas-", "sified"),
    Cause.INDEXATION: ("Index-", "ation"),
    Cause.UNEXPLAINED: ("Unex-", "plained"),
    Cause.ROUNDING: ("Round-", "ing"),
}
"""The heads that are broken over two lines."""

_FIXED = (("", "Before"), ("", "Now"), ("", "Variance"), ("", ""))
_READ = "A: adverse, more than before. F: favourable, less than before."
_ACROSS = "Each row adds up as printed: before and its parts make now."
_POUNDS = (
    "Rows are rounded to whole pounds one by one, so that a column may miss its total by a pound or so; "
    "with --pence everything adds up exactly."
)
_EXACT = "The parts of each variance add up to it exactly."
_UNEXPLAINED = "Unexplained: the inputs in the book do not account for it."

_Head = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The labels and cells of a table, one list of cells a row, and the heads over them."""

    heads: tuple[_Head, ...]
    labels: tuple[str, ...]
    levels: tuple[int, ...]
    body: tuple[tuple[str, ...], ...]

    def widths(self) -> list[int]:
        """How wide each column of figures is."""
        return [
            max(*(width(part) for part in head), *(width(cells[n]) for cells in self.body))
            for n, head in enumerate(self.heads)
        ]

    def columns(self, chosen: Sequence[int]) -> _Grid:
        """The same table with only some of its columns of figures."""
        body = tuple(tuple(cells[n] for n in chosen) for cells in self.body)
        return _Grid(tuple(self.heads[n] for n in chosen), self.labels, self.levels, body)


def variance_text(split: VarianceSplit, *, in_pence: bool = False, page_width: int = PAGE_WIDTH) -> str:
    """Set the split of a variance as a table; causes and places without any amount are left out.

    In whole pounds each row is footed across; in pence all is exact. Where the page is too narrow
    for every cause, the causes that are left follow in tables of their own.
    """
    causes = [cause for cause in Cause if any(row.parts.part(cause).pence for row in split.rows)]
    rows = [row for row in split.rows if row.of.pence or row.against.pence or not row.ref] or [*split.rows]
    heads = (*_FIXED, *(_HEADS.get(cause, ("", cause.value.capitalize())) for cause in causes))
    body = tuple(_cells(row, causes, in_pence) for row in rows)
    labels = tuple(clean(f"{row.number} {row.title}".strip()) for row in rows)
    grid = _Grid(heads, labels, tuple(row.level for row in rows), body)
    tables = _fitting(grid, page_width)
    ends_with_total = bool(rows) and not rows[-1].ref
    lines = wrap(clean(f"Variance of {split.of} against {split.against} (£)"), page_width)
    for number, (table, first, gap) in enumerate(tables):
        lines += [""] if number else []
        lines += _table(table, first, gap, ends_with_total=ends_with_total)
    for note in _notes(rows, causes, in_pence, len(tables)):
        lines += wrap(note, page_width, 2)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _fitting(grid: _Grid, page_width: int) -> list[tuple[_Grid, int, str]]:
    """The table with labels and gaps that fit the page, or its columns in tables that do."""
    labels = zip(grid.labels, grid.levels, strict=True)
    lines = (line for label, level in labels for line in _label(label, level, _TITLE_MAX))
    longest = max(width(line) for line in ("Budget line", *lines))
    widths = grid.widths()
    for gap in ("  ", " "):
        room = page_width - sum(widths) - len(gap) * len(widths)
        if room >= min(longest, _TITLE_MIN):
            return [(grid, min(room, longest), gap)]
    fixed = len(_FIXED)
    first = min(max(page_width - sum(widths[:fixed]) - fixed, _TITLE_LEAST), _TITLE_NARROW, longest)
    groups, used = [[*range(fixed)]], first + sum(widths[:fixed]) + fixed
    for column in range(fixed, len(widths)):
        if used + widths[column] + 1 > page_width and groups[-1]:
            groups, used = [*groups, []], first
        groups[-1].append(column)
        used += widths[column] + 1
    return [(grid.columns(group), first, " ") for group in groups]


def _table(grid: _Grid, first: int, gap: str, *, ends_with_total: bool) -> Iterator[str]:
    widths = grid.widths()
    ruled = "─" * (first + sum(widths) + len(gap) * len(widths))
    yield ruled
    if any(above for above, _ in grid.heads):
        yield _line("", [above for above, _ in grid.heads], first, widths, gap)
    yield _line("Budget line", [below for _, below in grid.heads], first, widths, gap)
    yield ruled
    for position, (text, level, cells) in enumerate(zip(grid.labels, grid.levels, grid.body, strict=True)):
        if ends_with_total and position == len(grid.body) - 1:
            yield ruled
        *above, last = _label(text, level, min(first, _TITLE_MAX + 2 * level))
        yield from above
        yield _line(last, cells, first, widths, gap)
    yield ruled


def _label(text: str, level: int, columns: int) -> list[str]:
    """The lines of a row's label, indented by its level in the structure."""
    indent = "  " * min(max(level - 1, 0), _INDENTS_MAX)
    return [f"{indent}{line}" for line in wrap(text, columns - len(indent), 2)]


def _notes(rows: list[VarianceRow], causes: list[Cause], in_pence: bool, tables: int) -> Iterator[str]:
    for row in rows:
        if row.moved_from:
            yield clean(
                f"Moved: {row.title} was in {row.moved_from} before; the two categories show it as "
                "reclassified, at the mean of its two figures."
            )
    if tables > 1:
        yield "The page is too narrow for all causes side by side, so the rest of them stand below."
    is_whole = all(
        not amount.pence % 100 for row in rows for amount in (row.of, row.against, *row.parts.amounts)
    )
    exact = _EXACT if in_pence or is_whole else f"{_ACROSS} {_POUNDS}"
    yield " ".join((_READ, exact, *([_UNEXPLAINED] if Cause.UNEXPLAINED in causes else [])))


def _cells(row: VarianceRow, causes: list[Cause], in_pence: bool) -> tuple[str, ...]:
    exact = [row.against, row.of, row.variance, *(row.parts.part(cause) for cause in causes)]
    if in_pence:
        shown = [_print(amount, str(amount)) for amount in exact]
    else:
        footed = row.whole_pounds()
        parts = [footed.parts[list(Cause).index(cause)] for cause in causes]
        pounds = [Money(100 * each) for each in (footed.against, footed.of, footed.variance, *parts)]
        shown = [_print(a, p.published()) for a, p in zip(exact, pounds, strict=True)]
    return (*shown[:3], row.letter, *shown[3:])


def _print(amount: Money, text: str) -> str:
    """Print an amount with negatives in brackets and nil as a dash, the last digits under each other."""
    if not amount.pence and text.strip("£(). ") in ("0", "0.00", "–", ""):
        return "– "
    text = text.replace("£", "")
    return text if text.endswith(")") else f"{text} "


def _line(label: str, cells: Sequence[str], first: int, widths: Sequence[int], gap: str) -> str:
    set_cells = (right(cell, columns) for cell, columns in zip(cells, widths, strict=True))
    return gap.join((left(label, first), *set_cells))
