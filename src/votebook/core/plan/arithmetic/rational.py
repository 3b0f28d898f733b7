"""Rational: exact arithmetic on arrays of lines by years.

Two ways with one interface. ``Wrapping`` carries each value three times: its numerator modulo
2 to the 64, its denominator exactly, and a float with a bound on its error. The float says which
penny is nearest; the residual against that penny is small, so it is exact even where the numerator
overflowed, and it settles every tie. Where a denominator grows too large or the float too vague, it
says so (``TooWide``), and ``Unbounded`` repeats the work on Python's fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, lcm
from typing import Protocol, TypeVar

import numpy as np

from votebook.core.measure.money import round_half_away
from votebook.core.plan.arithmetic.table import (
    DENOMINATOR_MAX,
    NIL,
    Floats,
    Objects,
    Table,
    Truths,
    Wholes,
    wrapped,
)

EPSILON = 2.0**-52
"""Twice the relative error of one float operation, to be on the safe side of every bound."""

VAGUENESS_MAX = 0.2
"""How far, in pence, a float may be from its true value when it names the nearest penny."""

EXACT_MAX = float(1 << 61)
"""Below this a whole number modulo 2 to the 64 is the number itself."""


class TooWide(Exception):
    """A denominator reached its limit, or a float became too vague to name a penny, or overflowed."""


Value = TypeVar("Value")


class Arithmetic(Protocol[Value]):
    """Exact arithmetic on arrays that broadcast to lines by years."""

    def read(self, table: Table, rows: Wholes, years: slice) -> Value:
        """Take rows of a table."""

    def pounds(self, pence: Wholes) -> Value:
        """Take whole pence as pounds."""

    def add(self, left: Value, right: Value) -> Value:
        """Add."""

    def negate(self, value: Value) -> Value:
        """Turn the sign."""

    def multiply(self, left: Value, right: Value) -> Value:
        """Multiply."""

    def divide(self, left: Value, right: Value) -> tuple[Value, Truths]:
        """Divide, and say where the divisor was nil; the quotient means nothing there."""

    def choose(self, function: str, left: Value, right: Value) -> Value:
        """Take the smaller (``min``) or larger (``max``) of each pair."""

    def keep(self, value: Value, where: Truths) -> Value:
        """Keep the values where it is true, nil elsewhere."""

    def pence(self, value: Value) -> Objects | Wholes:
        """Round pounds to whole pence, half away from zero."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Values as numerators modulo 2 to the 64, exact denominators, and floats with bounds.

    ``denominator`` is one whole number for all or an array; ``widest`` is the largest. ``size``
    bounds every true magnitude, ``error`` every distance of a float from its true value.
    """

    numerator: Wholes
    denominator: int | Wholes
    widest: int
    approximate: Floats
    size: float
    error: float


def _largest(floats: Floats) -> float:
    return float(np.abs(floats).max(initial=0.0)) * (1 + 4 * EPSILON)


class Wrapping:
    """Arithmetic on triples; ``tight`` looks for the smallest denominators of what it reads."""

    def __init__(self, *, tight: bool = False) -> None:
        self.tight = tight

    def read(self, table: Table, rows: Wholes, years: slice) -> Triple:
        """Take rows of a table, over one denominator where a small one serves all."""
        floats = table.floats[:, years].take(rows, axis=0)
        size = _largest(floats)
        shared = None if self.tight else table.shared
        denominator: int | Wholes
        if shared is not None:
            numerator, denominator = shared[0][:, years].take(rows, axis=0), shared[1]
            return Triple(numerator, denominator, denominator, floats, size, size * EPSILON)
        numerator = table.numerators[:, years].take(rows, axis=0)
        each = table.denominators[:, years].take(rows, axis=0)
        found = [int(one) for one in np.unique(each)]
        if found and found[0] == 0:
            raise TooWide
        widest = denominator = lcm(*found) if len(found) <= 50 else DENOMINATOR_MAX
        if denominator >= DENOMINATOR_MAX >> 20:
            denominator, widest = each, found[-1]
        else:
            numerator = numerator * (denominator // each)
        return Triple(numerator, denominator, widest, floats, size, size * EPSILON)

    def pounds(self, pence: Wholes) -> Triple:
        """Take whole pence as pounds."""
        floats = pence / 100.0
        size = _largest(floats)
        return Triple(pence, 100, 100, floats, size, size * EPSILON)

    def add(self, left: Triple, right: Triple) -> Triple:
        """Add over a common denominator."""
        ours, theirs, denominator, widest = _common(left, right)
        numerator = left.numerator * ours + right.numerator * theirs
        size = left.size + right.size
        error = left.error + right.error + size * EPSILON
        return Triple(numerator, denominator, widest, left.approximate + right.approximate, size, error)

    def negate(self, value: Triple) -> Triple:
        """Turn the sign."""
        return Triple(
            -value.numerator, value.denominator, value.widest, -value.approximate, value.size, value.error
        )

    def multiply(self, left: Triple, right: Triple) -> Triple:
        """Multiply numerators and denominators."""
        widest = _bounded(left.widest * right.widest)
        size = left.size * right.size
        error = left.size * right.error + right.size * left.error + size * 2 * EPSILON
        _require_finite(size, error)
        return Triple(
            left.numerator * right.numerator,
            left.denominator * right.denominator,
            widest,
            left.approximate * right.approximate,
            size,
            error,
        )

    def divide(self, left: Triple, right: Triple) -> tuple[Triple, Truths]:
        """Multiply by the divisor upside down; it must be small enough to be known exactly."""
        if not right.size * right.widest < EXACT_MAX:
            raise TooWide
        nil = right.numerator == 0
        divisor: Wholes = np.where(nil, np.int64(1), right.numerator)
        turned: Wholes = np.where(divisor < 0, np.int64(-1), np.int64(1))
        below = np.abs(divisor)
        smallest, largest = int(below.min(initial=DENOMINATOR_MAX)), int(below.max(initial=1))
        widest = _bounded(left.widest * largest)
        upside: Wholes = turned * right.denominator
        per: Floats = upside / below
        floats = left.approximate * per
        size = _largest(floats) + left.error * _largest(per)
        error = left.error * _largest(per) + size * 4 * EPSILON
        _require_finite(size, error)
        denominator = left.denominator * (largest if smallest == largest else below)
        return Triple(left.numerator * upside, denominator, widest, floats, size, error), nil

    def choose(self, function: str, left: Triple, right: Triple) -> Triple:
        """Compare floats, and where these are too near each other the exact cross-difference."""
        near = left.error + right.error + (left.size + right.size) * EPSILON
        _require_finite(left.size, right.size, near)
        gap = left.approximate - right.approximate
        is_less = gap < 0
        doubtful = np.abs(gap) <= near
        ours, theirs, denominator, widest = _common(left, right)
        if doubtful.any():
            if 2 * near * widest >= EXACT_MAX:
                raise TooWide
            difference = left.numerator * ours - right.numerator * theirs
            is_less = np.where(doubtful, difference < 0, is_less)
        first = is_less if function == "min" else ~is_less
        return Triple(
            np.where(first, left.numerator * ours, right.numerator * theirs),
            denominator,
            widest,
            np.where(first, left.approximate, right.approximate),
            max(left.size, right.size),
            max(left.error, right.error),
        )

    def keep(self, value: Triple, where: Truths) -> Triple:
        """Keep the values where it is true, nil elsewhere."""
        return Triple(
            value.numerator * where,
            value.denominator,
            value.widest,
            value.approximate * where,
            value.size,
            value.error,
        )

    def pence(self, value: Triple) -> Wholes:
        """Round by the float, then settle by the residual, which is exact modulo 2 to the 64."""
        if not value.error * 100 + value.size * 100 * EPSILON < VAGUENESS_MAX:
            raise TooWide
        nearest = np.rint(value.approximate * 100).astype(np.int64)
        if isinstance(value.denominator, int) and 100 % value.denominator == 0:
            return value.numerator * (100 // value.denominator)
        residual = value.numerator * 100 - nearest * value.denominator
        twice = residual * 2
        is_negative = (nearest < 0) | ((nearest == 0) & (residual < 0))
        up = (twice > value.denominator) | ((twice == value.denominator) & ~is_negative)
        below = -value.denominator
        down = (twice < below) | ((twice == below) & is_negative)
        rounded: Wholes = nearest + up - down
        return rounded


def _bounded(denominator: int) -> int:
    if denominator >= DENOMINATOR_MAX:
        raise TooWide
    return denominator


def _require_finite(*bounds: float) -> None:
    """Refuse magnitudes beyond what a float holds: from there on a float compares with nothing."""
    if not all(map(isfinite, bounds)):
        raise TooWide


def _common(left: Triple, right: Triple) -> tuple[int | Wholes, int | Wholes, int | Wholes, int]:
    """What each numerator is multiplied by, the common denominator, and its largest."""
    ours, theirs = left.denominator, right.denominator
    if isinstance(ours, int) and isinstance(theirs, int):
        common = _bounded(lcm(ours, theirs))
        return wrapped(common // ours), wrapped(common // theirs), common, common
    divisor: Wholes = np.gcd(ours, theirs)
    mine: Wholes = np.asarray(ours // divisor, dtype=np.int64)
    other: Wholes = np.asarray(theirs // divisor, dtype=np.int64)
    widest = _bounded(left.widest * right.widest)
    return other, mine, mine * theirs, widest


class Unbounded:
    """Arithmetic on arrays of Python's fractions: slow, and right at any size."""

    def read(self, table: Table, rows: Wholes, years: slice) -> Objects:
        """Take rows of a table."""
        return table.fractions[:, years].take(rows, axis=0)

    def pounds(self, pence: Wholes) -> Objects:
        """Take whole pence as pounds."""
        taken: Objects = np.frompyfunc(lambda whole: Fraction(int(whole), 100), 1, 1)(pence)
        return taken

    def add(self, left: Objects, right: Objects) -> Objects:
        """Add."""
        return left + right

    def negate(self, value: Objects) -> Objects:
        """Turn the sign."""
        return -value

    def multiply(self, left: Objects, right: Objects) -> Objects:
        """Multiply."""
        return left * right

    def divide(self, left: Objects, right: Objects) -> tuple[Objects, Truths]:
        """Divide; by one where the divisor is nil."""
        nil: Truths = (right == NIL).astype(np.bool_)
        divisor = right.copy()
        divisor[nil] = Fraction(1)
        return left / divisor, nil

    def choose(self, function: str, left: Objects, right: Objects) -> Objects:
        """Take the smaller or larger of each pair."""
        is_less = (left < right).astype(np.bool_)
        chosen: Objects = np.where(is_less if function == "min" else ~is_less, left, right)
        return chosen

    def keep(self, value: Objects, where: Truths) -> Objects:
        """Keep the values where it is true, nil elsewhere."""
        kept: Objects = value * np.where(where, 1, 0)
        return kept

    def pence(self, value: Objects) -> Objects:
        """Round each by the rule of money; the result are Python's whole numbers."""
        rounded: Objects = np.frompyfunc(lambda pounds: round_half_away(pounds * 100), 1, 1)(value)
        return rounded
