"""Saving: a book written into its folder, with every byte kept of what did not change.

A file whose part of the book is unchanged is not touched. Of a changed table only the changed cells
are written, of a changed YAML file only the changed values, unless its form has to change too. All
files are written beside their places first and then put in place one by one, so that a full disk
leaves the folder as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from votebook.app.book import Book
from votebook.app.ports import WriteRefused
from votebook.core.measure.source import Source
from votebook.core.plan.budget import Budget
from votebook.core.plan.parameter import Parameter
from votebook.core.report.statement import Statement
from votebook.formats.book.document import read_document
from votebook.formats.book.faults import Faults
from votebook.formats.book.loading import load_book, read_files, read_parts
from votebook.formats.book.reading import TextFile, decode
from votebook.formats.book.rendering import apply_edits, find_edits, render_document
from votebook.formats.book.revising import Form, render_table, revise_table
from votebook.formats.book.schema.columns import (
    CLAIMS,
    HEADINGS,
    TABLE_FILES,
    input_columns,
    published_columns,
    table_columns,
)
from votebook.formats.book.schema.consistency import settle_parameters
from votebook.formats.book.schema.frame import FILE, Frame, read_frame
from votebook.formats.book.schema.inputs import key_columns, value_columns
from votebook.formats.book.schema.rows import (
    KEYS,
    Row,
    claim_rows,
    heading_rows,
    input_rows,
    published_rows,
    table_rows,
)
from votebook.formats.book.schema.trees import book_tree, statement_tree
from votebook.formats.book.schema.values import parse_serves
from votebook.formats.book.tree import Keys

_INHERITED = ("title", "unit", "role", "within_year")


@dataclass(frozen=True)
class _Sheet:
    """A table of the book as rows, and the form in which it is written."""

    form: Form
    rows: list[Row]
    is_needed: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that the table may have."""
        return tuple(column.name for column in self.form.columns)


@dataclass(frozen=True)
class _Pages:
    """Every file of a book by its name: tables as sheets, YAML as trees, the narrative as text."""

    sheets: dict[str, _Sheet]
    trees: dict[str, Keys]
    texts: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files."""
        return (*self.trees, *self.sheets, *self.texts)


def save_book(book: Book, folder: Path) -> tuple[str, ...]:
    """Write a book into a folder and name the files that changed; raises WriteRefused.

    A folder that holds a book keeps the bytes of what the two have in common.
    """
    files, old = _originals(folder)
    changes = _changes(book, files, old)
    if changes:
        _refuse_unreadable(files, changes)
    _write_all(folder, changes)
    return tuple(sorted(changes))


def _changes(book: Book, files: Mapping[str, TextFile], old: Book | None) -> dict[str, bytes | None]:
    """The new content of every file that changes, None for one that goes."""
    frame = _frame_of(book.budget, {})
    if old is not None:
        across = _across_of(files)
        frame, old_frame = _frame_of(book.budget, across), _frame_of(old.budget, across)
        before = _pages(old, old_frame)
    else:
        before = None
    pages = _pages(book, frame)
    changes: dict[str, bytes | None] = {}
    for name in pages.names:
        file = files.get(name)
        content = _content(name, pages, before, file)
        if content is not None and (file is None or content != encode(file)):
            changes[name] = content
    changes.update({name: None for name in files if name not in pages.names})
    return changes


def _refuse_unreadable(files: Mapping[str, TextFile], changes: Mapping[str, bytes | None]) -> None:
    """Read what would stand in the folder, before any of it does; raises WriteRefused."""
    faults = Faults()
    after: dict[str, TextFile | None] = {name: file for name, file in files.items() if name not in changes}
    contents = ((name, content) for name, content in changes.items() if content is not None)
    after |= {name: decode(name, content, faults) for name, content in contents}
    read_parts(after, faults)
    for fault in faults.in_order():
        raise WriteRefused(
            f"The book was not saved, because it could not be loaded again: {fault.explain()} "
            "The folder is as it was."
        )


def encode(file: TextFile) -> bytes:
    """The bytes of a file."""
    return (b"\xef\xbb\xbf" if file.has_mark else b"") + file.text.encode()


def _originals(folder: Path) -> tuple[dict[str, TextFile], Book | None]:
    if not (folder / FILE).is_file():
        return {}, None
    loaded = load_book(folder)
    files = {name: file for name, file in read_files(folder, Faults()).items() if file is not None}
    return files, loaded if isinstance(loaded, Book) else None


def _across_of(files: Mapping[str, TextFile]) -> dict[str, str]:
    node = read_document(files[FILE], Faults())
    frame = read_frame(node, Faults()) if node is not None else None
    assert frame is not None, "a book that was loaded has a frame"
    return dict(frame.tables.rows("name", "across"))


def _frame_of(budget: Budget, across: Mapping[str, str]) -> Frame:
    """The frame that a budget's own ``book.yaml`` gives, from which its tables take their columns."""
    members = {one.name: tuple(member.ref for member in one.members) for one in budget.dimensions}
    chosen = {one.name: _chosen(one, across, members) for one in budget.parameters if one.dimensions}
    faults = Faults()
    node = read_document(TextFile(FILE, render_document(book_tree(budget, chosen))), faults)
    frame = read_frame(node, faults) if node is not None else None
    assert frame is not None, "a budget can be written"
    assert not faults.in_order(), f"a budget can be written: {faults.in_order()[0].explain()}"
    return frame


