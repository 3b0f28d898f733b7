"""Reading: what a parameter, a prior figure or a window comes to in a financial year.

The slow evaluation and the fast calculation both read the book through this module, so that they
can differ only in their arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.source import Fault
from votebook.core.measure.window import Window
from votebook.core.measure.workday import working_days_in
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.language.expression import Duration
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import DatedValue, Parameter, WithinYear
from votebook.core.plan.selection import Selection, comparative_within

CellKey = tuple[str, tuple[str, ...]]
"""A parameter and one member of each of its dimensions, in its order."""


def value_in_year(
    parameter: Parameter, members: tuple[str, ...], year: FinancialYear
) -> Fraction | Fault | None:
    """What a parameter reads in a year, in its unit; None without a value, a fault where it changes.

    A value that changes inside the year needs the parameter's word for which counts: the opening
    one, or the average weighted by the share of months, by their days, for which each is in force.
    """
    values = parameter.within(members, year)
    if not values:
        return None
    if len({value.value for value in values}) == 1 or parameter.within_year is WithinYear.OPENING:
        return values[0].value
    if parameter.within_year is WithinYear.REFUSE:
        return _changes(parameter, values, year)
    months = _months_in_force(values, year)
    weighted = sum((value.value * share for value, share in zip(values, months, strict=True)), Fraction(0))
    return weighted / sum(months, Fraction(0))


def _months_in_force(values: tuple[DatedValue, ...], year: FinancialYear) -> list[Fraction]:
    """The months of the year for which each value is in force."""
    since = [Window(start=value.start).months_in(year) for value in values]
    return [here - after for here, after in zip(since, [*since[1:], Fraction(0)], strict=True)]


def _changes(parameter: Parameter, values: tuple[DatedValue, ...], year: FinancialYear) -> Fault:
    change = next(value for value in values[1:] if value.value != values[0].value)
    return Fault(
        "parameter.changes-within-year",
        change.place,
        f"'{parameter.name}' changes on {change.start} inside {year}",
        "say in within_year whether the year uses the opening value or the average",
    )


@dataclass(frozen=True)
class Readings:
    """A budget as its formulas read it; ``overrides`` replace parameters' values in every year."""

    budget: Budget
    overrides: Mapping[CellKey, Fraction] = field(default_factory=dict)

    @cached_property
    def _by_members(self) -> dict[str, dict[tuple[str, ...], Parameter]]:
        return {}

    def at_members(self, name: str, members: tuple[str, ...]) -> Parameter:
        """A parameter narrowed to the values for one member of each of its dimensions."""
        narrowed = self._by_members.get(name)
        if narrowed is None:
            parameter = self.budget.parameter_by_name[name]
            found: dict[tuple[str, ...], list[DatedValue]] = {}
            for value in parameter.values:
                found.setdefault(value.members, []).append(value)
            narrowed = {key: replace(parameter, values=tuple(values)) for key, values in found.items()}
            self._by_members[name] = narrowed
        if members not in narrowed:
            narrowed[members] = replace(self.budget.parameter_by_name[name], values=())
        return narrowed[members]

    def value(self, name: str, members: tuple[str, ...], year: FinancialYear) -> Fraction | Fault | None:
        """What a parameter reads for its members in a year; None without a value."""
        override = self.overrides.get((name, members))
        return (
            override if override is not None else value_in_year(self.at_members(name, members), members, year)
        )

    def summed_members(self, dimension: str, year: FinancialYear) -> tuple[str, ...]:
        """The members a sum goes over: the innermost ones that are not retired when the year begins."""
        members = self.budget.dimension_by_name[dimension].members
        containing = {member.within for member in members}
        return tuple(
            member.ref
            for member in members
            if member.ref not in containing and (member.retired is None or member.retired >= year.start)
        )

    @cached_property
    def _prior_by_place(self) -> dict[tuple[str, str], list[ComparativeAmount]]:
        found: dict[tuple[str, str], list[ComparativeAmount]] = {}
        for amount in self.budget.comparative_amounts:
            found.setdefault((amount.comparative, amount.at), []).append(amount)
        return found

    @cached_property
    def _prior(self) -> dict[tuple[str, str], Fraction | None]:
        return {}

    def prior(self, at: str, comparative: str) -> Fraction | None:
        """The prior figure of a line or category in pounds, as it was published; None without one."""
        key = (comparative, at)
        if key not in self._prior:
            amounts = self.budget.comparative_amounts
            mine = [amount for amount in amounts if amount.comparative == comparative]
            if at in self.budget.line_index:
                mine = self._prior_by_place.get(key, [])
            self._prior[key] = comparative_within(self.budget, mine, Selection(at=(at,)))
        return self._prior[key]

    @cached_property
    def _estimated(self) -> frozenset[tuple[str, str]]:
        return frozenset((estimate.category, estimate.year) for estimate in self.budget.estimates)

    def estimated_above(self, category: str, year: str) -> str:
        """Name the category, itself or one that contains it, whose year is estimated as a whole."""
        if not self._estimated:
            return ""
        path = self.budget.structure.path(category)
        return next((ref for ref in path if (ref, year) in self._estimated), "")

    def index_base(self, component: Component, members: tuple[str, ...]) -> Fraction | None:
        """What a component's index read on its base date; None when it had no value or no date."""
        if component.index_base is None:
            return None
        value = self.at_members(component.index, members).in_force(members, component.index_base)
        return value.value if value is not None else None

    def covered(self, window: Window, year: FinancialYear, duration: Duration) -> Fraction:
        """How many months, days or working days of a year a window covers."""
        if duration is Duration.MONTHS:
            return window.months_in(year)
        if duration is Duration.DAYS:
            return Fraction(window.days_in(year))
        return Fraction(working_days_in(window, year, frozenset(self.budget.holidays)))
