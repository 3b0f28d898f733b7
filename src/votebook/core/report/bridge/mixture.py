"""Mixture: a formula's inputs, some as they were and some as they are.

To know what a changed input is worth, the formula is evaluated with that input changed and others
not. Reading first records what a formula reads on each side; a mixture then answers every
reading from one side or the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.language.evaluation import Figures
from votebook.core.plan.language.expression import Duration
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import Component


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One thing that a formula reads: of what kind, its name, and its members.

    Kinds are ``parameter``, ``base`` (an index on its base date), ``covered`` (months, days),
    ``figure`` (of a line or category) and ``prior`` (a comparative's figure).
    """

    kind: str
    name: str
    members: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name it as a formula does."""
        return f"{self.name}[{', '.join(self.members)}]" if self.members else self.name


@dataclass(frozen=True)
class RecordedReadings(Readings):
    """The readings of a budget, which keep what was read."""

    seen: dict[Input, Fraction] = field(default_factory=dict)

    def value(self, name: str, members: tuple[str, ...], year: FinancialYear) -> Fraction | Fault | None:
        """Read a parameter and keep its value, if it has one."""
        return self._keep(Input("parameter", name, members), super().value(name, members, year))

    def prior(self, at: str, comparative: str) -> Fraction | None:
        """Read a prior figure and keep it."""
        value = super().prior(at, comparative)
        self._keep(Input("prior", at, (comparative,)), value)
        return value

    def index_base(self, component: Component, members: tuple[str, ...]) -> Fraction | None:
        """Read an index on its base date and keep its value."""
        value = super().index_base(component, members)
        self._keep(Input("base", component.index, members), value)
        return value

    def covered(self, window: Window, year: FinancialYear, duration: Duration) -> Fraction:
        """Read how much of the year a window covers and keep it."""
        value = super().covered(window, year, duration)
        self._keep(Input("covered", duration.value), value)
        return value

    def _keep(self, key: Input, value: Fraction | Fault | None) -> Fraction | Fault | None:
        if isinstance(value, Fraction):
            self.seen[key] = value
        return value


@dataclass(frozen=True)
class RecordedFigures:
    """The figures of lines and categories, kept as they are read."""

    figures: Figures
    seen: dict[Input, Fraction]

    def provision(self, line: str, year: str) -> Money | None:
        """Read a line's provision and keep it; none counts as nil."""
        value = self.figures.provision(line, year)
        self.seen[Input("figure", line)] = value.exact if value else Fraction(0)
        return value

    def total(self, category: str, year: str) -> Money:
        """Read a category's total and keep it."""
        value = self.figures.total(category, year)
        self.seen[Input("figure", category)] = value.exact
        return value

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Whether the figure could not be calculated."""
        return self.figures.is_incomplete(ref, year)


@dataclass(frozen=True)
class MixedReadings(Readings):
    """Readings answered from given values, whatever the year; ``members`` are those of each sum."""

    values: Mapping[Input, Fraction] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, name: str, members: tuple[str, ...], year: FinancialYear) -> Fraction | None:
        """The given value of a parameter."""
        return self.values.get(Input("parameter", name, members))

    def summed_members(self, dimension: str, year: FinancialYear) -> tuple[str, ...]:
        """The members that either side sums over."""
        return self.members[dimension]

    def prior(self, at: str, comparative: str) -> Fraction | None:
        """The given prior figure."""
        return self.values.get(Input("prior", at, (comparative,)))

    def estimated_above(self, category: str, year: str) -> str:
        """No category: a mixture is of lines that are planned one by one on both sides."""
        return ""

    def index_base(self, component: Component, members: tuple[str, ...]) -> Fraction | None:
        """The given value of an index on its base date."""
        return self.values.get(Input("base", component.index, members))

    def covered(self, window: Window, year: FinancialYear, duration: Duration) -> Fraction:
        """The given coverage of the year."""
        return self.values[Input("covered", duration.value)]


@dataclass(frozen=True)
class MixedFigures:
    """Figures answered from given values, in pounds; they are whole pence on either side."""

    values: Mapping[Input, Fraction]

    def provision(self, line: str, year: str) -> Money | None:
        """The given provision of a line."""
        return Money.of(self.values[Input("figure", line)])

    def total(self, category: str, year: str) -> Money:
        """The given total of a category."""
        return Money.of(self.values[Input("figure", category)])

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Never: both sides were calculated."""
        return False
