"""Writing: a changed book put back into its folder, by this machine's adapter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from votebook.app.book import Book
from votebook.app.calibrating import Calibrated, write_rates
from votebook.app.opening import OpenBook
from votebook.formats.book.saving import save_book


class FolderWriting:
    """Books written back to the folders they are."""

    def save(self, book: Book, folder: Path) -> tuple[str, ...]:
        """Write a book back and name the files that changed; raises WriteRefused."""
        return save_book(book, folder)


def write_rates_at(opened: OpenBook, folder: Path, calibrated: Iterable[Calibrated]) -> tuple[str, ...]:
    """Write implied rates into the folder that a book was opened from."""
    return write_rates(FolderWriting(), opened.book, folder, calibrated)
