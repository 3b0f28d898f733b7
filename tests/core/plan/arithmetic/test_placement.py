"""Pence placed by signed weights add back to the penny, each part near its share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.plan.invention import OURS, YEARS
from tests.core.plan.small import calculated, line, small, stated
from votebook.core.measure.money import Money
from votebook.core.plan.arithmetic.placement import place
from votebook.core.plan.budget import CategoryEstimate

THIRD = str(YEARS[2])


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


@pytest.mark.parametrize(
    ("amounts", "amount"),
    [
        (("999999999.99", "-999999999.98"), "9999999"),
        (("-999999999.99", "999999999.98"), "9999999"),
        (("99999.99", "99999.99", "-99999.98", "-99999.99"), "4700000000"),
    ],
)
def test_parts_beyond_what_can_be_added_up_are_not_placed(amounts: tuple[str, ...], amount: str) -> None:
    lines = tuple(
        line(f"line_{number}", "staff" if number < 2 else "running") for number in range(len(amounts))
    )
    given = tuple(stated(each.ref, one) for each, one in zip(lines, amounts, strict=True))
    whole = CategoryEstimate("running", THIRD, Fraction(amount), True, OURS)

    calculation = calculated(small(*lines, stated=given, estimates=(whole,)))

    refused = calculation.findings[0]
    assert refused.code == "estimate.not-spread"
    assert "its lines nearly cancel in the first year, so that 'line_0' would take" in refused.found
    assert calculation.spread == ()
    assert all(calculation.provision(each.ref, THIRD) is None for each in lines)
    assert calculation.is_incomplete("running", THIRD)
    assert calculation.total("running", THIRD) == calculation.total("", THIRD) == Money.of(Fraction(amount))
    assert calculation.total("staff", THIRD) == Money(0)


def test_lines_that_nearly_cancel_keep_their_proportions_while_their_parts_can_be_added_up() -> None:
    given = (stated("one", "1000"), stated("two", "-999"))
    whole = CategoryEstimate("works", THIRD, Fraction(900), True, OURS)

    calculation = calculated(small(line("one"), line("two"), line("kept"), stated=given, estimates=(whole,)))

    parts = [calculation.provision(ref, THIRD) for ref in ("one", "two", "kept")]
    assert parts == [Money(90_000_000), Money(-89_910_000), Money(0)]
    assert calculation.findings == ()
