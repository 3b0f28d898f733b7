"""Comparative: a prior figure kept as it was published, and its restatement onto a new structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.year import FinancialYear


class ComparativeKind(Enum):
    """What kind of prior figure a comparative is."""

    APPROVED = "approved"
    OUTTURN_ESTIMATED = "outturn_estimated"
    OUTTURN = "outturn"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Comparative:
    """A prior set of figures for one year, such as the budget as it was approved then."""

    ref: str
    title: str
    year: FinancialYear
    kind: ComparativeKind


@dataclass(frozen=True, slots=True)
class ComparativeAmount:
    """One published prior amount in pounds, at the level it was published at.

    ``at`` is a line, group or category, or "" for the whole budget. ``members`` narrows it to
    members of dimensions, which may be retired.
    """

    comparative: str
    at: str
    members: tuple[tuple[str, str], ...]
    amount: Fraction
    source: Source
    place: Place = field(default=NOWHERE, compare=False)


class Stage(Enum):
    """Whether a restated amount is counted before (gross) or after (net) the discount on its base."""

    GROSS = "gross"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Restatement:
    """A dated, approved move of part of a comparative from one place of the structure to another.

    The amount leaves ``from_at`` and arrives at ``to_at``; the comparative's total stays the same.
    A gross amount takes its discount with it: ``discount`` is the place that carried the discount,
    which shrinks by ``discount_rate`` of the amount, so that what arrives is the amount net of it.
    """

    comparative: str
    from_at: str
    from_members: tuple[tuple[str, str], ...]
    to_at: str
    to_members: tuple[tuple[str, str], ...]
    amount: Fraction
    stage: Stage
    discount: str
    discount_rate: Fraction
    decided: date
    decided_by: str
    source: Source
    place: Place = field(default=NOWHERE, compare=False)
