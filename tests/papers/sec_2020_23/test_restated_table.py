"""The estimated outturn restated: what moved is moved, net of its discount, and no total changes.

Nothing of this is printed in the paper, which compares with figures as they were published. The
moves are the paper's words: £200,000 of User CIO and £320,000 of Committee Support.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from votebook.core.report.table import Table

RESTATED = """
                        outturn   restated      moved      budget    variance
    secco               824,986  1,007,956    182,970   1,082,102      74,146
    committee_support   917,000    597,000  (320,000)           0   (597,000)
    panel_board               0          0          0     496,786     496,786
    technical         1,123,000  1,443,000    320,000   1,856,919     413,919
    security          1,634,303  1,431,003  (203,300)   1,602,425     171,422
    change            1,122,819  1,122,819          0   1,094,154    (28,665)
    party               736,000    736,000          0     977,095     241,095
    discount          (553,312)  (532,982)     20,330   (602,738)    (69,756)
    accommodation       189,000    189,000          0     253,400      64,400
    projects          1,073,260  1,073,260          0   1,191,750     118,490
    contingency               .          .          .     397,595           .
    total             7,067,056  7,067,056          0   8,349,488   1,282,432
"""


def test_the_outturn_is_restated_and_its_total_conserved(agree: Callable[..., None]) -> None:
    agree("restated", RESTATED)


@pytest.mark.parametrize("row", ["user_cio", "licences"])
def test_as_published_the_moved_lines_have_no_outturn(row: str, tables: dict[str, Table]) -> None:
    assert tables["table_04"].cell(row, "outturn").exact is None


def test_what_leaves_the_discounted_base_takes_its_tenth_along(tables: dict[str, Table]) -> None:
    moved = {
        row: tables["restated"].cell(row, "moved").exact or Fraction(0)
        for row in ("secco", "security", "discount")
    }

    assert -moved["security"] == Fraction(203_300)
    assert moved["discount"] == Fraction(203_300) / 10
    assert moved["secco"] == Fraction(203_300) * 9 / 10


def test_last_years_estimate_stands_as_its_own_comparative(agree: Callable[..., None]) -> None:
    agree(
        "overview",
        """
              estimate   y2020      y2021      y2022      against_estimate
        whole 7,571,550  8,349,488  8,140,378  7,829,422  777,938
        """,
    )
