"""Statement: the declaration of a table, what its columns measure and what its rows select."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from votebook.core.measure.source import NOWHERE, Place
from votebook.core.plan.selection import Selection


class RoundingPolicy(Enum):
    """How a printed table is rounded."""

    PLAIN = "plain"
    FOOTING = "footing"


class ZeroStyle(Enum):
    """How a nil amount is printed."""

    DASH = "dash"
    ZERO = "zero"


class Measure(Enum):
    """What a column's figures are."""

    PROVISION = "provision"
    COMPARATIVE = "comparative"
    RESTATED = "restated"
    PARAMETER = "parameter"
    FORMULA = "formula"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its measure, what that measure is of, and how it is headed.

    ``of`` is a year label, a comparative, a parameter, an expression or a field, by measure;
    ``year`` is the year of a parameter column. ``over`` is a heading that spans neighbours.
    """

    key: str
    measure: Measure
    of: str
    heading: str = ""
    over: str = ""
    year: str = ""
    narrowed: Selection = Selection()
    only: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a selection, a sum of other rows, a heading, or (``each``) one row for every line or member.

    ``each_lines`` names a category, ``each_members`` a dimension and the member to stay within.
    ``also`` is what a sum row selects in columns in which its parts have no figures of their own.
    """

    key: str
    labels: tuple[str, ...] = ()
    selection: Selection | None = None
    sum: tuple[str, ...] = ()
    also: Selection | None = None
    is_heading: bool = False
    each_lines: str = ""
    each_members: tuple[str, str] = ("", "")
    only: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """The declaration of a table."""

    name: str
    title: str
    unit: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: str = ""
    decimals: int = 0
    rounding: RoundingPolicy = RoundingPolicy.PLAIN
    zero: ZeroStyle = ZeroStyle.DASH
    note: str = ""
    place: Place = field(default=NOWHERE, compare=False)
