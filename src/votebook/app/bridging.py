"""Bridging: why a figure differs from what it is compared with."""

from __future__ import annotations

from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.core.measure.source import Fault
from votebook.core.report.variance import VarianceSplit, split_against_comparative
from votebook.core.report.variance import split_variance as split


def split_variance(
    opened: OpenBook, start: str, end: str, against: OpenBook | None = None
) -> VarianceSplit | UnknownName | tuple[Fault, ...]:
    """Split the variance of a year (``end``) against another year or a comparative (``start``).

    With a second book, the start is read there, so that two versions of one budget can be bridged.
    """
    budget = opened.budget
    if end not in budget.year_index:
        return unknown_name("year", end, budget.year_index)
    earlier = against or opened
    comparatives = [comparative.ref for comparative in earlier.budget.comparatives]
    if start in comparatives and against is None:
        return split_against_comparative(opened.calculation, end, start)
    if "/" in start or start in earlier.budget.year_index:
        return split(opened.calculation, end, earlier.calculation, start)
    return unknown_name("year or comparative", start, (*earlier.budget.year_index, *comparatives))
