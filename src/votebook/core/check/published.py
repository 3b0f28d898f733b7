"""Published: the figures, claims and headings of a paper as they were printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place
from votebook.core.report.figure import parse_printed


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One figure of a published table: its row and column keys, and its text exactly as printed."""

    row: str
    column: str
    printed: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """The figures published for a statement; blank cells are left out."""

    statement: str
    cells: tuple[PublishedCell, ...]


class Reading(Enum):
    """How closely a figure in prose is meant."""

    EXACT = "exact"
    AROUND = "around"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in the prose, tied to a cell (statement/row/column) or to a formula in a year."""

    section: str
    text: str
    cell: str
    formula: str
    year: str
    printed: str
    reading: Reading
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PublishedHeading:
    """The heading printed over a statement's column."""

    statement: str
    column: str
    printed: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """Everything that the book keeps of a published paper."""

    tables: tuple[PublishedTable, ...] = ()
    claims: tuple[Claim, ...] = ()
    headings: tuple[PublishedHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """What a printed text means: its amount, and the value of one unit of its last printed digit.

    ``12%`` is 0.12 to a hundredth; ``£10k`` is 10,000 to the nearest thousand.
    """

    amount: Fraction
    quantum: Fraction


_DIGITS = re.compile(r"[0-9](?:[0-9,]*[0-9])?(?:\.([0-9]+))?|\.([0-9]+)", re.ASCII)


def read_figure(printed: str) -> PrintedFigure | None:
    """Read a printed figure with its precision; None when the text is no figure.

    >>> read_figure("12%"), read_figure("-£74,211").quantum
    (PrintedFigure(amount=Fraction(3, 25), quantum=Fraction(1, 100)), Fraction(1, 1))
    """
    amount = parse_printed(printed)
    digits = _DIGITS.search(printed)
    if amount is None:
        return None
    if digits is None:
        return PrintedFigure(amount, Fraction(1))
    one = parse_printed(f"1{printed[digits.end() :].strip().rstrip(')')}")
    decimals = len(digits[1] or digits[2] or "")
    return PrintedFigure(amount, (one or Fraction(1)) / 10**decimals)
