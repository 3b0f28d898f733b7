"""Paper: the CSV files of ``published/``, the figures, claims and headings of a paper as printed."""

from __future__ import annotations

from collections.abc import Mapping

from votebook.core.check.published import (
    Claim,
    PublishedCell,
    PublishedHeading,
    PublishedPaper,
    PublishedTable,
)
from votebook.core.measure.year import parse_year
from votebook.core.report.statement import Statement
from votebook.formats.book.faults import Faults, nearest_name, quoted
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.table import BAD, Table


def families(statement: Statement) -> tuple[str, ...]:
    """The beginnings of the keys of rows that stand for many."""
    return tuple(row.key + "_" for row in statement.rows if row.each_lines or row.each_members[0])


def check_published(table: Table, statement: Statement, faults: Faults) -> None:
    """Report rows that the statement does not have, and rows that stand twice."""
    keys = tuple(row.key for row in statement.rows)
    seen: dict[str, int] = {}
    for row, key in enumerate(table.columns["row"]):
        if key is BAD:
            continue
        if key not in keys and not key.startswith(families(statement) or ("\n",)):
            _unknown_row(table, row, "row", key, keys, faults)
        if seen.setdefault(key, row) != row:
            table.report(
                faults,
                row,
                "row",
                "book.repeated-name",
                f"the row {key} is given twice",
                f"it is given before at line {table.place(seen[key], 'row').line}",
            )


def _unknown_row(
    table: Table, row: int, column: str, key: str, keys: tuple[str, ...], faults: Faults
) -> None:
    faults.add(
        "book.unknown-name",
        table.place(row, column),
        f"the row {quoted(key)} is not known",
        "expected the key of a row of the statement",
        nearest_name(key, keys),
    )


def check_headings(table: Table, statements: Mapping[str, Statement], faults: Faults) -> None:
    """Report headings of columns that a statement does not have."""
    for row, (name, column) in enumerate(table.rows("statement", "column")):
        statement = statements.get(name) if name is not BAD else None
        if statement is None or column is BAD:
            continue
        keys = tuple(one.key for one in statement.columns)
        if column not in keys:
            faults.add(
                "book.unknown-name",
                table.place(row, "column"),
                f"the column {quoted(column)} is not known",
                "expected the key of a column of the statement",
                nearest_name(column, keys),
            )


def check_claims(
    table: Table, frame: Frame, statements: Mapping[str, Statement], unread: frozenset[str], faults: Faults
) -> None:
    """Report claims that are tied to nothing, to two things, or to what is not there."""
    for row, (cell, formula, year) in enumerate(table.rows("cell", "formula", "year")):
        if BAD in (cell, formula, year):
            continue
        if bool(cell) == bool(formula):
            table.report(
                faults,
                row,
                "cell",
                "book.measure",
                "the claim is tied to nothing, or to two things",
                "give a cell (statement/row/column) or a formula with its year",
            )
        elif formula and parse_year(year, frame.first_month) is None:
            table.report(
                faults,
                row,
                "year",
                "book.year",
                f"{quoted(year)} is not a year",
                "a formula needs a year such as 2020/21",
            )
        elif cell:
            _check_cell(table, row, cell, statements, unread, faults)


def _check_cell(
    table: Table,
    row: int,
    cell: str,
    statements: Mapping[str, Statement],
    unread: frozenset[str],
    faults: Faults,
) -> None:
    parts = cell.split("/")
    place = table.place(row, "cell")
    if len(parts) != 3:
        faults.add("book.name", place, f"{quoted(cell)} is not a cell", "expected statement/row/column")
        return
    name, row_key, column_key = parts
    statement = statements.get(name)
    if statement is None:
        if name not in unread:
            faults.add(
                "book.unknown-name",
                place,
                f"the statement {quoted(name)} is not known",
                "expected a statement of the book",
                nearest_name(name, statements),
            )
        return
    rows = tuple(one.key for one in statement.rows)
    columns = tuple(one.key for one in statement.columns)
    if row_key not in rows and not row_key.startswith(families(statement) or ("\n",)):
        _unknown_row(table, row, "cell", row_key, rows, faults)
    if column_key not in columns:
        faults.add(
            "book.unknown-name",
            place,
            f"the column {quoted(column_key)} is not known",
            "expected the key of a column of the statement",
            nearest_name(column_key, columns),
        )


def published_of(tables: Mapping[str, Table], claims: Table, headings: Table) -> PublishedPaper:
    """Everything published, from tables without faults; blank cells are left out."""
    return PublishedPaper(
        tuple(PublishedTable(name, _cells(table)) for name, table in tables.items()),
        tuple(
            Claim(section, text, cell, formula, year, printed, reading, place)
            for (section, text, cell, formula, year, printed, reading), place in zip(
                claims.rows("place", "text", "cell", "formula", "year", "printed", "reading"),
                claims.places("printed"),
                strict=True,
            )
        ),
        tuple(
            PublishedHeading(statement, column, printed, place)
            for (statement, column, printed), place in zip(
                headings.rows("statement", "column", "printed"), headings.places("printed"), strict=True
            )
        ),
    )


def _cells(table: Table) -> tuple[PublishedCell, ...]:
    columns = [name for name in table.columns if name != "row" and name in table.given]
    return tuple(
        PublishedCell(key, column, table.columns[column][row], table.place(row, column))
        for row, key in enumerate(table.columns["row"])
        for column in columns
        if table.columns[column][row]
    )
