"""Month: a line's provision over the twelve months of its year, which always add back to it."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from votebook.core.measure.apportionment import apportion
from votebook.core.measure.money import Money
from votebook.core.measure.profile import (
    Weights,
    even_weights,
    event_weights,
    hand_weights,
    working_day_weights,
)
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.arithmetic.placement import place
from votebook.core.plan.arithmetic.soundness import FOLLOW
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Component

Pence = tuple[int, ...]
"""Twelve amounts in pence, in the order of the year's months."""


class Provided(Protocol):
    """A calculation as the months need it."""

    @property
    def budget(self) -> Budget:
        """The budget."""

    def provision(self, line: str, year: str) -> Money | None:
        """A line's provision."""

    def parts(self, line: str, year: str) -> tuple[tuple[Component, Fraction], ...]:
        """The exact pounds of each of its components."""

    def stated(self, line: str, year: str) -> Fraction | None:
        """The amount stated for it."""

    def is_placed_by_us(self, line: str, year: str) -> bool:
        """Whether its provision is our spreading of an estimate."""


def spread_over_months(calculation: Provided, line: str, year: str) -> Pence:
    """Spread a line's provision over the months by its profile, in pence; nil without a provision.

    Each component is spent within its own window only. A line that follows another is spread as
    that line's own amounts are. Where a profile has no weight at all within a window, the months
    that the window covers share the amount by their days.
    """
    provision = calculation.provision(line, year)
    if provision is None or provision.pence == 0:
        return (0,) * 12
    budget = calculation.budget
    financial_year = budget.years[budget.year_index[year]].year
    followed = _followed(calculation, line, year)
    if followed is None:
        return _settle(provision.pence, _by_parts(calculation, line, financial_year))
    exact = [Fraction(pence) for pence in followed]
    placed = place(provision.pence, exact)
    return placed if placed is not None else _settle(provision.pence, list(even_weights(financial_year)))


def _settle(pence: int, exact: list[Fraction]) -> Pence:
    """Round twelve exact amounts to whole pence that add to an amount, by the largest remainder.

    Amounts of both signs are lifted by the same whole pence first, and lowered again after.
    """
    if all(amount >= 0 for amount in exact) or all(amount <= 0 for amount in exact):
        return apportion(pence, [abs(amount) for amount in exact])
    lift = 100 * int(max(map(abs, exact))) + 100
    lifted = apportion(pence + 12 * lift, [100 * amount + lift for amount in exact])
    return tuple(part - lift for part in lifted)


def _followed(calculation: Provided, line: str, year: str) -> Pence | None:
    """The months of the line that this one follows; None when it follows none, or one without any."""
    profile = calculation.budget.line(line).profile
    if not profile.startswith(FOLLOW):
        return None
    months = spread_over_months(calculation, profile.removeprefix(FOLLOW).strip(), year)
    return months if any(months) else None


def _by_parts(calculation: Provided, line: str, year: FinancialYear) -> list[Fraction]:
    """What each month takes of every component and of the stated amount, in exact pounds."""
    label = str(year)
    amounts: list[tuple[Window, Fraction]] = []
    if not calculation.is_placed_by_us(line, label):
        amounts = [(component.window, value) for component, value in calculation.parts(line, label)]
        amounts.append((ALWAYS, calculation.stated(line, label) or Fraction(0)))
    months = [Fraction(0)] * 12
    for window, amount in amounts or [(ALWAYS, Fraction(1))]:
        if amount:
            weights = weigh_months(calculation.budget, line, year, window)
            total = sum(weights, Fraction(0))
            months = [month + amount * weight / total for month, weight in zip(months, weights, strict=True)]
    return months


def weigh_months(budget: Budget, line: str, year: FinancialYear, window: Window) -> Weights:
    """Weigh the months of a year by a line's profile within a window; relative weights, not all nil."""
    weights = _profiled(budget, budget.line(line).profile, year, window)
    return weights if any(weights) else even_weights(year, window)


def _profiled(budget: Budget, profile: str, year: FinancialYear, window: Window) -> Weights:
    if profile == "working_days":
        return working_day_weights(year, frozenset(budget.holidays), window)
    by_hand = next((hand.weights for hand in budget.profiles if hand.name == profile), None)
    if by_hand is not None:
        return hand_weights(year, by_hand, window)
    events = [(event.day, event.weight) for event in budget.events if event.profile == profile]
    return event_weights(year, events, window) if events else even_weights(year, window)
