"""Grid: a CSV file as rows of cells, with the exact place and the exact bytes of every cell.

Cells are separated by commas; a cell may stand in quotation marks, with a doubled mark for a mark
inside. The text of the records is kept whole, so that a row whose cells do not change is written
back as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from votebook.core.measure.source import Place
from votebook.formats.book.faults import Faults
from votebook.formats.book.reading import TextFile, place_at

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|\Z)')


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file: its first line (from 1), where it starts, its cells as written, its line end."""

    line: int
    start: int
    raw: tuple[str, ...]
    end: str

    @property
    def cells(self) -> list[str]:
        """What the cells say."""
        return [unquote(raw) for raw in self.raw]

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(unquote(raw).strip(" ") for raw in self.raw)


@dataclass(frozen=True)
class Grid:
    """A CSV file: its heading row, and its other rows that say anything, each with its first line."""

    name: str
    heading: Record
    rows: list[list[str]]
    lines: list[int]
    text: str

    def place(self, row: int, column: int) -> Place:
        """The place of what a cell says, by its row (from 0) and its column (from 0)."""
        first = self.lines[row]
        before = sum(map(len, self.rows[row][:column])) + column
        if self.written[first - 1].find('"', 0, before + 1) >= 0:
            return self._place_between_quotes(first, column)
        return Place(self.name, first, before + 1)

    def heading_place(self, column: int) -> Place:
        """The place of a heading by its column (from 0)."""
        return self._place_between_quotes(self.heading.line, column)

    @cached_property
    def written(self) -> list[str]:
        """The lines as they stand in the file, with their ends."""
        return self.text.splitlines(keepends=True)

    @cached_property
    def starts(self) -> list[int]:
        """The position in the text at which each line begins."""
        return [0, *accumulate(map(len, self.written))]

    def _place_between_quotes(self, first: int, column: int) -> Place:
        start = self.starts[first - 1]
        found = _cells_before(column).match(self.text, start)
        end = found.end() if found else start
        line = first + self.text.count("\n", start, end)
        return Place(self.name, line, end - self.text.rfind("\n", 0, end))


@cache
def _cells_before(count: int) -> re.Pattern[str]:
    """A pattern of some cells with their commas, and of the quotation mark that may come next."""
    return re.compile(rf'(?:(?:"(?:[^"]|"")*"|[^",\n]*),){{{count}}}"?')


def unquote(raw: str) -> str:
    """What a cell says, from how it is written."""
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def quote(text: str, *, always: bool = False) -> str:
    """Write a cell, in quotation marks where they are needed."""
    if always or any(mark in text for mark in '",\n\r') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def records(file: TextFile, faults: Faults) -> Iterator[Record]:
    """Take a file apart into its records as written; reports and ends where a quotation breaks."""
    text, position, line = file.text, 0, 1
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        if text.find('"', position, stop) < 0:
            has_return = stop > position and text[stop - 1] == "\r"
            end = ("\r\n" if has_return else "\n") if stop < len(text) else ""
            last = stop - (has_return and stop < len(text))
            yield Record(line, position, tuple(text[position:last].split(",")), end)
            position, line = stop + 1, line + 1
            continue
        record = _quoted_record(file, position, line, faults)
        if record is None:
            return
        yield record
        position += sum(map(len, record.raw)) + len(record.raw) - 1 + len(record.end)
        line += sum(raw.count("\n") for raw in record.raw) + 1


def read_grid(file: TextFile, faults: Faults) -> Grid | None:
    """Read a CSV file into rows of cells, or report what is wrong with its form."""
    if not file.text.strip("\r\n, "):
        faults.add(
            "book.empty-file", Place(file.name), "the file is empty", "expected at least a heading row"
        )
        return None
    if _is_separated_otherwise(file, faults):
        return None
    rows, lines = _split(file)
    own = Faults()
    told = next((one for one in records(file, own) if not one.is_blank), None)
    if rows is None:
        for _ in records(file, own):
            pass
    for fault in own.in_order():
        faults.keep(fault)
    if rows is None or told is None or own.in_order():
        return None
    return Grid(file.name, told, rows[1:], lines[1:], file.text)


def _split(file: TextFile) -> tuple[list[list[str]] | None, list[int]]:
    """The rows that say anything, each with its first line; no rows where a quotation breaks.

    The standard reader is fast but lets a mark pass inside a cell that does not begin with one, so a
    row with a mark in what it says is read a second time, by the strict rule.
    """
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(file.text.splitlines(keepends=True), strict=True)
    first = 1
    try:
        for cells in reader:
            said = "".join(cells)
            if '"' in said:
                return _split_strictly(file)
            if said.strip(" "):
                rows.append(cells)
                lines.append(first)
            first = reader.line_num + 1
    except csv.Error:
        return _split_strictly(file)
    return rows, lines


def _split_strictly(file: TextFile) -> tuple[list[list[str]] | None, list[int]]:
    faults = Faults()
    told = [record for record in records(file, faults) if not record.is_blank]
    if faults.in_order():
        return None, []
    return [record.cells for record in told], [record.line for record in told]


def _is_separated_otherwise(file: TextFile, faults: Faults) -> bool:
    heading = next(line for line in file.text.splitlines() if line.strip(", "))
    for separator, words in ((";", "semicolons"), ("\t", "tabs")):
        if separator in heading and "," not in heading:
            place = place_at(file.name, file.text, file.text.index(heading))
            expected = "expected commas (save it as CSV UTF-8, comma delimited)"
            faults.add("book.separator", place, f"the cells are separated by {words}", expected)
            return True
    return False


def _quoted_record(file: TextFile, position: int, line: int, faults: Faults) -> Record | None:
    start, raw, end = position, [], ","
    while end == ",":
        found = _CELL.match(file.text, position)
        if found is None:
            broken = line + file.text.count("\n", start, position)
            _report_quote(file, position, broken, faults)
            return None
        end, position = found[3], found.end()
        written = found[0][: len(found[0]) - len(end)]
        if found[2] is not None and end == "\n" and written.endswith("\r"):
            written, end = written[:-1], "\r\n"
        raw.append(written)
    return Record(line, start, tuple(raw), end)


def _report_quote(file: TextFile, position: int, line: int, faults: Faults) -> None:
    column = position - file.text.rfind("\n", 0, position)
    closed = re.compile(r'"(?:[^"]|"")*"').match(file.text, position)
    if file.text[position] != '"':
        found = "a quotation mark stands inside a cell that does not begin with one"
        expected = "put the whole cell in quotation marks and double the marks inside"
    elif closed:
        found = "text follows the closing quotation mark of the cell"
        expected = "expected a comma or the end of the line; double a quotation mark inside a cell"
    else:
        found, expected = "the quotation mark that opens here is never closed", "close it"
    faults.add("book.quote", Place(file.name, line, column), found, expected)
