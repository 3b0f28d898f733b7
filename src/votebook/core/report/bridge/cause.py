"""Cause: what a part of a variance comes from, and the parts that add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def settle_rest(variance: Money, exact: Mapping[Cause, Fraction]) -> Parts:
    """Settle what the causes account for; what they leave is unexplained, or rounding up to a penny.

    >>> parts = settle_rest(Money(300), {Cause.RATE: Fraction(1)})
    >>> parts.part(Cause.UNEXPLAINED).pence
    200
    """
    known = dict(exact)
    known.pop(Cause.ROUNDING, None)
    rest = variance.exact - sum(known.values(), Fraction(0))
    if abs(rest) > Fraction(1, 100):
        known[Cause.UNEXPLAINED] = known.get(Cause.UNEXPLAINED, Fraction(0)) + rest
    return settle_parts(variance, known)


def pass_on(pounds: Fraction, parts: Parts | None) -> dict[Cause, Fraction]:
    """Share what a figure's change is worth elsewhere by that figure's own parts, in proportion.

    Without parts, or where they cancel each other, it is unexplained.

    >>> pass_on(Fraction(5), Parts())
    {<Cause.UNEXPLAINED: 'not explained by drivers'>: Fraction(5, 1)}
    """
    if parts is None or not parts.total.pence:
        return {Cause.UNEXPLAINED: pounds}
    return {cause: pounds * parts.part(cause).exact / parts.total.exact for cause in Cause}


def add_causes(several: Iterable[Mapping[Cause, Fraction]]) -> dict[Cause, Fraction]:
    """Add amounts cause by cause."""
    found: dict[Cause, Fraction] = {}
    for each in several:
        for cause, pounds in each.items():
            found[cause] = found.get(cause, Fraction(0)) + pounds
    return found
