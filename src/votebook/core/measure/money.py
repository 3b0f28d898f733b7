"""Money: an exact amount in whole pence, and the one rule by which it is rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.measure.number import parse_number

_PRINTED = re.compile(r"(-?)£?(-?)([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[^£,()-][^£,()]*)", re.ASCII)


def round_half_away(value: Fraction) -> int:
    """Round an exact value to the nearest whole number, a half going away from zero.

    This is the rounding that a reader of accounts expects: 0.5 becomes 1 and -0.5 becomes -1.

    >>> [round_half_away(Fraction(n, 2)) for n in (-3, -1, 1, 3)]
    [-2, -1, 1, 2]
    """
    doubled = 2 * abs(value.numerator) + value.denominator
    magnitude = doubled // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount of pounds and pence.

    Sums never round. Rounding to whole pounds happens once, where a figure is
    published, so a published total may differ by £1 from the published parts.

    >>> discount = Money.pounds("6027378").share("0.10")
    >>> discount, discount.published()
    (Money(pence=60273780), '£602,738')
    """

    pence: int

    def __post_init__(self) -> None:
        """Hold whole pence only."""
        assert type(self.pence) is int, "money is whole pence in an integer"

    @classmethod
    def pounds(cls, text: str) -> Money:
        """Take an amount in pounds as it is printed, to the penny at most; brackets are a minus.

        A comma counts only between groups of three digits: elsewhere it may be meant as a decimal
        point. Raises ValueError when the text is no such amount or is finer than a penny.

        >>> Money.pounds("1,082,102"), Money.pounds("0.05"), Money.pounds("(£13,600)")
        (Money(pence=108210200), Money(pence=5), Money(pence=-1360000))
        """
        is_bracketed = text.startswith("(") and text.endswith(")")
        match = _PRINTED.fullmatch(text[1:-1] if is_bracketed else text)
        if match is None or is_bracketed + len(match[1]) + len(match[2]) > 1:
            raise ValueError(f"{text[:40]!r} is not an amount of pounds such as £1,234.56 or (500)")
        value = parse_number(match[3].replace(",", ""))
        if not isinstance(value, Fraction):
            raise ValueError(value.explain())
        pence = value * 100
        if pence.denominator != 1:
            raise ValueError(f"'{text}' is finer than a penny")
        return cls(-pence.numerator if is_bracketed or match[1] or match[2] else pence.numerator)

    @classmethod
    def of(cls, pounds: Fraction) -> Money:
        """Round an exact number of pounds to the penny, half away from zero."""
        return cls(round_half_away(pounds * 100))

    @property
    def exact(self) -> Fraction:
        """The amount as an exact number of pounds."""
        return Fraction(self.pence, 100)

    def __add__(self, other: Money) -> Money:
        """Add without rounding."""
        return Money(self.pence + other.pence)

    def __sub__(self, other: Money) -> Money:
        """Subtract without rounding."""
        return Money(self.pence - other.pence)

    def __neg__(self) -> Money:
        """Turn the sign."""
        return Money(-self.pence)

    def share(self, rate: str) -> Money:
        """Take a share of the amount, rounded once to the penny.

        >>> Money.pounds("7951892").share("0.05").published()
        '£397,595'
        """
        value = parse_number(rate)
        if not isinstance(value, Fraction):
            raise ValueError(value.explain())
        return Money(round_half_away(self.pence * value))

    def published(self) -> str:
        """Print in whole pounds, negatives in brackets.

        >>> Money.pounds("-13600").published(), Money(0).published()
        ('(£13,600)', '£0')
        """
        whole = round_half_away(self.exact)
        return f"(£{-whole:,})" if whole < 0 else f"£{whole:,}"

    def __str__(self) -> str:
        """Print to the penny.

        >>> str(Money(-1234567)), str(Money(5))
        ('(£12,345.67)', '£0.05')
        """
        pounds, pence = divmod(abs(self.pence), 100)
        text = f"£{pounds:,}.{pence:02}"
        return f"({text})" if self.pence < 0 else text
