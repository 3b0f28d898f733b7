"""Variance pages: why a figure differs from what it is compared with, for a reader or for a program."""

from __future__ import annotations

from votebook.core.report.variance import VarianceSplit
from votebook.formats.variance_json import variance_json
from votebook.formats.variance_text import variance_text
from votebook.wiring.settings import Settings


def variance_page(split: VarianceSplit, settings: Settings, *, in_pence: bool, is_json: bool) -> str:
    """Set a split as text, in pounds or to the penny, or write it as JSON."""
    if is_json:
        return variance_json(split)
    return variance_text(split, in_pence=in_pence, page_width=settings.page_width)
