"""Indexation: index values that are carried on into years for which the book has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import names_in
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases
from votebook.core.measure.source import Place
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import DatedValue, Parameter, Role


@dataclass(frozen=True, slots=True)
class IndexCarriedOn:
    """An index has no value of its own in later years that read it, so that its last one counts."""

    code: ClassVar[str] = "check.index-carried-on"
    severity: ClassVar[Severity] = Severity.NOTE
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    parameter: Parameter
    years: tuple[str, ...]
    last: DatedValue

    @property
    def places(self) -> tuple[Place, ...]:
        """The last value."""
        return (self.last.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Forecast it, or say that it stays."""
        return "give the index a value for each year", "repeat its value there, with the source that says so"

    def explain(self) -> str:
        """Name the index, the years and the value that counts in them."""
        parameter = self.parameter
        text = (
            f"The index {parameter.name} ({parameter.title}) has no value of its own for "
            f"{enumerate_phrases(self.years)}: its value of {self.last.start} is carried on."
        )
        return conclude(text, self.settlements)


def check_indexation(budget: Budget) -> Iterator[IndexCarriedOn]:
    """Report every index whose last value is carried on into years that read it."""
    for parameter in budget.parameters:
        if parameter.role is not Role.INDEX or parameter.is_yearly or not parameter.values:
            continue
        ends = {value.members: value for value in parameter.values}
        last = min(ends.values(), key=lambda value: value.start)
        bare = [one.year for one in budget.years[1:] if last.start < one.year.start]
        readers = [component for component in budget.components if parameter.name in names_in(component)]
        missing = tuple(str(year) for year in bare if any(_counts(one, year, budget) for one in readers))
        if missing:
            yield IndexCarriedOn(parameter, missing, last)


def _counts(component: Component, year: FinancialYear, budget: Budget) -> bool:
    """Whether a component counts in a year: its window touches it and no estimate stands above."""
    path = budget.structure.path(budget.line(component.line).category)
    estimated = {estimate.category for estimate in budget.estimates if estimate.year == str(year)}
    return component.window.days_in(year) > 0 and estimated.isdisjoint(path)
