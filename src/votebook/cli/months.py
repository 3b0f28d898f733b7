"""The command ``months``: a year over its months."""

from __future__ import annotations

from typing import Annotated

import typer

from votebook.app.naming import UnknownName
from votebook.app.spreading import line_and_year, spread_over_months
from votebook.cli.asking import BookArgument, JsonOption, opened, refuse, settings
from votebook.wiring.month_pages import month_page


def answer(
    book: BookArgument,
    first: Annotated[
        str,
        typer.Argument(
            metavar="[LINE]",
            help="A line or category, by name or number; all lines when left out.",
            show_default=False,
        ),
    ] = "",
    second: Annotated[
        str,
        typer.Argument(
            metavar="[YEAR]",
            help="A year such as 2020/21, also without a line; the approved year when left out.",
            show_default=False,
        ),
    ] = "",
    is_json: JsonOption = False,
) -> None:
    """Spread a year over its months.

    The months of a line always add back to its provision, to the penny.

    \b
    votebook months my-budget
    votebook months my-budget 2020/21
    votebook months examples/sec-2020-23 website_maintenance 2020/21
    """  # noqa: D301 - the sign keeps the lines of the example apart
    open_one = opened(book, is_json=is_json)
    ref, year = line_and_year(open_one, first, second)
    spread = spread_over_months(open_one, year, ref)
    if isinstance(spread, UnknownName):
        refuse(spread)
    print(month_page(spread, settings(), is_json=is_json), end="")
