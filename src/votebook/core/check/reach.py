"""Reach: whether any values of the inputs, within their stated ranges, give the published amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import ClassVar

from votebook.core.check.driver import (
    BuildUp,
    add_components,
    build_up,
    driven_components,
    driving_parameters,
    name_line,
    names_in,
)
from votebook.core.check.finding import (
    Severity,
    Symptom,
    conclude,
    enumerate_phrases,
    print_number,
    print_pounds,
)
from votebook.core.measure.source import Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.language.reading import CellKey
from votebook.core.plan.line import Line
from votebook.core.plan.parameter import DatedValue, Parameter

RANGES_MAX = 8
"""The most ranged inputs whose corners are tried together; a line with more is not judged."""


@dataclass(frozen=True, slots=True)
class AmountOutOfReach:
    """No values of the inputs within their stated ranges give the published amount."""

    code: ClassVar[str] = "check.amount-out-of-reach"
    severity: ClassVar[Severity] = Severity.ERROR

    build_up: BuildUp
    least: Fraction
    most: Fraction
    ranges: tuple[str, ...]
    place: Place
    symptoms: tuple[Symptom, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """The line."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """How far the published amount lies outside, in pounds."""
        published = self.build_up.published
        return max(self.least - published, published - self.most)

    @property
    def settlements(self) -> tuple[str, str]:
        """Change what is bought, or the amount."""
        near = self.least if self.build_up.published < self.least else self.most
        return (
            f"provide {print_pounds(near)} or another amount that the drivers can give",
            "change the volume or the rates, with their source",
        )

    def explain(self) -> str:
        """Say the least or the most that the drivers can come to."""
        published = self.build_up.published
        is_low = published < self.least
        bound = f"at least {print_pounds(self.least)}" if is_low else f"at most {print_pounds(self.most)}"
        text = (
            f"{name_line(self.build_up.line)}: the published amount for {self.build_up.year} is "
            f"{print_pounds(published)}, but with {enumerate_phrases(self.ranges)} the drivers come to "
            f"{bound}, so the amount is {print_pounds(self.size)} too {'little' if is_low else 'much'}."
        )
        return conclude(text, self.settlements)


def check_reach(calculation: Calculation) -> tuple[AmountOutOfReach, ...]:
    """Report the published amounts that no inputs within their ranges can give."""
    budget = calculation.budget
    ranged = {p.name for p in budget.parameters if any(value.low is not None for value in p.values)}
    lines = {component.line for component in budget.components if ranged and ranged & names_in(component)}
    return tuple(
        finding for line in budget.lines if line.ref in lines for finding in _out_of_reach(calculation, line)
    )


def _out_of_reach(calculation: Calculation, line: Line) -> Iterator[AmountOutOfReach]:
    """Try the corners of the stated ranges; what is built of products and sums is extreme there.

    A published figure in whole pounds may lie half a pound beside what the drivers give.
    """
    budget = calculation.budget
    for base in build_up(calculation, line):
        ranged = _ranged(budget, line, base.year)
        if not 0 < len(ranged) <= RANGES_MAX:
            continue
        components = driven_components(budget, line)
        now = add_components(calculation, components, base.year)
        reached = [
            base.drivers - now + add_components(calculation, components, base.year, corner)
            for corner in _corners(ranged)
        ]
        least, most = min(reached), max(reached)
        if not least - Fraction(1, 2) <= base.published <= most + Fraction(1, 2):
            ranges = tuple(sorted({_say_range(parameter, value) for parameter, value in ranged}))
            symptom = Symptom(f"{name_line(line)}: {base.say()}.", line.place)
            yield AmountOutOfReach(base, least, most, ranges, line.place, (symptom,) if base.gap else ())


def _ranged(budget: Budget, line: Line, year: str) -> list[tuple[Parameter, DatedValue]]:
    """The inputs of a line that have a stated range in a year."""
    financial_year = budget.years[budget.year_index[year]].year
    return [
        (parameter, value)
        for parameter in driving_parameters(budget, line)
        for members in sorted({value.members for value in parameter.values})
        for value in parameter.within(members, financial_year)[:1]
        if value.low is not None and value.high is not None
    ]


def _corners(ranged: list[tuple[Parameter, DatedValue]]) -> Iterator[dict[CellKey, Fraction]]:
    """Every combination of the low and the high ends."""
    keys = [(parameter.name, value.members) for parameter, value in ranged]
    ends = [(value.low or Fraction(0), value.high or Fraction(0)) for _, value in ranged]
    for corner in product(*ends):
        yield dict(zip(keys, corner, strict=True))


def _say_range(parameter: Parameter, value: DatedValue) -> str:
    low, high = (print_number(bound or Fraction(0)) for bound in (value.low, value.high))
    return f"{parameter.title} between {low} and {high}"
