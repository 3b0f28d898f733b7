"""Note: what a reader must know beside a table's figures, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from votebook.core.plan.version import Version
from votebook.core.report.cell import Cell, CellKey, ColumnFormula, SumOfCells
from votebook.core.report.figure import PERCENT, steps
from votebook.core.report.heading import Head
from votebook.core.report.statement import RoundingPolicy, Statement


def state_of_version(version: Version) -> str:
    """Say which version the figures are of, and from when it counts.

    >>> from votebook.core.plan.version import VersionKind
    >>> state_of_version(Version(VersionKind.APPROVED, "1.0", date(2020, 3, 2), date(2020, 4, 1)))
    'Approved 1.0, effective 1 April 2020'
    """
    state = f"{version.kind.value.capitalize()} {version.iteration}"
    if version.effective is not None:
        return f"{state}, effective {day_in_words(version.effective)}"
    return f"{state}, dated {day_in_words(version.dated)}"


def day_in_words(day: date) -> str:
    """Write a date as a letter does, whatever the machine's language.

    >>> day_in_words(date(2020, 4, 1))
    '1 April 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)


def notes_of(
    statement: Statement, heads: tuple[Head, ...], cells: tuple[Cell, ...], mark: str
) -> tuple[str, ...]:
    """Collect a table's notes: its own, then signs, rounding and marks, each only where it applies."""
    own = (statement.note,) if statement.note else ()
    shown = {cell.key: cell for cell in cells if cell.steps is not None}
    return (*own, *_signs(heads, shown), *_rounding(statement, heads, shown), *_marks(shown, mark))


def _signs(heads: tuple[Head, ...], shown: Mapping[CellKey, Cell]) -> Iterator[str]:
    """Say what each difference takes from what, and how a negative figure looks."""
    names = {head.key: f"{head.over} {head.heading}".strip() for head in heads}
    for head in heads:
        if any(sign < 0 for sign, _ in head.signed):
            terms = [(" − " if sign < 0 else " + ") + names[key] for sign, key in head.signed]
            terms[0] = terms[0].removeprefix(" + ").replace(" − ", "−")
            yield f"{head.heading} = {''.join(terms)}."
    if any(cell.steps is not None and cell.steps < 0 for cell in shown.values()):
        yield "Figures in brackets are negative."


def _rounding(statement: Statement, heads: tuple[Head, ...], shown: Mapping[CellKey, Cell]) -> Iterator[str]:
    by_key = {head.key: head for head in heads}
    if all(_is_whole(cell, by_key[cell.column]) for cell in shown.values()):
        return
    if statement.rounding is RoundingPolicy.FOOTING:
        yield (
            "Figures are rounded together so that every row and column adds up as printed; "
            "each lies within one unit of its exact value."
        )
        return
    missed = _missed(by_key, shown)
    if missed is None:
        yield "Each figure is rounded by itself."
    elif missed == 0:
        yield "Each figure is rounded by itself; all sums agree with their printed parts."
    elif missed == 1:
        yield "Each figure is rounded by itself; one sum differs from its printed parts."
    else:
        yield f"Each figure is rounded by itself; {missed} sums differ from their printed parts."


def _is_whole(cell: Cell, head: Head) -> bool:
    """Whether printing lost nothing of a cell; a percentage is a ratio that a reader expects rounded."""
    if cell.exact is None or head.unit == PERCENT:
        return True
    return steps(cell.exact, head.unit, head.decimals).denominator == 1


def _missed(heads: Mapping[str, Head], shown: Mapping[CellKey, Cell]) -> int | None:
    """Count the sums and differences that a reader who adds the printed figures would not meet.

    None where the table has neither.
    """
    missed: int | None = None
    for cell in shown.values():
        parts: list[tuple[int, CellKey]] = []
        if isinstance(cell.rule, SumOfCells):
            parts = [(1, key) for key in cell.rule.parts]
        elif isinstance(cell.rule, ColumnFormula):
            parts = [(sign, (cell.row, name)) for sign, name in heads[cell.column].signed]
        printed = [(sign, shown[key].steps or 0) for sign, key in parts if key in shown]
        if printed:
            missed = (missed or 0) + (cell.steps != sum(sign * count for sign, count in printed))
    return missed


def _marks(shown: Mapping[CellKey, Cell], mark: str) -> Iterator[str]:
    if any(cell.mark for cell in shown.values()):
        yield f"{mark} The body estimated this year for a category as a whole; the spread over lines is ours."
