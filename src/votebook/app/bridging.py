"""Bridging: why a figure differs from what it is compared with."""

from __future__ import annotations

from dataclasses import replace

from votebook.app.figure import named
from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.source import Fault
from votebook.core.measure.year import parse_year
from votebook.core.plan.selection import refs_inside
from votebook.core.report.variance import VarianceSplit, split_against_comparative
from votebook.core.report.variance import split_variance as split


def split_variance(
    opened: OpenBook, start: str, end: str, *, against: OpenBook | None = None, ref: str = ""
) -> VarianceSplit | UnknownName | tuple[Fault, ...]:
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
    earlier = against or opened
    comparatives = [comparative.ref for comparative in earlier.budget.comparatives]
    if start in comparatives and against is None:
        answer = split_against_comparative(opened.calculation, end, start)
    elif parse_year(start, earlier.budget.approved_year.first_month):
        answer = split(opened.calculation, end, earlier.calculation, start)
    else:
        return unknown_name("year or comparative", start, (*earlier.budget.year_index, *comparatives))
    return answer if isinstance(answer, tuple) else narrow(opened, answer, found)


def narrow(opened: OpenBook, split: VarianceSplit, ref: str) -> VarianceSplit:
    """Keep a line's row, or a category's with what is inside it; everything for the whole."""
    if not ref:
        return split
    inside = refs_inside(opened.budget, (ref,)) | {ref}
    return replace(split, rows=tuple(row for row in split.rows if row.ref in inside))
