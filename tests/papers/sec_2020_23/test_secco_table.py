"""Table 4 of the paper: every line of SECCo and Panel Operations, to the pound, without exception."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from votebook.core.measure.money import Money
from votebook.core.plan.calculation import Calculation

TABLE_4 = """
                        approved outturn  budget     variance
    panel_members       163,801  163,801    167,452         .
    secco_company        25,000   25,000     25,000         .
    legal                50,000   25,000     30,000         .
    engagement_day        5,500    6,235     10,000         .
    satisfaction_survey  10,350   10,350     10,350         .
    user_cio                  .        .    200,000         .
    licences                  .        .      3,300         .
    panel_total         254,651  230,386    446,102   215,716
    committee_expenses   30,000   20,000     30,000    10,000
    smki_specialist      35,000   35,000     35,000         .
    ssc_smki_chair      200,000  200,000    200,000         .
    tabasc_chair         72,000   72,000     72,000         .
    opsg_chair          100,000  120,000    120,000         .
    opsg_specialist      20,000   13,600          0         .
    chairs_total        427,000  440,600    427,000  (13,600)
    website_maintenance  15,000   20,000     20,000         .
    process_modelling    30,000   30,000     30,000         .
    file_sharing          4,000    4,000      4,000         .
    codeworks                 0   80,000    125,000         .
    systems_total        49,000  134,000    179,000    45,000
    total               760,651  824,986  1,082,102   257,116
"""


def test_table_4_comes_out_without_exception(agree: Callable[..., None]) -> None:
    agree("table_04", TABLE_4)


DRIVERS = """
    line                 driven      reconciling
    panel_members        167,452.00         0
    satisfaction_survey   10,350            0
    licences               3,300            0
    website_maintenance   20,100         -100
"""


@pytest.mark.parametrize("row", DRIVERS.strip().splitlines()[1:], ids=lambda row: row.split()[0])
def test_a_line_with_drivers_is_driven_and_names_its_gap(row: str, calculation: Calculation) -> None:
    line, driven, reconciling = row.split()

    provision = calculation.provision(line, "2020/21")

    assert provision == Money.pounds(driven) + Money.pounds(reconciling)


def test_the_panel_members_provision_is_last_years_with_the_chair_indexed(calculation: Calculation) -> None:
    chair, expenses = Fraction("135222.22"), Fraction("28578.78")

    last_year, this_year = chair + expenses, chair * Fraction("1.027") + expenses

    assert last_year == 163801
    assert calculation.exact("panel_members", "2020/21") == this_year
    assert Money.of(this_year) == Money.pounds("167452")


@pytest.mark.parametrize("year", ["2021/22", "2022/23"])
def test_estimated_years_stand_on_the_category_alone(year: str, calculation: Calculation) -> None:
    figures = {"2021/22": "1106701", "2022/23": "1138552"}

    assert calculation.estimate("secco", year) == Money.pounds(figures[year])
    assert calculation.provision("panel_members", year) is None
    assert calculation.total("secco", year) == Money.pounds(figures[year])
