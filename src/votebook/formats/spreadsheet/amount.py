"""Amount: the pounds in a cell of a workbook, in the ways in which people write them there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from votebook.core.measure.money import Money
from votebook.formats.book.faults import quoted
from votebook.formats.book.kind import Unread
from votebook.formats.book.kind import read_amount as read_plain
from votebook.formats.spreadsheet.cells import FORMULA, CellValue

LARGEST = 10**12
"""No budget of ours reaches this many pounds."""

_MULTIPLIED = re.compile(r"(\(?-?£?[0-9.,]+)\s*([kKmM])(\)?)", re.ASCII)
_NIL = frozenset({"-", "–", "—", "nil", "£-", "£nil"})
_NOT_APPLICABLE = frozenset({"n/a", "na", "n.a.", "#n/a"})
_NOISE = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: pounds before any rounding, or nothing; ``word`` is a word that said so."""

    pounds: Fraction | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sheet that was not understood, with its cell where that is known."""

    found: str
    expected: str
    cell: str = ""


BLANK = Figure(None)
"""A cell that says nothing."""


def read_amount(value: CellValue) -> Figure | Problem:
    """The pounds in a cell.

    A workbook keeps binary numbers; the shortest decimal that means the same binary number is what
    was typed, and that is taken.

    >>> read_amount(0.1).pounds, read_amount("12k").pounds, read_amount("(£500)").pounds
    (Fraction(1, 10), Fraction(12000, 1), Fraction(-500, 1))
    >>> read_amount("nil"), read_amount("n/a")
    (Figure(pounds=Fraction(0, 1), word='nil'), Figure(pounds=None, word='n/a'))
    """
    expected = "expected pounds, such as 12000, £1,234 or (500)"
    if isinstance(value, bool):
        return Problem(f"{quoted(str(value))} is not an amount", expected)
    if isinstance(value, str):
        return _read_text(value, expected)
    if not isfinite(value) or abs(value) > LARGEST:
        return Problem(f"{value!r} is not an amount", expected)
    return Figure(_without_noise(Fraction(Decimal(repr(value)))))


def to_penny(pounds: Fraction) -> Fraction:
    """Round pounds to the penny, half away from zero."""
    return Money.of(pounds).exact


def shown_pounds(pounds: Fraction) -> str:
    """Print pounds as finely as they are.

    >>> shown_pounds(Fraction(1234)), shown_pounds(Fraction(-5, 2)), shown_pounds(Fraction("0.125"))
    ('£1,234', '(£2.50)', '£0.125')
    """
    rounded = to_penny(pounds)
    text = str(Money.of(abs(pounds))).removesuffix(".00")
    if rounded != pounds:
        text = f"£{float(abs(pounds)):,.6f}".rstrip("0")
    return f"({text})" if pounds < 0 else text


def _without_noise(pounds: Fraction) -> Fraction:
    """Leave out what binary arithmetic adds far below a penny, as in 0.30000000000000004."""
    rounded = to_penny(pounds)
    return rounded if abs(rounded - pounds) < _NOISE else pounds


def _read_text(text: str, expected: str) -> Figure | Problem:
    plain = text.replace("\u00a0", " ").strip()
    if not plain:
        return BLANK
    if plain.startswith(FORMULA):
        found = f"the formula {quoted(plain.removeprefix(FORMULA))} has no stored value"
        return Problem(found, "open the workbook in a spreadsheet program, save it and try again")
    if plain.lower() in _NIL:
        return Figure(Fraction(0), plain)
    if plain.lower() in _NOT_APPLICABLE:
        return Figure(None, plain)
    if plain.startswith("#"):
        return Problem(f"the cell has the error {plain}", "mend the formula")
    factor = 1
    multiplied = _MULTIPLIED.fullmatch(plain)
    if multiplied is not None:
        plain = multiplied[1] + multiplied[3]
        factor = 1_000 if multiplied[2] in "kK" else 1_000_000
    amount = read_plain(plain.replace("£ ", "£"))
    if isinstance(amount, Unread):
        return Problem(f"{quoted(text)} is not an amount", expected)
    return Figure(amount * factor)
