"""Beginnings: new books put into folders of this machine, never onto something that is there."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from votebook.app.book import Book
from votebook.app.ports import Begun, FileUnreadable, FolderTaken, WriteRefused
from votebook.core.measure.source import Fault
from votebook.formats.book.saving import save_book
from votebook.formats.book.scaffolding import scaffold_book
from votebook.formats.workbook import book_from_workbook


@dataclass(frozen=True, slots=True)
class FolderBeginnings:
    """First books that become folders, drafts of the day on which they are begun."""

    dated: date

    def begin(self, folder: Path, title: str, first_year: int) -> Begun:
        """Write a small working book into an empty folder.

        Raises FolderTaken or WriteRefused.
        """
        refuse_taken(folder)
        return Begun(put_book(scaffold_book(title, first_year, self.dated), folder))

    def begin_from_workbook(self, folder: Path, workbook: Path, title: str) -> Begun | tuple[Fault, ...]:
        """Write a book of the lines and years of a workbook, or say what stands in the way.

        Raises FolderTaken, FileUnreadable or WriteRefused.
        """
        refuse_taken(folder)
        if not workbook.is_file():
            raise FileUnreadable(f"There is no workbook {workbook}. Name the .xlsx file to begin from.")
        made = book_from_workbook(workbook, title, self.dated)
        return made if isinstance(made, tuple) else Begun(put_book(made.book, folder), made.notes)


def put_book(book: Book, folder: Path) -> tuple[str, ...]:
    """Write a new book into a folder, all of it or none; raises FolderTaken or WriteRefused.

    The book is written whole into a folder of its own inside the place, and only then moved there.
    Whatever stops that, a full disk or an interruption, what this call made is taken away again.
    """
    folders: list[Path] = []
    moved: list[Path] = []
    try:
        for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            folders.append(missing)
            missing.mkdir()
        with tempfile.TemporaryDirectory(prefix=".begun-", dir=folder, ignore_cleanup_errors=True) as beside:
            written = _written(book, Path(beside), folder)
            for part in sorted(Path(beside).iterdir()):
                _move(part, folder / part.name, moved)
    except BaseException as stopped:
        _take_away(moved, folders)
        if isinstance(stopped, OSError):
            said = f"The book could not be written to {stopped.filename or folder}: {stopped.strerror}."
            raise WriteRefused(said) from stopped
        raise
    return written


def _written(book: Book, beside: Path, folder: Path) -> tuple[str, ...]:
    """Save a book beside its place; a refusal names the place, which is all that the reader knows."""
    try:
        return save_book(book, beside)
    except WriteRefused as refused:
        raise WriteRefused(str(refused).replace(str(beside), str(folder))) from refused


def _move(part: Path, place: Path, moved: list[Path]) -> None:
    if place.exists():
        raise FolderTaken(f"{place} was put there meanwhile, and a new book never writes over anything.")
    moved.append(place)
    part.rename(place)


def _take_away(moved: list[Path], folders: list[Path]) -> None:
    """Remove what was made, the last first; a folder in which something else stands by now is left."""
    for one in reversed(moved):
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    for one in reversed(folders):
        with suppress(OSError):
            one.rmdir()


def refuse_taken(folder: Path) -> None:
    """Refuse a place where something stands; an empty folder is free."""
    if folder.is_file():
        raise FolderTaken(f"{folder} is a file; a new book needs a folder of its own. Choose another name.")
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderTaken(
            f"The folder {folder} is not empty, and a new book never writes over anything. "
            "Choose another name, or an empty folder."
        )
