"""A figure is rounded once, half away from zero; a nil amount is not an amount that rounds to nil."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.report.figure import parse_printed, print_decimal, print_figure, print_steps, steps
from votebook.core.report.statement import ZeroStyle


@pytest.mark.parametrize(
    ("exact", "unit", "decimals", "printed"),
    [
        ("8349486.41", "£", 0, "8,349,486"),
        ("-13600", "£", 0, "(13,600)"),
        ("0.50", "£", 0, "1"),
        ("-0.50", "£", 0, "(1)"),
        ("0.49", "£", 0, "0"),
        ("-0.49", "£", 0, "0"),
        ("0", "£", 0, "–"),
        ("8349486", "£k", 0, "8,349"),
        ("8349486", "£k", 1, "8,349.5"),
        ("12.34", "pence", 0, "1,234"),
        ("29.3", "FTE", 2, "29.30"),
        ("-0.05", "FTE", 2, "(0.05)"),
        ("0.05", "%", 1, "5.0%"),
        ("-0.125", "%", 0, "(13%)"),
    ],
)
def test_a_figure_prints_in_its_unit(exact: str, unit: str, decimals: int, printed: str) -> None:
    assert print_figure(Fraction(exact), unit, ZeroStyle.DASH, decimals) == printed


def test_a_nil_amount_prints_as_a_figure_where_the_statement_says_zero() -> None:
    assert print_figure(Fraction(0), "£", ZeroStyle.ZERO) == "0"
    assert print_figure(Fraction(0), "FTE", ZeroStyle.ZERO, 2) == "0.00"


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        ("£8,349,486", "8349486"),
        ("-£74,211", "-74211"),
        ("£-74,211", "-74211"),
        ("−74,211", "-74211"),
        ("(13,600)", "-13600"),
        ("(£13,600)", "-13600"),
        ("( 13,600 )", "-13600"),
        ("–", "0"),
        ("-", "0"),
        ("£0", "0"),
        ("nil", "0"),
        ("0.05", "0.05"),
        (".5", "0.5"),
        ("12%", "0.12"),
        ("£10k", "10000"),
        ("£1.2m", "1200000"),
        ("£1.2 million", "1200000"),
        ("£2bn", "2000000000"),
        ("50p", "0.50"),
        ("\u00a0£1,000\u00a0", "1000"),
    ],
)
def test_a_printed_figure_reads_back(printed: str, means: str) -> None:
    assert parse_printed(printed) == Fraction(means)


@pytest.mark.parametrize(
    "text", ["", "   ", "N/A", "8,34,9", "1,2345", "--5", "(-5)", "1 000", "£", "٣", "1e5", "5x", "9" * 19]
)
def test_what_is_no_figure_reads_as_none(text: str) -> None:
    assert parse_printed(text) is None


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_what_is_printed_reads_back_as_what_was_rounded(count: int, decimals: int) -> None:
    printed = print_steps(count, "£", decimals)

    assert parse_printed(printed) == Fraction(count, 10**decimals)


@given(st.fractions(max_denominator=10**4, min_value=-(10**9), max_value=10**9))
def test_a_printed_figure_is_within_half_a_step_of_the_exact_one(exact: Fraction) -> None:
    read = parse_printed(print_figure(exact, "£", ZeroStyle.DASH, 1))

    assert read is not None
    assert abs(steps(read, "£", 1) - steps(exact, "£", 1)) <= Fraction(1, 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_machine_reads_exactly_what_is_meant(value: object) -> None:
    exact = Fraction(str(value))

    assert Fraction(print_decimal(exact)) == exact


@pytest.mark.parametrize("pounds", ["9" * 16, "9" * 18, "-1234567890123456"])
def test_a_total_of_more_digits_than_an_amount_may_have_is_read_back_as_printed(pounds: str) -> None:
    printed = print_figure(Fraction(pounds), "£", ZeroStyle.DASH)

    assert parse_printed(printed) == Fraction(pounds)
