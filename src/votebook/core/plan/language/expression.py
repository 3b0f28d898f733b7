"""Expression: a formula as a tree of values.

The tree is what everything else walks: the unit check, the calculation, the explanation. Every
part keeps its span, the places of its first character and of the one after its last, so that a
message can point into the text and an explanation can quote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from votebook.core.measure.unit import Unit

Span = tuple[int, int]


class Duration(Enum):
    """The words of the language for how much of a year a component's window covers."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the text, with its unit; a percentage is a pure number."""

    value: Fraction
    unit: Unit
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of the year the component's window covers, in months, days or working days."""

    duration: Duration
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Pick:
    """A member picked by name; ``dimension`` is "" where the text does not say it."""

    member: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, line or category by its name, or with ``comparative`` its prior figure."""

    name: str
    picks: tuple[Pick, ...] = ()
    comparative: str = ""
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """The negative of a part."""

    operand: Expression
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts joined by ``+``, ``-``, ``*`` or ``/``; ``sign_at`` is where the sign stands."""

    sign: str
    left: Expression
    right: Expression
    span: Span = field(default=(0, 0), compare=False)
    sign_at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Summation:
    """``sum(e, dim, ...)``: a part added over the members of dimensions."""

    operand: Expression
    dimensions: tuple[str, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Extreme:
    """``min(...)`` or ``max(...)``: the smallest or largest of parts."""

    function: str
    operands: tuple[Expression, ...]
    span: Span = field(default=(0, 0), compare=False)


Expression = Number | Covered | Name | Negation | Operation | Summation | Extreme
"""Any part of a formula, and so a formula."""


def parts_within(expression: Expression) -> tuple[Expression, ...]:
    """The parts directly within a part, in the order of the text."""
    if isinstance(expression, Operation):
        return expression.left, expression.right
    if isinstance(expression, Negation | Summation):
        return (expression.operand,)
    return expression.operands if isinstance(expression, Extreme) else ()


def every_part(expression: Expression) -> Iterator[Expression]:
    """Go through a formula and everything in it, the whole before its parts."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(parts_within(part)))
