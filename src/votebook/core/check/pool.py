"""Pool: lines that serve several members of a dimension but are charged to fewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import name_line
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases, print_pounds
from votebook.core.measure.source import Place
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.dimension import Dimension
from votebook.core.plan.line import Line


@dataclass(frozen=True, slots=True)
class PoolChargedToFew:
    """A shared line is charged to fewer members than it is meant for.

    ``charged`` gives each charged member's title with its amount; ``unstated`` says that a charged
    share was worked out from the figures and stands in no document.
    """

    code: ClassVar[str] = "check.pool-charged-to-few"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    line: Line
    year: str
    amount: Fraction
    served: tuple[str, ...]
    charged: tuple[tuple[str, Fraction], ...]
    unstated: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """The line."""
        return (self.line.place,)

    @property
    def size(self) -> Fraction:
        """The whole pool, in pounds."""
        return abs(self.amount)

    @property
    def settlements(self) -> tuple[str, str]:
        """Share it over all, or narrow whom it serves."""
        return (
            "state a share for every member that the line serves",
            "record that the line serves only the members it is charged to",
        )

    def explain(self) -> str:
        """Say whom the line serves and who is charged how much."""
        charged = enumerate_phrases(f"{title} ({print_pounds(amount)})" for title, amount in self.charged)
        basis = (
            " No document states these shares; they follow from the published figures."
            if self.unstated
            else ""
        )
        text = (
            f"{name_line(self.line)}, {print_pounds(self.amount)} in {self.year}, serves {len(self.served)} "
            f"members ({enumerate_phrases(self.served)}) but is charged only to {charged}.{basis}"
        )
        return conclude(text, self.settlements)


def check_pools(calculation: Calculation) -> tuple[PoolChargedToFew, ...]:
    """Report the pools whose shares leave out members that they serve, in the first year they are funded."""
    budget = calculation.budget
    found: list[PoolChargedToFew] = []
    for line in budget.lines:
        for dimension in dict.fromkeys(name for name, _ in line.serves):
            served = _served(budget.dimension_by_name[dimension], line)
            shares = [s for s in budget.shares if s.line == line.ref and s.dimension == dimension and s.share]
            weights = {share.member: share.share for share in shares}
            own = dict(line.members).get(dimension)
            weights = weights or ({own: Fraction(1)} if own else {})
            year, amount = _first_amount(calculation, line)
            if (
                weights
                and amount
                and len(_leaves(budget.dimension_by_name[dimension], weights)) < len(served)
            ):
                titles = _titles(budget.dimension_by_name[dimension])
                charged = tuple((titles[member], amount * weight) for member, weight in weights.items())
                unstated = any(share.is_inferred for share in shares)
                names = tuple(titles[ref] for ref in served)
                found.append(PoolChargedToFew(line, year, amount, names, charged, unstated))
    return tuple(found)


def _served(dimension: Dimension, line: Line) -> tuple[str, ...]:
    """The leaf members that a line serves, once each, in the order stated."""
    return tuple(_leaves(dimension, [member for name, member in line.serves if name == dimension.name]))


def _leaves(dimension: Dimension, members: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(leaf for member in members for leaf in dimension.leaves(member))


def _titles(dimension: Dimension) -> dict[str, str]:
    return {member.ref: member.title for member in dimension.members}


def _first_amount(calculation: Calculation, line: Line) -> tuple[str, Fraction]:
    for year in calculation.budget.year_index:
        provision = calculation.provision(line.ref, year)
        if provision is not None and provision.pence:
            return year, provision.exact
    return "", Fraction(0)
