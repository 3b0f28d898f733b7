"""Cause: what a part of a variance comes from, and the parts that add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.plan.parameter import Role


class Cause(Enum):
    """The causes a variance is split into, in the order in which they are shown."""

    RECLASSIFIED = "reclassified"
    VOLUME = "volume"
    RATE = "rate"
    INDEXATION = "indexation"
    SCOPE = "scope"
    UNEXPLAINED = "not explained by drivers"
    ROUNDING = "rounding"


CAUSE_BY_ROLE = {
    Role.VOLUME: Cause.VOLUME,
    Role.RATE: Cause.RATE,
    Role.INDEX: Cause.INDEXATION,
    Role.SCOPE: Cause.SCOPE,
    Role.INDICATOR: Cause.VOLUME,
}
"""The cause that a changed parameter stands for; an indicator counts activity, so it is a volume."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one variance, one amount for each cause in the order of the causes."""

    amounts: tuple[Money, ...] = (Money(0),) * len(Cause)

    def part(self, cause: Cause) -> Money:
        """The part that comes from a cause."""
        return self.amounts[list(Cause).index(cause)]

    @property
    def total(self) -> Money:
        """The whole variance: the sum of its parts."""
        return Money(sum(amount.pence for amount in self.amounts))

    def __add__(self, other: Parts) -> Parts:
        """Add part by part."""
        return Parts(tuple(a + b for a, b in zip(self.amounts, other.amounts, strict=True)))

    def __neg__(self) -> Parts:
        """Read the variance backwards."""
        return Parts(tuple(-amount for amount in self.amounts))


def settle_parts(variance: Money, exact: Mapping[Cause, Fraction]) -> Parts:
    """Round exact parts, in pounds, to the penny; what is then missing from the variance is rounding.

    >>> parts = settle_parts(Money(100), {Cause.RATE: Fraction(1, 3), Cause.VOLUME: Fraction(2, 3)})
    >>> [parts.part(cause).pence for cause in (Cause.RATE, Cause.VOLUME, Cause.ROUNDING)]
    [33, 67, 0]
    """
    rounded = {
        cause: Money.of(exact.get(cause, Fraction(0))) if cause is not Cause.ROUNDING else Money(0)
        for cause in Cause
    }
    rounded[Cause.ROUNDING] = variance - Money(sum(amount.pence for amount in rounded.values()))
    return Parts(tuple(rounded[cause] for cause in Cause))
