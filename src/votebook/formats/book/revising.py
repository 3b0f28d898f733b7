"""Revising: a CSV file changed cell by cell to say what new rows say, every other byte kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from votebook.formats.book.faults import Faults
from votebook.formats.book.grid import Grid, Record, quote, read_grid, records, unquote
from votebook.formats.book.reading import TextFile
from votebook.formats.book.schema.rows import Row
from votebook.formats.book.table import Column, Table, read_grid_table

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Form:
    """How a table is written: its columns, the key of a row, and what needs more than its column.

    ``settle`` fills in what later rows take from a first one, ``means`` gives what a value means where
    two texts may mean the same. ``inherited`` columns are left blank on later rows of a name; each
    of the ``wide`` ones gives a value of its own, so that a row without any says nothing. Rows stand in
    the order of the plan, or in any that keeps the first ``ordered_by`` key columns in theirs.
    """

    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    settle: Callable[[Table, Faults], None] = lambda table, faults: None
    means: Callable[[str, Any], Any] = lambda name, value: value
    inherited: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    ordered_by: int | None = None

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    def write(self, name: str, value: Any) -> str:  # noqa: ANN401 - of the column's kind
        """The text of a cell."""
        column = self.by_name[name]
        is_blank = value is None or value == "" or (column.may_be_blank and value == column.blank)
        return "" if is_blank else str(column.kind.write(value))


def render_table(form: Form, rows: Sequence[Row]) -> str:
    """Write a table from nothing: the columns it needs, one row a line, ended by line feeds."""
    used = {name for row in rows for name, value in row.items() if form.write(name, value)}
    names = [column.name for column in form.columns if not column.is_optional or column.name in used]
    lines = [",".join(names)]
    before: Row = {}
    for row in rows:
        texts = [
            "" if _is_inherited(form, name, row, before) else form.write(name, row.get(name))
            for name in names
        ]
        lines.append(",".join(map(quote, texts)))
        before = row
    return "".join(line + "\n" for line in lines)


def _is_inherited(form: Form, name: str, row: Row, before: Row) -> bool:
    return name in form.inherited and bool(before) and row[form.keys[0]] == before[form.keys[0]]


def revise_table(file: TextFile, form: Form, rows: Sequence[Row]) -> str | None:
    """Change a file's cells, and only those, to say what the rows say; None when its form is not known."""
    faults = Faults()
    grid = read_grid(file, faults)
    table = read_grid_table(grid, form.columns, faults) if grid is not None else None
    if grid is None or table is None or faults.in_order():
        return None
    form.settle(table, faults)
    return _Revision(file, form, grid, table).text(list(rows))


