"""Finding pages: what is odd in a book, or wrong with its files, for a reader or for a program."""

from __future__ import annotations

from collections.abc import Sequence

from votebook.core.check.finding import Finding
from votebook.core.measure.source import Fault
from votebook.formats.answer.findings_json import faults_json, findings_json
from votebook.formats.answer.findings_text import UNUSABLE, faults_text, findings_text
from votebook.wiring.settings import Settings


def finding_page(findings: Sequence[Finding], settings: Settings, *, is_json: bool) -> str:
    """Set findings as text or write them as JSON."""
    if is_json:
        return findings_json(findings)
    return findings_text(findings, settings.page_width, settings.is_inked)


def fault_page(faults: Sequence[Fault], settings: Settings, *, is_json: bool, heading: str = "") -> str:
    """Set a book's faults as text, under a heading of their own if need be, or write them as JSON."""
    if is_json:
        return faults_json(faults)
    return faults_text(faults, heading or UNUSABLE, settings.page_width)
