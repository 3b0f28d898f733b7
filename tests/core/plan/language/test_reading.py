"""A year reads the value in force, or says that it changes; sums go over who is not retired."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.core.plan.invention import YEARS, budget_of, parameter
from votebook.core.measure.source import Fault
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.language.expression import Duration
from votebook.core.plan.language.reading import Readings, value_in_year
from votebook.core.plan.parameter import WithinYear

LEAP = FinancialYear(2019)


@pytest.mark.parametrize(
    ("values", "within_year", "read"),
    [
        ([("2018-04-01", 5)], "", "5"),
        ([("2019-04-01", 5)], "", "5"),
        ([("2020-03-31", 5)], "", "5"),
        ([("2020-04-01", 5)], "", None),
        ([], "", None),
        ([("2018-04-01", 5), ("2019-04-01", 6)], "", "6"),
        ([("2018-04-01", 5), ("2020-04-01", 6)], "", "5"),
        ([("2018-04-01", 5), ("2019-10-01", 5)], "", "5"),
        ([("2018-04-01", 5), ("2019-10-01", 6)], "", "changes on 2019-10-01"),
        ([("2018-04-01", 5), ("2019-06-01", 5), ("2019-10-01", 6)], "", "changes on 2019-10-01"),
        ([("2018-04-01", 5), ("2019-10-01", 6)], "opening", "5"),
        ([("2018-04-01", 5), ("2019-10-01", 6)], "average", "11/2"),
        ([("2018-04-01", 0), ("2020-02-29", 12)], "average", "30/29"),
        ([("2018-04-01", 12), ("2020-03-31", 0)], "average", "371/31"),
        ([("2019-07-01", 3), ("2020-01-01", 6)], "average", "4"),
        ([("2018-04-01", 0), ("2019-08-01", 12), ("2019-12-01", 24)], "average", "12"),
    ],
)
def test_a_year_reads_what_is_in_force(
    values: list[tuple[str, int]], within_year: str, read: str | None
) -> None:
    dated = [((), date.fromisoformat(day), Fraction(value)) for day, value in values]
    value = value_in_year(parameter("rate", "1", dated, within_year=WithinYear(within_year)), (), LEAP)

    if read is not None and read.startswith("changes"):
        assert isinstance(value, Fault)
        assert read in value.found
    else:
        assert value == (None if read is None else Fraction(read))


def test_a_yearly_value_does_not_outlive_its_year() -> None:
    yearly = parameter("fte", "FTE", [((), date(2019, 4, 1), Fraction(5))], is_yearly=True)

    assert [value_in_year(yearly, (), year) for year in YEARS] == [5, None, None]


def test_a_sum_goes_over_the_innermost_members_that_are_not_retired_when_the_year_begins() -> None:
    readings = Readings(budget_of())

    assert [readings.summed_members("grade", year) for year in YEARS[:2]] == [
        ("g1", "g2", "g3"),
        ("g1", "g2"),
    ]
    assert readings.summed_members("area", LEAP) == ("north", "east")


@pytest.mark.parametrize(
    ("window", "duration", "year", "covered"),
    [
        (ALWAYS, Duration.MONTHS, 2019, "12"),
        (ALWAYS, Duration.DAYS, 2019, "366"),
        (ALWAYS, Duration.DAYS, 2020, "365"),
        (ALWAYS, Duration.WORKING_DAYS, 2020, "259"),
        (Window(date(2020, 2, 29), date(2020, 2, 29)), Duration.MONTHS, 2019, "1/29"),
        (Window(date(2020, 2, 29), date(2020, 2, 29)), Duration.WORKING_DAYS, 2019, "0"),
        (Window(date(2020, 4, 9), date(2020, 4, 13)), Duration.WORKING_DAYS, 2020, "2"),
        (Window(date(2020, 3, 31), date(2020, 4, 1)), Duration.DAYS, 2019, "1"),
        (Window(date(2020, 3, 31), date(2020, 4, 1)), Duration.DAYS, 2020, "1"),
        (Window(date(2021, 4, 1)), Duration.DAYS, 2019, "0"),
    ],
)
def test_a_window_covers_part_of_a_year(window: Window, duration: Duration, year: int, covered: str) -> None:
    assert Readings(budget_of()).covered(window, FinancialYear(year), duration) == Fraction(covered)


def test_an_override_reads_in_every_year() -> None:
    budget = budget_of(parameters=(parameter("rate", "1", [((), date(2018, 4, 1), Fraction(5))]),))
    readings = Readings(budget, {("rate", ()): Fraction(9)})

    assert {readings.value("rate", (), year) for year in YEARS} == {9}
    assert Readings(budget).value("rate", ("nobody",), LEAP) is None
