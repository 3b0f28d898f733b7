"""Tables 1, 2 and 3 of the paper: the whole budget by year, by category and by service area.

The figures are the paper's. Where its totals need pence that it does not print, or where it
contradicts itself, the exception is named with what the printed parts come to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE_1 = """
                y2020      y2021      y2022
    secco       1,082,102  1,106,701  1,138,552
    secas       5,678,040  5,678,040  5,678,040
    projects    1,191,750    968,000    640,000
    contingency   397,595    387,637    372,830
    total       8,349,486  8,140,378  7,829,421
"""

TABLE_2 = """
                  approved   outturn    budget     variance
    secco           760,651    824,986  1,082,102    257,116
    people        4,995,769  5,533,122  6,027,378          .
    discount              .  (553,312)  (602,738)          .
    accommodation   198,000    189,000    253,400          .
    services      5,429,069  5,168,810  5,678,040    509,230
    projects      1,195,000  1,073,260  1,191,750    118,490
    contingency     369,236          .    397,595          .
    total         7,753,956  7,067,056  8,349,486  1,282,430
"""

TABLE_3 = """
                core       sme        chairs   total
    panel_board   425,485     71,301  167,452    664,239
    tabasc        462,581    143,085   72,000    677,666
    opsg          626,156     85,851  120,000    832,007
    tag           482,012     57,234        .    539,246
    ssc           643,350    795,504  196,000  1,634,853
    smki_pma      121,239          0   69,000    190,239
    privacy        17,724     24,608        .     42,331
    change        979,686    114,468        .  1,094,154
    party         943,650     33,445        .    977,095
    total       4,701,883  1,325,495  624,452  6,651,830
"""


def test_table_1_comes_out_but_for_unpublished_pence(agree: Callable[..., None]) -> None:
    agree(
        "table_01",
        TABLE_1,
        but={"secas/y2020": "5,678,041", "total/y2020": "8,349,488", "total/y2022": "7,829,422"},
    )


def test_table_2_comes_out_but_for_core_team_and_experts_as_approved(agree: Callable[..., None]) -> None:
    rounding = {
        "people/budget": "6,027,379",
        "services/budget": "5,678,041",
        "services/variance": "509,231",
        "total/budget": "8,349,488",
        "total/variance": "1,282,432",
        "services/approved": "5,429,068",
        "total/approved": "7,753,955",
    }
    contradicted_by_table_6 = {"people/approved": "5,231,068"}

    agree("table_02", TABLE_2, but=rounding | contradicted_by_table_6)


def test_table_3_comes_out_but_for_unpublished_pence(agree: Callable[..., None]) -> None:
    agree(
        "table_03",
        TABLE_3,
        but={
            "panel_board/total": "664,238",
            "ssc/total": "1,634,854",
            "privacy/total": "42,332",
            "total/sme": "1,325,496",
            "total/total": "6,651,831",
        },
    )
