"""Finding: something odd in a book or a published paper, with its figures and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Protocol

from votebook.core.measure.money import round_half_away
from votebook.core.measure.source import Place


class Severity(Enum):
    """How much a finding matters: a figure is wrong, it needs a decision, or it is for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Symptom:
    """A figure that is odd only because of a finding's figure, with how it follows from it."""

    text: str
    place: Place

    def explain(self) -> str:
        """Say which figure it is and how it follows."""
        return self.text


class Finding(Protocol):
    """What every kind of finding offers.

    The code is public and never reused. ``size`` is the gap in the finding's own unit, for the
    order of reading; ``settlements`` are two whole phrases, either of which would settle it.
    """

    @property
    def code(self) -> str:
        """The public code of this kind of finding."""
        ...

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        ...

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands in the book's files."""
        ...

    @property
    def size(self) -> Fraction:
        """The size of the gap, never negative."""
        ...

    @property
    def symptoms(self) -> tuple[Symptom, ...]:
        """What is odd only because of it."""
        ...

    @property
    def settlements(self) -> tuple[str, str]:
        """Two ways to settle it."""
        ...

    def explain(self) -> str:
        """Say what is odd, with the figures, the likely cause and two ways to settle it."""
        ...


_ORDER = tuple(Severity)


def order_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put errors first, the largest gap leading, then warnings, then notes.

    Findings of equal weight stand by code and place, so that the order of rules and files does
    not show.
    """
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.severity), -f.size, f.code, f.places)))


def conclude(text: str, settlements: tuple[str, str]) -> str:
    """Close an explanation with its two ways out.

    >>> conclude("The total is £5 short.", ("correct the total", "record why it stands"))
    'The total is £5 short. To settle it, either correct the total, or record why it stands.'
    """
    return f"{text} To settle it, either {settlements[0]}, or {settlements[1]}."


def enumerate_phrases(phrases: Iterable[str]) -> str:
    """Join phrases as they are read aloud.

    >>> enumerate_phrases(["a", "b", "c"])
    'a, b and c'
    """
    *others, last = [*phrases] or ["none"]
    return f"{', '.join(others)} and {last}" if others else last


def print_number(amount: Fraction, decimals: int = 0) -> str:
    """Print a number in running text, with a minus and thousands commas.

    More decimals are shown than asked for, up to two, where the number would otherwise not be exact.

    >>> print_number(Fraction(-31880)), print_number(Fraction(25, 2)), print_number(Fraction(1, 3), 1)
    ('-31,880', '12.5', '0.33')
    """
    shown = decimals if (amount * 10**decimals).denominator == 1 else max(decimals, 2)
    digits = f"{round_half_away(abs(amount) * 10**shown):0{shown + 1}}"
    whole, part = digits[: len(digits) - shown], digits[len(digits) - shown :]
    if shown > decimals:
        part = part[:decimals] + part[decimals:].rstrip("0")
    return f"{'-' if amount < 0 else ''}{int(whole):,}{f'.{part}' if part else ''}"


def print_pounds(amount: Fraction) -> str:
    """Print an amount in running text, with pence only where it has some, a minus before the sign.

    >>> print_pounds(Fraction(-31880)), print_pounds(Fraction(5, 2))
    ('-£31,880', '£2.50')
    """
    text = print_number(abs(amount), 0 if amount.denominator == 1 else 2)
    return f"{'-' if amount < 0 else ''}£{text}"


def print_whole_pounds(amount: Fraction) -> str:
    """Print an amount in running text, rounded to the pound.

    >>> print_whole_pounds(Fraction("-777937.76"))
    '-£777,938'
    """
    return print_pounds(Fraction(round_half_away(amount)))


def print_percent(share: Fraction) -> str:
    """Print a share of one in running text, in per cent with one decimal.

    >>> print_percent(Fraction(1, 8))
    '12.5%'
    """
    return f"{print_number(Fraction(round_half_away(share * 1000), 10), 1)}%"
