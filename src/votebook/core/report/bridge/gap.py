"""Gap: what a line lacks in a year before the budget, so that the year cannot be worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from votebook.core.measure.source import Fault
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.expression import Name, every_part
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.line import BorneBy, Component

STATED = "a stated amount"
"""What a line lacks whose amounts are stated for the years of the budget and for no other."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A line and the names of its inputs that have no value in the year."""

    line: str
    inputs: tuple[str, ...]


def gaps_in(budget: Budget, year: FinancialYear) -> tuple[Gap, ...]:
    """List the lines whose own inputs have no value at all in a year, in the order of the lines.

    A line that only refers to such a line is left out: it would follow once the other is mended.
    """
    stated = {amount.line for amount in budget.stated}
    found = []
    for line in budget.lines:
        components = budget.components_by_line.get(line.ref, ())
        inputs = [name for component in components for name in _missing(budget, component, year)]
        names = tuple(dict.fromkeys((*inputs, *([STATED] if line.ref in stated else []))))
        if names:
            found.append(Gap(line.ref, names))
    return tuple(found)


def _missing(budget: Budget, component: Component, year: FinancialYear) -> Iterator[str]:
    if component.borne_by is not BorneBy.BODY or not component.window.days_in(year):
        return
    for name in _names(component):
        parameter = budget.parameter_by_name.get(name)
        if parameter and not any(parameter.within(value.members, year) for value in parameter.values):
            yield name


def _names(component: Component) -> Iterator[str]:
    for text in (component.formula, component.cap):
        expression = parse_formula(text, component.place) if text else None
        if expression is not None and not isinstance(expression, Fault):
            yield from (part.name for part in every_part(expression) if isinstance(part, Name))
    if component.index:
        yield component.index
