"""Placement: an amount placed on parts in proportion to signed weights, adding back to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from votebook.core.measure.apportionment import apportion
from votebook.core.measure.money import Money, round_half_away
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


def place_estimate(layout: Layout, slate: Slate, estimate: CategoryEstimate) -> bool:
    """Place a category's estimate on its lines in proportion to the first year's provisions.

    When those come to nil, or one of them could not be calculated, nothing is placed and the lines
    count as not calculated in that year.
    """
    inside = layout.budget.structure.inside(estimate.category)
    lines = [n for n, line in enumerate(layout.budget.lines) if line.category in inside]
    column = layout.budget.year_index[estimate.year]
    parts = None
    if not slate.failed[lines, 0].any():
        weights = [Fraction(int(pence)) for pence in slate.rows[lines, 0]]
        parts = place(Money.of(estimate.amount).pence, weights)
    if parts is None:
        slate.failed[lines, column] = True
        slate.has_failed = True
        return False
    slate.rows[lines, column] = np.array(parts, dtype=np.int64)
    return True
