"""A financial year is twelve whole months from the first of its first month, named by its label."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.year import FinancialYear, month_after, parse_year

YEARS = st.builds(FinancialYear, st.integers(1900, 2200), st.integers(1, 12))


@pytest.mark.parametrize(
    ("begins", "first_month", "start", "end", "days"),
    [
        (2019, 4, "2019-04-01", "2020-03-31", 366),
        (2020, 4, "2020-04-01", "2021-03-31", 365),
        (2020, 1, "2020-01-01", "2020-12-31", 366),
        (2019, 3, "2019-03-01", "2020-02-29", 366),
        (2020, 3, "2020-03-01", "2021-02-28", 365),
        (2099, 4, "2099-04-01", "2100-03-31", 365),
        (1999, 4, "1999-04-01", "2000-03-31", 366),
    ],
)
def test_a_year_runs_from_its_first_month(
    begins: int, first_month: int, start: str, end: str, days: int
) -> None:
    year = FinancialYear(begins, first_month)

    assert (str(year.start), str(year.end), year.days) == (start, end, days)


@given(YEARS)
def test_years_meet_without_gap_or_overlap(year: FinancialYear) -> None:
    following = FinancialYear(year.begins + 1, year.first_month)

    assert following.start - year.end == timedelta(days=1)
    assert year.start in year
    assert year.end in year
    assert following.start not in year
    assert year < following


@given(YEARS)
def test_the_months_cover_the_year(year: FinancialYear) -> None:
    months = year.months

    assert len(months) == 12
    assert months[0] == year.start
    assert month_after(months[-1], 1) == year.end + timedelta(days=1)


@given(YEARS)
def test_a_label_reads_back(year: FinancialYear) -> None:
    assert parse_year(str(year), year.first_month) == year


@pytest.mark.parametrize(
    ("label", "begins"),
    [("2020/21", 2020), ("1999/00", 1999), ("2099/00", 2099), ("1900/01", 1900), ("2200/01", 2200)],
)
def test_a_label_names_two_years_in_a_row(label: str, begins: int) -> None:
    assert parse_year(label) == FinancialYear(begins)


@pytest.mark.parametrize(
    "label",
    [
        "", "2020", "2020/22", "2020/20", "0000/01", "0/00", "1899/00", "2201/02", "9999/00", "20/21",
        "2020/2021", "2020-21", " 2020/21", "2020/21\n", "\u0662\u0660\u0662\u0660/21",
    ],
)  # fmt: skip
def test_what_is_no_label_is_none(label: str) -> None:
    assert parse_year(label) is None


@pytest.mark.parametrize(
    "label", ["", "0000", "1899", "2201", "2020/21", "202", "20201", "\u0662\u0660\u0662\u0660"]
)
def test_where_years_are_calendar_years_a_label_is_one_year(label: str) -> None:
    assert parse_year("2020", first_month=1) == FinancialYear(2020, 1)
    assert parse_year(label, first_month=1) is None


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [("2020-12-01", 1, "2021-01-01"), ("2020-01-01", -1, "2019-12-01"), ("2020-04-01", 0, "2020-04-01")],
)
def test_months_are_counted_over_the_turn_of_the_year(month: str, count: int, expected: str) -> None:
    assert month_after(date.fromisoformat(month), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(("begins", "first_month"), [(0, 4), (9999, 4), (-1, 4), (2020, 0), (2020, 13)])
def test_a_year_lies_within_the_calendar(begins: int, first_month: int) -> None:
    with pytest.raises(AssertionError, match="a financial year"):
        FinancialYear(begins, first_month)


@pytest.mark.parametrize(("begins", "first_month"), [(1, 1), (9998, 12)])
def test_the_outermost_years_have_all_their_days(begins: int, first_month: int) -> None:
    assert FinancialYear(begins, first_month).days == 365
