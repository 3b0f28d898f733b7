"""Budgets beside a published prior year, for tests of what their drivers say of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.core.report.plans import OURS, Plan, plain
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Restatement, Stage
from votebook.core.plan.parameter import Role
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.variance import VarianceSplit, split_against_comparative

UNEXPLAINED = "not explained by drivers"
RENT = plain("rent", "£/month", Role.RATE, y2019="90", y2020="100")
LATE = plain("late", "£", Role.SCOPE, y2020="500")


def prior(plan: Budget, year: str = "2020/21") -> VarianceSplit:
    """The split of a year against the outturn."""
    result = split_against_comparative(Plan(plan), year, "outturn")
    assert isinstance(result, VarianceSplit)
    return result


def parts(result: VarianceSplit, ref: str) -> dict[str, Fraction]:
    """The parts of a row that are not nil, in pounds by cause; they add up to its variance."""
    row = result.row(ref)
    assert row.parts.total == row.variance
    return {cause.value: row.parts.part(cause).exact for cause in Cause if row.parts.part(cause).pence}


def moved(amount: int, from_at: str, to_at: str) -> Restatement:
    """A net restatement of the outturn."""
    return Restatement(
        "outturn", from_at, (), to_at, (), Fraction(amount), Stage.NET, "", Fraction(0), date(2020, 3, 2),
        "Panel", OURS,
    )  # fmt: skip
