"""Figure: why one figure of a book is what it is."""

from __future__ import annotations

from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.year import parse_year
from votebook.core.plan.explanation import Explanation, explain, is_explainable

WHOLE = "total"
"""What a reader calls the whole budget, where the book has no line or category of that name."""


def explain_figure(
    opened: OpenBook, ref: str, year: str = "", depth: int | None = None
) -> Explanation | UnknownName:
    """Explain a line, category, parameter or comparative, by default in the approved year.

    A line may also be named by the number it is printed with, when only one line has it.
    """
    budget = opened.budget
    found = named(opened, ref)
    if found is None:
        comparatives = (comparative.ref for comparative in budget.comparatives)
        known = (*budget.line_index, *budget.structure.by_ref, *budget.parameter_by_name, *comparatives)
        return unknown_name("line, category, parameter or comparative", ref, (*known, WHOLE))
    year = year or str(budget.approved_year)
    is_prior_value = found in budget.parameter_by_name
    if year in budget.year_index or (is_prior_value and parse_year(year, budget.approved_year.first_month)):
        return explain(opened.calculation, found, year, depth)
    if any(comparative.ref == found for comparative in budget.comparatives):
        return explain(opened.calculation, found, str(budget.approved_year), depth)
    return unknown_name("year", year, budget.year_index)


def named(opened: OpenBook, ref: str) -> str | None:
    """The reference that a reader means by a name, a line's number or ``total``; None when none is."""
    budget = opened.budget
    if ref and is_explainable(budget, ref):
        return ref
    numbered = [line.ref for line in budget.lines if line.number == ref and ref]
    if len(numbered) == 1:
        return numbered[0]
    return "" if ref in (WHOLE, budget.ref) else None
