"""Pages: what the application answers, set as text or written as JSON, CSV or Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import Enum

from votebook.app.opening import OpenBook
from votebook.core.report.table import Table
from votebook.formats.statement.csv_table import csv_of
from votebook.formats.statement.json_document import json_of, json_value
from votebook.formats.statement.markdown import markdown_of
from votebook.formats.statement.text import text_of
from votebook.wiring.settings import Settings


class TableFormat(Enum):
    """The forms in which a statement can be had."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def statement_page(
    opened: OpenBook, tables: Sequence[Table], form: TableFormat, settings: Settings, *, is_one: bool
) -> str:
    """Set statements one after the other; in JSON, one by itself or all of them in one document."""
    if form is TableFormat.JSON:
        if is_one:
            return json_of(tables[0])
        budget = opened.budget
        document = {
            "book": budget.ref,
            "title": budget.title,
            "statements": [json_value(table) for table in tables],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    writers: dict[TableFormat, Callable[[Table], str]] = {
        TableFormat.TEXT: lambda table: text_of(table, settings.page_width),
        TableFormat.MARKDOWN: markdown_of,
        TableFormat.CSV: csv_of,
    }
    return "\n\n".join(writers[form](table).rstrip("\n") for table in tables) + "\n"
