"""Asking: what every command shares, from the BOOK argument to how a refusal is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from votebook.app.naming import UnknownName
from votebook.app.opening import OpenBook
from votebook.cli.loading import load
from votebook.core.measure.source import Fault
from votebook.wiring.desk import open_folder
from votebook.wiring.settings import Settings, read_settings

BookArgument = Annotated[
    Path, typer.Argument(metavar="BOOK", help="The folder of the book.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, for another program to read.")]

FOUND = 1
REFUSED = 2


def settings() -> Settings:
    """The settings of this run."""
    return read_settings()


def opened(folder: Path, *, is_json: bool = False) -> OpenBook:
    """Open a book, or tell its faults and leave."""
    book = open_folder(folder)
    if isinstance(book, tuple):
        tell_faults(book, is_json=is_json)
    return book


def tell_faults(faults: tuple[Fault, ...], *, is_json: bool = False, heading: str = "") -> NoReturn:
    """Tell everything that keeps the book from being used, and leave with exit code 1."""
    write = load("votebook.wiring.finding_pages").fault_page
    page = write(faults, read_settings(), is_json=is_json, heading=heading)
    print(page, end="", file=sys.stdout if is_json else sys.stderr)
    raise typer.Exit(FOUND)


def refuse(refusal: UnknownName | str) -> NoReturn:
    """Tell why the question cannot be answered, and leave with exit code 2."""
    print(refusal if isinstance(refusal, str) else refusal.explain(), file=sys.stderr)
    raise typer.Exit(REFUSED)
