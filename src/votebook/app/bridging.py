"""Bridging: why a figure differs from what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from votebook.app.figure import named
from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.source import Fault
from votebook.core.measure.year import FinancialYear, parse_year
from votebook.core.plan.budget import Budget
from votebook.core.plan.selection import refs_inside
from votebook.core.report.bridge.gap import Gap, gaps_in
from votebook.core.report.variance import VarianceSplit, split_against_comparative
from votebook.core.report.variance import split_variance as split

SHOWN_MAX = 3
"""The most lines that a refusal names one by one."""


@dataclass(frozen=True, slots=True)
class NotComparable:
    """A comparison that a sound book cannot give, in words, and the one that answers instead.

    ``instead`` is what follows the book in the command for it; empty when there is none.
    """

    sentence: str
    instead: tuple[str, ...] = ()

    def explain(self, book: str = "BOOK") -> str:
        """Say what is not possible, and the command that is."""
        if not self.instead:
            return self.sentence
        words = (f"'{word}'" if " " in word else word for word in (book, *self.instead))
        return f"{self.sentence} To see it: votebook variance {' '.join(words)}"


def split_variance(
    opened: OpenBook, start: str, end: str, *, against: OpenBook | None = None, ref: str = ""
) -> VarianceSplit | UnknownName | NotComparable | tuple[Fault, ...]:
    """Split the variance of a year (``end``) against another year or a comparative (``start``).

    With a second book the start is read there, so that two versions of one budget can be bridged.
    ``ref`` narrows the answer to a line or category.
    """
    budget = opened.budget
    found = named(opened, ref) if ref else ""
    known = (*budget.line_index, *budget.structure.by_ref)
    if found is None or found not in ("", *known):
        return unknown_name("line or category", ref, known)
    if end not in budget.year_index:
        return unknown_name("year", end, budget.year_index)
    earlier = (against or opened).budget
    comparatives = _comparatives(earlier)
    if against is not None and start in (*comparatives, *_comparatives(budget)):
        return _refuse_prior_figure(budget, earlier, start, end, ref)
    year = parse_year(start, earlier.approved_year.first_month)
    if start in comparatives:
        answer = split_against_comparative(opened.calculation, end, start)
    elif year is None:
        known = (*earlier.year_index, *(() if against else comparatives))
        return unknown_name("year" if against else "year or comparative", start, known)
    else:
        answer = split(opened.calculation, end, (against or opened).calculation, start)
        gaps = gaps_in(earlier, year) if isinstance(answer, tuple) else ()
        if gaps:
            return _refuse_gaps(earlier, year, gaps, is_other=against is not None)
    if isinstance(answer, tuple):
        return answer
    narrowed = narrow(opened, answer, found)
    return narrowed if narrowed.rows else _refuse_inside(budget, answer, found, start, end)


def narrow(opened: OpenBook, split: VarianceSplit, ref: str) -> VarianceSplit:
    """Keep a line's row, or a category's with what is inside it; everything for the whole."""
    if not ref:
        return split
    inside = refs_inside(opened.budget, (ref,)) | {ref}
    return replace(split, rows=tuple(row for row in split.rows if row.ref in inside))


def told_apart(split: VarianceSplit, of_book: str, against_book: str) -> VarianceSplit:
    """Name the two sides of a split between two books by the books they are read from too."""
    return replace(split, of=f"{split.of} ({of_book})", against=f"{split.against} ({against_book})")


def _comparatives(budget: Budget) -> tuple[str, ...]:
    return tuple(comparative.ref for comparative in budget.comparatives)


def _refuse_prior_figure(budget: Budget, earlier: Budget, start: str, end: str, ref: str) -> NotComparable:
    years = ", ".join(earlier.year_index)
    sentence = (
        f"{start} is a prior figure without inputs, and --against compares with a year of the other book: "
        f"name one of its years after --from ({years}), or leave --against out."
    )
    if start not in _comparatives(budget):
        return NotComparable(f"{sentence} Only the other book has {start}.")
    return NotComparable(
        sentence.replace("leave --against out", f"leave --against out to start from {start}"),
        (*([ref] if ref else []), "--from", start, "--to", end),
    )


def _refuse_gaps(
    budget: Budget, year: FinancialYear, gaps: tuple[Gap, ...], *, is_other: bool
) -> NotComparable:
    """Say which lines a year before the budget cannot be worked out for, and what the book has of it."""
    shown = [f"{budget.line(gap.line).title} ({', '.join(gap.inputs)})" for gap in gaps[:SHOWN_MAX]]
    more = f" and {len(gaps) - SHOWN_MAX} more" if len(gaps) > SHOWN_MAX else ""
    lines = "line has" if len(gaps) == 1 else "lines have"
    said = (
        f"{year} cannot be worked out anew, because the inputs of {len(gaps)} {lines} no value in it: "
        f"{', '.join(shown)}{more}."
    )
    prior = [comparative.ref for comparative in budget.comparatives if comparative.year == year]
    if not prior:
        return NotComparable(
            f"{said} The book has no prior figures of {year} to compare with instead either."
        )
    choices = " or ".join(f"--from {ref}" for ref in prior)
    without = ", without --against" if is_other else ""
    return NotComparable(f"{said} Compare with the prior figures of that year: {choices}{without}.")


def _refuse_inside(budget: Budget, split: VarianceSplit, ref: str, start: str, end: str) -> NotComparable:
    """Say why a place has no row: it is compared within another one, or has no figure at all."""
    is_line = ref in budget.line_index
    title = budget.line(ref).title if is_line else budget.structure.by_ref[ref].title
    around = budget.structure.path(budget.line(ref).category if is_line else ref)
    place = next((outer for outer in (*around, "") if outer in split.wholes), None)
    if place is None:
        return NotComparable(
            f"{title} has no figure in {split.of} and none in {split.against}, so there is nothing to split."
        )
    within = budget.structure.by_ref[place].title if place else "the whole budget"
    return NotComparable(
        f"{title} does not have a figure of its own in both {split.against} and {split.of}: it lies "
        f"within {within}, which is compared as a whole.",
        (*([place] if place else []), "--from", start, "--to", end),
    )
