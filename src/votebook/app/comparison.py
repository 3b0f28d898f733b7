"""Comparison: what differs between two books, in figures, formulas, structure and words."""

from __future__ import annotations

from votebook.app.opening import OpenBook
from votebook.core.report.difference import Difference, compare, pair_narrative


def compare_books(before: OpenBook, after: OpenBook) -> Difference:
    """Find everything in which a book differs from another one."""
    sections = [[(section.name, section.text) for section in one.book.narrative] for one in (before, after)]
    return compare(
        before.calculation,
        after.calculation,
        statements=(before.book.statements, after.book.statements),
        narrative=pair_narrative(*sections),
    )
