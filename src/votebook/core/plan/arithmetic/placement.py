"""Placement: an amount placed on parts in proportion to signed weights, adding back to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from votebook.core.measure.apportionment import apportion
from votebook.core.measure.money import Money, round_half_away
from votebook.core.measure.source import Fault
from votebook.core.plan.arithmetic.build import Layout
from votebook.core.plan.arithmetic.group import Slate
from votebook.core.plan.budget import CategoryEstimate


def place(pence: int, weights: Sequence[Fraction]) -> tuple[int, ...] | None:
    """Split pence over weights of either sign; None when the weights come to nil.

    What the negative weights take together is rounded once; then both sides are apportioned.

    >>> place(900, [Fraction(1000), Fraction(-100)])
    (1000, -100)
    """
    total = sum(weights, Fraction(0))
    if total == 0:
        return None
    below = [max(-weight, Fraction(0)) for weight in weights]
    above = [max(weight, Fraction(0)) for weight in weights]
    taken = round_half_away(pence * sum(below, Fraction(0)) / total)
    parts = [0] * len(weights)
    for amount, side, sign in ((pence + taken, above, 1), (taken, below, -1)):
        if any(side):
            parts = [part + sign * more for part, more in zip(parts, apportion(amount, side), strict=True)]
    return tuple(parts)


def place_estimate(layout: Layout, slate: Slate, estimate: CategoryEstimate) -> Fault | None:
    """Place a category's estimate on its lines in proportion to the first year's provisions.

    When those come to nil, when one of them could not be calculated, or when a part would be larger
    than can be added up exactly, nothing is placed, the lines count as not calculated in that year,
    and the fault that says so is returned. No part beyond the slate's limit is ever placed, so no
    total can overflow.
    """
    inside = layout.budget.structure.inside(estimate.category)
    lines = [n for n, line in enumerate(layout.budget.lines) if line.category in inside]
    column = layout.budget.year_index[estimate.year]
    parts = None
    if slate.failed[lines, 0].any():
        refused = "one of its lines could not be calculated in the first year"
    else:
        weights = [Fraction(int(pence)) for pence in slate.rows[lines, 0]]
        parts = place(Money.of(estimate.amount).pence, weights)
        refused = _refuse_parts(layout, lines, parts, slate.limit)
    if refused or parts is None:
        slate.failed[lines, column] = True
        slate.has_failed = True
        found = f"the estimate of '{estimate.category}' for {estimate.year} is not spread: {refused}"
        expected = "state the lines' amounts, or do not spread it"
        return Fault("estimate.not-spread", estimate.place, found, expected)
    slate.rows[lines, column] = np.array(parts, dtype=np.int64)
    return None


def _refuse_parts(layout: Layout, lines: Sequence[int], parts: Sequence[int] | None, limit: int) -> str:
    """Say why parts may not be placed; nothing when they may."""
    if parts is None:
        return "its lines come to nil in the first year"
    for line, part in zip(lines, parts, strict=True):
        if abs(part) > limit:
            return (
                f"its lines nearly cancel in the first year, so that '{layout.budget.lines[line].ref}' would "
                f"take {Money(part).published()}, and no more than {Money(limit).published()} can be added up"
            )
    return ""
