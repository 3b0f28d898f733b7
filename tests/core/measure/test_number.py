"""A number from outside is ASCII digits, a point and a minus, of bounded length, and read exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.number import DIGITS_MAX, LENGTH_MAX, NumberRefused, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("007", Fraction(7)),
        ("28.5", Fraction(57, 2)),
        (".5", Fraction(1, 2)),
        ("-.05", Fraction(-1, 20)),
        ("999999999999999", Fraction(10**15 - 1)),
        ("0.00000000000001", Fraction(1, 10**14)),
    ],
)
def test_a_decimal_number_is_read_exactly(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("   ", "it is empty"),
        ("NaN", "only finite numbers count"),
        ("-Infinity", "only finite numbers count"),
        (" +inf ", "only finite numbers count"),
        ("\u0661\u0662\u0663", "only the digits 0 to 9, a point and a minus are read"),
        ("\u22125", "only the digits 0 to 9, a point and a minus are read"),
        ("1E+1000000", "write it in full, without an exponent"),
        ("1.e5", "write it in full, without an exponent"),
        ("1_000", "leave out the underscore"),
        ("1,000", "leave out the comma"),
        (" 5", "leave out the spaces around it"),
        ("5\n", "leave out the spaces around it"),
        ("+5", "leave out the plus"),
        ("5.", "write a digit after the point, or leave it out"),
        ("1.2.3", "only the digits 0 to 9, a point and a minus are read"),
        ("--1", "only the digits 0 to 9, a point and a minus are read"),
        ("twelve", "only the digits 0 to 9, a point and a minus are read"),
        ("1" * (DIGITS_MAX + 1), "it has more than 15 digits"),
        ("0." + "0" * DIGITS_MAX, "it has more than 15 digits"),
        ("1" * (LENGTH_MAX + 1), "it is longer than 60 characters"),
        ("9" * 1_000_000, "it is longer than 60 characters"),
    ],
)
def test_anything_else_is_refused_with_what_would_settle_it(text: str, reason: str) -> None:
    refused = parse_number(text)

    assert isinstance(refused, NumberRefused)
    assert refused.reason == reason
    assert refused.explain().endswith(f" is not a number: {reason}")


@given(st.text())
def test_no_text_is_more_than_a_number_or_a_refusal_that_prints(text: str) -> None:
    result = parse_number(text)

    if isinstance(result, NumberRefused):
        assert result.explain().isprintable()
        assert len(result.explain()) < 600
    else:
        assert text.isascii()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5))
def test_every_plain_decimal_is_read_as_what_it_says(value: object) -> None:
    assert parse_number(str(value)) == Fraction(str(value))


def test_a_long_text_is_shown_cut() -> None:
    refused = parse_number("x" * 50)

    assert isinstance(refused, NumberRefused)
    assert refused.explain().startswith(f"'{'x' * 37}...' is not a number")


def test_a_reader_of_sums_may_allow_more_digits_than_one_of_amounts() -> None:
    assert parse_number("9" * 18, 18) == 10**18 - 1

    refused = parse_number("9" * 19, 18)

    assert isinstance(refused, NumberRefused)
    assert refused.reason == "it has more than 18 digits"
