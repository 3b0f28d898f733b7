"""Fit: rates that come nearest to stated amounts, never negative and never falling along an order.

The method is least squares under order (isotonic) constraints. A rate is written as the sum of
the increments up to it, so that the constraints say only that no increment is negative; every set
of increments that may be above zero (a *face*) is solved exactly, and the best feasible one is
the optimum (the conditions of Karush, Kuhn and Tucker for a convex problem). Enumerating the
faces is affordable because a body has few grades, and exact because all is done in fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import isqrt

RATES_MAX = 10
"""The most rates that are fitted at once: the number of faces doubles with each."""

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class RateRange:
    """The lowest and the highest value that a rate could have within an allowed worsening."""

    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class Fit:
    """The rates of the best fit, in the given order, and how far it misses.

    ``squares`` is the sum over observations of the squared miss (pounds squared), ``squares_total``
    that of the amounts about their mean. ``inseparable`` lists independent directions along which
    the rates could move without changing any observation.
    """

    rates: Vector
    squares: Fraction
    squares_total: Fraction
    ranges: tuple[RateRange, ...]
    inseparable: Matrix

    @property
    def share_explained(self) -> Fraction:
        """The share of the amounts' variation about their mean that the fit explains (R squared)."""
        if not self.squares_total:
            return Fraction(int(not self.squares))
        return 1 - self.squares / self.squares_total


@dataclass(frozen=True, slots=True)
class _Face:
    """The least squares solution when only these increments may differ from zero."""

    free: tuple[int, ...]
    inverse: Matrix
    increments: Vector
    squares: Fraction

    @property
    def is_feasible(self) -> bool:
        """Whether no increment is negative."""
        return all(step >= 0 for step in self.increments)


def fit_rates(drivers: Matrix, amounts: Vector, *, allowance: Fraction = Fraction(0)) -> Fit:
    """Find rates with drivers x rates nearest to amounts, not negative and not falling.

    ``drivers`` has a row for each observation and a column for each rate, lowest rate first, in
    units of the driver; amounts are in pounds, rates come out in pounds per unit. Ranges are those
    within which a rate keeps the sum of squares from growing by more than the number of
    observations times the allowance (pounds) squared; their ends are exact to a hundredth.

    One unit of the first rate costs 5, and one of each costs 8: the second rate may not fall to 3.

    >>> fit = fit_rates(((Fraction(1), Fraction(0)), (Fraction(1), Fraction(1))), (Fraction(5), Fraction(8)))
    >>> [str(rate) for rate in fit.rates]
    ['21/5', '21/5']
    """
    count = len(drivers[0])
    assert count <= RATES_MAX, "the number of rates is bounded"
    assert all(value >= 0 for row in drivers for value in row), "drivers are not negative"
    assert all(any(row[j] for row in drivers) for j in range(count)), "every rate is observed"
    faces = tuple(_faces(_cumulative(drivers), amounts))
    best = min((face for face in faces if face.is_feasible), key=lambda face: face.squares)
    limit = best.squares + len(amounts) * allowance**2
    mean = sum(amounts, Fraction(0)) / len(amounts)
    return Fit(
        rates=_rates(best, best.increments, count),
        squares=best.squares,
        squares_total=sum(((amount - mean) ** 2 for amount in amounts), Fraction(0)),
        ranges=tuple(_range(faces, rate, limit) for rate in range(count)),
        inseparable=null_directions(drivers),
    )


def null_directions(matrix: Matrix) -> Matrix:
    """Find independent directions that the matrix takes to zero, one for each missing rank.

    >>> null_directions(((Fraction(1), Fraction(2)),))
    ((Fraction(-2, 1), Fraction(1, 1)),)
    """
    rows, pivots = _reduce(matrix)
    width = len(matrix[0])
    directions = []
    for free in (column for column in range(width) if column not in pivots):
        direction = [Fraction(0)] * width
        direction[free] = Fraction(1)
        for row, pivot in zip(rows, pivots, strict=False):
            direction[pivot] = -row[free]
        directions.append(tuple(direction))
    return tuple(directions)


