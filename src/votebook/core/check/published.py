"""Published: the figures, claims and headings of a paper as they were printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from votebook.core.measure.source import NOWHERE, Place


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
