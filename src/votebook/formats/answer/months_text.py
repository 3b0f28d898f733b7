"""Months as text: a year's lines over its months, in as many blocks as the page is wide for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from votebook.app.spreading import MonthlySpread
from votebook.core.measure.money import Money
from votebook.formats.answer.ink import Ink, Inked, set_page
from votebook.formats.lettering import clean, left, right, width, wrap

_TITLE_MIN = 24
_TITLE_MAX = 34


def months_text(spread: MonthlySpread, page_width: int = 100, is_inked: bool = False) -> str:
    """Set a spread: one line of the book downwards by month, several across."""
    if not spread.rows:
        return set_page(_nothing(spread, page_width), is_inked)
    if len(spread.rows) == 1 and not spread.unplaced.pence:
        return set_page(_downwards(spread), is_inked)
    return set_page(_across(spread, page_width), is_inked)


def _nothing(spread: MonthlySpread, page_width: int) -> Iterator[Inked]:
    yield Inked(f"{clean(spread.title)}: {spread.year} by month", Ink.STRONG)
    yield Inked(f"There is no provision in {spread.year}, and so nothing to spread over its months.")
    yield from _unplaced(spread, page_width)


def _downwards(spread: MonthlySpread) -> Iterator[Inked]:
    (row,) = spread.rows
    yield Inked(clean(row.title), Ink.STRONG)
    yield Inked(f"{row.ref} · {spread.year} · profile {row.profile}", Ink.QUIET)
    yield Inked("─" * 36, Ink.QUIET)
    for month, amount in zip(spread.months, row.months, strict=True):
        yield Inked(left(f"{month:%B %Y}", 18) + right(_figure(amount), 18))
    yield Inked("─" * 36, Ink.QUIET)
    yield Inked(left("Year", 18) + right(_figure(row.year), 18), Ink.STRONG)


def _across(spread: MonthlySpread, page_width: int) -> Iterator[Inked]:
    yield Inked(f"{clean(spread.title)}: {spread.year} by month, £", Ink.STRONG)
    totals = (*spread.totals, Money(sum(total.pence for total in spread.totals)))
    figures = [*([*row.months, row.year] for row in spread.rows), totals]
    column = max(10, *(width(_figure(amount)) for row in figures for amount in row))
    title = min(_TITLE_MAX, max(_TITLE_MIN, *(width(clean(row.title)) for row in spread.rows), 0))
    fitting = max(1, (page_width - title) // (column + 2))
    heads = [_head(month) for month in spread.months] + ["Year"]
    blocks = -(-len(heads) // fitting)
    fitting = -(-len(heads) // blocks)  # blocks of much the same width, so that no column stands alone
    for first in range(0, len(heads), fitting):
        block = slice(first, first + fitting)
        across = title + len(heads[block]) * (column + 2)
        yield Inked("─" * across, Ink.QUIET)
        yield Inked(_row("", heads[block], title, column)[0], Ink.STRONG)
        yield Inked("─" * across, Ink.QUIET)
        for row in spread.rows:
            shown = [_figure(amount) for amount in (*row.months, row.year)[block]]
            for line in _row(row.title, shown, title, column):
                yield Inked(line)
        yield Inked("─" * across, Ink.QUIET)
        yield Inked(_row("Total", [_figure(total) for total in totals[block]], title, column)[0], Ink.STRONG)
        yield Inked("")
    yield from _unplaced(spread, page_width)


def _unplaced(spread: MonthlySpread, page_width: int) -> Iterator[Inked]:
    if spread.unplaced.pence:
        words = (
            f"{spread.unplaced} of the year is estimated for categories as a whole; it lies on no line "
            "and so in no month."
        )
        for line in wrap(words, page_width):
            yield Inked(line)


def _row(title: str, figures: Sequence[str], room: int, column: int) -> list[str]:
    *before, last = wrap(clean(title), room, 2)
    return [*before, left(last, room) + "".join(right(figure, column + 2) for figure in figures)]


def _head(month: date) -> str:
    return f"{month:%b %Y}"


def _figure(amount: Money) -> str:
    return str(amount).replace("£", "") if amount.pence else "–"