def _cumulative(drivers: Matrix) -> Matrix:
    """Rewrite drivers of rates as drivers of increments: a rate's increment counts for all above."""
    return tuple(tuple(sum(row[j:], Fraction(0)) for j in range(len(row))) for row in drivers)


def _faces(drivers: Matrix, amounts: Vector) -> Iterator[_Face]:
    """Solve every face whose drivers are independent; the optimum and all extremes lie on these."""
    count = len(drivers[0])
    columns = tuple(zip(*drivers, strict=True))
    gram = tuple(tuple(_dot(left, right) for right in columns) for left in columns)
    target = tuple(_dot(column, amounts) for column in columns)
    squares = _dot(amounts, amounts)
    for size in range(count + 1):
        for free in combinations(range(count), size):
            inverse = _invert(tuple(tuple(gram[i][j] for j in free) for i in free))
            if inverse is None:
                continue
            wanted = tuple(target[i] for i in free)
            increments = tuple(_dot(row, wanted) for row in inverse)
            yield _Face(free, inverse, increments, squares - _dot(increments, wanted))


def _rates(face: _Face, increments: Vector, count: int) -> Vector:
    steps = dict(zip(face.free, increments, strict=True))
    rates: list[Fraction] = []
    for position in range(count):
        rates.append((rates[-1] if rates else Fraction(0)) + steps.get(position, Fraction(0)))
    return tuple(rates)


def _range(faces: Sequence[_Face], rate: int, limit: Fraction) -> RateRange:
    ends = [end for face in faces if face.squares <= limit for end in _ends(face, rate, limit)]
    return RateRange(min(ends), max(ends))


def _ends(face: _Face, rate: int, limit: Fraction) -> tuple[Fraction, ...]:
    """The least and the most that a rate can be on a face within the limit; none where it cannot be.

    Along the direction that moves the rate most cheaply, the squares grow by the square of the
    move over ``weight``, and the increments move in proportion.
    """
    counted = tuple(Fraction(int(i <= rate)) for i in face.free)
    direction = tuple(_dot(row, counted) for row in face.inverse)
    weight = _dot(counted, direction)
    here = _dot(counted, face.increments)
    if not weight:
        return (here,) if face.is_feasible else ()
    reach = _root_below(weight * (limit - face.squares))
    low, high = here - reach, here + reach
    for increment, slope in zip(face.increments, direction, strict=True):
        if slope == 0 and increment < 0:
            return ()
        bound = here - increment * weight / slope if slope else here
        low = max(low, bound) if slope > 0 else low
        high = min(high, bound) if slope < 0 else high
    return (low, high) if low <= high else ()


def _root_below(square: Fraction) -> Fraction:
    """The square root to a hundredth, never above the true one."""
    return Fraction(isqrt(square.numerator * 10_000 // square.denominator), 100)


def _dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))


def _reduce(matrix: Matrix) -> tuple[list[list[Fraction]], list[int]]:
    """Bring a matrix into reduced row echelon form; with its pivot columns."""
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    for column in range(len(rows[0]) if rows else 0):
        top = len(pivots)
        found = next((i for i in range(top, len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        rows[top], rows[found] = rows[found], rows[top]
        lead = rows[top][column]
        rows[top] = [value / lead for value in rows[top]]
        for i in range(len(rows)):
            factor = rows[i][column]
            if i != top and factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[top], strict=True)]
        pivots.append(column)
    return rows, pivots


def _invert(matrix: Matrix) -> Matrix | None:
    """Invert a square matrix; None when it has no inverse."""
    size = len(matrix)
    ones = (tuple(Fraction(int(i == j)) for j in range(size)) for i in range(size))
    rows, pivots = _reduce(tuple((*row, *one) for row, one in zip(matrix, ones, strict=True)))
    if pivots != list(range(size)):
        return None
    return tuple(tuple(row[size:]) for row in rows)
