"""Beginnings: new books put into folders of this machine, never onto something that is there."""

from __future__ import annotations

from pathlib import Path

from votebook.app.ports import Begun, FileUnreadable, FolderTaken
from votebook.core.measure.source import Fault
from votebook.formats.book.saving import save_book
from votebook.formats.book.scaffolding import scaffold_book
from votebook.formats.workbook import book_from_workbook


class FolderBeginnings:
    """First books that become folders."""

    def begin(self, folder: Path, title: str, first_year: int) -> Begun:
        """Write a small working book into an empty folder.

        Raises FolderTaken or WriteRefused.
        """
        refuse_taken(folder)
        return Begun(save_book(scaffold_book(title, first_year), folder))

    def begin_from_workbook(self, folder: Path, workbook: Path, title: str) -> Begun | tuple[Fault, ...]:
        """Write a book of the lines and years of a workbook, or say what stands in the way.

        Raises FolderTaken, FileUnreadable or WriteRefused.
        """
        refuse_taken(folder)
        if not workbook.is_file():
            raise FileUnreadable(f"There is no workbook {workbook}. Name the .xlsx file to begin from.")
        made = book_from_workbook(workbook, title)
        return made if isinstance(made, tuple) else Begun(save_book(made.book, folder), made.notes)


def refuse_taken(folder: Path) -> None:
    """Refuse a place where something stands; an empty folder is free."""
    if folder.is_file():
        raise FolderTaken(f"{folder} is a file; a new book needs a folder of its own. Choose another name.")
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderTaken(
            f"The folder {folder} is not empty, and a new book never writes over anything. "
            "Choose another name, or an empty folder."
        )
