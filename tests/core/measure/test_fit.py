"""Fit: the exact least squares optimum under order, its ranges, and what it cannot separate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.fit import Matrix, Vector, fit_rates, null_directions


def exact(*rows: tuple[int, ...]) -> Matrix:
    return tuple(tuple(Fraction(value) for value in row) for row in rows)


def squares(drivers: Matrix, amounts: Vector, rates: Vector) -> Fraction:
    fitted = (sum((d * r for d, r in zip(row, rates, strict=True)), Fraction(0)) for row in drivers)
    return sum(((amount - fit) ** 2 for amount, fit in zip(amounts, fitted, strict=True)), Fraction(0))


@pytest.mark.parametrize(
    ("drivers", "amounts", "rates"),
    [
        (exact((1, 0), (0, 1)), (3, 5), (3, 5)),
        (exact((1, 0), (0, 1)), (5, 3), (4, 4)),
        (exact((1, 0), (0, 1)), (-5, 3), (0, 3)),
        (exact((1, 0), (0, 1)), (-5, -3), (0, 0)),
        (exact((2,), (2,)), (10, 20), (Fraction(15, 2),)),
    ],
)
def test_the_nearest_rates_keep_their_order_and_stay_at_nought_or_above(
    drivers: Matrix, amounts: tuple[int, ...], rates: tuple[int, ...]
) -> None:
    fit = fit_rates(drivers, tuple(map(Fraction, amounts)))

    assert fit.rates == rates
    assert fit.squares == squares(drivers, tuple(map(Fraction, amounts)), fit.rates)


def test_equal_amounts_that_are_met_are_explained_wholly_and_otherwise_not_at_all() -> None:
    met = fit_rates(exact((1,), (1,)), (Fraction(5), Fraction(5)))
    missed = fit_rates(exact((1,), (2,)), (Fraction(5), Fraction(5)))

    assert met.share_explained == 1
    assert missed.share_explained == 0


def test_a_range_reaches_where_the_squares_grow_by_the_allowance_and_no_further() -> None:
    drivers, amounts = exact((1, 0), (0, 1)), (Fraction(30), Fraction(50))

    fit = fit_rates(drivers, amounts, allowance=Fraction(1))

    assert [(end.lowest, end.highest) for end in fit.ranges] == [
        (Fraction("28.59"), Fraction("31.41")),
        (Fraction("48.59"), Fraction("51.41")),
    ]


def test_a_range_ends_where_nought_does() -> None:
    fit = fit_rates(exact((1,), (1,)), (Fraction(-3), Fraction(5)), allowance=Fraction(10))

    assert fit.ranges[0].lowest == 0
    assert fit.ranges[0].highest > fit.rates[0] == 1


def test_rates_whose_drivers_are_proportional_are_inseparable_and_range_widely() -> None:
    fit = fit_rates(exact((1, 2), (2, 4)), (Fraction(500), Fraction(1000)))

    assert fit.inseparable == exact((-2, 1))
    assert fit.ranges[0].lowest == 0
    assert fit.ranges[0].highest == Fraction(500, 3)
    assert fit.ranges[1].lowest == Fraction(500, 3)
    assert fit.ranges[1].highest == 250


def test_null_directions_are_as_many_as_the_rank_lacks() -> None:
    matrix = exact((1, 1, 2), (2, 2, 4), (0, 0, 0))

    directions = null_directions(matrix)

    assert len(directions) == 2
    assert all(
        sum(m * d for m, d in zip(row, direction, strict=True)) == 0
        for row in matrix
        for direction in directions
    )


@pytest.mark.parametrize(
    ("drivers", "promise"),
    [
        (exact((0,)), "every rate is observed"),
        (exact((-1,)), "drivers are not negative"),
        (exact((1,) * 11), "the number of rates is bounded"),
    ],
)
def test_promises_are_kept_by_the_caller(drivers: Matrix, promise: str) -> None:
    with pytest.raises(AssertionError, match=promise):
        fit_rates(drivers, (Fraction(1),))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Matrix, Vector]:
    count = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(st.integers(0, 6), min_size=count, max_size=count), min_size=1, max_size=6))
    rows[0] = [value + 1 for value in rows[0]]
    amounts = draw(st.lists(st.integers(-20, 100), min_size=len(rows), max_size=len(rows)))
    return exact(*(tuple(row) for row in rows)), tuple(map(Fraction, amounts))


@given(
    problem=problems(), nudges=st.lists(st.fractions(0, 5), min_size=4, max_size=4), shrink=st.fractions(0, 1)
)
def test_no_permitted_rates_come_nearer(
    problem: tuple[Matrix, Vector], nudges: list[Fraction], shrink: Fraction
) -> None:
    drivers, amounts = problem
    fit = fit_rates(drivers, amounts)
    others = [rate * shrink + sum(nudges[: i + 1], Fraction(0)) for i, rate in enumerate(fit.rates)]

    nearer = squares(drivers, amounts, tuple(others)) < fit.squares

    assert not nearer
    assert list(fit.rates) == sorted(fit.rates)
    assert fit.rates[0] >= 0


@given(
    problem=problems(), nudges=st.lists(st.fractions(0, 2), min_size=4, max_size=4), shrink=st.fractions(0, 1)
)
def test_rates_within_the_allowance_lie_inside_their_ranges(
    problem: tuple[Matrix, Vector], nudges: list[Fraction], shrink: Fraction
) -> None:
    drivers, amounts = problem
    fit = fit_rates(drivers, amounts, allowance=Fraction(3))
    others = [rate * shrink + sum(nudges[: i + 1], Fraction(0)) for i, rate in enumerate(fit.rates)]

    within = squares(drivers, amounts, tuple(others)) <= fit.squares + len(amounts) * 9

    slack = Fraction(1, 100)
    inside = [r.lowest - slack <= o <= r.highest + slack for r, o in zip(fit.ranges, others, strict=True)]
    assert not within or all(inside)
