"""Comparison pages: what differs between two books, for a reader or for a program."""

from __future__ import annotations

from votebook.core.report.difference import Difference
from votebook.formats.difference_json import difference_json
from votebook.formats.difference_text import difference_text
from votebook.wiring.settings import Settings


def comparison_page(difference: Difference, settings: Settings, *, is_json: bool) -> str:
    """Set a difference as text or write it as JSON."""
    if is_json:
        return difference_json(difference)
    return difference_text(difference, settings.page_width)
