"""Calendars: whose holidays working days leave out, from the registers that we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module

_REGISTERS = {"england": ("votebook.formats.calendar", "england_holidays")}


class KnownCalendars:
    """The calendars that come with the program.

    A register is read only when a book counts working days: it takes longer to read than most
    books take to calculate.
    """

    def holidays(self, calendar: str, years: Sequence[int]) -> tuple[date, ...]:
        """The holidays of a calendar in these calendar years; none of a calendar that is not known."""
        if calendar not in _REGISTERS:
            return ()
        module, name = _REGISTERS[calendar]
        found: tuple[date, ...] = getattr(import_module(module), name)(min(years), max(years))
        return found
