"""Build: the groups, tables and totals of a calculation, made from components that were recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from votebook.core.measure.source import Fault
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.arithmetic.group import Group, Recipe, Tables
from votebook.core.plan.arithmetic.register import Register, RowKey
from votebook.core.plan.arithmetic.shape import Filling, Shape, Slot
from votebook.core.plan.arithmetic.table import Table, Truths, Wholes, make_table
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.expression import Duration
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import Component

NO_SHAPE = -1
"""The shape of a cap that is not there, and the row of an index that is not there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A component that was recognised: its shapes and the words that fill them, its table rows."""

    component: Component
    shape: int
    words: list[str]
    window: int
    cap: int = NO_SHAPE
    cap_words: tuple[str, ...] = ()
    growth: int = NO_SHAPE

    @property
    def kind(self) -> tuple[int, int, bool]:
        """What two entries must share to be calculated together."""
        return self.shape, self.cap, self.growth != NO_SHAPE


@dataclass(frozen=True)
class Layout:
    """Where everything stands: lines first, then what users are charged, one row each; categories.

    ``charges`` gives the row of what a line charges to users.
    """

    budget: Budget
    charges: Mapping[str, int]
    categories: Mapping[str, int]

    @cached_property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.budget.lines)

    @cached_property
    def rows(self) -> int:
        """How many rows there are."""
        return self.lines + len(self.charges)

    @cached_property
    def years(self) -> list[FinancialYear]:
        """The years of the budget."""
        return [budget_year.year for budget_year in self.budget.years]

    def refers_to(self, slot: Slot, words: Sequence[str]) -> int:
        """The row of the line that a slot refers to, or for a category its position after all rows."""
        if slot.filling is Filling.LINE:
            return self.budget.line_index[words[slot.word]]
        return self.rows + self.categories[words[slot.word]]


@dataclass(frozen=True)
class Totalling:
    """Categories that are totalled together: the lines inside each, one after the other."""

    categories: Wholes
    lines: Wholes
    starts: Wholes


@dataclass(frozen=True)
class Built:
    """A group with its components, recipe by recipe, so that a message can name them."""

    group: Group
    components: tuple[tuple[Component, ...], ...]


def make_groups(
    layout: Layout,
    register: Register,
    entries: Mapping[int, list[Entry]],
    stated: Iterable[int],
    level: Mapping[int, int],
) -> list[Built]:
    """Put rows with the same shapes on the same level together."""
    is_stated = frozenset(stated)
    buckets: dict[tuple[int, bool, tuple[tuple[int, int, bool], ...]], list[tuple[int, list[Entry]]]] = {}
    for row, unsorted in entries.items():
        found = sorted(unsorted, key=_by_kind) if len(unsorted) > 1 else unsorted
        key = (level.get(row, 0), row in is_stated, tuple(entry.kind for entry in found))
        buckets.setdefault(key, []).append((row, found))
    alone = sorted(is_stated - entries.keys())
    built = [Built(Group(_wholes(alone), (), True), ())] if alone else []
    for (on_level, with_stated, _), members in sorted(buckets.items(), key=lambda bucket: bucket[0]):
        columns = list(zip(*(found for _, found in members), strict=True))
        recipes = tuple(_recipe(layout, register, column) for column in columns)
        group = Group(_wholes([row for row, _ in members]), recipes, with_stated, on_level)
        built.append(Built(group, tuple(tuple(entry.component for entry in column) for column in columns)))
    return built


def _by_kind(entry: Entry) -> tuple[int, int, bool]:
    return entry.kind


def _wholes(numbers: Iterable[int]) -> Wholes:
    return np.array(list(numbers), dtype=np.int64)


def _recipe(layout: Layout, register: Register, entries: Sequence[Entry]) -> Recipe:
    first = entries[0]
    windows = _wholes(entry.window for entry in entries)
    shape = register.shapes[first.shape]
    fillings = _fillings(layout, register, shape, entries, [entry.words for entry in entries], windows)
    growth = _wholes(entry.growth for entry in entries) if first.growth != NO_SHAPE else None
    if first.cap == NO_SHAPE:
        return Recipe(shape, fillings, windows, growth)
    cap = register.shapes[first.cap]
    words = [entry.cap_words for entry in entries]
    return Recipe(
        shape, fillings, windows, growth, (cap, _fillings(layout, register, cap, entries, words, windows))
    )


def _fillings(
    layout: Layout,
    register: Register,
    shape: Shape,
    entries: Sequence[Entry],
    words: Sequence[Sequence[str]],
    windows: Wholes,
) -> tuple[Wholes, ...]:
    return tuple(_filling(layout, register, slot, entries, words, windows) for slot in shape.slots)


def _filling(
    layout: Layout,
    register: Register,
    slot: Slot,
    entries: Sequence[Entry],
    words: Sequence[Sequence[str]],
    windows: Wholes,
) -> Wholes:
    at = slot.word
    match slot.filling:
        case Filling.NUMBER:
            return _wholes(register.numbers[text[at]] for text in words)
        case Filling.CELL if not slot.members:
            return _wholes(register.cell((text[at], (), None)) for text in words)
        case Filling.CELL:
            return _wholes(
                register.cell((text[at], members_of(layout, entry.component.line, slot), None))
                for entry, text in zip(entries, words, strict=True)
            )
        case Filling.PRIOR:
            return _wholes(register.prior((text[at], text[slot.comparative])) for text in words)
        case Filling.LINE:
            return _wholes(layout.budget.line_index[text[at]] for text in words)
        case Filling.CATEGORY:
            return _wholes(layout.categories[text[at]] for text in words)
        case _:
            return windows


def members_of(layout: Layout, line: str, slot: Slot) -> tuple[str, ...]:
    """The members of a parameter that a slot reads for a line."""
    own = dict(layout.budget.line(line).members)
    return tuple(member or own[dimension] for dimension, member in slot.members)


def make_tables(layout: Layout, register: Register, readings: Readings) -> Tables:
    """Read all that the slots are filled with, in every year."""
    years, windows = layout.years, list(register.windows)
    count = len(years)
    stated = stated_rows(layout)
    stated_at: Wholes = np.full(layout.rows, -1, dtype=np.int64)
    stated_at[list(stated)] = np.arange(len(stated), dtype=np.int64)
    cells = make_table([read_cell(readings, key, years) for key in register.cells], count)
    return Tables(
        numbers=make_table([[value] for value in register.number_values]),
        cells=cells,
        priors=make_table([[readings.prior(*key)] for key in register.priors]),
        months=_covered(readings, windows, years, Duration.MONTHS),
        days=_covered(readings, windows, years, Duration.DAYS),
        working_days=_covered(readings, windows, years, Duration.WORKING_DAYS),
        active=_truths([[window.days_in(year) > 0 for year in years] for window in windows], count),
        stated=make_table(list(stated.values()), count),
        stated_at=stated_at,
        covered=_covered_rows(layout, readings),
        faulted=_faulted_cells(list(register.cells), readings, years, cells.missing),
    )


def read_cell(readings: Readings, key: RowKey, years: Sequence[FinancialYear]) -> list[Fraction | None]:
    """What a parameter reads in each year, or for an index how far it has grown since its base.

    A year without a value has None, and so has one whose value is a fault.
    """
    name, members, base = key
    values = [readings.value(name, members, year) for year in years]
    read = [value if isinstance(value, Fraction) else None for value in values]
    if base is None:
        return read
    divisor = base_value(readings, name, members, base)
    return [value / divisor if value is not None else None for value in read]


def _faulted_cells(
    keys: Sequence[RowKey], readings: Readings, years: Sequence[FinancialYear], missing: Truths
) -> Truths | None:
    """Which of the missing cells have a fault instead of a value; None when none has."""
    faulted: Truths = np.zeros_like(missing)
    for row, column in np.argwhere(missing).tolist():
        name, members, _ = keys[row]
        faulted[row, column] = isinstance(readings.value(name, members, years[column]), Fault)
    return faulted if faulted.any() else None


def base_value(readings: Readings, name: str, members: tuple[str, ...], base: date) -> Fraction:
    """What an index read on its base date, which was found sound."""
    value = readings.at_members(name, members).in_force(members, base)
    assert value is not None, "an index without a base is a fault"
    return value.value


def _covered(
    readings: Readings, windows: list[Window], years: list[FinancialYear], duration: Duration
) -> Table:
    rows = [[readings.covered(window, year, duration) for year in years] for window in windows]
    return make_table(rows, len(years))


def _truths(rows: Sequence[Sequence[bool]], width: int) -> Truths:
    return np.array(rows, dtype=np.bool_).reshape(len(rows), width)


def stated_rows(layout: Layout) -> dict[int, list[Fraction | None]]:
    """The amounts by year of each row that has any stated."""
    rows: dict[int, list[Fraction | None]] = {}
    line_index, year_index, count = layout.budget.line_index, layout.budget.year_index, len(layout.years)
    for stated in layout.budget.stated:
        row = line_index[stated.line]
        if row not in rows:
            rows[row] = [None] * count
        rows[row][year_index[stated.year]] = stated.amount
    return rows


def _covered_rows(layout: Layout, readings: Readings) -> Truths | None:
    if not layout.budget.estimates:
        return None
    years = [str(year) for year in layout.years]
    covered = {
        category.ref: [bool(readings.estimated_above(category.ref, year)) for year in years]
        for category in layout.budget.structure.categories
    }
    lines = [covered[line.category] for line in layout.budget.lines]
    charged = [covered[layout.budget.line(ref).category] for ref in layout.charges]
    return _truths([*lines, *charged], len(years))


def make_totallings(layout: Layout, level: Mapping[int, int]) -> dict[int, Totalling]:
    """Lay out the categories with lines in them by the level on which they can be totalled."""
    structure = layout.budget.structure
    inside: dict[str, list[int]] = {}
    for position, line in enumerate(layout.budget.lines):
        inside.setdefault(line.category, []).append(position)
    lines_in: dict[str, list[int]] = {}
    for category, positions in inside.items():
        for ref in structure.path(category):
            lines_in.setdefault(ref, []).extend(positions)
    by_level: dict[int, list[str]] = {}
    for ref in lines_in:
        by_level.setdefault(level.get(layout.rows + layout.categories[ref], 0), []).append(ref)
    return {on: _totalling(layout, [(ref, lines_in[ref]) for ref in refs]) for on, refs in by_level.items()}


def _totalling(layout: Layout, categories: list[tuple[str, list[int]]]) -> Totalling:
    lengths = [len(lines) for _, lines in categories]
    return Totalling(
        _wholes(layout.categories[ref] for ref, _ in categories),
        _wholes(line for _, lines in categories for line in lines),
        _wholes(np.cumsum([0, *lengths[:-1]])),
    )
