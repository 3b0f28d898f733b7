"""The command ``new``: a first book."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from votebook.app.beginning import new_book, new_book_from_workbook
from votebook.app.ports import Begun
from votebook.cli.asking import refuse, tell_faults
from votebook.core.measure.year import parse_year
from votebook.wiring.beginnings import FolderBeginnings
from votebook.wiring.settings import coming_year, this_day


def answer(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Where to put it: a new name or an empty folder.", show_default=False
        ),
    ],
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE.xlsx",
            help="Take lines and amounts from a workbook: names down, years across.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str, typer.Option(metavar="WORDS", help="What to call it; made of the folder's name when left out.")
    ] = "",
    year: Annotated[
        str, typer.Option(metavar="YEAR", help="Its first year, such as 2027/28; the coming one if left out.")
    ] = "",
) -> None:
    """Begin a book.

    It is a small working one to change, or one made of the lines and amounts of a workbook.
    Nothing that is already there is ever written over.

    \b
    votebook new my-budget --title "Panel budget"
    votebook new my-budget --from budget.xlsx
    """  # noqa: D301 - the sign keeps the lines of the example apart
    is_nested = not folder.parent.exists()
    today = this_day()
    first = parse_year(year) if year else None
    if year and first is None:
        refuse(f"{year!r} is not a year. Write it as 2027/28.")
    if workbook is None:
        begun = new_book(
            FolderBeginnings(today), folder, title, first.begins if first else coming_year(today)
        )
    elif year:
        refuse("A book that comes from a workbook has the workbook's years: leave out --year.")
    else:
        made = new_book_from_workbook(FolderBeginnings(today), folder, workbook, title)
        if isinstance(made, tuple):
            tell_faults(made, heading=f"No book was made of {workbook}:")
        begun = made
    _tell_begun(begun, folder, is_nested=is_nested)


def _tell_begun(begun: Begun, folder: Path, *, is_nested: bool) -> None:
    """Say what was made and where, and what to ask of it next, as it can be typed."""
    for note in begun.notes:
        print(note)
    print(f"The book is in {folder}: {', '.join(begun.files)}.")
    if is_nested:
        above = str(folder.parent)
        print(f"A slash separates folders: the book's is {folder.name!r}, inside the new folder {above!r}.")
    place = shlex.quote(str(folder))
    print(f"Look at it:  votebook show {place}")
    print(f"Ask why:     votebook explain {place} total")
