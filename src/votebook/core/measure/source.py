"""Source: where a value comes from, in the world and in the book's files."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class SourceKind(Enum):
    """The kinds of authority that a value may rest on."""

    CONTRACT = "contract"
    POLICY = "policy"
    INDEX = "index"
    PUBLISHED = "published"
    ESTIMATE = "estimate"
    CALIBRATED = "calibrated"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Source:
    """The document or decision that a value is taken from: its kind and a reference in words."""

    kind: SourceKind
    reference: str = ""

    def __str__(self) -> str:
        """Name the kind and the reference."""
        return f"{self.kind.value}: {self.reference}" if self.reference else self.kind.value


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a book's files: file name within the book, line and column, both from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Print as file:line:column, leaving out what is not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


NOWHERE = Place("")
"""The place of a value that was made in memory and stands in no file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a book that cannot be read or cannot be calculated, with its place.

    ``found`` and ``expected`` are whole phrases; ``nearest`` is the nearest known name, when
    there is one. Faults are collected and shown together, and a book with a fault is not used.
    """

    code: str
    place: Place
    found: str
    expected: str
    nearest: str = field(default="")

    def explain(self) -> str:
        """Say where, what stands there, what was expected, and the nearest known name."""
        place = f"{self.place}: " if self.place.file else ""
        nearest = f" Did you mean {self.nearest}?" if self.nearest else ""
        return f"{place}{self.found}; {self.expected}.{nearest}"
