"""Faults: the collection of everything that is wrong with a book, shown together at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from fractions import Fraction

from votebook.core.measure.source import Fault, Place

FAULTS_MAX = 1000
"""The most faults that are kept; a book with more has one cause that the first ones show."""


LENGTH_MAX = 100
"""The longest name for which a nearest one is looked for."""

LIKELY_MAX = 500
"""The most names that are compared with one; of more, only those that begin alike."""


COMPARED_MAX = 200_000
"""The most names that are looked through in one book for what a name may have meant."""


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like a name, or "" when none does.

    >>> nearest_name("tabsac", ["tabasc", "opsg"])
    'tabasc'
    """
    if len(name) > LENGTH_MAX:
        return ""
    likely = sorted(one for one in known if one and abs(len(one) - len(name)) < len(name))
    if len(likely) > LIKELY_MAX:
        likely = [one for one in likely if one[0] == name[:1] and abs(len(one) - len(name)) <= 1][:LIKELY_MAX]
    close = get_close_matches(name, likely, n=1, cutoff=0.6)
    return close[0] if close else ""


def quoted(text: str) -> str:
    """Show a text from a file inside a message, shortened when it is long.

    >>> quoted("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
    """
    return repr(text if len(text) <= 40 else text[:37] + "...")


def shown_number(value: Fraction) -> str:
    """Show a number inside a message; it may be shortened, and is never read back.

    >>> shown_number(Fraction(11, 10))
    '1.1'
    """
    return f"{float(value):.10g}"


class Faults:
    """Collects faults while the rest of a book is still being read."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[Fault, None] = {}
        self._compared = 0

    def add(self, code: str, place: Place, found: str, expected: str, nearest: str = "") -> None:
        """Keep one more fault, unless there are too many to be of use."""
        self.keep(Fault(code, place, found, expected, nearest))

    def keep(self, fault: Fault) -> None:
        """Keep a fault that is already made."""
        if len(self._found) < FAULTS_MAX:
            self._found.setdefault(fault)

    def nearest(self, name: str, known: Collection[str]) -> str:
        """The nearest known name, while there are few faults enough for someone to read each."""
        self._compared += len(known)
        return nearest_name(name, known) if self._compared <= COMPARED_MAX else ""

    @property
    def is_full(self) -> bool:
        """Whether no further fault would be kept, so that searching for more is in vain."""
        return len(self._found) >= FAULTS_MAX

    def in_order(self) -> tuple[Fault, ...]:
        """All faults by file, line and column."""
        return tuple(sorted(self._found, key=lambda fault: (fault.place, fault.code)))
