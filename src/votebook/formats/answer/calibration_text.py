"""Calibration as text: the implied rates, what each area still misses, and what cannot be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.plan.calibration import Calibration
from votebook.formats.answer.ink import Ink, Inked, set_page
from votebook.formats.lettering import clean, left, right, width, wrap

PAGE_WIDTH = 100
"""The widest page that still reads comfortably, in columns."""


def calibration_text(
    calibration: Calibration, rate: str, page_width: int = PAGE_WIDTH, is_inked: bool = False
) -> str:
    """Set a calibration for a terminal or a printer; ``rate`` is the parameter that was fitted."""
    return set_page(_lines(calibration, rate, min(page_width, PAGE_WIDTH)), is_inked)


def _lines(calibration: Calibration, rate: str, across: int) -> Iterator[Inked]:
    fitted, explained, *_ = calibration.explain()
    yield Inked(f"{rate}: implied rates for {calibration.year}", Ink.STRONG)
    for sentence in (fitted, explained):
        yield from (Inked(line) for line in wrap(clean(sentence), across))
    yield Inked("")
    rates = [
        (one.title, _pounds(one.rate), _pounds(one.lowest), _pounds(one.highest)) for one in calibration.rates
    ]
    yield from _table(("Rate", "£ a year", "at least", "at most"), rates)
    yield Inked("")
    items = [
        (one.title, _pence(one.published), _pence(one.fitted), _pence(one.residual))
        for one in calibration.reconciling
    ]
    total = [sum((getattr(one, part) for one in calibration.reconciling), Fraction(0)) for part in _PARTS]
    yield from _table(("", "to meet £", "explained £", "left over £"), items, ("Total", *map(_pence, total)))
    if calibration.limitations:
        yield Inked("")
        yield Inked("What the figures cannot tell", Ink.STRONG)
        for limitation in calibration.limitations:
            sentence = limitation.sentence[0].upper() + limitation.sentence[1:]
            for line in wrap(f"- {clean(sentence)}", across, 2):
                yield Inked(line)


_PARTS = ("published", "fitted", "residual")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str] = ()) -> Iterator[Inked]:
    whole = [heads, *rows, *([total] if total else [])]
    widths = [max(width(clean(row[n])) for row in whole) + (2 if n else 0) for n in range(len(heads))]
    rule = Inked("─" * sum(widths), Ink.QUIET)
    yield Inked(_row(heads, widths), Ink.STRONG)
    yield rule
    yield from (Inked(_row(row, widths)) for row in rows)
    if total:
        yield rule
        yield Inked(_row(total, widths), Ink.STRONG)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (clean(cell) for cell in cells)
    return left(first, widths[0]) + "".join(right(c, w) for c, w in zip(others, widths[1:], strict=True))


def _pounds(amount: Fraction) -> str:
    return Money.of(amount).published().replace("£", "")


def _pence(amount: Fraction) -> str:
    return str(Money.of(amount)).replace("£", "") if amount else "–"
