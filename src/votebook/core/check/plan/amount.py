"""Amount: amounts of the book that are stated more finely than money can be paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import name_line
from votebook.core.check.finding import Severity, Symptom, conclude, print_number, print_pounds
from votebook.core.measure.money import Money
from votebook.core.measure.source import Place
from votebook.core.plan.budget import Budget

_DECIMALS = 15


@dataclass(frozen=True, slots=True)
class FinerThanPenny:
    """An amount is stated with a part of a penny, which its provision rounds off."""

    code: ClassVar[str] = "check.finer-than-penny"
    severity: ClassVar[Severity] = Severity.NOTE
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    name: str
    year: str
    amount: Fraction
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The amount."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """What is rounded off, in pounds."""
        return abs(self.amount - Money.of(self.amount).exact)

    @property
    def settlements(self) -> tuple[str, str]:
        """Round it, or drive it."""
        return (
            "state the amount to the penny",
            "state a rate as a parameter, and let a formula drive the line",
        )

    def explain(self) -> str:
        """Give the amount as stated and as it counts."""
        digits = print_number(abs(self.amount), _shown_decimals(self.amount))
        stated = f"{'-' if self.amount < 0 else ''}£{digits}"
        text = (
            f"{self.name} is stated at {stated} for {self.year}, finer than a penny; "
            f"rounded it is {print_pounds(Money.of(self.amount).exact)}."
        )
        return conclude(text, self.settlements)


def check_amounts(budget: Budget) -> Iterator[FinerThanPenny]:
    """Report every stated amount and estimate that has a part of a penny."""
    for stated in budget.stated:
        if (stated.amount * 100).denominator != 1:
            yield FinerThanPenny(
                name_line(budget.line(stated.line)), stated.year, stated.amount, stated.place
            )
    for estimate in budget.estimates:
        if (estimate.amount * 100).denominator != 1:
            title = budget.structure.by_ref[estimate.category].title
            yield FinerThanPenny(title, estimate.year, estimate.amount, estimate.place)


def _shown_decimals(amount: Fraction) -> int:
    exact = (n for n in range(_DECIMALS) if (amount * 10**n).denominator == 1)
    return next(exact, _DECIMALS)
