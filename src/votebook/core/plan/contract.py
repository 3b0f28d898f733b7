"""Contract: an agreement that a line pays for, with its expiry and the project that renews it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from votebook.core.measure.source import NOWHERE, Place, Source


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract: who with, from when to when, what its terms fix, and its renewal.

    ``expires`` is the last day it covers. ``is_indexed`` false means its price may not be indexed.
    ``procurement`` names the line of the project that procures its successor.
    """

    ref: str
    title: str
    counterparty: str
    source: Source
    starts: date | None = None
    expires: date | None = None
    is_indexed: bool = True
    is_passed_through: bool = False
    procurement: str = ""
    place: Place = field(default=NOWHERE, compare=False)
