"""Examination: what is odd in a book, and in the paper that was published from it."""

from __future__ import annotations

from votebook.app.opening import OpenBook
from votebook.app.statements import show_statements
from votebook.core.check.examination import examine
from votebook.core.check.finding import Finding, Severity
from votebook.core.measure.source import Fault


def check_book(opened: OpenBook) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """Examine a book with all its statements: findings, or the faults that keep it from being examined."""
    tables = show_statements(opened)
    assert isinstance(tables, tuple), "every statement was asked for, so none is unknown"
    faults = tuple(one for one in tables if isinstance(one, Fault))
    if faults:
        return (), faults
    worked_out = tuple(one for one in tables if not isinstance(one, Fault))
    return examine(opened.calculation, worked_out, opened.book.published), ()


def needs_action(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding is more than a note for the record."""
    return any(finding.severity is not Severity.NOTE for finding in findings)
