"""Unit: what a number counts, and how units combine in a formula.

A unit is a product of powers of plain words: ``£``, ``FTE``, ``month``, ``meeting``. The empty
product is the unit of a pure number, written ``1``; a percentage is a pure number too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FACTOR = re.compile(r"(£|%|1|[A-Za-z][A-Za-z_-]{0,39})(?:\^([1-9]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of words, kept sorted by word, without zero powers."""

    powers: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        """Hold one form for each unit, so that equal units compare equal."""
        words = [word for word, _ in self.powers]
        assert words == sorted(set(words)), "a unit names each of its words once, in order"
        assert all(power for _, power in self.powers), "a unit leaves out what it has no power of"

    def __mul__(self, other: Unit) -> Unit:
        """Combine as a product combines: powers add."""
        return _of(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        """Combine as a quotient combines: powers subtract."""
        return _of(self, other, -1)

    @property
    def is_pure(self) -> bool:
        """Whether this is the unit of a pure number."""
        return not self.powers

    def __str__(self) -> str:
        """Print as a reader writes it.

        >>> str(parse_unit("£/FTE/month")), str(Unit())
        ('£/FTE/month', '1')
        """
        above = [_power(w, p) for w, p in sorted(self.powers, key=_pounds_first) if p > 0]
        below = [_power(w, -p) for w, p in self.powers if p < 0]
        return "/".join(["*".join(above) or "1", *below])


def _pounds_first(power: tuple[str, int]) -> tuple[bool, str]:
    return power[0] != "£", power[0]


def _power(word: str, power: int) -> str:
    return word if power == 1 else f"{word}^{power}"


def _of(left: Unit, right: Unit, sign: int) -> Unit:
    powers = dict(left.powers)
    for word, power in right.powers:
        powers[word] = powers.get(word, 0) + sign * power
    return Unit(tuple(sorted((w, p) for w, p in powers.items() if p)))


PURE = Unit()
"""The unit of a pure number."""

POUNDS = Unit((("£", 1),))
"""The unit of money."""

MONTHS = Unit((("month", 1),))
"""The unit of time in which most rates are agreed."""

DAYS = Unit((("day", 1),))
"""Calendar days and working days."""

_SINGULAR = {"months": "month", "days": "day", "meetings": "meeting", "percent": "1", "%": "1"}


def parse_unit(text: str) -> Unit | None:
    """Read a unit such as ``£/month``, ``£/FTE/month`` or ``1``; None when it is no unit.

    Each stroke divides by one word. A product below the stroke is refused: ``£/FTE*month`` could
    be read in two ways, ``£/FTE/month`` in one.

    >>> parse_unit("£/month") == POUNDS / MONTHS
    True
    """
    unit = PURE
    for position, part in enumerate(text.split("/")):
        for factor in part.split("*"):
            match = _FACTOR.fullmatch(factor.strip())
            if match is None or (position and "*" in part):
                return None
            word = _SINGULAR.get(match[1], match[1])
            one = PURE if word == "1" else Unit(((word, int(match[2] or 1)),))
            unit = unit / one if position else unit * one
    return unit
