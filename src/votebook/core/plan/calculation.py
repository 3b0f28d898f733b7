"""Calculation: every provision of a budget, exact to the penny, and what could not be calculated.

Lines of one shape are calculated together as arrays, level by level; the result always equals the
slow evaluation in fractions, whatever the order of lines in the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Fault
from votebook.core.plan.arithmetic.build import Totalling
from votebook.core.plan.arithmetic.group import Slate, fill_in
from votebook.core.plan.arithmetic.month import spread_over_months
from votebook.core.plan.arithmetic.placement import place_estimate
from votebook.core.plan.arithmetic.table import Truths, Wholes
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.language.evaluation import Circumstances, component_value
from votebook.core.plan.line import BorneBy, Component
from votebook.core.plan.model import Model

WHOLE = ""
"""The reference of the whole budget, where a category is asked for."""


@dataclass(frozen=True, eq=False)
class Calculation:
    """The figures of a budget.

    ``pence`` has the provisions in pence, lines by years; nil where ``provided`` is false, because
    a line has nothing there or could not be calculated. ``findings`` names what could not be.
    ``spread`` are the estimates that lie on lines, ``unspread`` those that were to and could not,
    each with the reason.
    """

    model: Model
    slate: Slate
    spread: tuple[CategoryEstimate, ...] = ()
    unspread: tuple[tuple[CategoryEstimate, Fault], ...] = ()

    @property
    def budget(self) -> Budget:
        """The budget that was calculated."""
        return self.model.budget

    @property
    def pence(self) -> Wholes:
        """The provisions in pence, lines by years."""
        return self.slate.rows[: self.model.layout.lines]

    @cached_property
    def provided(self) -> Truths:
        """Whether a line has a provision in a year."""
        lines = self.model.layout.lines
        provided: Truths = self.model.provided & ~self.slate.failed[:lines]
        for estimate in self.spread:
            provided[self._inside(estimate.category), self._year(estimate.year)] = True
        return provided

    def provision(self, line: str, year: str) -> Money | None:
        """A line's provision in a year; None when it has none of its own."""
        row, column = self.budget.line_index[line], self._year(year)
        return Money(int(self.pence[row, column])) if self.provided[row, column] else None

    def total(self, category: str, year: str) -> Money:
        """The total of a category, or of the whole budget for ``""``; what failed is left out of it.

        ``is_incomplete`` says whether anything was left out.
        """
        position = self.model.layout.categories[category] if category else -1
        return Money(int(self.slate.totals[position, self._year(year)]))

    def estimate(self, category: str, year: str) -> Money | None:
        """The estimate given for a category as a whole in a year; None without one."""
        return next(
            (Money.of(e.amount) for e in self.budget.estimates if (e.category, e.year) == (category, year)),
            None,
        )

    def is_placed_by_us(self, line: str, year: str) -> bool:
        """Whether a line's provision is our spreading of a category's estimate."""
        path = self.budget.structure.path(self.budget.line(line).category)
        return any(estimate.category in path and estimate.year == year for estimate in self.spread)

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Whether a line, or a line inside a category (``""`` is the whole), could not be calculated."""
        column = self._year(year)
        if ref in self.budget.line_index:
            return bool(self.slate.failed[self.budget.line_index[ref], column])
        position = self.model.layout.categories[ref] if ref else -1
        return bool(self.slate.failed_totals[position, column])

    def exact(self, line: str, year: str) -> Fraction:
        """A line's provision in pounds before it is rounded; nil when it has none."""
        if not self.provided[self.budget.line_index[line], self._year(year)]:
            return Fraction(0)
        if self.is_placed_by_us(line, year):
            return Fraction(int(self.pence[self.budget.line_index[line], self._year(year)]), 100)
        parts = [value for _, value in self.parts(line, year)]
        return sum(parts, self.stated(line, year) or Fraction(0))

    def parts(self, line: str, year: str) -> tuple[tuple[Component, Fraction], ...]:
        """The exact pounds of each component that the body bears, as the line's provision counts it."""
        return self._parts(line, year, BorneBy.BODY)

    def stated(self, line: str, year: str) -> Fraction | None:
        """The amount in pounds stated for a line in a year, without drivers; None without one."""
        row, column = self.budget.line_index[line], self._year(year)
        table, at = self.model.tables.stated, int(self.model.tables.stated_at[row])
        return None if at < 0 or table.missing[at, column] else Fraction(table.fractions[at, column])

    def charged_to_users(self, line: str, year: str) -> Money:
        """What a line charges on to users, outside its provision."""
        row = self.model.layout.charges.get(line)
        return Money(int(self.slate.rows[row, self._year(year)])) if row is not None else Money(0)

    def months(self, line: str, year: str) -> tuple[Money, ...]:
        """A line's provision over the twelve months by its profile; the months add back to it."""
        return tuple(map(Money, spread_over_months(self, line, year)))

    @cached_property
    def findings(self) -> tuple[Fault, ...]:
        """What could not be calculated: the lines and their causes, then the totals that lack them."""
        return tuple(dict.fromkeys(_find_failures(self)))

    def _parts(self, line: str, year: str, borne_by: BorneBy) -> tuple[tuple[Component, Fraction], ...]:
        circumstances = Circumstances(self.model.readings, self.model.layout.years[self._year(year)], self)
        found: list[tuple[Component, Fraction]] = []
        for component in self.budget.components_by_line.get(line, ()):
            if component.borne_by is borne_by:
                value = component_value(component, circumstances)
                assert isinstance(value, Fraction), "a line that was calculated has every component"
                found.append((component, value))
        return tuple(found)

    def _year(self, year: str) -> int:
        return self.budget.year_index[year]

    def _inside(self, category: str) -> list[int]:
        inside = self.budget.structure.inside(category)
        return [n for n, line in enumerate(self.budget.lines) if line.category in inside]


