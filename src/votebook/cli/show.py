"""The command ``show``: a book's statements."""

from __future__ import annotations

from typing import Annotated

import typer

from votebook.app.naming import UnknownName
from votebook.app.statements import show_statements
from votebook.cli.asking import BookArgument, opened, refuse, settings, tell_faults
from votebook.core.measure.source import Fault
from votebook.core.report.statement import RoundingPolicy
from votebook.core.report.table import Table
from votebook.wiring.pages import TableFormat, statement_page


def answer(
    book: BookArgument,
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="One statement by its name; all when none is named.")
    ] = "",
    form: Annotated[
        TableFormat, typer.Option("--format", help="How to write it.", show_default=True)
    ] = TableFormat.TEXT,
    rounding: Annotated[
        RoundingPolicy | None,
        typer.Option(help="Round each figure by itself, or so that every printed row and column adds up."),
    ] = None,
) -> None:
    """Print the statements of a book.

    They are its tables, calculated from its inputs; a book that declares none is shown by lines.

    \b
    votebook show my-budget
    votebook show examples/sec-2020-23 table_01
    votebook show examples/sec-2020-23 table_01 --format csv > table_01.csv
    """  # noqa: D301 - the sign keeps the lines of the example apart
    book_open = opened(book, is_json=form is TableFormat.JSON)
    tables = show_statements(book_open, statement, rounding)
    if isinstance(tables, UnknownName):
        refuse(tables)
    faults = tuple(one for one in tables if isinstance(one, Fault))
    if faults:
        tell_faults(faults, is_json=form is TableFormat.JSON)
    shown = tuple(one for one in tables if isinstance(one, Table))
    if form is TableFormat.CSV and len(shown) > 1:
        names = ", ".join(table.statement.name for table in shown)
        refuse(f"A CSV file holds one table, so name the statement. The book has {names}.")
    print(statement_page(book_open, shown, form, settings(), is_one=bool(statement)), end="")
