"""The command ``diff``: what differs between two books."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from votebook.app.comparison import compare_books, folder_names, told_apart
from votebook.cli.asking import BookArgument, JsonOption, opened, settings
from votebook.wiring.comparison_pages import comparison_page


def answer(
    book: BookArgument,
    other: Annotated[
        Path, typer.Argument(metavar="OTHER", help="The folder of the later version.", show_default=False)
    ],
    is_json: JsonOption = False,
) -> None:
    """Say what differs between two books.

    Figures, formulas, structure and words, from BOOK to OTHER. The differences of the lines add up
    to those of the totals. The exit code is 0 whether or not anything differs.

    \b
    votebook diff budget-draft budget-final
    votebook diff budget-draft budget-final --json
    """  # noqa: D301 - the sign keeps the lines of the example apart
    difference = compare_books(opened(book, is_json=is_json), opened(other, is_json=is_json))
    difference = told_apart(difference, *folder_names(book.resolve(), other.resolve()))
    print(comparison_page(difference, settings(), is_json=is_json), end="")
