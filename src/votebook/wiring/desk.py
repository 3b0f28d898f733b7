"""Desk: where a question meets the book it is asked of, with this machine's adapters."""

from __future__ import annotations

from pathlib import Path

from votebook.app.opening import OpenBook, open_book
from votebook.core.measure.source import Fault
from votebook.wiring.calendars import KnownCalendars
from votebook.wiring.folders import FolderBooks


def open_folder(folder: Path) -> OpenBook | tuple[Fault, ...]:
    """Open the book in a folder of this machine, or give all its faults together."""
    return open_book(FolderBooks(), KnownCalendars(), folder)
