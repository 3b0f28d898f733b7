"""Settings: what the program is told by its surroundings, read here and nowhere else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

PAGE_WIDTH = 100
"""How wide a page is set where no terminal says otherwise, in columns."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whether a person is watching, how wide the page is, and whether to show a failure's trace."""

    page_width: int
    is_inked: bool
    shows_trace: bool


def read_settings(environment: Mapping[str, str] | None = None, is_terminal: bool | None = None) -> Settings:
    """Read the settings; ink is for a terminal whose reader did not ask for none (``NO_COLOR``)."""
    known = os.environ if environment is None else environment
    watching = sys.stdout.isatty() if is_terminal is None else is_terminal
    columns = _columns_of(known.get("COLUMNS", ""))
    if not columns:
        columns = shutil.get_terminal_size((PAGE_WIDTH, 24)).columns if watching else PAGE_WIDTH
    wants_ink = not known.get("NO_COLOR") and known.get("TERM") != "dumb"
    return Settings(max(columns, 40), watching and wants_ink, known.get("VOTEBOOK_DEBUG") == "1")


def _columns_of(told: str) -> int:
    """What ``COLUMNS`` says, also for a pipe; 0 where it says nothing that is a width."""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 5 else 0


def this_day() -> date:
    """The day it is, where this machine stands."""
    return datetime.now().astimezone().date()


def coming_year(day: date) -> int:
    """The calendar year in which the next financial year begins, which a new book is for.

    >>> coming_year(date(2026, 3, 31)), coming_year(date(2026, 4, 1))
    (2026, 2027)
    """
    return day.year if day < date(day.year, 4, 1) else day.year + 1
