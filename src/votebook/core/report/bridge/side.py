"""Side: one end of a variance: a budget in a year, with the figures that hold there.

A year of the budget has its calculation. A year before it has none; there the drivers are
evaluated one by one, which is possible only where every one of them has a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.measure.year import FinancialYear, parse_year
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.evaluation import Circumstances, Figures, component_value
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import BorneBy, Component
from votebook.core.plan.version import Basis, BudgetYear


class Calculated(Figures, Protocol):
    """A budget with its rounded figures, such as a calculation."""

    @property
    def budget(self) -> Budget:
        """The budget that was calculated."""


@dataclass(frozen=True)
class Side:
    """A calculated budget in one of its years, or in a year before the first."""

    figures: Calculated
    year: FinancialYear

    @property
    def budget(self) -> Budget:
        """The budget."""
        return self.figures.budget

    @property
    def is_prior(self) -> bool:
        """Whether the year lies outside the budget's own years."""
        return isinstance(self.figures, PriorFigures)

    def provision(self, line: str) -> Money | None:
        """A line's provision in the year; None when the line is not there or has none."""
        if line not in self.budget.line_index:
            return None
        return self.figures.provision(line, str(self.year))

    def total(self, category: str) -> Money:
        """The total of a category in the year, "" for the whole budget."""
        return self.figures.total(category, str(self.year))

    def stated(self, line: str) -> Fraction | None:
        """The amount stated for a line, in pounds; None when none is."""
        return self._stated.get(line)

    def components(self, line: str) -> dict[str, Component]:
        """The components of a line that the body bears, by name."""
        found = self.budget.components_by_line.get(line, ())
        return {component.name: component for component in found if component.borne_by is BorneBy.BODY}

    def estimated(self, category: str) -> str:
        """The category, itself or one around it, that is estimated as a whole in the year; or ""."""
        return self.readings.estimated_above(category, str(self.year))

    @cached_property
    def readings(self) -> Readings:
        """The budget as its formulas read it."""
        return Readings(self.budget)

    @cached_property
    def _stated(self) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for stated in self.budget.stated:
            if stated.year == str(self.year):
                found[stated.line] = found.get(stated.line, Fraction(0)) + stated.amount
        return found


@dataclass(frozen=True)
class PriorFigures:
    """The figures of a year before the budget's first, each evaluated from its drivers.

    The budget is one to whose years this year has been added.
    """

    budget: Budget
    year: FinancialYear
    faults: dict[str, Fault] = field(default_factory=dict)
    _known: dict[str, Money | None] = field(default_factory=dict)

    def provision(self, line: str, year: str) -> Money | None:
        """A line's provision from its drivers; None when it has none, or when they have no value."""
        assert year == str(self.year), "prior figures are those of one year"
        if line not in self._known:
            self._known[line] = self._evaluate(line)
        return self._known[line]

    def total(self, category: str, year: str) -> Money:
        """The sum of the lines inside a category, "" for all."""
        inside = self.budget.structure.inside(category) if category else None
        refs = [line.ref for line in self.budget.lines if inside is None or line.category in inside]
        return Money(sum((self.provision(ref, year) or Money(0)).pence for ref in refs))

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Whether a line, or any line inside a category, lacks a value."""
        assert year == str(self.year), "prior figures are those of one year"
        if ref in self.budget.line_index:
            return ref in self.faults
        inside = self.budget.structure.inside(ref)
        return any(line.ref in self.faults for line in self.budget.lines if line.category in inside)

    def _evaluate(self, line: str) -> Money | None:
        here = Circumstances(Readings(self.budget), self.year, self)
        total, found = Fraction(0), False
        for component in self.budget.components_by_line.get(line, ()):
            if component.borne_by is not BorneBy.BODY:
                continue
            value = component_value(component, here)
            if isinstance(value, Fault):
                self.faults[line] = value
                return None
            total, found = total + value, True
        if any(stated.line == line for stated in self.budget.stated):
            place = self.budget.line(line).place
            said = f"{line} is a stated amount in {self.budget.approved_year} and has none in {self.year}"
            expected = f"compare with a comparative of {self.year}, or leave the line out"
            self.faults[line] = Fault("variance.no-prior-figure", place, said, expected)
            return None
        return Money.of(total) if found else None


def take_side(figures: Calculated, year: str) -> Side | tuple[Fault, ...]:
    """Look at a calculated budget in a year; faults when the year is unknown or lacks values."""
    budget = figures.budget
    if year in budget.year_index:
        return Side(figures, budget.years[budget.year_index[year]].year)
    parsed = parse_year(year, budget.approved_year.first_month)
    place = budget.years[0].year
    if parsed is None:
        expected = f"name a year such as {place}"
        return (Fault("variance.year", budget.lines[0].place, f"'{year}' is no year", expected),)
    lengthened = replace(budget, years=(*budget.years, BudgetYear(parsed, Basis.ESTIMATED)))
    prior = PriorFigures(lengthened, parsed)
    prior.total("", year)
    return tuple(prior.faults.values()) or Side(prior, parsed)
