"""A statement as CSV: exact figures for machines, and texts that no spreadsheet will run."""

from __future__ import annotations

import csv
import io
import unicodedata

from votebook.core.report.cell import Cell, CellState
from votebook.core.report.figure import MONEY_UNITS, PERCENT, print_decimal
from votebook.core.report.heading import Head
from votebook.core.report.table import Table

_RUNS = ("=", "+", "-", "@", "|")
_CONTROLS = ("\t", "\r", "\n", "\0")


def csv_of(table: Table) -> str:
    """Write one heading line and one line a row: its key, its labels, its exact figures.

    Money is in pounds whatever the printed unit, ratios are shares of one; a blank cell is empty,
    a nil amount is 0.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    heads = ["row", *table.statement.labels, *(_heading(head) for head in table.heads)]
    writer.writerow([guard(head) for head in heads])
    for row in table.rows:
        texts = [guard(text) for text in (row.key, *row.labels)]
        writer.writerow([*texts, *(_figure(cell) for cell in table.cells_of(row))])
    return page.getvalue()


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Full-width signs count, because spreadsheets and their importers fold them, and so do spaces
    before the sign. A carriage return or a nul inside a text becomes a space.

    >>> guard("=1+1"), guard(" \uff1dcmd"), guard("Panel")
    ("'=1+1", "' ＝cmd", 'Panel')
    """
    folded = unicodedata.normalize("NFKC", text)
    runs = folded.strip().startswith(_RUNS) or folded.startswith(_CONTROLS)
    one_line = text.replace("\r", " ").replace("\0", " ")
    return f"'{one_line}" if runs else one_line


def _heading(head: Head) -> str:
    unit = {PERCENT: "1", **dict.fromkeys(MONEY_UNITS, "£")}.get(head.unit, head.unit)
    words = f"{head.over} {head.heading}".strip()
    return f"{words} ({unit})" if unit not in ("", "1") else words


def _figure(cell: Cell) -> str:
    if cell.state is CellState.TEXT:
        return guard(cell.printed)
    if cell.state is CellState.BLANK or cell.exact is None:
        return ""
    return print_decimal(cell.exact)
