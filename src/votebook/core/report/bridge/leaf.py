"""Leaf: the smallest place that a variance is split for, and its part in the categories around it.

Mostly a leaf is a line. Where a year is estimated for a category as a whole, or a prior figure was
published for one, the category is the leaf, and its lines are not told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.report.bridge.cause import Cause, Parts, settle_parts
from votebook.core.report.bridge.component import Effect


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line, or a category taken as a whole, with its two figures and its parts.

    ``path_of`` and ``path_against`` are the categories around it on the two sides, itself first
    when it is one; they differ when a line has moved.
    """

    ref: str
    number: str
    title: str
    is_line: bool
    of: Money
    against: Money
    path_of: tuple[str, ...]
    path_against: tuple[str, ...]
    parts: Parts
    effects: tuple[Effect, ...] = ()

    def __post_init__(self) -> None:
        """Hold the promise that the parts are the variance."""
        assert self.parts.total == self.of - self.against, "the parts of a variance add up to it"


NIL = Money(0)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The two figures of a category, or of the whole, and the parts of their variance."""

    of: Money
    against: Money
    parts: Parts

    def __add__(self, other: Gathered) -> Gathered:
        """Add figures and parts."""
        return Gathered(self.of + other.of, self.against + other.against, self.parts + other.parts)


NOTHING = Gathered(NIL, NIL, Parts())


def gather(leaves: Iterable[Leaf], category: str) -> Gathered:
    """Add up the leaves of a category, "" for the whole.

    A leaf that moved in or out counts as reclassified with the mean of its two figures, and with
    half of its own parts: the effect of the move averaged over its coming first and last, so
    that the answer is the same, with its sign turned, when the two sides change places.
    """
    return sum((_counted(leaf, category) for leaf in leaves), NOTHING)


def _counted(leaf: Leaf, category: str) -> Gathered:
    is_in = not category or category in leaf.path_of
    was_in = not category or category in leaf.path_against
    if is_in and was_in:
        return Gathered(leaf.of, leaf.against, leaf.parts)
    if not is_in and not was_in:
        return NOTHING
    of, against = (leaf.of, NIL) if is_in else (NIL, leaf.against)
    exact = {cause: leaf.parts.part(cause).exact / 2 for cause in Cause}
    moved = (leaf.of + leaf.against).exact / 2
    exact[Cause.RECLASSIFIED] += moved if is_in else -moved
    return Gathered(of, against, settle_parts(of - against, exact))


def whole_cause(of: Money | None, against: Money | None, cause: Cause) -> Parts:
    """The parts of a leaf without drivers: all of one cause, or scope where one side has no figure."""
    variance = (of or NIL) - (against or NIL)
    found = Cause.SCOPE if of is None or against is None else cause
    return settle_parts(variance, {found: Fraction(variance.exact)})
