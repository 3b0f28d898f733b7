"""Explanation pages: why a figure is what it is, for a reader or for a program."""

from __future__ import annotations

from votebook.core.plan.explanation.figure import Explanation
from votebook.formats.answer.explanation_json import explanation_json
from votebook.formats.answer.explanation_text import explanation_text
from votebook.wiring.settings import Settings


def explanation_page(explanation: Explanation, settings: Settings, *, is_json: bool) -> str:
    """Set an explanation as text or write it as JSON."""
    if is_json:
        return explanation_json(explanation)
    return explanation_text(explanation, settings.page_width, settings.is_inked)
