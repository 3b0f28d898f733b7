"""Figure: one number as it is printed in a table, and the reading of a printed one.

A figure is rounded here and nowhere earlier: everything that leads to it is exact. The unit stands
in the heading, so a figure itself carries neither a sign of currency nor a suffix, except a
percentage, which is always marked.
"""

from __future__ import annotations

import re
from fractions import Fraction
from types import MappingProxyType

from votebook.core.measure.money import round_half_away
from votebook.core.measure.number import parse_number
from votebook.core.report.statement import ZeroStyle

DASH = "–"
"""What a nil amount prints as where the statement says dash."""

PERCENT = "%"
"""The printed unit of a ratio: a share of one, shown in hundredths."""

MONEY_UNITS = ("£", "£k", "pence")
"""The units that an amount of pounds can be printed in."""

_STEPS = MappingProxyType({"£k": Fraction(1, 1000), "pence": Fraction(100), PERCENT: Fraction(100)})

_MULTIPLES = MappingProxyType(
    {
        "": Fraction(1),
        "%": Fraction(1, 100),
        "p": Fraction(1, 100),
        "k": Fraction(1000),
        "m": Fraction(10**6),
        "bn": Fraction(10**9),
        "thousand": Fraction(1000),
        "million": Fraction(10**6),
    }
)

PRINTED_DIGITS_MAX = 18
"""The most digits of a printed figure: a total may have more of them than any number it is made of."""

_PRINTED = re.compile(
    r"(?P<sign>-?)(?P<currency>£?)(?P<inner>-?)"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?) ?"
    r"(?P<multiple>%|p|k|m|bn|thousand|million|)",
    re.ASCII | re.IGNORECASE,
)

_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})

_SPACES = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " "})


def steps(exact: Fraction, unit: str, decimals: int = 0) -> Fraction:
    """Count an exact value in the smallest step that is printed; nothing is rounded yet.

    >>> steps(Fraction("1234.5"), "£k", 1)
    Fraction(2469, 200)
    """
    if unit not in _STEPS and decimals == 0:
        return exact
    return exact * _STEPS.get(unit, Fraction(1)) * Fraction(10) ** decimals


def print_figure(
    exact: Fraction, unit: str = "£", zero: ZeroStyle = ZeroStyle.DASH, decimals: int = 0
) -> str:
    """Print an exact value, rounded once, half away from zero.

    A nil amount and an amount that only rounds to nil differ: the second prints as a figure.

    >>> [print_figure(Fraction(n)) for n in ("8349486.41", "-13600", "0", "0.30")]
    ['8,349,486', '(13,600)', '–', '0']
    >>> print_figure(Fraction("29.3"), "FTE", decimals=2), print_figure(Fraction(8349486), "£k")
    ('29.30', '8,349')
    """
    if exact == 0 and zero is ZeroStyle.DASH:
        return DASH
    return print_steps(round_half_away(steps(exact, unit, decimals)), unit, decimals)


def print_steps(count: int, unit: str = "£", decimals: int = 0) -> str:
    """Print a whole number of steps, as rounding or footing left them.

    >>> print_steps(-742115, "£", 1), print_steps(125, "%", 1)
    ('(74,211.5)', '12.5%')
    """
    whole, part = divmod(abs(count), 10**decimals)
    text = f"{whole:,}" + (f".{part:0{decimals}}" if decimals else "")
    text += PERCENT if unit == PERCENT else ""
    return f"({text})" if count < 0 else text


def print_decimal(exact: Fraction) -> str:
    """Print a value for a machine: in full, a point and no commas; ten places where it never ends.

    >>> print_decimal(Fraction("-24000.50")), print_decimal(Fraction(1, 3)), print_decimal(Fraction(5))
    ('-24000.5', '0.3333333333', '5')
    """
    places = next((n for n in range(10) if (exact * 10**n).denominator == 1), 10)
    whole, part = divmod(abs(round_half_away(exact * 10**places)), 10**places)
    text = f"{whole}.{part:0{places}}" if places else str(whole)
    return f"-{text}" if exact < 0 else text


def parse_printed(text: str) -> Fraction | None:
    """Read a figure as papers print it; None when it is blank or no figure.

    A dash alone is nil. Brackets and a minus both make a figure negative, and only one of them may
    stand. Thousands commas, where there are any, must stand at every third digit.

    >>> [str(parse_printed(t)) for t in ("£8,349,486", "-£74,211", "(13,600)", "–", "12%", "£1.2m")]
    ['8349486', '-74211', '-13600', '0', '3/25', '1200000']
    >>> parse_printed("8,34,9") is None, parse_printed("") is None
    (True, True)
    """
    trimmed = text.translate(_SPACES).strip().translate(_MINUSES)
    if trimmed in {"-", "£-", "-£", "nil", "Nil", "NIL"}:
        return Fraction(0)
    bracketed = trimmed.startswith("(") and trimmed.endswith(")")
    if bracketed:
        trimmed = trimmed[1:-1].strip()
    match = _PRINTED.fullmatch(trimmed)
    if match is None or not match["digits"]:
        return None
    minuses = [match["sign"], match["inner"], "-" if bracketed else ""].count("-")
    value = parse_number(match["digits"].replace(",", ""), PRINTED_DIGITS_MAX)
    if minuses > 1 or not isinstance(value, Fraction):
        return None
    value *= _MULTIPLES[match["multiple"].lower()]
    return -value if minuses else value
