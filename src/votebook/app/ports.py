"""Ports: what the application needs of the world outside, and how the world may fail it.

    WorldFailed
    ├── BookMissing        there is no book at the place that was named
    ├── FileUnreadable     a file or folder exists and cannot be read
    ├── FolderTaken        a new book would land on something that is already there
    ├── WriteRefused       the disk is full, or the place may not be written
    └── SettingsRefused    the program was started in a way in which it cannot keep its promises

Every one of them carries a whole sentence for the reader; none of them is ever a wrong figure.

Only names are imported for the types, so that a failure can be told before the rest is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from votebook.app.book import Book
    from votebook.core.measure.source import Fault


class WorldFailed(Exception):
    """Something outside the program did not do what was asked; the message says what and why."""


class BookMissing(WorldFailed):
    """There is no book at the place that was named."""


class FileUnreadable(WorldFailed):
    """A file or folder exists and cannot be read."""


class FolderTaken(WorldFailed):
    """A new book would land on something that is already there."""


class WriteRefused(WorldFailed):
    """The disk is full, or the place may not be written."""


class SettingsRefused(WorldFailed):
    """The program was started in a way in which it cannot keep its promises."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written for a new book: its files, and in words what was taken and what was left out."""

    files: tuple[str, ...]
    notes: tuple[str, ...] = ()


class BookFolders(Protocol):
    """Where books are kept."""

    def load(self, folder: Path) -> Book | tuple[Fault, ...]:
        """Read a book whole, or say everything that is wrong with it.

        Raises BookMissing or FileUnreadable.
        """


class BookWriting(Protocol):
    """Where a changed book is written back to."""

    def save(self, book: Book, folder: Path) -> tuple[str, ...]:
        """Write a book back and name the files that changed; raises WriteRefused."""


class NewBooks(Protocol):
    """Where a first book comes from, and where it is put."""

    def begin(self, folder: Path, title: str, first_year: int) -> Begun:
        """Write a small working book into an empty folder.

        Raises FolderTaken or WriteRefused.
        """

    def begin_from_workbook(self, folder: Path, workbook: Path, title: str) -> Begun | tuple[Fault, ...]:
        """Write a book of the lines and years of a workbook, or say what stands in the way.

        Raises FolderTaken, FileUnreadable or WriteRefused.
        """


class HolidayCalendars(Protocol):
    """Whose holidays working days leave out."""

    def holidays(self, calendar: str, years: Sequence[int]) -> tuple[date, ...]:
        """The holidays of the named calendar in these calendar years; no dates for no calendar."""
