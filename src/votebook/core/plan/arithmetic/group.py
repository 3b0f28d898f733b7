"""Group: lines whose formulas have the same shapes, calculated together, arrays of lines by years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

import numpy as np

from votebook.core.plan.arithmetic.rational import Arithmetic, TooWide, Unbounded, Value, Wrapping
from votebook.core.plan.arithmetic.shape import (
    Added,
    Chosen,
    Filled,
    Filling,
    Joined,
    Negated,
    Shape,
    Step,
    Term,
)
from votebook.core.plan.arithmetic.table import Table, Truths, Wholes

BLOCK = 8_192
"""How many lines are calculated at a time, so that the arrays stay in the processor's cache."""


@dataclass(frozen=True)
class Tables:
    """The values that slots are filled with, each table by row and year.

    ``active`` says in which years a window counts; ``covered`` in which years an estimate of a
    category takes the place of a line's own provision (None when none does). ``stated_at`` gives
    each row's own row in the table of stated amounts, -1 where it has none. ``faulted`` marks the
    cells that have a fault instead of a value, which are missing too (None when none has).
    """

    numbers: Table
    cells: Table
    priors: Table
    months: Table
    days: Table
    working_days: Table
    active: Truths
    stated: Table
    stated_at: Wholes
    covered: Truths | None
    faulted: Truths | None = None


@dataclass(frozen=True)
class Recipe:
    """A component of every line of a group: a shape, and for each slot each line's row of a table.

    ``windows`` and ``growth`` are rows of the windows and of the cells; ``cap`` is the shape and the
    rows of what the component may not exceed.
    """

    shape: Shape
    fillings: tuple[Wholes, ...]
    windows: Wholes
    growth: Wholes | None = None
    cap: tuple[Shape, tuple[Wholes, ...]] | None = None


@dataclass(frozen=True)
class Group:
    """Rows of the calculation with the same recipes; ``is_stated`` when amounts are stated too."""

    rows: Wholes
    recipes: tuple[Recipe, ...]
    is_stated: bool
    level: int = 0


@dataclass
class Slate:
    """The figures of a calculation while it is made: whole pence by row and year.

    ``rows`` are the lines and then what users are charged; ``totals`` the categories and then the
    whole. ``failed`` and ``failed_totals`` mark what could not be calculated, or leaves that out.
    """

    rows: Wholes
    totals: Wholes
    failed: Truths
    failed_totals: Truths
    limit: int
    has_failed: bool = False


def presence(
    step: Step, shape: Shape, fillings: tuple[Wholes, ...], cells: Table, years: slice
) -> Truths | None:
    """Where every value that a step needs is there; None when it is everywhere."""
    match step:
        case Filled():
            if shape.slots[step.slot].filling is not Filling.CELL or not cells.lacks_some:
                return None
            return ~cells.missing[:, years].take(fillings[step.slot], axis=0)
        case Negated():
            return presence(step.operand, shape, fillings, cells, years)
        case Added():
            anywhere: Truths = np.zeros((1, 1), dtype=np.bool_)
            for term in step.terms:
                anywhere = anywhere | term_presence(term, shape, fillings, cells, years)
            return anywhere
    found: Truths | None = None
    for part in (step.left, step.right) if isinstance(step, Joined) else step.operands:
        here = presence(part, shape, fillings, cells, years)
        found = here if found is None else found if here is None else found & here
    return found


def term_presence(
    term: Term, shape: Shape, fillings: tuple[Wholes, ...], cells: Table, years: slice
) -> Truths:
    """Where a term of a sum counts: its members are summed in the year and have every value."""
    in_years: Truths = np.array([term.in_years[years]], dtype=np.bool_)
    here = presence(term.step, shape, fillings, cells, years)
    return in_years if here is None else here & in_years


