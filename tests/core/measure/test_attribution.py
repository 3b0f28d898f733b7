"""Attribution: the average over all orders in which the factors could change."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.attribution import attribute


def averaged(worths: dict[frozenset[int], Fraction], count: int) -> list[Fraction]:
    """Each factor's effect, averaged over every order by walking through it."""
    effects = [Fraction(0)] * count
    orders = list(permutations(range(count)))
    for order in orders:
        changed: frozenset[int] = frozenset()
        for factor in order:
            effects[factor] += (worths[changed | {factor}] - worths[changed]) / len(orders)
            changed |= {factor}
    return effects


@st.composite
def games(draw: st.DrawFn) -> tuple[int, dict[frozenset[int], Fraction]]:
    count = draw(st.integers(0, 4))
    subsets = [frozenset(i for i in range(count) if mask >> i & 1) for mask in range(1 << count)]
    return count, {subset: draw(st.fractions(-1000, 1000)) for subset in subsets}


@given(game=games())
def test_the_effects_are_the_average_over_every_order_and_add_to_the_change(
    game: tuple[int, dict[frozenset[int], Fraction]],
) -> None:
    count, worths = game

    effects = attribute(count, worths.__getitem__)

    assert list(effects) == averaged(worths, count)
    assert sum(effects) == worths[frozenset(range(count))] - worths[frozenset()]


@given(game=games())
def test_reading_the_change_backwards_turns_every_sign(
    game: tuple[int, dict[frozenset[int], Fraction]],
) -> None:
    count, worths = game
    everyone = frozenset(range(count))

    backwards = attribute(count, lambda changed: worths[everyone - changed])

    assert backwards == tuple(-effect for effect in attribute(count, worths.__getitem__))


def test_a_product_of_two_shares_the_joint_effect_evenly() -> None:
    def cost(changed: frozenset[int]) -> Fraction:
        return Fraction(28 if 0 in changed else 20) * (150 if 1 in changed else 100)

    assert attribute(2, cost) == ((28 - 20) * Fraction(250, 2), (150 - 100) * Fraction(48, 2))


def test_more_factors_than_can_be_enumerated_are_the_callers_mistake() -> None:
    with pytest.raises(AssertionError, match="number of factors is bounded"):
        attribute(11, lambda changed: Fraction(len(changed)))
