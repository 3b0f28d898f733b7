"""Variances against what the paper prints for 2019/20 are explained as far as the inputs then were known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.papers.sec_2020_23.conftest import amount_of
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.model import Model, prepare
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.variance import VarianceSplit, split_against_comparative

CAUSES = (Cause.RECLASSIFIED, Cause.VOLUME, Cause.INDEXATION, Cause.SCOPE, Cause.UNEXPLAINED)

AGAINST_OUTTURN = """
                            reclassified   volume  indexation      scope  unexplained
panel_members                          0        0       3,651          0            0
legal                                  0        0           0          0        5,000
satisfaction_survey                    0        0           0          0            0
user_cio                         180,000        0           0          0       20,000
licences                           2,970        0           0          0          330
website_maintenance                    0        0           0          0            0
codeworks                              0        0           0          0       45,000
contractual_discount              20,330        0           0          0     (69,756)
secas_people                   (203,300)        0           0          0      697,557
meeting_rooms                          0   18,000           0          0       26,000
chair_office                           0        0           0          0            0
contractor_space                       0        0           0          0       10,400
visit_expenses                         0        0           0     10,000            0
projects                               0        0           0          0      118,490
contingency                            0        0           0    397,595            0
total                                  0   18,000       3,651    407,595      853,186
"""

AGAINST_APPROVED = """
                            reclassified   volume  indexation      scope  unexplained
panel_members                          0        0       3,651          0            0
user_cio                               0        0           0    200,000            0
secas_accommodation                    0   18,000           0          0       37,400
contingency                            0      900         183   (19,972)       47,248
"""


def split(calculation: Calculation, comparative: str) -> VarianceSplit:
    result = split_against_comparative(calculation, "2020/21", comparative)
    assert isinstance(result, VarianceSplit), "\n".join(fault.explain() for fault in result)
    return result


@pytest.mark.parametrize(
    ("comparative", "expected"),
    [("outturn_2019_20", AGAINST_OUTTURN), ("approved_2019_20", AGAINST_APPROVED)],
)
def test_a_variance_is_split_as_far_as_the_inputs_of_the_year_before_allow(
    calculation: Calculation, comparative: str, expected: str
) -> None:
    _, *lines = expected.strip().splitlines()
    figures = {ref: [amount_of(text) for text in texts] for ref, *texts in map(str.split, lines)}

    result = split(calculation, comparative)

    parts = {ref: result.row(ref.replace("total", "")).parts for ref in figures}
    found = {
        ref: [amount_of(each.part(cause).published()) for cause in CAUSES] for ref, each in parts.items()
    }
    assert found == figures


@pytest.mark.parametrize("comparative", ["approved_2019_20", "outturn_2019_20", "estimate_2020_21"])
def test_the_parts_of_every_row_add_up_to_the_penny(calculation: Calculation, comparative: str) -> None:
    result = split(calculation, comparative)

    assert all(row.parts.total == row.variance for row in result.rows)


def test_the_order_of_the_book_changes_no_part(calculation: Calculation) -> None:
    budget = calculation.budget
    turned = replace(
        budget, components=budget.components[::-1], parameters=budget.parameters[::-1],
        comparative_amounts=budget.comparative_amounts[::-1], restatements=budget.restatements[::-1],
    )  # fmt: skip

    model = prepare(turned)
    assert isinstance(model, Model)

    result, other = split(calculation, "outturn_2019_20"), split(calculate(model), "outturn_2019_20")

    assert all(other.row(row.ref).parts == row.parts for row in result.rows)