class _Work(Generic[Value]):
    """The calculation of some lines of one group by one kind of arithmetic."""

    def __init__(
        self,
        arithmetic: Arithmetic[Value],
        tables: Tables,
        slate: Slate,
        years: slice,
        chosen: Wholes | slice,
    ) -> None:
        self.arithmetic, self.tables, self.slate = arithmetic, tables, slate
        self.years, self.chosen = years, chosen
        self.shape: Shape
        self.fillings: tuple[Wholes, ...] = ()
        self.failed: Truths | None = None

    def pence(self, group: Group) -> Wholes:
        """Calculate the lines' pence; ``failed`` then marks what could not be calculated."""
        rows = group.rows[self.chosen]
        value: Value | None = None
        failed: Truths | None = None
        for recipe in group.recipes:
            part = self._component(recipe, rows)
            value = part if value is None else self.arithmetic.add(value, part)
            failed = _either(failed, self.failed)
        if group.is_stated:
            stated = self.arithmetic.read(self.tables.stated, self.tables.stated_at[rows], self.years)
            value = stated if value is None else self.arithmetic.add(value, stated)
        assert value is not None, "a group has a component or a stated amount"
        self.failed = failed
        shape = (len(rows), self.tables.active[:, self.years].shape[1])
        return self._within_limit(np.broadcast_to(self.arithmetic.pence(value), shape))

    def _within_limit(self, pence: Wholes) -> Wholes:
        limit = self.slate.limit
        beyond: Truths = (np.abs(pence) > limit).astype(np.bool_)
        if beyond.any():
            self.failed = _either(self.failed, beyond)
        if self.failed is not None:
            pence = np.where(self.failed, 0, pence)
        return pence.astype(np.int64)

    def _component(self, recipe: Recipe, rows: Wholes) -> Value:
        self.failed = None
        value = self._shaped(recipe.shape, recipe.fillings)
        if recipe.growth is not None:
            growth = self.arithmetic.read(self.tables.cells, recipe.growth[self.chosen], self.years)
            value = self.arithmetic.multiply(value, growth)
        if recipe.cap is not None:
            value = self.arithmetic.choose("min", value, self._shaped(*recipe.cap))
        active = self.tables.active[:, self.years].take(recipe.windows[self.chosen], axis=0)
        if self.tables.covered is not None:
            active = active & ~self.tables.covered[:, self.years].take(rows, axis=0)
        if active.all():
            return value
        if self.failed is not None:
            self.failed = self.failed & active
        return self.arithmetic.keep(value, active)

    def _shaped(self, shape: Shape, fillings: tuple[Wholes, ...]) -> Value:
        self.shape = shape
        self.fillings = tuple(rows[self.chosen] for rows in fillings)
        return self._step(shape.steps)

    def _step(self, step: Step) -> Value:
        match step:
            case Filled():
                return self._filled(step.slot)
            case Negated():
                return self.arithmetic.negate(self._step(step.operand))
            case Joined():
                return self._joined(step)
            case Chosen():
                value = self._step(step.operands[0])
                for operand in step.operands[1:]:
                    value = self.arithmetic.choose(step.function, value, self._step(operand))
                return value
            case _:
                return self._added(step)

    def _joined(self, step: Joined) -> Value:
        left, right = self._step(step.left), self._step(step.right)
        match step.sign:
            case "+":
                return self.arithmetic.add(left, right)
            case "-":
                return self.arithmetic.add(left, self.arithmetic.negate(right))
            case "*":
                return self.arithmetic.multiply(left, right)
            case _:
                value, nil = self.arithmetic.divide(left, right)
                if nil.any():
                    self.failed = _either(self.failed, nil)
                return value

    def _added(self, step: Added) -> Value:
        nothing: Wholes = np.zeros((1, 1), dtype=np.int64)
        total = self.arithmetic.pounds(nothing)
        for term in step.terms:
            value, failed = self._apart(term.step)
            where = term_presence(term, self.shape, self.fillings, self.tables.cells, self.years)
            if not where.all():
                value = self.arithmetic.keep(value, where)
                failed = None if failed is None else failed & where
            self.failed = _either(self.failed, failed)
            total = self.arithmetic.add(total, value)
        return total

    def _apart(self, step: Step) -> tuple[Value, Truths | None]:
        """Calculate a step, with what fails in it kept apart from what failed before."""
        before, self.failed = self.failed, None
        value = self._step(step)
        failed, self.failed = self.failed, before
        return value, failed

    def _filled(self, slot: int) -> Value:
        rows = self.fillings[slot]
        filling = self.shape.slots[slot].filling
        if filling is Filling.LINE:
            self._heed(self.slate.failed, rows)
            return self.arithmetic.pounds(self.slate.rows[:, self.years].take(rows, axis=0))
        if filling is Filling.CATEGORY:
            self._heed(self.slate.failed_totals, rows)
            return self.arithmetic.pounds(self.slate.totals[:, self.years].take(rows, axis=0))
        every_year = slice(None)
        if filling is Filling.NUMBER:
            return self.arithmetic.read(self.tables.numbers, rows, every_year)
        if filling is Filling.PRIOR:
            return self.arithmetic.read(self.tables.priors, rows, every_year)
        tables = self.tables
        table = {
            Filling.CELL: tables.cells,
            Filling.MONTHS: tables.months,
            Filling.DAYS: tables.days,
            Filling.WORKING_DAYS: tables.working_days,
        }[filling]
        return self.arithmetic.read(table, rows, self.years)

    def _heed(self, failed: Truths, rows: Wholes) -> None:
        if self.slate.has_failed:
            self.failed = _either(self.failed, failed[:, self.years].take(rows, axis=0))


def _either(one: Truths | None, other: Truths | None) -> Truths | None:
    return other if one is None else one if other is None else one | other


def fill_in(group: Group, tables: Tables, slate: Slate, years: slice, chosen: Wholes | None = None) -> None:
    """Calculate a group's lines, or the chosen ones of it, in some years, onto the slate."""
    count = len(group.rows) if chosen is None else len(chosen)
    for start in range(0, count, BLOCK):
        block: Wholes | slice = slice(start, start + BLOCK)
        _fill_block(group, tables, slate, years, block if chosen is None else chosen[block])


def _fill_block(group: Group, tables: Tables, slate: Slate, years: slice, chosen: Wholes | slice) -> None:
    with np.errstate(all="ignore"):
        pence, failed = _narrowest(group, tables, slate, years, chosen)
    rows = group.rows[chosen]
    if tables.covered is not None:
        covered = tables.covered[rows, years]
        pence = np.where(covered, slate.rows[rows, years], pence)
        kept = covered & slate.failed[rows, years]
        failed = kept if failed is None else failed | kept
    slate.rows[rows, years] = pence
    if slate.has_failed or (failed is not None and failed.any()):
        slate.failed[rows, years] = False if failed is None else failed
        slate.has_failed = True


def _narrowest(
    group: Group, tables: Tables, slate: Slate, years: slice, chosen: Wholes | slice
) -> tuple[Wholes, Truths | None]:
    for tight in (False, True):
        work = _Work(Wrapping(tight=tight), tables, slate, years, chosen)
        try:
            return work.pence(group), work.failed
        except TooWide:
            continue
    unbounded = _Work(Unbounded(), tables, slate, years, chosen)
    return unbounded.pence(group), unbounded.failed
