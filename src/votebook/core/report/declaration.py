"""Declaration: whether a statement's declaration names only what is there and can be worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from votebook.core.measure.source import Fault, Place
from votebook.core.measure.unit import POUNDS, PURE, Unit, parse_unit
from votebook.core.plan.budget import Budget
from votebook.core.plan.selection import Selection
from votebook.core.report.derivation import columns_in, read_derivation, unit_of
from votebook.core.report.figure import MONEY_UNITS, PERCENT
from votebook.core.report.layout import expand_keys
from votebook.core.report.statement import Column, Measure, Row, Statement

LINE_FIELDS = ("ref", "number", "title", "owner", "basis", "assumption", "obligation", "contract")
"""The fields of a line that a text column can show."""


def statement_faults(budget: Budget, statement: Statement) -> tuple[Fault, ...]:
    """Everything that keeps a statement from being laid out, all at once; nothing when it is sound."""
    keys = expand_keys(budget, statement)
    row_keys = dict.fromkeys([*keys, *(key for expanded in keys.values() for key in expanded)])
    faults = [
        *_repeated(statement),
        *_unit_faults(budget, statement),
    ]
    for column in statement.columns:
        faults += _column_faults(budget, statement, column, row_keys)
    for row in statement.rows:
        faults += _row_faults(budget, statement, row, row_keys)
    row_parts = {row.key: row.sum for row in statement.rows}
    faults += _loops(row_parts, {row.key: row.place for row in statement.rows}, "row")
    if not faults:
        faults += _derivation_faults(budget, statement)
    return tuple(faults)


def column_units(budget: Budget, statement: Statement) -> dict[str, Unit]:
    """The unit of every column that has figures, formulas included; the declaration must be sound."""
    units: dict[str, Unit] = {}
    for column in in_order({c.key: _needs(c) for c in statement.columns}):
        declared = next(c for c in statement.columns if c.key == column)
        if declared.measure is Measure.PARAMETER:
            units[column] = budget.parameter_by_name[declared.of].unit
        elif declared.measure is Measure.FORMULA:
            expression = read_derivation(declared.of, declared.place)
            assert not isinstance(expression, Fault), "a sound declaration has readable formulas"
            unit = unit_of(expression, units, declared.of)
            units[column] = PURE if isinstance(unit, str) else unit
        elif declared.measure is not Measure.TEXT:
            units[column] = POUNDS
    return units


def in_order(needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Order keys so that each comes after what it needs; keys that are in a loop are left out."""
    waiting = {key: sum(part in needs for part in set(parts)) for key, parts in needs.items()}
    needed_by: dict[str, list[str]] = {}
    for key, parts in needs.items():
        for part in set(parts):
            needed_by.setdefault(part, []).append(key)
    ready = [key for key, count in waiting.items() if count == 0]
    for key in ready:
        for other in needed_by.get(key, ()):
            waiting[other] -= 1
            if waiting[other] == 0:
                ready.append(other)
    return tuple(ready)


def _repeated(statement: Statement) -> Iterator[Fault]:
    for kind, declared in (("row", statement.rows), ("column", statement.columns)):
        counts = Counter(one.key for one in declared)
        seen: set[str] = set()
        for one in declared:
            if counts[one.key] > 1 and one.key in seen:
                found = f"the {kind} key '{one.key}' stands twice"
                yield Fault("statement.repeated-key", one.place, found, f"give every {kind} its own key")
            seen.add(one.key)


def _unit_faults(budget: Budget, statement: Statement) -> Iterator[Fault]:
    units = [*MONEY_UNITS, PERCENT, "1", *dict.fromkeys(str(p.unit) for p in budget.parameters)]
    unit = parse_unit(statement.unit)
    if statement.unit not in units and (unit is None or str(unit) not in units):
        yield _unknown("unit", statement.unit, units, statement.place)
    if not 0 <= statement.decimals <= 6:
        found = f"the statement asks for {statement.decimals} decimals"
        yield Fault("statement.decimals", statement.place, found, "expected 0 to 6")


def _column_faults(
    budget: Budget, statement: Statement, column: Column, row_keys: Collection[str]
) -> Iterator[Fault]:
    years = list(budget.year_index)
    known = {
        Measure.PROVISION: ("year", years),
        Measure.COMPARATIVE: ("comparative", [c.ref for c in budget.comparatives]),
        Measure.RESTATED: ("comparative", [c.ref for c in budget.comparatives]),
        Measure.PARAMETER: ("parameter", list(budget.parameter_by_name)),
        Measure.TEXT: ("field", [*LINE_FIELDS, *(name for row in statement.rows for name, _ in row.texts)]),
    }
    if column.measure in known:
        kind, names = known[column.measure]
        if column.of not in names:
            yield _unknown(kind, column.of, names, column.place)
        elif column.measure is Measure.PARAMETER:
            years = _parameter_years(budget, column.of)
            if column.year not in years:
                yield _unknown("year with a value", column.year, years, column.place)
    yield from _selection_faults(budget, column.narrowed, column.place)
    yield from _unknown_keys("row", column.only, row_keys, column.place)


