"""Placement: costs that are charged to a member of a dimension after it was retired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import name_line
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases, print_pounds
from votebook.core.measure.money import Money
from votebook.core.measure.source import Place
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.dimension import Member
from votebook.core.plan.line import Line
from votebook.core.plan.share import amounts_by_member


@dataclass(frozen=True, slots=True)
class RetiredMemberCharged:
    """A line charges a member of a dimension in years that begin after the member was retired."""

    code: ClassVar[str] = "check.retired-member-charged"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    line: Line
    member: Member
    amounts: tuple[tuple[str, Money], ...]
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The line, or its share."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """The largest year, in pounds."""
        return max(abs(amount.exact) for _, amount in self.amounts)

    @property
    def settlements(self) -> tuple[str, str]:
        """Move the cost, or the day."""
        return "charge the cost to the member that took over", "correct the day on which the member retired"

    def explain(self) -> str:
        """Name the line, the member, its day and the amounts."""
        said = enumerate_phrases(f"{print_pounds(amount.exact)} in {year}" for year, amount in self.amounts)
        text = (
            f"{name_line(self.line)} charges {said} to {self.member.title}, "
            f"which was retired on {self.member.retired}."
        )
        return conclude(text, self.settlements)


def check_placements(calculation: Calculation) -> Iterator[RetiredMemberCharged]:
    """Report every line that charges a retired member, with the years in which it does."""
    budget = calculation.budget
    retired = {(d.name, m.ref): m for d in budget.dimensions for m in d.members if m.retired}
    placed = [(line.ref, on, line.place) for line in budget.lines for on in line.members if on in retired]
    shares = ((share.line, (share.dimension, share.member), share.place) for share in budget.shares)
    placed += [one for one in shares if one[1] in retired]
    for ref, on, place in placed:
        member, amounts = retired[on], []
        for budget_year in budget.years:
            if member.retired is not None and member.retired < budget_year.year.start:
                year = str(budget_year.year)
                amount = amounts_by_member(calculation, ref, year, on[0]).get(on[1])
                amounts += [(year, amount)] if amount is not None and amount.pence else []
        if amounts:
            yield RetiredMemberCharged(budget.line(ref), member, tuple(amounts), place)
