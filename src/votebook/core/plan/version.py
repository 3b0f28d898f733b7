"""Version: what state a budget is in, and the status of each of its years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from votebook.core.measure.year import FinancialYear


class VersionKind(Enum):
    """The states of a version."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    APPROVED = "approved"
    AMENDED = "amended"


class Basis(Enum):
    """The status of a year: the approved year authorises, the estimated ones do not."""

    APPROVED = "approved"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Version:
    """The kind and iteration of a version, its date, and the day it takes effect."""

    kind: VersionKind
    iteration: str
    dated: date
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class VersionNote:
    """One entry of a version's change history, as the body recorded it."""

    iteration: str
    dated: date
    note: str


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A year of the budget with its status."""

    year: FinancialYear
    basis: Basis
