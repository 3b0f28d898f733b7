"""A cell is read strictly, by its kind, and what is written is read back to the same value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.source import SourceKind
from votebook.formats.book.kind import (
    AMOUNT,
    DATE,
    NAME,
    NUMBER,
    PROFILE,
    VALUE,
    YES_NO,
    Pounds,
    Unread,
    enumeration,
    year_kind,
)

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,20}(_[a-z0-9]{1,9}){0,3}", fullmatch=True)
DECIMALS = st.decimals(-(10**9), 10**9, places=4).map(Fraction)


@pytest.mark.parametrize(
    ("written", "pounds"),
    [
        ("0", "0"),
        ("12", "12"),
        ("-12.5", "-12.5"),
        ("£1,234.56", "1234.56"),
        ("-£500", "-500"),
        ("£-500", "-500"),
        ("(500)", "-500"),
        ("(£1,500.10)", "-1500.10"),
        (" 7 ", "7"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1,234,567,890,123.00", "1234567890123"),
        ("007", "7"),
    ],
)
def test_pounds_are_read_as_people_print_them(written: str, pounds: str) -> None:
    assert AMOUNT.read(written) == Fraction(pounds)


@pytest.mark.parametrize(
    "written", ["", "£", "()", "1,23", "12,345,6", "1 000", "£(5)", "((5))", "(-5)", "--5", "5-"]
)
def test_what_nobody_prints_is_no_amount(written: str) -> None:
    assert isinstance(AMOUNT.read(written), Unread)


@pytest.mark.parametrize(
    ("written", "value"),
    [("£450", "450"), ("7,125", "7125"), ("-1,000.5", "-1000.5"), ("(£1,500)", "-1500"), ("10%", "0.1")],
)
def test_a_parameter_is_read_as_amounts_are_and_as_a_percentage(written: str, value: str) -> None:
    assert VALUE.read(written) == Fraction(value)
    assert isinstance(VALUE.read(written), Pounds) == ("£" in written)


@pytest.mark.parametrize("written", ["£5%", "1,23", "£", "many", "1,2%"])
def test_what_is_neither_is_no_value(written: str) -> None:
    refused = VALUE.read(written)

    assert isinstance(refused, Unread)
    assert "\\x" not in refused.found


@given(DECIMALS)
def test_a_number_written_is_read_back(value: Fraction) -> None:
    assert NUMBER.read(NUMBER.write(value)) == value
    assert AMOUNT.read(AMOUNT.write(value)) == value


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_written_is_read_back(day: date) -> None:
    assert DATE.read(DATE.write(day)) == day


@given(NAMES)
def test_a_name_is_read_as_it_stands_or_is_a_word_of_formulas(name: str) -> None:
    value = NAME.read(name)

    assert value == name or (isinstance(value, Unread) and value.code == "book.name")


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused_by_every_kind_and_never_breaks_one(text: str) -> None:
    for kind in (
        AMOUNT,
        VALUE,
        NUMBER,
        NAME,
        DATE,
        PROFILE,
        YES_NO,
        year_kind(4),
        year_kind(1),
        enumeration(SourceKind),
    ):
        value = kind.read(text)

        if isinstance(value, Unread):
            assert value.code.startswith("book.")
            assert value.found.isprintable()
        else:
            assert kind.read(kind.write(value)) == value


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("Panel Chair", "panel_chair"), ("2nd line", "nd_line"), ("fte-grade", "fte_grade"), ("É", "")],
)
def test_a_name_that_is_none_comes_with_one_that_is(text: str, nearest: str) -> None:
    value = NAME.read(text)

    assert isinstance(value, Unread)
    assert value.nearest == nearest


@pytest.mark.parametrize("text", ["even", "working_days", "follow:staff", "quarterly"])
def test_a_profile_is_named_or_follows_a_line(text: str) -> None:
    assert PROFILE.read(text) == text


def test_a_calendar_year_is_the_label_where_years_begin_in_january() -> None:
    assert str(year_kind(1).read("2021")) == "2021"
    assert isinstance(year_kind(1).read("2020/21"), Unread)
