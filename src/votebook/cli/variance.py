"""The command ``variance``: why a figure differs from what it is compared with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from votebook.app.bridging import NotComparable, split_variance, told_apart
from votebook.app.comparison import folder_names
from votebook.app.naming import UnknownName
from votebook.cli.asking import BookArgument, JsonOption, opened, refuse, settings, tell_faults
from votebook.wiring.variance_pages import variance_page


def answer(
    book: BookArgument,
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="YEAR|COMPARATIVE",
            help="What to start from: a year, or a prior figure of the book by its name.",
            show_default=False,
        ),
    ],
    end: Annotated[
        str, typer.Option("--to", metavar="YEAR", help="The year to explain.", show_default=False)
    ],
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="One line or category; the whole book when left out.")
    ] = "",
    against: Annotated[
        Path | None,
        typer.Option(metavar="BOOK", help="Start from this other version of the book.", show_default=False),
    ] = None,
    in_pence: Annotated[bool, typer.Option("--pence", help="Show every part to the penny.")] = False,
    is_json: JsonOption = False,
) -> None:
    """Split a variance by its causes.

    They are reclassified, volume, rate, indexation, scope and rounding. The parts add up to the
    variance to the penny, in whatever order the causes are taken.

    \b
    votebook variance my-budget --from 2026/27 --to 2027/28
    votebook variance examples/sec-2020-23 secas --from outturn_2019_20 --to 2020/21
    """  # noqa: D301 - the sign keeps the lines of the example apart
    later = opened(book, is_json=is_json)
    earlier = opened(against, is_json=is_json) if against else None
    split = split_variance(later, start, end, against=earlier, ref=ref)
    if isinstance(split, UnknownName):
        refuse(split)
    if isinstance(split, NotComparable):
        refuse(split.explain(str(book)))
    if isinstance(split, tuple):
        tell_faults(split, is_json=is_json, heading="These two cannot be compared:")
    if against:
        split = told_apart(split, *folder_names(book.resolve(), against.resolve()))
    print(variance_page(split, settings(), in_pence=in_pence, is_json=is_json), end="")
