"""Cells: what the sheets of a workbook hold, read by a process of its own.

The reader of workbooks ends the whole program when a damaged file makes it ask for more memory than
there is. Here that program is a child, which may end as it likes: ``python -m votebook.formats.cells
FILE`` prints the sheets as JSON, and the parent says in words when it did not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

SECONDS_MAX = 60
"""The longest that a workbook may take to read."""

CellValue = bool | int | float | str
"""What a cell holds; a blank one an empty text, a date or time its text."""

Sheets = list[tuple[str, list[list[CellValue]]]]
"""The sheets of a workbook by name, each with its rows from the first, each row with its cells."""


def read_sheets(path: Path) -> Sheets | str:
    """Read the sheets of a workbook, or say in a few words why they cannot be read."""
    command = [sys.executable, "-m", __name__, str(path.absolute())]
    try:
        answered = subprocess.run(command, capture_output=True, timeout=SECONDS_MAX, check=False)
    except subprocess.TimeoutExpired:
        return f"it takes longer than {SECONDS_MAX} seconds to read"
    if answered.returncode != 0:
        return "it is damaged"
    sheets = json.loads(answered.stdout)
    return sheets if isinstance(sheets, str) else [(name, rows) for name, rows in sheets]


def sheets_as_text(path: Path) -> str:
    """The sheets of a workbook as JSON, or as JSON the words that say why they cannot be read."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        return json.dumps(str(error))
    return json.dumps(sheets, default=str)


if __name__ == "__main__":
    sys.stdout.write(sheets_as_text(Path(sys.argv[1])))
