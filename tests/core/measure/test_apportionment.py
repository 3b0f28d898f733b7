"""Apportioned parts add back to the amount, each within a penny of its exact share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.apportionment import apportion

WEIGHTS = st.lists(
    st.fractions(min_value=0, max_value=1000, max_denominator=100), min_size=1, max_size=12
).filter(any)
PENCE = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("pence", "weights", "parts"),
    [
        (100, "1 1 1", (34, 33, 33)),
        (-100, "1 1 1", (-34, -33, -33)),
        (1, "1 1", (1, 0)),
        (0, "1 2", (0, 0)),
        (5, "0 1 0", (0, 5, 0)),
        (10, "1/3 1/3 1/3", (4, 3, 3)),
        (7, "3 1", (5, 2)),
        (100, "28 31 30", (31, 35, 34)),
    ],
)
def test_the_pence_left_over_go_to_the_largest_remainders(
    pence: int, weights: str, parts: tuple[int, ...]
) -> None:
    assert apportion(pence, [Fraction(weight) for weight in weights.split()]) == parts


@given(PENCE, WEIGHTS)
def test_the_parts_add_back_and_stay_within_a_penny(pence: int, weights: list[Fraction]) -> None:
    parts = apportion(pence, weights)

    assert sum(parts) == pence
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - pence * weight / sum(weights)) < 1


@given(PENCE, WEIGHTS)
def test_a_negative_amount_is_split_as_its_positive_twin(pence: int, weights: list[Fraction]) -> None:
    assert apportion(-pence, weights) == tuple(-part for part in apportion(pence, weights))


@given(PENCE, WEIGHTS, st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_only_the_proportions_of_weights_matter(
    pence: int, weights: list[Fraction], factor: Fraction
) -> None:
    assert apportion(pence, [weight * factor for weight in weights]) == apportion(pence, weights)


@given(PENCE, WEIGHTS)
def test_a_part_without_weight_gets_nothing(pence: int, weights: list[Fraction]) -> None:
    parts = apportion(pence, [*weights, Fraction(0)])

    assert parts[-1] == 0
    assert parts[:-1] == apportion(pence, weights)


@pytest.mark.parametrize("weights", [[], [Fraction(0)], [Fraction(2), Fraction(-1)]])
def test_weights_are_shares_of_something(weights: list[Fraction]) -> None:
    with pytest.raises(AssertionError, match="shares of something"):
        apportion(100, weights)


def test_only_whole_pence_are_apportioned() -> None:
    with pytest.raises(AssertionError, match="whole number"):
        apportion(True, [Fraction(1)])
