"""Kind: what may stand in a cell, read from its text and written back.

A kind's ``write`` gives a text that its ``read`` takes back to the same value; several texts may
mean one value (``£1,000`` and ``1000``), which is why saving keeps a cell whose meaning is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from votebook.core.measure.number import parse_number
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import parse_year
from votebook.core.plan.arithmetic.soundness import FOLLOW
from votebook.formats.book.faults import nearest_name, quoted

NAME_LENGTH_MAX = 60
"""The most characters a name may have."""

FORMULA_WORDS = frozenset({"sum", "min", "max", "months", "days", "working_days", "year"})
"""Words of the formula language, which nothing may be named by."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CURRENCY = re.compile("[$€¥₹₣₩₽¢฿₿]|\\b(?:EUR|USD|CHF|JPY)\\b")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?", re.ASCII)
_PLAIN = re.compile(r"(-?)£?([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,12})(?:\.([0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is not of its kind: the code of the fault, what stands there, what was expected."""

    code: str
    found: str
    expected: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of cell is read and written."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _same(text: str) -> str:
    return text


TEXT = Kind(_same, _same)
"""Words, kept exactly as they stand."""


def read_name(text: str) -> str | Unread:
    """Read a name: lower-case ASCII words joined by an underscore.

    >>> read_name("Panel chair").nearest
    'panel_chair'
    """
    name = text.strip(" ")
    if len(name) > NAME_LENGTH_MAX:
        return Unread(
            "book.name", f"{quoted(name)} is too long for a name", "names have at most 60 characters"
        )
    if name in FORMULA_WORDS:
        return Unread("book.name", f"{quoted(name)} is a word of formulas", "choose another name")
    if not _NAME.fullmatch(name):
        suggested = "_".join(re.findall("[a-z0-9]+", name.lower(), re.ASCII)).lstrip("0123456789_")
        expected = "names are lower-case letters and digits, joined by _ and not starting with a digit"
        return Unread("book.name", f"{quoted(name)} is not a name", expected, suggested)
    return name


NAME = Kind(read_name, _same)
"""A reference by which other files speak of something."""


def read_profile(text: str) -> str | Unread:
    """Read the name of a profile, or ``follow:`` with the line whose months are followed.

    A built-in profile has a name that formulas use too.
    """
    body = text.strip(" ")
    if body == "working_days":
        return body
    name = read_name(body.removeprefix(FOLLOW))
    return FOLLOW + name if body.startswith(FOLLOW) and isinstance(name, str) else name


PROFILE = Kind(read_profile, _same)
"""How a line is spread over the months of a year."""


def read_number(text: str) -> Fraction | Unread:
    """Read a number, or a percentage as its hundredth part.

    >>> read_number("2.5%")
    Fraction(1, 40)
    """
    body = text.strip(" ")
    is_percentage = body.endswith("%")
    digits = body.removesuffix("%")
    value = parse_number(_without_groups(digits))
    if not isinstance(value, Fraction):
        return Unread("book.number", value.explain(), "expected a number such as 12, 0.5 or 10%")
    return value / 100 if is_percentage else value


def write_number(value: Fraction) -> str:
    """Write a number in full, without an exponent.

    >>> write_number(Fraction(-1, 40)), write_number(Fraction(12))
    ('-0.025', '12')
    """
    places, scaled = 0, value
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
        assert places <= 40, "a number in a book has an end to its decimals"
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _without_groups(body: str) -> str:
    """Leave out thousands commas, where they stand at every third digit."""
    return body.replace(",", "") if _GROUPED.fullmatch(body.removeprefix("-")) else body


NUMBER = Kind(read_number, write_number)
"""A number, or a percentage."""


def read_amount(text: str) -> Fraction | Unread:
    """Read pounds as people print them: with £, thousands commas, or brackets for a negative.

    >>> read_amount("£1,082,102"), read_amount("(500)")
    (Fraction(1082102, 1), Fraction(-500, 1))
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        sign_text, whole, decimals = plain.groups("")
        digits = int(sign_text + whole.replace(",", "") + decimals)
        return Fraction(digits, 10 ** len(decimals)) if decimals else Fraction(digits)
    body = text.strip(" ")
    sign = 1
    if body.startswith("(") and body.endswith(")"):
        sign, body = -1, body[1:-1]
    elif body.startswith("-"):
        sign, body = -1, body[1:]
    body = body.removeprefix("£")
    if body.startswith("-") and sign == 1:
        sign, body = -1, body[1:]
    if _CURRENCY.search(body):
        return Unread("book.currency", f"{quoted(text)} is in another currency", "expected pounds")
    body = _without_groups(body)
    value = parse_number(body)
    if not isinstance(value, Fraction) or body.startswith("-"):
        why = f"{quoted(text)} is not a number" if isinstance(value, Fraction) else value.explain()
        return Unread("book.number", why, "expected pounds such as 12000, £1,082,102 or (500)")
    return sign * value


AMOUNT = Kind(read_amount, write_number)
"""An amount in pounds."""


class Pounds(Fraction):
    """A value that was written with a £, so that it must be one of pounds."""

    __slots__ = ()


def read_value(text: str) -> Fraction | Unread:
    """Read the value of a parameter: a number or a percentage, or pounds as people print them.

    >>> read_value("£450") == 450, read_value("7,125"), read_value("2.5%")
    (True, Fraction(7125, 1), Fraction(1, 40))
    """
    value = read_number(text)
    if not isinstance(value, Unread):
        return value
    amount = read_amount(text)
    if isinstance(amount, Unread):
        return amount if amount.code == "book.currency" else value
    return Pounds(amount) if "£" in text else amount


VALUE = Kind(read_value, write_number)
"""The value of a parameter."""


def read_date(text: str) -> date | Unread:
    """Read a day such as 2020-04-01."""
    body = text.strip(" ")
    expected = "expected a day such as 2020-04-01"
    if not _DATE.fullmatch(body):
        return Unread("book.date", f"{quoted(body)} is not a date", expected)
    try:
        day = date.fromisoformat(body)
    except ValueError:
        return Unread("book.date", f"{quoted(body)} is not a day of any calendar", expected)
    if not 1900 <= day.year <= 2200:
        return Unread("book.date", f"{quoted(body)} is too far away", "expected a year from 1900 to 2200")
    return day


DATE = Kind(read_date, date.isoformat)
"""A day."""


def year_kind(first_month: int) -> Kind:
    """The kind of a financial year's label, in a book whose years begin in a given month."""
    shown = "2020" if first_month == 1 else "2020/21"

    def read(text: str) -> Any:  # noqa: ANN401 - a kind gives its own value or Unread
        year = parse_year(text.strip(" "), first_month)
        if year is None:
            return Unread("book.year", f"{quoted(text)} is not a year", f"expected a year such as {shown}")
        return year

    return Kind(read, str)


def read_unit(text: str) -> Any:  # noqa: ANN401 - a kind gives its own value or Unread
    """Read a unit such as £/month."""
    unit = parse_unit(text)
    if unit is None:
        return Unread(
            "book.unit", f"{quoted(text)} is not a unit", "expected a unit such as £, £/month, FTE or 1"
        )
    return unit


UNIT = Kind(read_unit, str)
"""What a number counts."""


def words_kind(meanings: Mapping[str, Any]) -> Kind:
    """The kind of a cell that holds one of a few words; the first word of a meaning is written."""
    written = {value: word for word, value in reversed(tuple(meanings.items()))}
    listed = ", ".join(dict.fromkeys(written[value] for value in meanings.values()))

    def read(text: str) -> Any:  # noqa: ANN401 - a kind gives its own value or Unread
        word = text.strip(" ")
        if word in meanings:
            return meanings[word]
        near = nearest_name(word.lower(), meanings)
        return Unread("book.word", f"{quoted(word)} is not known here", f"expected one of {listed}", near)

    return Kind(read, lambda value: written[value])


def enumeration(members: type[Enum], *left_out: Enum) -> Kind:
    """The kind of a cell that holds one of the words of an enumeration."""
    return words_kind({str(m.value): m for m in members if m not in left_out and m.value})


YES_NO = words_kind({"yes": True, "no": False, "true": True, "false": False, "TRUE": True, "FALSE": False})
"""Yes or no."""
