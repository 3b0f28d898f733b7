"""Layout: the check that a statement's columns and rows speak only of what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from votebook.core.measure.source import Place
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import parse_year
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row, Statement
from votebook.formats.book.faults import Faults, nearest_name, quoted
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.schema.known import Known

LINE_FIELDS = ("ref", "number", "title", "owner", "basis", "assumption", "obligation", "contract")
"""What a text column may show of a row's line."""

_PRINTED_UNITS = ("£", "£k", "pence")
_NAME_IN_FORMULA = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def check_layout(statement: Statement, frame: Frame, known: Known, faults: Faults) -> None:
    """Report every name in a statement that names nothing, and sums that go round in a loop."""
    _check_unit(statement, faults)
    columns = _keys("column", ((column.key, column.place) for column in statement.columns), faults)
    rows = _keys("row", ((row.key, row.place) for row in statement.rows), faults)
    families = tuple(row.key + "_" for row in statement.rows if row.each_lines or row.each_members[0])
    for column in statement.columns:
        _check_measure(column, statement, frame, known, faults)
        _check_selection(column.narrowed, column.place, known, faults)
        _check_keys("row", column.only, rows, column.place, faults, families)
    for row in statement.rows:
        _check_row(row, statement, known, faults)
        _check_keys("column", row.only, columns, row.place, faults)
        _check_keys("row", row.sum, rows, row.place, faults, families)
    _check_loops(statement, faults)


def _check_unit(statement: Statement, faults: Faults) -> None:
    if statement.unit not in _PRINTED_UNITS and parse_unit(statement.unit) is None:
        faults.add(
            "book.unit",
            statement.place,
            f"the unit {quoted(statement.unit)} cannot be read",
            f"expected one of {', '.join(_PRINTED_UNITS)}, or the unit of a parameter",
        )


def _keys(kind: str, given: Iterable[tuple[str, Place]], faults: Faults) -> tuple[str, ...]:
    seen: dict[str, Place] = {}
    for key, place in given:
        if key in seen:
            faults.add(
                "book.repeated-name",
                place,
                f"the {kind} {key} is given twice",
                f"it is given before at line {seen[key].line}; choose another key",
            )
        seen.setdefault(key, place)
    return tuple(seen)


def _check_keys(
    kind: str,
    named: Iterable[str],
    known: tuple[str, ...],
    place: Place,
    faults: Faults,
    families: tuple[str, ...] = (),
) -> None:
    for key in named:
        if key not in known and not (families and key.startswith(families)):
            faults.add(
                "book.unknown-name",
                place,
                f"the {kind} {quoted(key)} is not known",
                f"expected the key of a {kind} of this statement",
                nearest_name(key, known),
            )


def _check_measure(column: Column, statement: Statement, frame: Frame, known: Known, faults: Faults) -> None:
    place = column.place
    if column.measure is Measure.PROVISION:
        known.check("year", column.of, place, faults)
    elif column.measure in {Measure.COMPARATIVE, Measure.RESTATED}:
        known.check("comparative", column.of, place, faults)
    elif column.measure is Measure.PARAMETER:
        known.check("parameter", column.of, place, faults)
        if parse_year(column.year, frame.first_month) is None:
            faults.add(
                "book.year", place, f"{quoted(column.year)} is not a year", "expected a year such as 2020/21"
            )
    elif column.measure is Measure.TEXT:
        own = [name for row in statement.rows for name, _ in row.texts]
        _check_keys("text", [column.of], (*LINE_FIELDS, *own), place, faults)
    else:
        keys = tuple(other.key for other in statement.columns)
        _check_keys("column", _NAME_IN_FORMULA.findall(column.of), keys, place, faults)


def _check_selection(selection: Selection | None, place: Place, known: Known, faults: Faults) -> None:
    if selection is None:
        return
    for at in selection.at:
        known.check("place", at, place, faults)
    for dimension, member in selection.members:
        if known.check("dimension", dimension, place, faults):
            known.check(f"member:{dimension}", member, place, faults)


def _check_row(row: Row, statement: Statement, known: Known, faults: Faults) -> None:
    _check_selection(row.selection, row.place, known, faults)
    _check_selection(row.also, row.place, known, faults)
    if row.each_lines:
        known.check("category", row.each_lines, row.place, faults)
    dimension, within = row.each_members
    if dimension and known.check("dimension", dimension, row.place, faults) and within:
        known.check(f"member:{dimension}", within, row.place, faults)
    if len(row.labels) > len(statement.labels):
        faults.add(
            "book.row",
            row.place,
            f"the row has {len(row.labels)} labels",
            f"the statement has {len(statement.labels)} label columns",
        )


def _check_loops(statement: Statement, faults: Faults) -> None:
    parts = {row.key: row.sum for row in statement.rows}
    places = {row.key: row.place for row in statement.rows}
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            loop = " -> ".join((*path[path.index(key) :], key))
            found = f"the rows add one another in a loop: {loop}"
            faults.add("book.sum-loop", places[path[-1]], found, "take one of them out of the sum")
            return
        if key in done:
            return
        for part in parts.get(key, ()):
            visit(part, (*path, key))
        done.add(key)

    for row in statement.rows:
        visit(row.key, ())
