"""A statement as a Markdown table, in the dialect that tables are written in (GitHub's)."""

from __future__ import annotations

import re

from votebook.core.report.heading import Head
from votebook.core.report.layout import LaidRow
from votebook.core.report.statement import Measure
from votebook.core.report.table import Table
from votebook.formats.lettering import clean

_MARKUP = re.compile(r"([\\`*_\[\]|~#!{}])")


def markdown_of(table: Table) -> str:
    """Write a title, a table with totals in bold, and the notes as a list."""
    number = f"Table {table.statement.number}: " if table.statement.number else ""
    beside = " · ".join(filter(None, (table.body, table.state, table.classification)))
    heads = [*table.statement.labels, *(_heading(head) for head in table.heads)]
    rules = ["---"] * len(table.statement.labels)
    rules += ["---" if head.measure is Measure.TEXT else "---:" for head in table.heads]
    lines = [
        f"### {escape(number + table.statement.title)}",
        "",
        escape(beside),
        "",
        _line([escape(head) for head in heads]),
        _line(rules),
        *(_row(table, row) for row in table.rows),
    ]
    if table.notes:
        lines += ["", *(f"- {_opened(escape(note))}" for note in table.notes)]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    >>> escape("a|b <script> *c*")
    'a\\|b &lt;script&gt; \\*c\\*'
    """
    plain = _MARKUP.sub(r"\\\1", clean(text))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _opened(escaped: str) -> str:
    """Keep the beginning of a list item from starting a list of its own."""
    return re.sub(r"^([0-9]+)([.)])|^([-+])", lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", escaped)


def _heading(head: Head) -> str:
    words = f"{head.over} {head.heading}".strip()
    return f"{words} ({head.unit})" if head.unit not in ("", "1") else words


def _row(table: Table, row: LaidRow) -> str:
    figures = [escape(cell.printed + cell.mark) for cell in table.cells_of(row)]
    cells = [escape(label) for label in row.labels] + figures
    if row.is_total or row.is_heading:
        cells = [f"**{cell}**" if cell else "" for cell in cells]
    return _line(cells)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
