"""Parameter: a named input with a unit, dated values, and a source for every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.unit import Unit
from votebook.core.measure.year import FinancialYear


class Role(Enum):
    """What a parameter drives; a variance is split by these."""

    VOLUME = "volume"
    RATE = "rate"
    INDEX = "index"
    SCOPE = "scope"
    INDICATOR = "indicator"


class WithinYear(Enum):
    """Which value a year uses when the value changes inside it."""

    REFUSE = ""
    OPENING = "opening"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from a date until the next one for the same members.

    ``members`` has one reference per dimension of the parameter, in its order. ``low`` and
    ``high``, where stated, bound what the value could be.
    """

    members: tuple[str, ...]
    start: date
    value: Fraction
    source: Source
    low: Fraction | None = None
    high: Fraction | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named input: its unit, the dimensions it varies over (none for a plain one), its values.

    Values are sorted by members, then by date. ``within_year`` says what a year does with a value
    that changes inside it; by default that is a fault, because silence would choose for the reader.
    A parameter whose values end at the close of each year they are given for is ``is_yearly``:
    a year without a value of its own has none.
    """

    name: str
    title: str
    unit: Unit
    role: Role
    dimensions: tuple[str, ...]
    values: tuple[DatedValue, ...]
    within_year: WithinYear = WithinYear.REFUSE
    is_yearly: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    def in_force(self, members: tuple[str, ...], day: date) -> DatedValue | None:
        """The value in force on a day; None when none has begun."""
        begun = [v for v in self.values if v.members == members and v.start <= day]
        return begun[-1] if begun else None

    def within(self, members: tuple[str, ...], year: FinancialYear) -> tuple[DatedValue, ...]:
        """The values that a year meets, in order: the one in force at its start, then its changes."""
        mine = [v for v in self.values if v.members == members and v.start <= year.end]
        opening = [v for v in mine if v.start <= year.start]
        if self.is_yearly:
            return tuple(v for v in mine if v.start in year)
        return tuple(opening[-1:] + [v for v in mine if v.start > year.start])
