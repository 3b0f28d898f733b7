"""Attribution: how much of a change each of its factors accounts for, whatever their order.

The method is the Shapley value: a factor's effect is its average effect over all orders in which
the factors could change one after the other. The effects add to the whole change, turn their sign
when the change is read backwards, and do not depend on the order in which factors are named.
L. S. Shapley, "A value for n-person games" (1953).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

FACTORS_MAX = 10
"""The most factors attributed one by one: the number of evaluations doubles with each."""


def attribute(count: int, worth: Callable[[frozenset[int]], Fraction]) -> tuple[Fraction, ...]:
    """Share the change from no factor to all among the factors, numbered from nought.

    ``worth`` gives the figure when exactly these factors have changed, in any unit.

    >>> old, new = (3, 10), (5, 11)
    >>> [int(e) for e in attribute(2, lambda s: Fraction((5 if 0 in s else 3) * (11 if 1 in s else 10)))]
    [21, 4]
    """
    assert count <= FACTORS_MAX, "the number of factors is bounded"
    worths = [worth(frozenset(i for i in range(count) if mask >> i & 1)) for mask in range(1 << count)]
    weights = [
        Fraction(factorial(size) * factorial(count - size - 1), factorial(count)) for size in range(count)
    ]
    return tuple(
        sum(
            (
                weights[mask.bit_count()] * (worths[mask | 1 << factor] - worths[mask])
                for mask in range(1 << count)
                if not mask >> factor & 1
            ),
            Fraction(0),
        )
        for factor in range(count)
    )
