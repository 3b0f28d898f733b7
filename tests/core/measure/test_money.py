"""Money is whole pence; it rounds half away from zero, once; what it prints it can read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.money import Money, round_half_away

PENCE = st.integers(-(10**13), 10**13)


@pytest.mark.parametrize(
    ("exact", "whole"),
    [("0", 0), ("1/2", 1), ("-1/2", -1), ("3/2", 2), ("-5/2", -3), ("49/100", 0), ("-49/100", 0), ("2/3", 1)],
)
def test_a_half_goes_away_from_zero(exact: str, whole: int) -> None:
    assert round_half_away(Fraction(exact)) == whole


@given(st.integers(-(10**12), 10**12))
def test_rounding_agrees_with_the_decimal_rule(thousandths: int) -> None:
    expected = int((Decimal(thousandths) / 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    assert round_half_away(Fraction(thousandths, 1000)) == expected


@given(st.fractions())
def test_rounding_moves_a_value_by_half_at_most_and_alike_on_both_sides_of_zero(value: Fraction) -> None:
    rounded = round_half_away(value)

    assert abs(rounded - value) <= Fraction(1, 2)
    assert round_half_away(-value) == -rounded


@pytest.mark.parametrize(
    ("printed", "pence"),
    [
        ("1,082,102", 108210200),
        ("£1,082,102.50", 108210250),
        ("0.05", 5),
        (".5", 50),
        ("12345.6", 1234560),
        ("-5", -500),
        ("-£74,211", -7421100),
        ("£-74,211", -7421100),
        ("(£13,600)", -1360000),
        ("(500)", -50000),
        ("-0", 0),
        ("(0)", 0),
    ],
)
def test_an_amount_is_read_as_it_is_printed(printed: str, pence: int) -> None:
    assert Money.pounds(printed) == Money(pence)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "not an amount"),
        ("£", "not an amount"),
        ("()", "not an amount"),
        ("-", "not an amount"),
        ("1,50", "not an amount"),
        ("1,0,8", "not an amount"),
        ("1,082,10", "not an amount"),
        ("(-5)", "not an amount"),
        ("--5", "not an amount"),
        ("-£-5", "not an amount"),
        ("££5", "not an amount"),
        ("(5", "not an amount"),
        ("0.005", "finer than a penny"),
        ("1,082.123", "finer than a penny"),
        ("five", "is not a number"),
        ("1e3", "without an exponent"),
        ("NaN", "only finite"),
        ("\u0661\u0662", "only the digits 0 to 9"),
        ("9,999,999,999,999,999", "more than 15 digits"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text: str, because: str) -> None:
    with pytest.raises(ValueError, match=because):
        Money.pounds(text)


@given(PENCE)
def test_what_is_printed_to_the_penny_reads_back(pence: int) -> None:
    assert Money.pounds(str(Money(pence))) == Money(pence)


@given(PENCE)
def test_a_published_figure_is_within_half_a_pound_and_never_a_nil_in_brackets(pence: int) -> None:
    published = Money(pence).published()

    assert abs(Money.pounds(published).pence - pence) <= 50
    assert published != "(£0)"


@pytest.mark.parametrize(
    ("pence", "published", "exactly"),
    [
        (0, "£0", "£0.00"),
        (-49, "£0", "(£0.49)"),
        (-50, "(£1)", "(£0.50)"),
        (834948650, "£8,349,487", "£8,349,486.50"),
        (-1360000, "(£13,600)", "(£13,600.00)"),
    ],
)
def test_negatives_are_printed_in_brackets(pence: int, published: str, exactly: str) -> None:
    assert Money(pence).published() == published
    assert str(Money(pence)) == exactly


@given(PENCE, PENCE)
def test_sums_and_differences_are_exact(first: int, second: int) -> None:
    assert Money(first) + Money(second) == Money(first + second)
    assert Money(first) - Money(second) == Money(first) + -Money(second)
    assert (Money(first) < Money(second)) == (first < second)


@given(PENCE)
def test_an_exact_number_of_pounds_is_the_same_amount(pence: int) -> None:
    assert Money.of(Money(pence).exact) == Money(pence)


def test_a_share_is_rounded_once_to_the_penny() -> None:
    assert Money(5).share("0.1") == Money(1)
    assert Money(-5).share("0.1") == Money(-1)
    assert Money.pounds("6027378").share("0.10").published() == "£602,738"


def test_a_rate_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="'10%' is not a number"):
        Money(100).share("10%")


@pytest.mark.parametrize("pence", [1.0, True, Fraction(1), Decimal(1)])
def test_money_holds_nothing_but_a_whole_number_of_pence(pence: int) -> None:
    with pytest.raises(AssertionError, match="whole pence"):
        Money(pence)
