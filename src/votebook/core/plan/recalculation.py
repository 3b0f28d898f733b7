"""Recalculation: the figures of a changed budget, with only what depends on the change worked out.

A changed value costs as much as it has dependents, and the copying of the figures. Any other change
(a formula, a line, a window) is a full calculation. The result always equals one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fractions import Fraction

import numpy as np

from votebook.core.measure.source import Fault, Source
from votebook.core.plan.arithmetic.build import base_value, read_cell
from votebook.core.plan.arithmetic.dependence import Readers
from votebook.core.plan.arithmetic.group import Slate, fill_in
from votebook.core.plan.arithmetic.register import RowKey
from votebook.core.plan.arithmetic.table import Wholes
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import StatedAmount
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import DatedValue, Parameter, Role

_KEPT = (
    "line_index",
    "year_index",
    "dimension_by_name",
    "components_by_line",
    "shares_by_line",
    "stated_index",
)
"""What a budget has worked out about itself that a changed value leaves as it is."""


MANY = 8
"""When more than one line in so many depends on a change, everything is calculated again."""


def recalculate(calculation: Calculation, changed: Budget) -> Calculation:
    """Calculate a changed budget, working out only what depends on the difference where it can.

    The changed budget must be sound; where it may not be, ``prepare`` it instead and see its faults.
    """
    result = _recalculated(calculation, changed)
    assert isinstance(result, Calculation), "a changed budget with faults is prepared, not recalculated"
    return result


def recalculate_value(
    calculation: Calculation,
    name: str,
    members: tuple[str, ...],
    start: date,
    value: Fraction,
    source: Source,
) -> Calculation | tuple[Fault, ...]:
    """Give a parameter another value from a date on, and recalculate its dependents; or say what is wrong."""
    old = calculation.budget.parameter_by_name[name]
    others = [v for v in old.values if (v.members, v.start) != (members, start)]
    dated = DatedValue(members, start, value, source)
    values = tuple(sorted([*others, dated], key=lambda v: (v.members, v.start)))
    parameter = replace(old, values=values)
    parameters = tuple(parameter if p is old else p for p in calculation.budget.parameters)
    changed = _altered(calculation.budget, parameters=parameters)
    return _after_values(calculation, changed, [parameter], {})


def recalculate_amount(
    calculation: Calculation, line: str, year: str, amount: Fraction, source: Source
) -> Calculation | tuple[Fault, ...]:
    """State another amount of pounds for a line and year, and recalculate its dependents."""
    budget = calculation.budget
    stated = StatedAmount(line, year, amount, source)
    position = budget.stated_index.get((line, year))
    if position is None:
        return _anew(replace(budget, stated=(*budget.stated, stated)))
    changed = _altered(budget, stated=(*budget.stated[:position], stated, *budget.stated[position + 1 :]))
    return _after_values(
        calculation, changed, [], {budget.line_index[line]: {budget.year_index[year]: amount}}
    )


def _altered(
    budget: Budget,
    parameters: tuple[Parameter, ...] | None = None,
    stated: tuple[StatedAmount, ...] | None = None,
) -> Budget:
    """A budget with other values, which keeps what it has worked out about its lines."""
    changed = replace(
        budget,
        parameters=budget.parameters if parameters is None else parameters,
        stated=budget.stated if stated is None else stated,
    )
    _keep(budget, changed, _KEPT)
    return changed


def _keep(old: Budget | Model, new: Budget | Model, names: Iterable[str]) -> None:
    """Hand on what a value works out about itself; what is not worked out yet, it is now, for all changes."""
    new.__dict__.update({name: getattr(old, name) for name in names})


def _recalculated(calculation: Calculation, changed: Budget) -> Calculation | tuple[Fault, ...]:
    old = calculation.budget
    same = {f.name for f in fields(Budget) if getattr(old, f.name) == getattr(changed, f.name)}
    differing = {f.name for f in fields(Budget)} - same
    if not differing <= {"parameters", "stated"}:
        return _anew(changed)
    parameters = _changed_parameters(old.parameters, changed.parameters)
    amounts = _changed_amounts(old, changed)
    if parameters is None or amounts is None:
        return _anew(changed)
    return _after_values(calculation, changed, parameters, amounts)


def _anew(changed: Budget) -> Calculation | tuple[Fault, ...]:
    model = prepare(changed)
    return calculate(model) if isinstance(model, Model) else model


def _changed_parameters(old: tuple[Parameter, ...], new: tuple[Parameter, ...]) -> list[Parameter] | None:
    """The parameters that differ in their values alone; None when they differ in more."""
    if len(old) != len(new):
        return None
    changed = [after for before, after in zip(old, new, strict=True) if before != after]
    before_by_name = {parameter.name: parameter for parameter in old}
    for after in changed:
        before = before_by_name.get(after.name)
        if before is None or replace(before, values=after.values) != after:
            return None
    return changed if [p.name for p in old] == [p.name for p in new] else None


def _changed_amounts(old: Budget, new: Budget) -> dict[int, dict[int, Fraction]] | None:
    """The amounts that differ, by row and year; None when amounts come or go."""
    if old.stated == new.stated:
        return {}
    before = {(s.line, s.year): s.amount for s in old.stated}
    after = {(s.line, s.year): s.amount for s in new.stated}
    if before.keys() != after.keys() or len(new.stated) != len(after):
        return None
    changed: dict[int, dict[int, Fraction]] = {}
    for (line, year), amount in after.items():
        if amount != before[line, year]:
            changed.setdefault(old.line_index[line], {})[old.year_index[year]] = amount
    return changed


def _after_values(
    calculation: Calculation,
    changed: Budget,
    parameters: Iterable[Parameter],
    amounts: Mapping[int, Mapping[int, Fraction]],
) -> Calculation | tuple[Fault, ...]:
    old, readings = calculation.model, Readings(changed)
    cells = _read_again(old, readings, parameters)
    rows = _state_again(old, amounts)
    if cells is None:
        return _anew(changed)
    tables = replace(
        old.tables,
        cells=old.tables.cells.with_rows(list(cells), list(cells.values())) if cells else old.tables.cells,
        stated=old.tables.stated.with_rows(
            [int(old.tables.stated_at[row]) for row in rows], list(rows.values())
        )
        if rows
        else old.tables.stated,
    )
    layout = replace(old.layout, budget=changed)
    model = replace(old, budget=changed, readings=readings, layout=layout, tables=tables)
    _keep(old, model, ("groups", "cells_of", "dependence", "paths"))
    touched = old.dependence.cells.count(cells) + old.dependence.rows.count(rows)
    if calculation.spread or calculation.unspread or touched > layout.rows // MANY:
        return calculate(model)
    slate = _copied(calculation.slate)
    _Ripple(model, slate).run(cells, rows)
    return Calculation(model, slate)


def _read_again(
    model: Model, readings: Readings, parameters: Iterable[Parameter]
) -> dict[int, list[Fraction | None]] | None:
    """The cells of changed parameters with what they read now; None when one may have a fault.

    A volume that was nil and is so no longer may have a fault: a sum now has to have its rate.
    """
    volumes = {parameter.name: parameter.role is Role.VOLUME for parameter in parameters}
    found: dict[int, list[Fraction | None]] = {}
    for name, is_volume in volumes.items():
        for key, position in model.cells_of.get(name, ()):
            if not _is_readable(readings, key, model):
                return None
            values = read_cell(readings, key, model.layout.years)
            if [value is None for value in values] != model.tables.cells.missing[position].tolist():
                return None
            before = model.tables.cells.fractions[position].tolist()
            if is_volume and [not value for value in values] != [not value for value in before]:
                return None
            if values != before:
                found[position] = values
    return found


def _is_readable(readings: Readings, key: RowKey, model: Model) -> bool:
    name, members, base = key
    if any(isinstance(readings.value(name, members, year), Fault) for year in model.layout.years):
        return False
    if base is None:
        return True
    in_force = readings.at_members(name, members).in_force(members, base)
    return in_force is not None and base_value(readings, name, members, base) != 0


def _state_again(
    model: Model, amounts: Mapping[int, Mapping[int, Fraction]]
) -> dict[int, list[Fraction | None]]:
    """The stated amounts of changed rows, each of which had an amount before."""
    found: dict[int, list[Fraction | None]] = {}
    stated = model.tables.stated
    for row, by_year in amounts.items():
        at = int(model.tables.stated_at[row])
        missing, old = stated.missing[at].tolist(), stated.fractions[at].tolist()
        found[row] = [
            by_year.get(column, None if missing[column] else value) for column, value in enumerate(old)
        ]
    return found


def _copied(slate: Slate) -> Slate:
    return replace(
        slate,
        rows=slate.rows.copy(),
        totals=slate.totals.copy(),
        failed=slate.failed.copy(),
        failed_totals=slate.failed_totals.copy(),
    )


@dataclass
class _Ripple:
    """A change on its way from what it touched to what depends on that, level by level.

    ``waiting`` holds by group the positions still to be calculated.
    """

    model: Model
    slate: Slate
    waiting: dict[int, list[Wholes]] = field(default_factory=dict)

    def run(self, cells: Iterable[int], rows: Iterable[int]) -> None:
        """Recalculate every dependent of some cells and stated rows, on the slate."""
        dependence = self.model.dependence
        self._wake(dependence.cells, np.array(list(cells), dtype=np.int64))
        self._wake(dependence.rows, np.array(list(rows), dtype=np.int64))
        for level in range(len(self.model.levels)):
            numbers = [number for number in self.waiting if self.model.groups[number].level == level]
            redone = [
                self._redo(number, np.unique(np.concatenate(self.waiting.pop(number)))) for number in numbers
            ]
            if redone:
                changed = np.concatenate([rows for rows, _ in redone])
                touched = self._carry_to_totals(changed, np.concatenate([gaps for _, gaps in redone]))
                self._wake(dependence.lines, changed)
                self._wake(dependence.categories, touched)

    def _wake(self, readers: Readers, things: Wholes) -> None:
        groups, positions = readers.of(things)
        for number in np.unique(groups).tolist():
            self.waiting.setdefault(number, []).append(positions[groups == number])

    def _redo(self, number: int, chosen: Wholes) -> tuple[Wholes, Wholes]:
        """Calculate some rows of a group again; return changed lines, and by how many pence each year."""
        group = self.model.groups[number]
        rows = group.rows[chosen]
        before, failed = self.slate.rows[rows], self.slate.failed[rows]
        fill_in(group, self.model.tables, self.slate, slice(None), chosen)
        difference: Wholes = self.slate.rows[rows] - before
        is_changed = (difference != 0).any(axis=1) | (self.slate.failed[rows] != failed).any(axis=1)
        is_changed &= rows < self.model.layout.lines
        return rows[is_changed], difference[is_changed]

    def _carry_to_totals(self, changed: Wholes, difference: Wholes) -> Wholes:
        """Add the differences of lines to the whole and to the categories they lie in, which are returned."""
        self.slate.totals[-1] += difference.sum(axis=0)
        paths = self.model.paths[changed]
        for depth in range(paths.shape[1]):
            inside = paths[:, depth] >= 0
            np.add.at(self.slate.totals, paths[inside, depth], difference[inside])
        if len(changed) and self.slate.has_failed:
            self._mark_totals()
        touched: Wholes = np.unique(paths)
        return touched[touched >= 0]

    def _mark_totals(self) -> None:
        """Mark afresh which totals leave something out."""
        failed = self.slate.failed_totals
        failed[:] = False
        for totalling in self.model.totallings.values():
            inside = self.slate.failed.take(totalling.lines, axis=0)
            failed[totalling.categories] = np.logical_or.reduceat(inside, totalling.starts, axis=0)
        failed[-1] = self.slate.failed[: self.model.layout.lines].any(axis=0)
