"""Gap: a value that a component needs in a year in which it is active, and that the book lacks.

Gaps are found on arrays; the message about each comes from the slow evaluation, which knows the
place of every name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.plan.arithmetic.build import Built, Layout
from votebook.core.plan.arithmetic.group import Recipe, Tables, presence, term_presence
from votebook.core.plan.arithmetic.shape import Chosen, Filled, Filling, Joined, Negated, Shape, Step, Term
from votebook.core.plan.arithmetic.table import Truths, Wholes
from votebook.core.plan.language.evaluation import Circumstances, component_value, estimated_whole
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import Component

_ALL = slice(None)


@dataclass(frozen=True)
class Hidden:
    """Where lines and categories have no figure because one above them is estimated as a whole."""

    rows: Truths
    categories: Truths


def find_gaps(layout: Layout, readings: Readings, tables: Tables, built: list[Built]) -> Iterator[Fault]:
    """Find every component that lacks a value in a year in which it is active."""
    hidden = _find_hidden(layout, readings)
    for one in built:
        for recipe, components in zip(one.group.recipes, one.components, strict=True):
            lacks = _lacks(recipe, tables, hidden)
            if lacks is None:
                continue
            active = tables.active.take(recipe.windows, axis=0)
            if tables.covered is not None:
                active = active & ~tables.covered.take(one.group.rows, axis=0)
            for position, year in np.argwhere(lacks & active):
                yield _fault(components[position], int(year), layout, readings)


def _fault(component: Component, year: int, layout: Layout, readings: Readings) -> Fault:
    figures = _AnyFigures(readings)
    found = component_value(component, Circumstances(readings, layout.years[year], figures))
    assert isinstance(found, Fault), "what lacks a value has none by the slow evaluation either"
    return found


@dataclass(frozen=True)
class _AnyFigures:
    """Figures that are there or not, whatever they will come to."""

    readings: Readings

    def provision(self, line: str, year: str) -> Money | None:
        return None if estimated_whole(line, self.readings, year) else Money(1_000_003)

    def total(self, category: str, year: str) -> Money:
        return Money(1_000_003 + len(category) + len(year))

    def is_incomplete(self, ref: str, year: str) -> bool:
        return not ref and not year


def _find_hidden(layout: Layout, readings: Readings) -> Hidden | None:
    if not layout.budget.estimates:
        return None
    years = [str(year) for year in layout.years]
    lines = [[bool(estimated_whole(line.ref, readings, y)) for y in years] for line in layout.budget.lines]
    categories = [[bool(estimated_whole(ref, readings, y)) for y in years] for ref in layout.categories]
    shape = (-1, len(years))
    return Hidden(np.array(lines, np.bool_).reshape(shape), np.array(categories, np.bool_).reshape(shape))


def _lacks(recipe: Recipe, tables: Tables, hidden: Hidden | None) -> Truths | None:
    lacks = _lacks_in(recipe.shape, recipe.fillings, tables, hidden)
    if recipe.growth is not None and tables.cells.lacks_some:
        lacks = _either(lacks, tables.cells.missing.take(recipe.growth, axis=0))
    if recipe.cap is not None:
        lacks = _either(lacks, _lacks_in(*recipe.cap, tables, hidden))
    return lacks


def _lacks_in(
    shape: Shape, fillings: tuple[Wholes, ...], tables: Tables, hidden: Hidden | None
) -> Truths | None:
    here = presence(shape.steps, shape, fillings, tables.cells, _ALL)
    lacks = None if here is None else ~here
    for slot, rows in zip(shape.slots, fillings, strict=True):
        if slot.filling is Filling.PRIOR and tables.priors.lacks_some:
            lacks = _either(lacks, tables.priors.missing.take(rows, axis=0))
        if hidden is not None and slot.filling is Filling.LINE:
            lacks = _either(lacks, hidden.rows.take(rows, axis=0))
        if hidden is not None and slot.filling is Filling.CATEGORY:
            lacks = _either(lacks, hidden.categories.take(rows, axis=0))
    for refused in _refused(shape.steps, shape, fillings, tables):
        lacks = _either(lacks, refused)
    return lacks


def _refused(step: Step, shape: Shape, fillings: tuple[Wholes, ...], tables: Tables) -> Iterator[Truths]:
    """Where a sum may not leave out a term: a volume in it is not nil, or a value in it is a fault."""
    match step:
        case Filled():
            return
        case Negated():
            yield from _refused(step.operand, shape, fillings, tables)
        case Joined():
            yield from _refused(step.left, shape, fillings, tables)
            yield from _refused(step.right, shape, fillings, tables)
        case Chosen():
            for operand in step.operands:
                yield from _refused(operand, shape, fillings, tables)
        case _:
            for term in step.terms:
                yield from _refused_in(term, shape, fillings, tables)


def _refused_in(term: Term, shape: Shape, fillings: tuple[Wholes, ...], tables: Tables) -> Iterator[Truths]:
    """Where a term that is summed in the year may not be left out, nor a term of a sum within it."""
    in_years: Truths = np.array([term.in_years], dtype=np.bool_)
    for refused in _refused(term.step, shape, fillings, tables):
        yield in_years & refused
    if tables.faulted is not None:
        for slot in _cells_read(term.step, shape):
            yield in_years & tables.faulted.take(fillings[slot], axis=0)
    left_out = in_years & ~term_presence(term, shape, fillings, tables.cells, _ALL)
    for slot in term.volumes if left_out.any() else ():
        yield left_out & (tables.cells.floats.take(fillings[slot], axis=0) != 0)


def _cells_read(step: Step, shape: Shape) -> Iterator[int]:
    """The slots of parameters' values that a step reads, outside of sums within it."""
    match step:
        case Filled():
            if shape.slots[step.slot].filling is Filling.CELL:
                yield step.slot
        case Negated():
            yield from _cells_read(step.operand, shape)
        case Joined():
            yield from _cells_read(step.left, shape)
            yield from _cells_read(step.right, shape)
        case Chosen():
            for operand in step.operands:
                yield from _cells_read(operand, shape)


def _either(one: Truths | None, other: Truths | None) -> Truths | None:
    return other if one is None else one if other is None else one | other
