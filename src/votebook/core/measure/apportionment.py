"""Apportionment: splitting whole pence by weights so that the parts add back exactly.

The method is the largest remainder (Hamilton's): each part gets the whole pence of its exact
share, and the pence left over go to the parts with the largest remainders, the earlier part
first where remainders are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def apportion(pence: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Split an amount in pence over weights; the parts add to the amount.

    Weights are not negative and not all zero. Of a negative amount every part is the negative of
    the part of its positive twin.

    >>> apportion(100, [Fraction(1)] * 3)
    (34, 33, 33)
    """
    assert type(pence) is int, "an amount in pence is a whole number"
    total = sum(weights, Fraction(0))
    assert total > 0, "weights are shares of something"
    assert all(weight >= 0 for weight in weights), "weights are shares of something"
    exact = [abs(pence) * weight / total for weight in weights]
    parts = [share.numerator // share.denominator for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: abs(pence) - sum(parts)]:
        parts[i] += 1
    return tuple(parts) if pence >= 0 else tuple(-part for part in parts)
