"""Arithmetic on arrays is exact: it gives the penny that fractions give, or says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from votebook.core.measure.money import round_half_away
from votebook.core.plan.arithmetic.rational import Arithmetic, TooWide, Triple, Unbounded, Wrapping
from votebook.core.plan.arithmetic.table import Table, make_table

Row = tuple[Fraction, Fraction, Fraction]
YEARS = slice(None)


def fractions(digits: int, places: int) -> st.SearchStrategy[Fraction]:
    return st.builds(Fraction, st.integers(-(10**digits), 10**digits), st.integers(1, 10**places))


AMOUNTS = st.one_of(
    st.builds(Fraction, st.integers(-(10**9), 10**9), st.sampled_from([1, 2, 10, 100, 200, 400])),
    fractions(12, 3),
    st.just(Fraction(0)),
)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), max_size=8)

WAYS: dict[str, tuple[Callable[[Arithmetic[Any], Any, Any, Any], Any], Callable[..., Fraction]]] = {
    "a + b": (lambda way, a, b, c: way.add(a, b), lambda a, b, c: a + b),
    "a - b * c": (lambda way, a, b, c: way.add(a, way.negate(way.multiply(b, c))), lambda a, b, c: a - b * c),
    "a * b + c": (lambda way, a, b, c: way.add(way.multiply(a, b), c), lambda a, b, c: a * b + c),
    "min": (lambda way, a, b, c: way.choose("min", way.choose("min", a, b), c), min),
    "max": (lambda way, a, b, c: way.choose("max", way.choose("max", a, b), c), max),
    "a / b + c": (lambda way, a, b, c: way.add(way.divide(a, b)[0], c), lambda a, b, c: a / b + c),
    "a * b / c": (
        lambda way, a, b, c: way.divide(way.multiply(a, b), c)[0],
        lambda a, b, c: a * b / c,
    ),
    "min of quotients": (
        lambda way, a, b, c: way.choose("min", way.divide(a, c)[0], way.divide(b, c)[0]),
        lambda a, b, c: min(a / c, b / c),
    ),
}


def tables(rows: list[Row]) -> tuple[Table, Table, Table]:
    first, second, third = (make_table([[row[n]] for row in rows]) for n in range(3))
    return first, second, third


def columns(way: Arithmetic[Any], rows: list[Row]) -> list[Any]:
    every = np.arange(len(rows), dtype=np.int64)
    return [way.read(table, every, YEARS) for table in tables(rows)]


def pence(way: Arithmetic[Any], formula: str, rows: list[Row]) -> list[int]:
    with np.errstate(all="ignore"):
        return [int(one) for one in np.ravel(way.pence(WAYS[formula][0](way, *columns(way, rows))))]


@settings(max_examples=80)
@given(ROWS, st.sampled_from(sorted(WAYS)), st.booleans())
def test_every_way_gives_the_penny_that_fractions_give(rows: list[Row], formula: str, tight: bool) -> None:
    if "/" in formula or "quotients" in formula:
        rows = [row for row in rows if row[1] and row[2]]
    nearest = [round_half_away(WAYS[formula][1](*row) * 100) for row in rows]

    assert pence(Unbounded(), formula, rows) == nearest
    try:
        assert pence(Wrapping(tight=tight), formula, rows) == nearest
    except TooWide:
        assert any(max(abs(part) for part in row) > 1 for row in rows)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20), st.sampled_from([2, 8, 10, 200, 400]))
def test_every_tie_goes_away_from_nil_without_the_slow_way(halves: list[int], parts: int) -> None:
    rows = [(Fraction(2 * half + 1, 200), Fraction(1), Fraction(parts, parts)) for half in halves]

    assert pence(Wrapping(), "a * b + c", [(a, b, Fraction(0)) for a, b, _ in rows]) == [
        half + 1 if half >= 0 else half for half in halves
    ]


def test_a_numerator_may_overflow_while_the_penny_is_exact() -> None:
    large, small = Fraction(123_456_789_012, 10**4), Fraction(999_983, 10**9)
    rows = [(large, small, Fraction(1, 7)), (-large, small, Fraction(3, 7))]
    way = Wrapping(tight=True)

    value = way.multiply(*columns(way, rows)[:2])

    assert isinstance(value, Triple)
    assert abs(large.numerator * small.numerator) > 2**53
    assert way.pence(value).ravel().tolist() == [round_half_away(a * b * 100) for a, b, _ in rows]


@pytest.mark.parametrize(
    ("formula", "row"),
    [
        ("a * b + c", ("1/999999937", "1/999999929", "1/999999893")),
        ("a * b + c", ("999999999999999", "999999999999999", "0")),
        ("a / b + c", ("1/999983", "999999999999999/999979", "0")),
        ("a / b + c", ("1", "99999999999999999999", "0")),
        ("a + b", ("1/99999999999999999999", "1", "0")),
        ("min", ("1/999999937", "1/999999936", "1/999999935")),
    ],
)
def test_what_is_too_wide_says_so_and_the_unbounded_way_is_right(
    formula: str, row: tuple[str, str, str]
) -> None:
    a, b, c = map(Fraction, row)

    with pytest.raises(TooWide):
        pence(Wrapping(tight=True), formula, [(a, b, c)])

    assert pence(Unbounded(), formula, [(a, b, c)]) == [round_half_away(WAYS[formula][1](a, b, c) * 100)]


def chosen_of_a_huge_nothing(way: Arithmetic[Any], function: str) -> int:
    """The pence of the smaller or larger of -£5 and nil, where nil is a huge product times nil."""
    product, owed, nothing = columns(way, [(Fraction(10**15 - 1), Fraction(-5), Fraction(0))])
    factor = product
    for _ in range(21):
        product = way.multiply(product, factor)
    return int(np.ravel(way.pence(way.choose(function, owed, way.multiply(product, nothing))))[0])


@pytest.mark.parametrize(("function", "right"), [("min", -500), ("max", 0)])
def test_magnitudes_beyond_a_float_are_never_compared_as_floats(function: str, right: int) -> None:
    with np.errstate(all="ignore"), pytest.raises(TooWide):
        chosen_of_a_huge_nothing(Wrapping(), function)

    assert chosen_of_a_huge_nothing(Unbounded(), function) == right


def test_a_sum_beyond_a_float_is_not_compared_either() -> None:
    way = Wrapping()
    large = replace(columns(way, [(Fraction(1), Fraction(1), Fraction(1))])[0], size=1.7e308)

    with pytest.raises(TooWide):
        way.choose("max", way.add(large, large), large)


@pytest.mark.parametrize("way", [Wrapping(), Unbounded()])
def test_a_divisor_that_is_nil_is_marked(way: Arithmetic[Any]) -> None:
    rows = [(Fraction(1), Fraction(0), Fraction(0)), (Fraction(1), Fraction(3), Fraction(0))]
    left, right, _ = columns(way, rows)

    _, nil = way.divide(left, right)

    assert nil.ravel().tolist() == [True, False]


@pytest.mark.parametrize("way", [Wrapping(), Unbounded()])
def test_what_is_not_kept_is_nil(way: Arithmetic[Any]) -> None:
    rows = [(Fraction(5, 2), Fraction(0), Fraction(0))] * 2

    kept = way.keep(columns(way, rows)[0], np.array([[True], [False]]))

    assert np.ravel(way.pence(kept)).tolist() == [250, 0]


@pytest.mark.parametrize("way", [Wrapping(), Unbounded()])
def test_pence_are_read_as_pounds(way: Arithmetic[Any]) -> None:
    read = way.pounds(np.array([[12345, -5]], dtype=np.int64))

    assert np.ravel(way.pence(read)).tolist() == [12345, -5]


def test_quotients_that_differ_by_less_than_a_float_shows_are_told_apart() -> None:
    near = Fraction(10**15 + 1, 3), Fraction(10**15, 3) + Fraction(1, 3), Fraction(10**15, 3) + Fraction(1, 2)

    assert pence(Unbounded(), "max", [near]) == [round_half_away(near[2] * 100)]


def test_close_values_are_compared_exactly() -> None:
    third = Fraction(33_333_333, 10**8)
    rows = [(Fraction(1, 3), third, Fraction(1)), (third, Fraction(1, 3), Fraction(1))]
    way = Wrapping()
    left, right, _ = columns(way, rows)

    smaller = way.choose("min", left, right)

    assert (
        np.ravel(
            way.pence(
                way.multiply(smaller, way.read(make_table([[Fraction(10**8)]]), np.zeros(2, np.int64), YEARS))
            )
        ).tolist()
        == [3_333_333_300] * 2
    )
