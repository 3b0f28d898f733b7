"""Line: lines that cannot be told apart by number, and lines that plan nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import name_line
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases
from votebook.core.measure.source import Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Line

NAMED_MAX = 5
"""How many lines a message names before it only counts the rest."""


@dataclass(frozen=True, slots=True)
class NumberRepeated:
    """Several lines of one category have the same number."""

    code: ClassVar[str] = "check.number-repeated"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    lines: tuple[Line, ...]
    category: str

    @property
    def places(self) -> tuple[Place, ...]:
        """The lines."""
        return tuple(line.place for line in self.lines)

    @property
    def settlements(self) -> tuple[str, str]:
        """Number them apart, or make them one."""
        return "give each line a number of its own", "make them one line with several components"

    def explain(self) -> str:
        """Name the number and the lines."""
        titles = enumerate_phrases(line.title for line in self.lines)
        text = f"{titles} of {self.category} have the same number, {self.lines[0].number}."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class LinesIdle:
    """Lines that have neither a cost in any year nor a prior amount."""

    code: ClassVar[str] = "check.lines-idle"
    severity: ClassVar[Severity] = Severity.NOTE
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    lines: tuple[Line, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The lines."""
        return tuple(line.place for line in self.lines)

    @property
    def settlements(self) -> tuple[str, str]:
        """Plan something, or end the line."""
        return "give them components or amounts", "retire them or take them out"

    def explain(self) -> str:
        """Name the first lines and count the rest."""
        names = [name_line(line) for line in self.lines[:NAMED_MAX]]
        rest = len(self.lines) - NAMED_MAX
        said = enumerate_phrases([*names, f"{rest} more"] if rest > 0 else names)
        verb = "has" if len(self.lines) == 1 else "have"
        text = f"{said} {verb} no cost in any year: no component, no stated amount, no prior amount."
        return conclude(text, self.settlements)


def check_lines(budget: Budget) -> Iterator[NumberRepeated | LinesIdle]:
    """Report numbers that several lines of a category have, and the lines that plan nothing."""
    numbered: dict[tuple[str, str], list[Line]] = {}
    for line in budget.lines:
        if line.number.strip():
            numbered.setdefault((line.category, line.number.strip().rstrip(".")), []).append(line)
    for (category, _), lines in numbered.items():
        if len(lines) > 1:
            yield NumberRepeated(tuple(lines), budget.structure.by_ref[category].title)
    idle = _idle(budget)
    if idle:
        yield LinesIdle(idle)


def _idle(budget: Budget) -> tuple[Line, ...]:
    busy = {component.line for component in budget.components} | {stated.line for stated in budget.stated}
    busy |= {amount.at for amount in budget.comparative_amounts}
    busy |= {place for move in budget.restatements for place in (move.from_at, move.to_at, move.discount)}
    estimated = {estimate.category for estimate in budget.estimates}
    return tuple(
        line
        for line in budget.lines
        if line.ref not in busy and line.retired is None
        if estimated.isdisjoint(budget.structure.path(line.category))
    )
