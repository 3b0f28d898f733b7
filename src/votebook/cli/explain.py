"""The command ``explain``: why a figure is what it is."""

from __future__ import annotations

from typing import Annotated

import typer

from votebook.app.figure import explain_figure
from votebook.app.naming import SeveralNamed, UnknownName
from votebook.cli.asking import BookArgument, JsonOption, opened, refuse, settings, tell_faults
from votebook.wiring.explanation_pages import explanation_page


def answer(
    book: BookArgument,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="A line, category, parameter, comparative, contract or member, by name or title; "
            "total; or a cell as statement/row/column.",
            show_default=False,
        ),
    ],
    year: Annotated[
        str, typer.Argument(metavar="YEAR", help="Such as 2020/21; the approved year when left out.")
    ] = "",
    depth: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="How many references to open beneath the figure: 0 in text when left out, all in JSON.",
        ),
    ] = None,
    is_json: JsonOption = False,
) -> None:
    """Explain a figure down to its inputs.

    Its formula with every step, its inputs with their units, dates, sources and places in the files,
    and how it was rounded.

    \b
    votebook explain examples/sec-2020-23 website_maintenance
    votebook explain examples/sec-2020-23 contingency_provision 2020/21 --depth 1
    votebook explain examples/sec-2020-23 total 2021/22
    votebook explain examples/sec-2020-23 table_06/security_total/variance
    """  # noqa: D301 - the sign keeps the lines of the example apart
    levels = 0 if depth is None and not is_json else depth
    explanation = explain_figure(opened(book, is_json=is_json), ref, year, levels)
    if isinstance(explanation, UnknownName):
        refuse(explanation)
    if isinstance(explanation, SeveralNamed):
        refuse(explanation.explain())
    if isinstance(explanation, tuple):
        tell_faults(explanation, is_json=is_json)
    print(explanation_page(explanation, settings(), is_json=is_json), end="")