def _chosen(parameter: Parameter, across: Mapping[str, str], members: Mapping[str, tuple[str, ...]]) -> str:
    """The dimension whose members are a table's columns: the one of the file, the last, or none.

    None where values side by side would rest on different sources, or where a member has the name of
    another column.
    """
    given = across.get(parameter.name)
    is_given = given is not None and given in {"", *parameter.dimensions}
    chosen = given if given is not None and is_given else parameter.dimensions[-1]
    keys = key_columns(parameter.dimensions, chosen, is_yearly=parameter.is_yearly)
    if chosen and {*keys, "source_kind", "source"}.intersection(members[chosen]):
        return ""
    sources: dict[tuple[object, ...], Source] = {}
    keyed = (((value.members[:-1], value.start), value.source) for value in parameter.values)
    is_mixed = any(sources.setdefault(key, source) != source for key, source in keyed)
    return "" if is_mixed and not is_given else chosen


def _pages(book: Book, frame: Frame) -> _Pages:
    budget = book.budget
    across = dict(frame.tables.rows("name", "across"))
    trees = {FILE: book_tree(budget, across)}
    trees |= {f"statements/{one.name}.yaml": statement_tree(one) for one in book.statements}
    sheets = dict(_sheets(book, frame))
    texts = {f"narrative/{section.name}": section.text for section in book.narrative}
    return _Pages(sheets, trees, texts)


def _sheets(book: Book, frame: Frame) -> Iterator[tuple[str, _Sheet]]:
    budget = book.budget
    for name in TABLE_FILES:
        rows = table_rows(name, budget)
        yield name, _Sheet(_form(name, frame), rows, bool(rows) or name == "lines.csv")
    tables = frame.tables.rows("name", "dimensions", "across", "yearly")
    parameters = budget.parameter_by_name
    for name, dimensions, across, is_yearly in tables:
        columns = input_columns(frame, dimensions, across, is_yearly=is_yearly)
        keys = key_columns(dimensions, across, is_yearly=is_yearly)
        wide = value_columns(frame, across)
        rows = input_rows(parameters[name], across, frame)
        yield f"tables/{name}.csv", _Sheet(Form(columns, keys, wide=wide, ordered_by=0), rows, True)
    yield from _paper_sheets(book, {statement.name: statement for statement in book.statements})


def _paper_sheets(book: Book, statements: Mapping[str, Statement]) -> Iterator[tuple[str, _Sheet]]:
    for table in book.published.tables:
        keys = tuple(column.key for column in statements[table.statement].columns)
        form = Form(published_columns(keys), ("row",), wide=keys)
        yield f"published/{table.statement}.csv", _Sheet(form, published_rows(table), True)
    for name, columns, rows in (
        ("published/claims.csv", CLAIMS, claim_rows(book.published)),
        ("published/headings.csv", HEADINGS, heading_rows(book.published)),
    ):
        yield name, _Sheet(Form(columns, KEYS[name]), rows, bool(rows))


def _form(name: str, frame: Frame) -> Form:
    columns = table_columns(name, frame)
    if name == "parameters.csv":
        return Form(columns, KEYS[name], settle=settle_parameters, inherited=_INHERITED, ordered_by=1)
    if name == "lines.csv":
        return Form(columns, KEYS[name], means=lambda column, value: _meaning(column, value, frame))
    wide = frame.year_labels if name == "amounts.csv" else ()
    return Form(columns, KEYS[name], wide=wide)


def _meaning(column: str, value: Any, frame: Frame) -> Any:  # noqa: ANN401 - of the column's kind
    return parse_serves(value or "", frame) if column == "serves" else value


def _content(name: str, pages: _Pages, before: _Pages | None, file: TextFile | None) -> bytes | None:
    """What a file says from now on; None to leave it as it is."""
    if name in pages.texts:
        text = pages.texts[name]
        return encode(TextFile(name, text, file.has_mark if file else False))
    if name in pages.trees:
        tree = pages.trees[name]
        if file is not None and before is not None and before.trees.get(name) == tree:
            return None
        return encode(_revised_document(file, tree) or TextFile(name, render_document(tree)))
    sheet = pages.sheets[name]
    old = before.sheets.get(name) if before is not None else None
    if file is not None and old is not None and old.rows == sheet.rows and old.names == sheet.names:
        return None
    if file is None and not sheet.is_needed:
        return None
    text_revised = revise_table(file, sheet.form, sheet.rows) if file is not None else None
    if file is None or text_revised is None:
        return render_table(sheet.form, sheet.rows).encode()
    return encode(TextFile(name, text_revised, file.has_mark))


def _revised_document(file: TextFile | None, tree: Keys) -> TextFile | None:
    node = read_document(file, Faults()) if file is not None else None
    edits = find_edits(tree, node) if node is not None else None
    if file is None or edits is None:
        return None
    return TextFile(file.name, apply_edits(file.text, edits), file.has_mark)


def _write_all(folder: Path, changes: Mapping[str, bytes | None]) -> None:
    written: dict[Path, Path] = {}
    try:
        for name, content in changes.items():
            if content is None:
                continue
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.part")
            with beside.open("wb") as opened:
                written[beside] = place
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
        for beside, place in written.items():
            beside.replace(place)
        for name in (name for name, content in changes.items() if content is None):
            (folder / name).unlink()
    except OSError as error:
        where = error.filename or folder
        raise WriteRefused(f"The book could not be written to {where}: {error.strerror}.") from error
    finally:
        for beside in written:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
