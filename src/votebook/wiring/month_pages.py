"""Month pages: a year over its months, for a reader or for a program."""

from __future__ import annotations

from votebook.app.spreading import MonthlySpread
from votebook.formats.answer.months_json import months_json
from votebook.formats.answer.months_text import months_text
from votebook.wiring.settings import Settings


def month_page(spread: MonthlySpread, settings: Settings, *, is_json: bool) -> str:
    """Set a spread as text or write it as JSON."""
    return months_json(spread) if is_json else months_text(spread, settings.page_width, settings.is_inked)