class _Revision:
    def __init__(self, file: TextFile, form: Form, grid: Grid, table: Table) -> None:
        self._form, self._table = form, table
        every = list(records(file, Faults()))
        self._heading = next(one for one in every if one.start == grid.heading.start)
        self._names = [name.strip(" ") for name in self._heading.cells]
        self._end = self._heading.end or "\n"
        self._old = {key: row for row, key in enumerate(self._keys(self._table_rows()))}
        self._row_of = {line: row for row, line in enumerate(grid.lines)}
        self._every = every

    def text(self, rows: list[Row]) -> str:
        added = [
            column.name
            for column in self._form.columns
            if column.name not in self._names
            and any(self._form.write(column.name, row.get(column.name)) for row in rows)
        ]
        rows = self._as_they_stand(self._by_source(rows))
        parts = self._in_order(rows, self._keys(rows))
        self._names += added
        return "".join(self._lines(parts, rows, added))

    def _table_rows(self) -> list[Row]:
        columns = self._table.columns
        return [{name: values[row] for name, values in columns.items()} for row in range(self._table.count)]

    def _keys(self, rows: list[Row]) -> list[Key]:
        """The key of every row, made unique by counting rows that share one."""
        seen: dict[Key, int] = {}
        keys: list[Key] = []
        for row in rows:
            key = self._key(row)
            seen[key] = seen.get(key, 0) + 1
            keys.append((*key, seen[key]))
        return keys

    def _by_source(self, rows: list[Row]) -> list[Row]:
        """The rows; of those that share a key the ones first whose source the file names, in its order."""
        if self._form.ordered_by is None:
            return rows
        told: dict[Key, int] = {}
        for place, row in enumerate(self._table_rows()):
            told.setdefault(self._sourced(row), place)
        groups: dict[Key, list[Row]] = {}
        for row in rows:
            groups.setdefault(self._key(row), []).append(row)
        for group in groups.values():
            group.sort(key=lambda row: told.get(self._sourced(row), len(told)))
        return [groups[self._key(row)].pop(0) for row in rows]

    def _key(self, row: Row) -> Key:
        return tuple(row.get(name) for name in self._form.keys)

    def _sourced(self, row: Row) -> Key:
        return (*self._key(row), row.get("source_kind"), row.get("source"))

    def _as_they_stand(self, rows: list[Row]) -> list[Row]:
        """The rows in the order of the file, where order means nothing; new ones after their neighbour."""
        count = self._form.ordered_by
        keys = self._keys(rows)
        kept = sorted((self._old[key], position) for position, key in enumerate(keys) if key in self._old)
        if count is None:
            return rows
        before = dict.fromkeys(keys[position][:count] for _, position in kept)
        after = dict.fromkeys(key[:count] for key in keys if key in self._old)
        if list(before) != list(after):
            return rows
        order = [position for _, position in kept]
        for position, key in enumerate(keys):
            if key not in self._old:
                order.insert(order.index(position - 1) + 1 if position else 0, position)
        return [rows[position] for position in order]

    def _in_order(self, rows: list[Row], keys: list[Key]) -> list[Record | int]:
        """Records that say nothing stay; of the others those with a new row, in the order of the new rows.

        Where the kept rows stand in another order than before, the whole table takes the new order.
        """
        new = {key: position for position, key in enumerate(keys)}
        position_of = {self._old[key]: position for key, position in new.items() if key in self._old}
        kept = [position_of[row] for row in range(self._table.count) if row in position_of]
        start = [one for one in self._every if one.start <= self._heading.start]
        rest = self._every[len(start) :]
        if kept != sorted(kept):
            return [*start, *range(len(rows)), *(one for one in rest if one.is_blank)]
        parts: list[Record | int] = list(start)
        following = 0
        for record in rest:
            row = self._row_of.get(record.line)
            if row is None:
                parts.append(record)
            elif row in position_of:
                parts.extend(range(following, position_of[row] + 1))
                following = position_of[row] + 1
            elif self._is_silent(row):
                parts.append(record)
        last = next((i for i in range(len(parts) - 1, -1, -1) if not _says_nothing(parts[i])), len(parts) - 1)
        return [*parts[: last + 1], *range(following, len(rows)), *parts[last + 1 :]]

    def _is_silent(self, row: int) -> bool:
        """Whether a row gives no value, such as a line of amounts with blanks in every year."""
        wide = self._form.wide
        return bool(wide) and all(self._table.columns[name][row] in {None, ""} for name in wide)

    def _lines(self, parts: list[Record | int], rows: list[Row], added: list[str]) -> Iterator[str]:
        keys = self._keys(rows)
        records_by_row = {self._row_of[one.line]: one for one in self._every if one.line in self._row_of}
        firsts: set[Any] = set()
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            if isinstance(part, Record):
                extra = added if part.start == self._heading.start else [""] * len(added)
                raw = (*part.raw, *extra) if not part.is_blank or len(part.raw) > 1 else part.raw
                yield self._joined(raw, part.end, is_last)
                continue
            old = self._old.get(keys[part])
            before = records_by_row.get(old) if old is not None else None
            is_first = rows[part].get(self._form.keys[0]) not in firsts
            firsts.add(rows[part].get(self._form.keys[0]))
            raw = self._raw(rows[part], old, before, is_first)
            yield self._joined(raw, before.end if before else self._end, is_last)

    def _joined(self, raw: Sequence[str], end: str, is_last: bool) -> str:
        return ",".join(raw) + (end if end or is_last else self._end)

    def _raw(self, row: Row, old: int | None, before: Record | None, is_first: bool) -> tuple[str, ...]:
        cells: list[str] = []
        for position, name in enumerate(self._names):
            raw = before.raw[position] if before and position < len(before.raw) else ""
            if name not in self._form.by_name:
                cells.append(raw)
                continue
            is_kept = before is not None and name in self._form.inherited and not is_first and _is_blank(raw)
            if (
                old is not None
                and (is_kept or self._says(name, old, row))
                and not (is_first and name in self._form.inherited and _is_blank(raw))
            ):
                cells.append(raw)
                continue
            if old is None and name in self._form.inherited and not is_first:
                cells.append("")
                continue
            cells.append(
                quote(self._form.write(name, row.get(name)), always=self._is_quoted(raw, position, before))
            )
        return tuple(cells)

    def _says(self, name: str, old: int, row: Row) -> bool:
        column = self._form.by_name[name]
        value = row.get(name, column.blank if column.may_be_blank else None)
        written = self._table.columns[name][old]
        if column.may_be_blank and value in {None, ""}:
            value = column.blank
        return bool(self._form.means(name, written) == self._form.means(name, value))

    def _is_quoted(self, raw: str, position: int, before: Record | None) -> bool:
        if before is not None:
            return raw.startswith('"')
        told = [one for one in self._every if one.line in self._row_of and position < len(one.raw)]
        return bool(told) and all(one.raw[position].startswith('"') for one in told[-3:])


def _is_blank(raw: str) -> bool:
    return not unquote(raw).strip(" ")


def _says_nothing(part: Record | int) -> bool:
    return isinstance(part, Record) and part.is_blank
