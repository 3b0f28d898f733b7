"""Comparison: what differs between two books, in figures, formulas, structure and words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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


def told_apart(difference: Difference, before: str, after: str) -> Difference:
    """Name the two sides of a difference by the books they are read from too."""
    return replace(
        difference, before=f"{difference.before} ({before})", after=f"{difference.after} ({after})"
    )


def folder_names(one: Path, other: Path) -> tuple[str, str]:
    """Name two folders as briefly as tells them apart.

    >>> folder_names(Path("/a/draft"), Path("/a/final")), folder_names(Path("/a/one"), Path("/b/one"))
    (('draft', 'final'), ('/a/one', '/b/one'))
    """
    return (one.name, other.name) if one.name != other.name else (str(one), str(other))
