"""Cells: what the sheets of a workbook hold, read by a process of its own.

The reader of workbooks ends the whole program when a damaged file makes it ask for more memory than
there is. Here that program is a child, which may end as it likes: this module, run with a file's
name, prints the sheets as JSON, and the parent says in words when it did not.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

SECONDS_MAX = 60
"""The longest that a workbook may take to read."""

FORMULA = "="
"""What the text of a cell begins with that has a formula and no stored value."""

CellValue = bool | int | float | str
"""What a cell holds; a blank one an empty text, a date or time its text."""

Rows = list[list[CellValue]]
"""The rows of a sheet from its first, each with its cells from the first."""

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_FORMULA_CELL = re.compile(
    r'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>(.*?)</(?:\w+:)?c>', re.DOTALL
)
_VALUE = re.compile(r"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>[^<]")
_WRITTEN = re.compile(r"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>([^<]*)<)")


def read_sheets(path: Path) -> list[tuple[str, Rows]] | str:
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


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its row and column from 0.

    >>> cell_name(6, 2), cell_name(0, 27)
    ('C7', 'AB1')
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def column_number(letters: str) -> int:
    """The number of a column, from 1, by its letters.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sheets_as_text(path: Path) -> str:
    """The sheets of a workbook as JSON, or as JSON the words that say why they cannot be read."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
        for name, row, column, formula in _unvalued(path):
            if name in sheets and row < len(sheets[name]) and column < len(sheets[name][row]):
                sheets[name][row][column] = FORMULA + formula
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        return json.dumps(str(error))
    return json.dumps(list(sheets.items()), default=str)


def _unvalued(path: Path) -> list[tuple[str, int, int, str]]:
    """The cells that have a formula and no stored value: sheet, row and column from 0, and the formula."""
    found: list[tuple[str, int, int, str]] = []
    with zipfile.ZipFile(path) as packed:
        for name, part in _parts(packed).items():
            text = packed.read(part).decode(errors="replace")
            for letters, digits, content in _FORMULA_CELL.findall(text):
                formula = _WRITTEN.search(content)
                if formula is not None and not _VALUE.search(content):
                    place = int(digits) - 1, column_number(letters) - 1
                    found.append((name, *place, html.unescape(formula[1] or "")))
    return found


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """The part of the workbook in which each sheet stands, by the sheet's name."""
    names = set(packed.namelist())
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return {}
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(packed.read(relations).decode(errors="replace")):
        target = _attribute(tag, "Target")
        targets[_attribute(tag, "Id")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    sheets = _SHEET.findall(packed.read("xl/workbook.xml").decode(errors="replace"))
    parts = {_attribute(tag, "name"): targets.get(_attribute(tag, r"\w+:id"), "") for tag in sheets}
    return {name: part for name, part in parts.items() if part in names}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""


if __name__ == "__main__":
    sys.stdout.write(sheets_as_text(Path(sys.argv[1])))