def _parameter_years(budget: Budget, name: str) -> list[str]:
    parameter = budget.parameter_by_name[name]
    labels = [str(budget_year.year) for budget_year in budget.years]
    first = budget.approved_year
    for value in parameter.values:
        begins = value.start.year - (value.start.month < first.first_month)
        labels.append(str(type(first)(begins, first.first_month)))
    prior = [str(comparative.year) for comparative in budget.comparatives]
    return list(dict.fromkeys(labels + prior))


def _row_faults(budget: Budget, statement: Statement, row: Row, row_keys: Collection[str]) -> Iterator[Fault]:
    for selection in (row.selection, row.also):
        if selection is not None:
            yield from _selection_faults(budget, selection, row.place)
    yield from _unknown_keys("row", row.sum, row_keys, row.place)
    yield from _unknown_keys("column", row.only, [c.key for c in statement.columns], row.place)
    if row.each_lines and row.each_lines not in budget.structure.by_ref:
        yield _unknown("group or category", row.each_lines, budget.structure.by_ref, row.place)
    dimension, within = row.each_members
    if dimension:
        yield from _member_faults(budget, dimension, within, row.place)
    if len(row.labels) > len(statement.labels):
        found = f"row '{row.key}' has {len(row.labels)} labels"
        expected = f"the statement has {len(statement.labels)} label columns"
        yield Fault("statement.labels", row.place, found, expected)
    doubled = [part for part, count in Counter(row.sum).items() if count > 1]
    if doubled:
        found = f"the sum of row '{row.key}' counts {doubled[0]} twice"
        yield Fault("statement.sum", row.place, found, "name each part once")


def _selection_faults(budget: Budget, selection: Selection, place: Place) -> Iterator[Fault]:
    for ref in selection.at:
        if ref not in budget.line_index and ref not in budget.structure.by_ref:
            known = [*budget.structure.by_ref, *budget.line_index]
            yield _unknown("line, group or category", ref, known, place)
    for dimension, member in selection.members:
        yield from _member_faults(budget, dimension, member, place)


def _member_faults(budget: Budget, dimension: str, member: str, place: Place) -> Iterator[Fault]:
    if dimension not in budget.dimension_by_name:
        yield _unknown("dimension", dimension, budget.dimension_by_name, place)
    elif member and budget.dimension_by_name[dimension].member(member) is None:
        known = [one.ref for one in budget.dimension_by_name[dimension].members]
        yield _unknown(f"member of {dimension}", member, known, place)


def _derivation_faults(budget: Budget, statement: Statement) -> Iterator[Fault]:
    formulas = [column for column in statement.columns if column.measure is Measure.FORMULA]
    figures = [column.key for column in statement.columns if column.measure is not Measure.TEXT]
    faults: list[Fault] = []
    for column in formulas:
        expression = read_derivation(column.of, column.place)
        if isinstance(expression, Fault):
            faults.append(expression)
        else:
            faults += _unknown_keys("column with figures", columns_in(expression), figures, column.place)
    if not faults:
        needs = {column.key: _needs(column) for column in statement.columns}
        faults += _loops(needs, {column.key: column.place for column in statement.columns}, "column")
    yield from faults
    if faults:
        return
    units = column_units(budget, statement)
    for column in formulas:
        expression = read_derivation(column.of, column.place)
        assert not isinstance(expression, Fault), "it was read above"
        unit = unit_of(expression, units, column.of)
        if isinstance(unit, str):
            expected = "a sum needs one unit; divide or multiply first, or leave a column out"
            yield Fault("statement.mixed-units", column.place, unit, expected)


def _needs(column: Column) -> tuple[str, ...]:
    if column.measure is not Measure.FORMULA:
        return ()
    expression = read_derivation(column.of, column.place)
    return () if isinstance(expression, Fault) else columns_in(expression)


def _loops(needs: Mapping[str, Collection[str]], places: Mapping[str, Place], kind: str) -> Iterator[Fault]:
    """Name one loop, by walking from a key that could not be ordered until a key comes again."""
    stuck = set(needs) - set(in_order(needs))
    walk: list[str] = []
    key = next((one for one in needs if one in stuck), None)
    while key is not None and key not in walk:
        walk.append(key)
        key = next((part for part in needs[key] if part in stuck), None)
    if key is not None:
        loop = [*walk[walk.index(key) :], key]
        found = f"the {kind}s need one another: {' -> '.join(loop)}"
        yield Fault("statement.loop", places[key], found, f"take one {kind} out of the loop")


def _unknown_keys(kind: str, named: Iterable[str], known: Collection[str], place: Place) -> Iterator[Fault]:
    for key in named:
        if key not in known:
            yield _unknown(kind, key, known, place)


def _unknown(kind: str, name: str, known: Iterable[str], place: Place) -> Fault:
    nearest = get_close_matches(name, list(known), n=1)
    found = f"'{name}' names no {kind}" if name else f"no {kind} is named"
    is_own = kind in ("row", "column", "column with figures")
    expected = f"expected one of the {'statement' if is_own else 'book'}'s"
    return Fault("statement.unknown-name", place, found, expected, nearest[0] if nearest else "")
