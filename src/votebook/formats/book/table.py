"""Table: rows of one form, read from a CSV grid or a YAML list into columns of typed values.

A cell that cannot be read is reported and becomes ``BAD``; the rest of its row still counts, so
that one fault gives one message.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from votebook.core.measure.source import Place
from votebook.formats.book.document import Listing, Mapping, Node, Scalar
from votebook.formats.book.faults import Faults, nearest_name, quoted
from votebook.formats.book.grid import Grid
from votebook.formats.book.kind import TEXT, Kind, Unread


class _Bad:
    def __repr__(self) -> str:
        return "BAD"


BAD: Final[Any] = _Bad()
"""Stands for a cell that could not be read and has been reported."""

ONE, MANY, KEYED, NODES = "one", "many", "keyed", "nodes"
"""The shapes of a value in YAML: a single one, a list, keys with one or more, or left as nodes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column or key: what it holds, and whether it may be left out (``is_optional``) or blank.

    ``blank`` is the value of a blank cell where the cell ``may_be_blank``. ``refers`` names the
    things of which it must name one. ``shape`` matters in YAML only.
    """

    name: str
    kind: Kind = TEXT
    is_optional: bool = False
    may_be_blank: bool = False
    blank: Any = ""
    refers: str = ""
    shape: str = ONE


def optional(name: str, kind: Kind = TEXT, blank: Any = "", refers: str = "", shape: str = ONE) -> Column:  # noqa: ANN401 - the blank is of the kind's own type
    """A column that may be left out and whose cells may be blank."""
    return Column(name, kind, True, True, blank, refers, shape)


@dataclass(frozen=True, slots=True)
class Table:
    """Typed columns of equal length, with the place of every cell.

    ``place`` takes a row (from 0) and a column's name; a column that is not in the file has the
    place of its row. A table that is not ``is_whole`` has rows that could not be read.
    """

    file: str
    count: int
    columns: dict[str, list[Any]]
    place: Callable[[int, str], Place]
    given: frozenset[str] = field(default=frozenset())
    is_whole: bool = True

    def knows_all(self, name: str) -> bool:
        """Whether every value of a column could be read, so that what it does not name is unknown."""
        return self.is_whole and not any(value is BAD for value in self.columns[name])

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """The values of some columns, row by row."""
        return zip(*(self.columns[name] for name in names), strict=True)

    def places(self, name: str) -> list[Place]:
        """The place of every cell of a column."""
        return [self.place(row, name) for row in range(self.count)]

    def report(self, faults: Faults, row: int, column: str, code: str, found: str, expected: str) -> None:
        """Report a fault at a cell."""
        faults.add(code, self.place(row, column), found, expected)


def empty_table(file: str, columns: Sequence[Column], *, is_whole: bool) -> Table:
    """A table without rows: whole where the file is not there, not whole where it cannot be read."""
    columns_empty: dict[str, list[Any]] = {column.name: [] for column in columns}
    return Table(file, 0, columns_empty, lambda row, name: Place(file), is_whole=is_whole)


def read_grid_table(
    grid: Grid,
    columns: Sequence[Column],
    faults: Faults,
    passes: Callable[[str], bool] = lambda heading: False,
) -> Table:
    """Read a grid's cells by the kinds of its columns, reporting every cell that is not of its kind.

    A column ``passes`` that would be known, had what names it not a fault of its own.
    """
    positions = _match_heading(grid, columns, faults, passes)
    width = len(grid.heading.raw)
    uneven = {row for row, cells in enumerate(grid.rows) if len(cells) != width}
    for row in sorted(uneven):
        cells = grid.rows[row]
        found = f"the row has {len(cells)} cells"
        expected = f"the heading row has {width}; put text with commas in quotation marks"
        faults.add("book.cells", grid.place(row, 0), found, expected)
    rows = [(*cells, *[""] * width)[:width] for cells in grid.rows] if uneven else grid.rows
    texts = list(zip(*rows, strict=True)) if rows else [()] * width
    _check_unheaded(grid, texts, faults)
    values: dict[str, list[Any]] = {}
    for column in columns:
        position = positions.get(column.name)
        if position is None:
            values[column.name] = [column.blank if column.is_optional else BAD] * len(rows)
        else:
            values[column.name] = _read_column(grid, position, column, texts[position], uneven, faults)

    def place(row: int, name: str) -> Place:
        position = positions.get(name)
        return Place(grid.name, grid.lines[row]) if position is None else grid.place(row, position)

    return Table(grid.name, len(rows), values, place, frozenset(positions))


def _match_heading(
    grid: Grid, columns: Sequence[Column], faults: Faults, passes: Callable[[str], bool]
) -> dict[str, int]:
    known = {column.name for column in columns}
    positions: dict[str, int] = {}
    suggested: set[str] = set()
    headings = [cell.strip(" ") for cell in grid.heading.cells]
    for position, heading in enumerate(headings):
        if heading in positions:
            found = f"the heading {quoted(heading)} stands twice"
            faults.add("book.repeated-column", grid.heading_place(position), found, "expected it once")
        elif heading in known:
            positions[heading] = position
        elif heading and not passes(heading):
            left = [column.name for column in columns if column.name not in headings]
            expected = f"expected {', '.join(left[:8])}" if left else "delete the column"
            near = nearest_name(heading.lower(), left)
            suggested.add(near)
            found = f"the heading {quoted(heading)} is not known here"
            faults.add("book.unknown-column", grid.heading_place(position), found, expected, near)
    for column in columns:
        if column.name not in {*positions, *suggested} and not column.is_optional:
            found = f"the column {column.name} is missing"
            faults.add("book.missing-column", grid.heading_place(0), found, "add it to the heading row")
    return positions


def _check_unheaded(grid: Grid, texts: Sequence[Sequence[str]], faults: Faults) -> None:
    for position, heading in enumerate(grid.heading.cells):
        row = next((i for i, text in enumerate(texts[position]) if text.strip()), None)
        if not heading.strip() and row is not None:
            faults.add(
                "book.unknown-column",
                grid.place(row, position),
                f"{quoted(texts[position][row])} stands in a column without a heading",
                "give the column a heading, or delete it",
            )


def _read_column(
    grid: Grid, position: int, column: Column, texts: Sequence[str], uneven: Collection[int], faults: Faults
) -> list[Any]:
    read = column.kind.read
    meanings: dict[str, Any] = {text: read(text) for text in set(texts)}
    for text in [text for text in meanings if not text.strip(" ")]:
        blank = Unread("book.blank", f"{column.name} is blank", _expected_instead(column))
        meanings[text] = column.blank if column.may_be_blank else blank
    if not uneven and not any(type(meaning) is Unread for meaning in meanings.values()):
        return [meanings[text] for text in texts]
    values: list[Any] = []
    for row, text in enumerate(texts):
        meaning = meanings[text]
        if type(meaning) is Unread:
            if row not in uneven and not faults.is_full:
                _report_unread(meaning, grid.place(row, position), faults)
            meaning = BAD
        values.append(BAD if row in uneven and position else meaning)
    return values


def _expected_instead(column: Column) -> str:
    """What a cell that may not be blank should hold: one of its words, where it has only a few."""
    refused = column.kind.read("")
    is_word = isinstance(refused, Unread) and refused.code == "book.word"
    return refused.expected if is_word else "expected something to stand here"


def _report_unread(unread: Unread, place: Place, faults: Faults) -> None:
    faults.add(unread.code, place, unread.found, unread.expected, unread.nearest)


def read_listing(node: Node | None, columns: Sequence[Column], where: Place, faults: Faults) -> Table:
    """Read a YAML list of keyed entries as a table; no node gives no rows."""
    mappings: list[Mapping] = []
    is_whole = True
    if isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Mapping):
                mappings.append(item)
            else:
                is_whole = False
                faults.add(
                    "book.shape",
                    item.place,
                    f"{shown_node(item)} stands here",
                    f"expected keys such as {columns[0].name}",
                )
    elif node is not None and not is_blank(node):
        is_whole = False
        faults.add("book.shape", node.place, f"{shown_node(node)} stands here", "expected a list")
    entries = [read_mapping(mapping, columns, faults) for mapping in mappings]
    values = {column.name: [entry[column.name] for entry in entries] for column in columns}

    def place(row: int, name: str) -> Place:
        found = mappings[row].get(name)
        return mappings[row].place if found is None else found.place

    given = frozenset(column.name for column in columns)
    return Table(where.file, len(entries), values, place, given, is_whole)


def read_mapping(
    node: Mapping, columns: Sequence[Column], faults: Faults, *, passed: Collection[str] = ()
) -> dict[str, Any]:
    """Read keys by their kinds; reports unknown keys (but those ``passed``), missing ones and bad values."""
    known = {column.name: column for column in columns}
    found = {key.text: value for key, value in node.entries}
    for key, _ in node.entries:
        if key.text not in known and key.text not in passed:
            left = [name for name in dict.fromkeys((*known, *passed)) if name not in found]
            faults.add(
                "book.unknown-key",
                key.place,
                f"the key {quoted(key.text)} is not known here",
                f"expected {', '.join(left[:8])}" if left else "delete it",
                nearest_name(key.text, left),
            )
    values: dict[str, Any] = {}
    for name, column in known.items():
        if name in found:
            values[name] = _read_value(found[name], column, faults)
        elif column.is_optional:
            values[name] = column.blank
        else:
            faults.add("book.missing-key", node.place, f"the key {name} is missing", "add it")
            values[name] = BAD
    return values


def is_blank(node: Node) -> bool:
    """Whether a node says nothing."""
    return isinstance(node, Scalar) and node.is_blank


def shown_node(node: Node) -> str:
    """Say what kind of node stands somewhere."""
    if isinstance(node, Listing):
        return "a list"
    return "a set of keys" if isinstance(node, Mapping) else f"the value {quoted(node.text)}"


def _read_value(node: Node, column: Column, faults: Faults) -> Any:  # noqa: ANN401 - of the column's kind
    if column.shape == NODES:
        return node
    if is_blank(node):
        if column.may_be_blank:
            return column.blank
        faults.add("book.blank", node.place, f"{column.name} is blank", _expected_instead(column))
        return BAD
    if column.shape == MANY:
        return _read_many(node, column, faults)
    return (
        _read_keyed(node, column, faults) if column.shape == KEYED else read_scalar(node, column.kind, faults)
    )


def read_scalar(node: Node, kind: Kind, faults: Faults) -> Any:  # noqa: ANN401 - of the kind's own type
    """Read a single value by its kind, or report it and give ``BAD``."""
    if not isinstance(node, Scalar):
        faults.add("book.shape", node.place, f"{shown_node(node)} stands here", "expected a single value")
        return BAD
    value = kind.read(node.text)
    if isinstance(value, Unread):
        _report_unread(value, node.place, faults)
        return BAD
    return value


def _read_many(node: Node, column: Column, faults: Faults) -> Any:  # noqa: ANN401 - a tuple, or BAD
    if not isinstance(node, Listing):
        faults.add(
            "book.shape", node.place, f"{shown_node(node)} stands here", "expected a list, in square brackets"
        )
        return BAD
    values = tuple(read_scalar(item, column.kind, faults) for item in node.items)
    return BAD if BAD in values else values


def _read_keyed(node: Node, column: Column, faults: Faults) -> Any:  # noqa: ANN401 - pairs, or BAD
    if not isinstance(node, Mapping):
        faults.add(
            "book.shape", node.place, f"{shown_node(node)} stands here", "expected keys in curly brackets"
        )
        return BAD
    pairs: list[tuple[str, Any]] = []
    for key, value in node.entries:
        items = value.items if isinstance(value, Listing) else (value,)
        pairs.extend((key.text, read_scalar(item, column.kind, faults)) for item in items)
    return BAD if any(value is BAD for _, value in pairs) else tuple(pairs)
