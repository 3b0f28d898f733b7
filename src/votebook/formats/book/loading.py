"""Loading: a book's folder as one value, or everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from votebook.app.book import Book, NarrativeSection
from votebook.core.measure.source import Fault, Place
from votebook.core.measure.year import parse_year
from votebook.core.plan.language.formula import parse_formula
from votebook.core.report.statement import Statement
from votebook.formats.book.document import Node, read_document
from votebook.formats.book.faults import Faults, nearest_name
from votebook.formats.book.grid import read_grid
from votebook.formats.book.reading import TextFile, names_in, read_file
from votebook.formats.book.schema.assembly import assemble_budget
from votebook.formats.book.schema.columns import (
    CLAIMS,
    HEADINGS,
    TABLE_FILES,
    input_columns,
    published_columns,
    table_columns,
)
from votebook.formats.book.schema.consistency import check_tables
from votebook.formats.book.schema.containment import check_comparatives
from votebook.formats.book.schema.frame import FILE, Frame, read_frame
from votebook.formats.book.schema.inputs import check_across, check_inputs
from votebook.formats.book.schema.known import Known, check_names, gather
from votebook.formats.book.schema.layout import check_layout
from votebook.formats.book.schema.paper import check_claims, check_headings, check_published, published_of
from votebook.formats.book.schema.statements import read_statement
from votebook.formats.book.table import BAD, Column, Table, empty_table, read_grid_table

_SPECIAL = ("published/claims.csv", "published/headings.csv")


@dataclass(frozen=True)
class Parts:
    """The parts of a book as read: the tables at the top by file, the inputs by name, and the rest."""

    frame: Frame
    tables: dict[str, Table]
    inputs: dict[str, Table]
    statements: dict[str, Statement]
    published: dict[str, Table]
    claims: Table
    headings: Table
    narrative: tuple[NarrativeSection, ...]


def load_book(folder: Path) -> Book | tuple[Fault, ...]:
    """Read a book's folder whole, or report every fault in the order of its files, lines and columns."""
    if not folder.is_dir():
        found = "is not a folder" if folder.exists() else "does not exist"
        return (Fault("book.missing-file", Place(str(folder)), found, "expected the folder of a book"),)
    faults = Faults()
    with _collection_paused():
        parts = read_parts(read_files(folder, faults), faults)
        found_faults = faults.in_order()
        return found_faults if parts is None or found_faults else _assemble(parts)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Pause the collector of cycles: a large book is millions of values without one, and half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_files(folder: Path, faults: Faults) -> dict[str, TextFile | None]:
    """Every file of the book as text by its name, None for one that cannot be read."""
    try:
        names = names_in(folder, TABLE_FILES, faults)
    except OSError as error:
        faults.add(
            "book.unreadable",
            Place("."),
            f"the folder cannot be opened ({error.strerror})",
            "expected a readable folder",
        )
        return {}
    files = {name: read_file(folder, name, faults) for name in names}
    for needed in (FILE, "lines.csv"):
        if needed not in files and not faults.is_full:
            near = nearest_name(needed, [entry.name for entry in folder.iterdir()])
            faults.add("book.missing-file", Place(needed), "the file is missing", "every book has one", near)
    return files


def read_parts(files: Mapping[str, TextFile | None], faults: Faults) -> Parts | None:
    """Read and check all parts; None when the frame that all else is read against cannot be read."""
    node = _document(files, FILE, faults)
    frame = read_frame(node, faults) if node is not None else None
    if frame is None:
        return None
    own = Faults()
    tables = {
        name: _table(files, name, table_columns(name, frame), faults, partial(_may_be_year, frame, name))
        for name in TABLE_FILES
    }
    inputs = _inputs(files, frame, faults)
    names = [name for name in files if name.startswith("statements/")]
    nodes = {name: _document(files, name, faults) for name in names}
    read = {name: read_statement(name, node, own) for name, node in nodes.items() if node is not None}
    for fault in own.in_order():
        faults.keep(fault)
    statements = {_stem(name): statement for name, statement in read.items() if statement is not None}
    unread = frozenset(map(_stem, names)) - statements.keys()
    published = _published(files, statements, unread, faults)
    claims = _table(files, _SPECIAL[0], CLAIMS, faults)
    headings = _table(files, _SPECIAL[1], HEADINGS, faults)
    narrative = tuple(
        NarrativeSection(name.removeprefix("narrative/"), file.text)
        for name, file in files.items()
        if file is not None and name.startswith("narrative/")
    )
    parts = Parts(frame, tables, inputs, statements, published, claims, headings, narrative)
    _check(parts, gather(frame, tables, map(_stem, names)), unread, files, faults)
    return parts


def _may_be_year(frame: Frame, file: str, heading: str) -> bool:
    """Whether a heading of the amounts may name a year that could not be read where it is declared."""
    is_open = file == "amounts.csv" and not frame.has_all_years
    return is_open and parse_year(heading, frame.first_month) is not None


def _passes_all(is_open: bool, heading: str) -> bool:
    """Whether any heading may stand, because the members that it may name could not all be read."""
    return is_open and bool(heading)


def _stem(name: str) -> str:
    return name.partition("/")[2].rpartition(".")[0]


