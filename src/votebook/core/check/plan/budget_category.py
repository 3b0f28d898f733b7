"""Budget category: driven lines that an estimate for their category as a whole sets aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.finding import Severity, Symptom, conclude, print_pounds
from votebook.core.measure.source import Place
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.line import BorneBy, Nature
from votebook.core.plan.model import Model, prepare


@dataclass(frozen=True, slots=True)
class EstimateSetsDriversAside:
    """An estimate for a whole category stands in place of what the drivers of its lines give that year.

    ``driven`` is what the lines would come to without it, in pounds; None where not all can be calculated.
    """

    code: ClassVar[str] = "check.estimate-sets-drivers-aside"
    severity: ClassVar[Severity] = Severity.NOTE
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    estimate: CategoryEstimate
    title: str
    lines: int
    driven: Fraction | None

    @property
    def places(self) -> tuple[Place, ...]:
        """The estimate."""
        return (self.estimate.place,)

    @property
    def size(self) -> Fraction:
        """How far the estimate lies from what the drivers give, in pounds."""
        return Fraction(0) if self.driven is None else abs(self.estimate.amount - self.driven)

    @property
    def settlements(self) -> tuple[str, str]:
        """Leave the year to the drivers, or end them before it."""
        return "leave the estimate out", "end the components' windows before the year"

    def explain(self) -> str:
        """Count the lines, and give both amounts where the drivers' is known."""
        estimate = self.estimate
        counted = f"{self.lines} driven line{'' if self.lines == 1 else 's'}"
        text = (
            f"{self.title} is estimated as a whole at {print_pounds(estimate.amount)} in {estimate.year}, "
            f"which sets aside {counted} of that year"
        )
        if self.driven is not None:
            text += (
                f"; {'its' if self.lines == 1 else 'their'} drivers would give {print_pounds(self.driven)}"
            )
        return conclude(f"{text}.", self.settlements)


def check_estimates(calculation: Calculation) -> Iterator[EstimateSetsDriversAside]:
    """Report every estimate that stands over driven lines, in the order of the file."""
    budget = calculation.budget
    found = [(estimate, _driven_lines(budget, estimate)) for estimate in budget.estimates]
    found = [(estimate, lines) for estimate, lines in found if lines]
    free = _without_estimates(budget) if found else None
    for estimate, lines in found:
        driven = _add_lines(free, lines, estimate.year) if free is not None else None
        title = budget.structure.by_ref[estimate.category].title
        yield EstimateSetsDriversAside(estimate, title, len(lines), driven)


def _driven_lines(budget: Budget, estimate: CategoryEstimate) -> tuple[str, ...]:
    """The lines inside the category that drivers would give an amount in the year."""
    year = budget.years[budget.year_index[estimate.year]].year
    driven = (
        component.line
        for component in budget.components
        if component.nature is Nature.DRIVEN and component.borne_by is BorneBy.BODY
        if component.window.days_in(year)
        if estimate.category in budget.structure.path(budget.line(component.line).category)
    )
    return tuple(dict.fromkeys(driven))


def _without_estimates(budget: Budget) -> Calculation | None:
    """The same budget with every line left to its drivers; None where they lack a value for that."""
    model = prepare(replace(budget, estimates=()))
    return calculate(model) if isinstance(model, Model) else None


def _add_lines(calculation: Calculation, lines: tuple[str, ...], year: str) -> Fraction | None:
    provisions = [calculation.provision(line, year) for line in lines]
    known = [provision.exact for provision in provisions if provision is not None]
    return sum(known, Fraction(0)) if len(known) == len(lines) else None
