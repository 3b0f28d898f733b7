"""Pence placed by signed weights add back to the penny, each part near its share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from votebook.core.plan.arithmetic.placement import place


@pytest.mark.parametrize(
    ("pence", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (900, (1000, -100), (1000, -100)),
        (-900, (1000, -100), (-1000, 100)),
        (100, (-1, -3), (25, 75)),
        (0, (5, 5), (0, 0)),
        (7, (0, 1), (0, 7)),
    ],
)
def test_parts_are_in_proportion(pence: int, weights: tuple[int, ...], parts: tuple[int, ...]) -> None:
    assert place(pence, [Fraction(weight) for weight in weights]) == parts


@pytest.mark.parametrize("weights", [(), (0, 0), (5, -5)])
def test_weights_that_come_to_nil_place_nothing(weights: tuple[int, ...]) -> None:
    assert place(100, [Fraction(weight) for weight in weights]) is None


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.fractions(-1000, 1000, max_denominator=50), min_size=1, max_size=8),
)
def test_parts_add_back_and_lie_within_a_penny_or_two_of_their_share(
    pence: int, weights: list[Fraction]
) -> None:
    total = sum(weights, Fraction(0))
    assume(total != 0)

    parts = place(pence, weights)

    assert parts is not None
    assert sum(parts) == pence
    assert all(abs(part - pence * weight / total) < 2 for part, weight in zip(parts, weights, strict=True))
