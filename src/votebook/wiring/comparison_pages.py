"""Comparison pages: what differs between two books, for a reader or for a program."""

from __future__ import annotations

from votebook.core.report.difference import Difference
from votebook.formats.difference_json import difference_json
from votebook.formats.difference_text import difference_text


def comparison_page(difference: Difference, *, is_json: bool) -> str:
    """Set a difference as text or write it as JSON."""
    return difference_json(difference) if is_json else difference_text(difference)
