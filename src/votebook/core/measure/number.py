"""Number: the strict reading of a decimal number from outside.

Python's own readers accept far more than a budget should: other alphabets' digits, underscores,
``NaN``, and exponents that take a minute to expand. Here a number is ASCII digits with at most one
decimal point, an optional leading minus, and a bounded length; everything else is refused by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

DIGITS_MAX = 15
"""The most digits a number from outside may have, before and after the point together."""

LENGTH_MAX = 60
"""The longest text that is looked at as a number at all, so that reading stays quick."""

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class NumberRefused:
    """A text that was offered as a number and is not one."""

    code: ClassVar[str] = "number.refused"

    text: str
    reason: str

    def explain(self) -> str:
        """Say what was read and why it is no number here."""
        shown = self.text if len(self.text) <= 40 else self.text[:37] + "..."
        return f"{shown!r} is not a number: {self.reason}"


def parse_number(text: str, digits_max: int = DIGITS_MAX) -> Fraction | NumberRefused:
    """Read a decimal number exactly, or say why it is none.

    >>> parse_number("28.5")
    Fraction(57, 2)
    >>> parse_number("1E+1000000").explain()
    "'1E+1000000' is not a number: write it in full, without an exponent"
    """
    if len(text) > LENGTH_MAX:
        return NumberRefused(text, f"it is longer than {LENGTH_MAX} characters")
    if _NUMBER.fullmatch(text):
        if sum(c not in ".-" for c in text) > digits_max:
            return NumberRefused(text, f"it has more than {digits_max} digits")
        return Fraction(text)
    return NumberRefused(text, _reason(text))


def _reason(text: str) -> str:
    if not text.strip():
        return "it is empty"
    if text.strip().lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        return "only finite numbers count"
    if not text.isascii():
        return "only the digits 0 to 9, a point and a minus are read"
    if re.search(r"[0-9.][eE][+-]?[0-9]", text):
        return "write it in full, without an exponent"
    if "_" in text:
        return "leave out the underscore"
    if "," in text:
        return "leave out the comma"
    if text != text.strip():
        return "leave out the spaces around it"
    if text.startswith("+"):
        return "leave out the plus"
    if text.endswith("."):
        return "write a digit after the point, or leave it out"
    return "only the digits 0 to 9, a point and a minus are read"