def calculate(model: Model) -> Calculation:
    """Calculate every provision, total and charge of a budget.

    Amounts are whole pence, arrays of lines by years. A category's estimate that is to be spread
    needs the first year's provisions, so that year is calculated before the others.
    """
    spread = tuple(estimate for estimate in model.budget.estimates if estimate.is_spread)
    slate = _blank(model)
    if not spread:
        _fill(model, slate, slice(None), model.budget.estimates)
        return Calculation(model, slate)
    _fill(model, slate, slice(0, 1), model.budget.estimates)
    outcomes = [(estimate, place_estimate(model.layout, slate, estimate)) for estimate in spread]
    placed = tuple(estimate for estimate, refused in outcomes if refused is None)
    whole = tuple(estimate for estimate in model.budget.estimates if estimate not in placed)
    _fill(model, slate, slice(1, None), whole)
    unspread = tuple((estimate, refused) for estimate, refused in outcomes if refused is not None)
    return Calculation(model, slate, placed, unspread)


def _blank(model: Model) -> Slate:
    layout = model.layout
    years, categories = len(layout.years), len(layout.categories) + 1
    return Slate(
        rows=np.zeros((layout.rows, years), dtype=np.int64),
        totals=np.zeros((categories, years), dtype=np.int64),
        failed=np.zeros((layout.rows, years), dtype=np.bool_),
        failed_totals=np.zeros((categories, years), dtype=np.bool_),
        limit=model.limit,
    )


def _fill(model: Model, slate: Slate, years: slice, whole: tuple[CategoryEstimate, ...]) -> None:
    """Calculate level by level in some years; ``whole`` are the estimates that stay on categories."""
    wanted = range(len(model.layout.years))[years]
    for estimate in whole:
        column = model.budget.year_index[estimate.year]
        if column in wanted:
            for ref in model.budget.structure.path(estimate.category):
                slate.totals[model.layout.categories[ref], column] += Money.of(estimate.amount).pence
            slate.totals[-1, column] += Money.of(estimate.amount).pence
    for level, groups in enumerate(model.levels):
        for group in groups:
            fill_in(group, model.tables, slate, years)
        if level in model.totallings:
            _add_up(model.totallings[level], slate, years)
    lines = model.layout.lines
    slate.totals[-1, years] += slate.rows[:lines, years].sum(axis=0)
    slate.failed_totals[-1, years] |= slate.failed[:lines, years].any(axis=0)


def _add_up(totalling: Totalling, slate: Slate, years: slice) -> None:
    parts = slate.rows[:, years].take(totalling.lines, axis=0)
    slate.totals[totalling.categories, years] += np.add.reduceat(parts, totalling.starts, axis=0)
    if slate.has_failed:
        failed = slate.failed[:, years].take(totalling.lines, axis=0)
        slate.failed_totals[totalling.categories, years] |= np.logical_or.reduceat(
            failed, totalling.starts, axis=0
        )


def _find_failures(calculation: Calculation) -> Iterator[Fault]:
    model, slate = calculation.model, calculation.slate
    for _, refused in calculation.unspread:
        yield refused
    charges = list(model.layout.charges)
    for row, column in np.argwhere(slate.failed):
        is_line = row < model.layout.lines
        ref = calculation.budget.lines[row].ref if is_line else charges[row - model.layout.lines]
        yield from _find_causes(calculation, ref, int(column), BorneBy.BODY if is_line else BorneBy.USERS)
    refs = (*model.layout.categories, WHOLE)
    for position, column in np.argwhere(slate.failed_totals):
        yield _incomplete_total(refs[position], str(model.layout.years[column]))


def _find_causes(calculation: Calculation, ref: str, column: int, borne_by: BorneBy) -> Iterator[Fault]:
    year = calculation.model.layout.years[column]
    circumstances = Circumstances(calculation.model.readings, year, calculation)
    place, has_cause = calculation.budget.line(ref).place, False
    for component in calculation.budget.components_by_line.get(ref, ()):
        value = component_value(component, circumstances) if component.borne_by is borne_by else None
        if isinstance(value, Fault):
            has_cause = True
            found = f"line '{ref}' has no provision in {year}: {value.found}"
            yield Fault(value.code, value.place, found, value.expected)
    path = calculation.budget.structure.path(calculation.budget.line(ref).category)
    for estimate, refused in calculation.unspread if borne_by is BorneBy.BODY else ():
        if estimate.year == str(year) and estimate.category in path:
            has_cause = True
            found = f"line '{ref}' has no provision in {year}"
            found = f"{found}: the estimate of '{estimate.category}' is not spread"
            yield Fault("calculation.incomplete", place, found, refused.expected)
    if not has_cause:
        limit = Money(calculation.model.limit).published()
        found = f"line '{ref}' has no provision in {year}: it would be more than {limit}"
        yield Fault("calculation.too-large", place, found, "larger amounts cannot be added up exactly")


def _incomplete_total(ref: str, year: str) -> Fault:
    named = f"the total of '{ref}'" if ref else "the total of the budget"
    found = f"{named} in {year} leaves out lines that could not be calculated"
    return Fault(
        "calculation.incomplete", NOWHERE, found, "it is no total until the findings on them are settled"
    )
