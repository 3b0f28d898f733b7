"""Packing: whether a file is a workbook that may be opened, looked at from outside."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from votebook.core.measure.source import Fault, Place
from votebook.formats.spreadsheet.cells import column_number

ROWS_MAX = 20_000
"""The most rows a sheet may have; a budget of more is no plain workbook of lines by year."""

COLUMNS_MAX = 200
"""The most columns a sheet may have."""

BYTES_MAX = 32 * 1024 * 1024
"""The largest workbook that is opened."""

UNPACKED_MAX = 128 * 1024 * 1024
"""The most that a workbook may unpack to; a small file that unpacks to more is refused unopened."""

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']\$?([A-Za-z]{1,4})\$?([0-9]{1,9})["']""")


def refuse_workbook(path: Path) -> Fault | None:
    """Say why a file is no workbook that may be opened; None when it is one."""
    place = Place(path.name)
    try:
        if not path.is_file():
            return Fault(
                "workbook.missing", place, "is not a file", "expected a workbook such as budget.xlsx"
            )
        size = path.stat().st_size
        if size > BYTES_MAX:
            found = f"the workbook has {size // 1024**2:,} MB"
            return Fault("workbook.too-large", place, found, f"expected at most {BYTES_MAX // 1024**2} MB")
        with path.open("rb") as opened:
            start = opened.read(8)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            return unreadable(path, "it is encrypted, or in the format of Excel before 2007")
        if not zipfile.is_zipfile(path):
            return unreadable(path, "it is not a workbook")
        with zipfile.ZipFile(path) as packed:
            return _refuse_packed(path, packed)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        return unreadable(path, str(error))


def unreadable(path: Path, why: str) -> Fault:
    """The fault of a workbook that cannot be read, with the reason in a few words."""
    found = f"the workbook cannot be read ({' '.join(why.split())[:200]})"
    expected = "expected an .xlsx workbook without a password"
    return Fault("workbook.unreadable", Place(path.name), found, expected)


def _refuse_packed(path: Path, packed: zipfile.ZipFile) -> Fault | None:
    """Refuse a workbook that unpacks to too much, or whose cells stand too far apart.

    The reader of workbooks makes room for every cell between the first and the last one, so that two
    cells far apart ask for more memory than any machine has.
    """
    place = Place(path.name)
    unpacked = sum(entry.file_size for entry in packed.infolist())
    if unpacked > UNPACKED_MAX:
        found = f"the workbook unpacks to {unpacked // 1024**2:,} MB"
        return Fault("workbook.too-large", place, found, f"expected at most {UNPACKED_MAX // 1024**2} MB")
    if "xl/workbook.xml" not in packed.namelist():
        return unreadable(path, "it is not an Excel workbook")
    for entry in packed.infolist():
        if not entry.filename.lower().endswith(".xml"):
            continue
        with packed.open(entry) as opened:
            content = opened.read()
        if b"\x00" in content:
            return unreadable(path, f"{entry.filename} is not UTF-8")
        for letters, digits in set(_CELL.findall(content)):
            row, column = int(digits), column_number(letters.decode())
            if row > ROWS_MAX or column > COLUMNS_MAX:
                found = f"a cell stands at {letters.decode()}{row}"
                expected = f"expected at most {ROWS_MAX:,} rows and {COLUMNS_MAX:,} columns"
                return Fault("workbook.too-large", place, found, expected)
    return None
