"""Dependence: which lines read a parameter's value, a line or a category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from votebook.core.plan.arithmetic.group import Group, Recipe
from votebook.core.plan.arithmetic.shape import Filling, Shape
from votebook.core.plan.arithmetic.table import Wholes


@dataclass(frozen=True)
class Readers:
    """For each of many things the lines that read it: pairs of a group and a position in it.

    Sorted by thing, so that the readers of one stand together.
    """

    things: Wholes
    groups: Wholes
    positions: Wholes

    def count(self, wanted: Iterable[int]) -> int:
        """How many readers some things have together."""
        return len(self.of(np.array(list(wanted), dtype=np.int64))[0])

    def of(self, wanted: Wholes) -> tuple[Wholes, Wholes]:
        """The group, and the position in it, of every reader of some things."""
        first = np.searchsorted(self.things, wanted)
        counts = np.searchsorted(self.things, wanted + 1) - first
        starts = np.repeat(first - np.cumsum(counts) + counts, counts)
        found = starts + np.arange(len(starts), dtype=np.int64)
        return self.groups[found], self.positions[found]


@dataclass(frozen=True)
class Dependence:
    """The readers of cells, lines and categories, and where each row itself is calculated."""

    cells: Readers
    lines: Readers
    categories: Readers
    rows: Readers


def trace_dependence(groups: Sequence[Group]) -> Dependence:
    """Find every reader in the groups of a model."""
    return Dependence(
        _readers(groups, Filling.CELL),
        _readers(groups, Filling.LINE),
        _readers(groups, Filling.CATEGORY),
        _collect((number, group.rows) for number, group in enumerate(groups)),
    )


def _readers(groups: Sequence[Group], filling: Filling) -> Readers:
    return _collect(
        (number, rows)
        for number, group in enumerate(groups)
        for recipe in group.recipes
        for rows in _read(recipe, filling)
    )


def _read(recipe: Recipe, filling: Filling) -> Iterator[Wholes]:
    shaped: list[tuple[Shape, tuple[Wholes, ...]]] = [(recipe.shape, recipe.fillings)]
    if recipe.cap is not None:
        shaped.append(recipe.cap)
    for shape, fillings in shaped:
        for slot, rows in zip(shape.slots, fillings, strict=True):
            if slot.filling is filling:
                yield rows
    if recipe.growth is not None and filling is Filling.CELL:
        yield recipe.growth


def _collect(found: Iterable[tuple[int, Wholes]]) -> Readers:
    things: list[Wholes] = [np.zeros(0, dtype=np.int64)]
    groups: list[Wholes] = [np.zeros(0, dtype=np.int64)]
    positions: list[Wholes] = [np.zeros(0, dtype=np.int64)]
    for number, rows in found:
        things.append(rows)
        groups.append(np.full(len(rows), number, dtype=np.int64))
        positions.append(np.arange(len(rows), dtype=np.int64))
    every = np.concatenate(things)
    order = np.argsort(every, kind="stable")
    return Readers(every[order], np.concatenate(groups)[order], np.concatenate(positions)[order])
