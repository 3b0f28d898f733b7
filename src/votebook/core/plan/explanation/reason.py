"""Reason: one step in why a figure is what it is, with the reasons beneath it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.unit import POUNDS, Unit


class ReasonKind(Enum):
    """What a reason is about."""

    BUDGET = "budget"
    CATEGORY = "category"
    LINE = "line"
    COMPONENT = "component"
    STATED = "stated amount"
    ESTIMATE = "estimate"
    OPERATION = "operation"
    TERM = "term of a sum"
    NUMBER = "number"
    COVERED = "time covered"
    PARAMETER = "parameter"
    VALUE = "dated value"
    INDEX = "index"
    CAP = "cap"
    COMPARATIVE = "comparative"
    PRIOR = "prior amount"
    CELL = "cell"
    MEMBER = "member"
    CONTRACT = "contract"


class Opening(Enum):
    """How much of what lies beneath a reason is shown beneath it."""

    WHOLE = "whole"
    ELSEWHERE = "shown elsewhere"
    DEEPER = "beyond the depth asked for"


@dataclass(frozen=True, slots=True)
class Rounding:
    """An exact value in pounds and the pence that it was rounded to, half away from zero."""

    exact: Fraction
    rounded: Money

    @property
    def is_exact(self) -> bool:
        """Whether there was nothing to round."""
        return self.rounded.exact == self.exact


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: what it is, what it comes to, where that comes from, and the steps beneath.

    ``sign`` is how the step enters the one above it (``+ - * /``, or "" for the first); a step that
    is not ``is_counted`` is shown beside the others and adds nothing. ``remarks`` are whole
    sentences. A value of None means that there is none, and a remark says why. ``low`` and ``high``
    bound what an input could be, where the book says so.
    """

    kind: ReasonKind
    value: Fraction | None
    ref: str = ""
    title: str = ""
    text: str = ""
    unit: Unit = POUNDS
    parts: tuple[Reason, ...] = ()
    sign: str = ""
    is_counted: bool = True
    is_ours: bool = False
    opening: Opening = Opening.WHOLE
    remarks: tuple[str, ...] = ()
    rounding: Rounding | None = None
    since: date | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    source: Source | None = None
    place: Place = field(default=NOWHERE)

    @property
    def counted(self) -> tuple[Reason, ...]:
        """The parts that enter the value."""
        return tuple(part for part in self.parts if part.is_counted)


def every_reason(reason: Reason) -> Iterator[Reason]:
    """Go through a reason and everything beneath it, the whole before its parts."""
    waiting = [reason]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.parts))
