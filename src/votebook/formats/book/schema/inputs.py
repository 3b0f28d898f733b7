"""Inputs: the rules of a table of parameters over dimensions, beyond what one cell must be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from votebook.formats.book.faults import Faults, quoted
from votebook.formats.book.schema.columns import input_columns
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.table import BAD, Table


def key_columns(dimensions: tuple[str, ...], across: str, *, is_yearly: bool) -> tuple[str, ...]:
    """The columns that say for which members and from when a row's values are."""
    return (*(name for name in dimensions if name != across), "year" if is_yearly else "from")


def value_columns(frame: Frame, across: str) -> tuple[str, ...]:
    """The columns in which the values stand."""
    return frame.member_refs(across) if across else ("value",)


def taken_member(frame: Frame, dimensions: tuple[str, ...], across: str, *, is_yearly: bool) -> str:
    """The first member that cannot have a column, because another column is called so; none as a rule."""
    names = [column.name for column in input_columns(frame, dimensions, across, is_yearly=is_yearly)]
    return next((name for name in value_columns(frame, across) if names.count(name) > 1), "")


def check_across(frame: Frame, row: int, faults: Faults) -> bool:
    """Report a table that would need two columns of one name; whether it needs none."""
    entry = {name: values[row] for name, values in frame.tables.columns.items()}
    across = entry["across"]
    member = taken_member(frame, entry["dimensions"], across, is_yearly=entry["yearly"]) if across else ""
    if member and frame.member_refs(across).count(member) == 1:
        faults.add(
            "book.name-taken",
            frame.tables.place(row, "across"),
            f"the member {member} of {across} has the name of another column of the table",
            "leave out across, or choose another name for the member",
        )
        return False
    return True


def check_inputs(table: Table, frame: Frame, row: int, faults: Faults) -> None:
    """Report values that are given twice, and values on a member that contains others.

    Rows of one key may stand beside each other, a row for each source, as long as no cell is given twice.
    """
    entry = {name: values[row] for name, values in frame.tables.columns.items()}
    dimensions, across = entry["dimensions"], entry["across"]
    keys = key_columns(dimensions, across, is_yearly=entry["yearly"])
    values = value_columns(frame, across)
    _check_twice(table, keys, values, faults)
    for dimension in dimensions:
        inside = _inside(frame, dimension)
        if inside:
            _check_containers(table, dimension, across, values, inside, faults)


def _check_twice(table: Table, keys: tuple[str, ...], values: tuple[str, ...], faults: Faults) -> None:
    rows = list(table.rows(*keys))
    if len(set(rows)) == len(rows):
        return
    seen: dict[tuple[Any, ...], int] = {}
    for row, key in enumerate(rows):
        if BAD in key:
            continue
        given = [name for name in values if table.columns[name][row] not in {None, BAD}]
        twice = [name for name in given if seen.setdefault((*key, name), row) != row]
        if twice:
            said = " ".join(str(part) for part in (*key, *(twice[:1] if values != ("value",) else ())))
            there = table.place(seen[*key, twice[0]], twice[0])
            table.report(
                faults,
                row,
                twice[0],
                "book.repeated-name",
                f"{said} is given twice",
                f"it is given before at line {there.line}; keep one of them",
            )


def _inside(frame: Frame, dimension: str) -> dict[str, list[str]]:
    """Every member that contains others, with those."""
    found: dict[str, list[str]] = {}
    for ref, within in frame.members[dimension].rows("ref", "within"):
        if ref is not BAD and within is not BAD and within:
            found.setdefault(within, []).append(ref)
    return found


def _check_containers(
    table: Table,
    dimension: str,
    across: str,
    values: tuple[str, ...],
    inside: dict[str, list[str]],
    faults: Faults,
) -> None:
    for row, column, member in _placed(table, dimension, across, values):
        if member in inside:
            table.report(
                faults,
                row,
                column,
                "book.container",
                f"the value is for {quoted(member)}, which contains others, so that no sum would count it",
                f"give it to what it contains: {', '.join(inside[member])}",
            )


def _placed(
    table: Table, dimension: str, across: str, values: tuple[str, ...]
) -> Iterator[tuple[int, str, Any]]:
    """Where a member of the dimension has a value: the row, the column that names it, the member."""
    if dimension == across:
        yield from (
            (row, name, name)
            for name in values
            for row, value in enumerate(table.columns[name])
            if value is not None and value is not BAD
        )
        return
    for row, member in enumerate(table.columns[dimension]):
        if member is not BAD and any(table.columns[name][row] not in {None, BAD} for name in values):
            yield row, dimension, member
