"""Table: exact values as arrays, so that many lines can be calculated by one operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

Wholes = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Objects = NDArray[Any]

NIL = Fraction(0)

DENOMINATOR_MAX = 1 << 60
"""Denominators stay below this, so that twice a residual still fits into 64 bits."""

_SHARED_MAX = 1_000_000
_WORD = 1 << 64


def wrapped(whole: int) -> int:
    """Bring a whole number into the range of 64 bits with a sign, modulo 2 to the 64.

    >>> wrapped((1 << 63) + 5) == 5 - (1 << 63)
    True
    """
    low = whole % _WORD
    return low - _WORD if low >= _WORD // 2 else low


@dataclass(frozen=True)
class Table:
    """Values by row and year (or one column for all years), each as a fraction and as arrays.

    ``numerators`` are modulo 2 to the 64; a denominator too large for exact work is 0. ``floats``
    are the nearest floats. A missing value is nil here and true in ``missing``.
    """

    fractions: Objects
    numerators: Wholes
    denominators: Wholes
    floats: Floats
    missing: Truths

    @cached_property
    def shared(self) -> tuple[Wholes, int] | None:
        """All numerators over one small denominator, with that denominator; None without one."""
        denominators = [int(one) for one in np.unique(self.denominators)]
        if not denominators:
            return self.numerators, 1
        if 0 in denominators or (common := lcm(*denominators)) > _SHARED_MAX:
            return None
        return self.numerators * (common // self.denominators), common

    @cached_property
    def lacks_some(self) -> bool:
        """Whether any value is missing."""
        return bool(self.missing.any())

    def with_rows(self, positions: Sequence[int], rows: Sequence[Sequence[Fraction | None]]) -> Table:
        """The table with other values in some rows."""
        fresh = make_table(rows)
        parts = [self.fractions, self.numerators, self.denominators, self.floats, self.missing]
        new = [fresh.fractions, fresh.numerators, fresh.denominators, fresh.floats, fresh.missing]
        copies = [part.copy() for part in parts]
        for copy, values in zip(copies, new, strict=True):
            copy[list(positions)] = values
        return Table(*copies)


def make_table(rows: Sequence[Sequence[Fraction | None]], width: int = 1) -> Table:
    """Make a table of rows of values; ``width`` is the number of columns where there are no rows."""
    width = len(rows[0]) if rows else width
    values = [NIL if value is None else value for row in rows for value in row]
    numerators = [value.numerator for value in values]
    denominators = [value.denominator for value in values]
    shape = (len(rows), width)
    fractions = np.empty(len(values), dtype=object)
    fractions[:] = values
    return Table(
        fractions.reshape(shape),
        _whole_array(numerators).reshape(shape),
        _whole_array([d if d < DENOMINATOR_MAX else 0 for d in denominators]).reshape(shape),
        np.array([n / d for n, d in zip(numerators, denominators, strict=True)], dtype=np.float64).reshape(
            shape
        ),
        np.array([value is None for row in rows for value in row], dtype=np.bool_).reshape(shape),
    )


def _whole_array(wholes: list[int]) -> Wholes:
    try:
        return np.array(wholes, dtype=np.int64)
    except OverflowError:
        return np.array([wrapped(whole) for whole in wholes], dtype=np.int64)
