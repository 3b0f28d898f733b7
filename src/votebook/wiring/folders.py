"""Folders: books kept as folders of files, on the disk of this machine."""

from __future__ import annotations

from pathlib import Path

from votebook.app.book import Book
from votebook.app.ports import BookMissing
from votebook.core.measure.source import Fault
from votebook.formats.book.loading import load_book


class FolderBooks:
    """Books that are folders."""

    def load(self, folder: Path) -> Book | tuple[Fault, ...]:
        """Read a book whole, or say everything that is wrong with it; raises BookMissing."""
        if not folder.exists():
            raise BookMissing(
                f"There is no folder {folder}. Name the folder of a book, or begin one: votebook new {folder}"
            )
        if not folder.is_dir():
            raise BookMissing(
                f"{folder} is a file; a book is a folder with a book.yaml in it. "
                "A workbook becomes a book with: votebook new FOLDER --from FILE.xlsx"
            )
        if not any(folder.iterdir()):
            raise BookMissing(f"The folder {folder} is empty. Begin a book in it: votebook new {folder}")
        if not any((folder / name).is_file() for name in ("book.yaml", "lines.csv")):
            raise BookMissing(
                f"The folder {folder} is not a book: it has neither a book.yaml nor a lines.csv. "
                "Name the folder of a book, or begin one: votebook new FOLDER"
            )
        return load_book(folder)