def _document(files: Mapping[str, TextFile | None], name: str, faults: Faults) -> Node | None:
    file = files.get(name)
    return read_document(file, faults) if file is not None else None


def _table(
    files: Mapping[str, TextFile | None],
    name: str,
    columns: tuple[Column, ...],
    faults: Faults,
    passes: Callable[[str], bool] = lambda heading: False,
) -> Table:
    file = files.get(name)
    grid = read_grid(file, faults) if file is not None else None
    if grid is not None:
        return read_grid_table(grid, columns, faults, passes)
    return empty_table(name, columns, is_whole=name not in files and name != "lines.csv")


def _inputs(files: Mapping[str, TextFile | None], frame: Frame, faults: Faults) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for row, (name, dimensions, across, is_yearly) in enumerate(
        frame.tables.rows("name", "dimensions", "across", "yearly")
    ):
        file = f"tables/{name}.csv"
        place = frame.tables.place(row, "name")
        if name is BAD:
            continue
        if file not in files:
            faults.add(
                "book.missing-file", place, f"the file {file} is missing", "expected one for each table"
            )
        if BAD in (dimensions, across, is_yearly):
            continue
        if across and across not in dimensions:
            faults.add(
                "book.unknown-name",
                frame.tables.place(row, "across"),
                f"{across} is not among the table's dimensions",
                f"expected one of {', '.join(dimensions)}",
            )
        if len(set(dimensions)) != len(dimensions):
            faults.add(
                "book.repeated-name",
                frame.tables.place(row, "dimensions"),
                "a dimension stands twice",
                "name each dimension once",
            )
            continue
        if not all(one in frame.dimensions for one in (*dimensions, *filter(None, [across]))):
            continue
        if check_across(frame, row, faults):
            columns = input_columns(frame, dimensions, across, is_yearly=is_yearly)
            members = frame.members.get(across)
            is_open = members is not None and not members.knows_all("ref")
            table = found[name] = _table(files, file, columns, faults, partial(_passes_all, is_open))
            check_inputs(table, frame, row, faults)
    declared = {f"tables/{name}.csv" for name in frame.tables.columns["name"]}
    for file in files:
        if file.startswith("tables/") and file not in declared:
            faults.add(
                "book.unknown-file",
                Place(file),
                "the file is not among the tables of book.yaml",
                "expected an entry under tables:",
                nearest_name(file, sorted(declared)),
            )
    return found


def _published(
    files: Mapping[str, TextFile | None],
    statements: Mapping[str, Statement],
    unread: frozenset[str],
    faults: Faults,
) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for file in files:
        name = _stem(file)
        if not file.startswith("published/") or file in _SPECIAL or name in unread:
            continue
        if name not in statements:
            faults.add(
                "book.unknown-file",
                Place(file),
                f"there is no statement named {name}",
                "published figures belong to a statement",
                nearest_name(name, statements),
            )
            continue
        keys = tuple(dict.fromkeys(column.key for column in statements[name].columns))
        found[name] = _table(files, file, published_columns(keys), faults)
    return found


def _check(
    parts: Parts, known: Known, unread: frozenset[str], files: Mapping[str, TextFile | None], faults: Faults
) -> None:
    frame, tables = parts.frame, parts.tables
    check_names(frame, tables, faults)
    for name, table in tables.items():
        known.check_table(table, table_columns(name, frame), faults)
    for row, dimensions in enumerate(frame.tables.columns["dimensions"]):
        for dimension in () if dimensions is BAD else dimensions:
            known.check("dimension", dimension, frame.tables.place(row, "dimensions"), faults)
    for name, (dimensions, across, is_yearly) in zip(
        frame.tables.columns["name"], frame.tables.rows("dimensions", "across", "yearly"), strict=True
    ):
        if name in parts.inputs:
            columns = input_columns(frame, dimensions, across, is_yearly=is_yearly)
            known.check_table(parts.inputs[name], columns, faults)
    check_tables(frame, tables, known, faults)
    check_comparatives(frame, tables, faults)
    for statement in parts.statements.values():
        check_layout(statement, frame, known, faults)
    for name, published in parts.published.items():
        check_published(published, parts.statements[name], faults)
    known.check_table(parts.headings, HEADINGS, faults)
    check_headings(parts.headings, parts.statements, faults)
    check_claims(parts.claims, frame, parts.statements, unread, faults)
    if faults.in_order():
        _check_formulas(parts, faults)


def _check_formulas(parts: Parts, faults: Faults) -> None:
    """Report formulas that cannot be read; of a book without faults the plan's own check does this."""
    components = parts.tables["components.csv"]
    told: set[str] = set()
    for column in ("formula", "cap"):
        for row, text in enumerate(components.columns[column]):
            if text is BAD or not text or text in told:
                continue
            told.add(text)
            parsed = parse_formula(text, components.place(row, column))
            if isinstance(parsed, Fault):
                faults.keep(parsed)


def _assemble(parts: Parts) -> Book:
    budget = assemble_budget(parts.frame, parts.tables, parts.inputs)
    paper = published_of(parts.published, parts.claims, parts.headings)
    return Book(budget, tuple(parts.statements.values()), paper, parts.narrative)
