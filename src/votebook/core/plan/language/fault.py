"""Fault: what is said when a formula whose names and units are right has no value in a year.

Each points into the formula, names the year, and says what would give a value.
"""

from __future__ import annotations

from votebook.core.measure.source import Fault
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.language.expression import Name, Operation, Summation
from votebook.core.plan.language.vocabulary import Spot


def division_by_zero(spot: Spot, part: Operation, year: FinancialYear) -> Fault:
    """Say that a formula divides by nil in a year."""
    return spot.fault(
        "calculation.division-by-zero",
        part.sign_at,
        f"divides by nil in {year}",
        "what stands to the right of '/' must not be nil in a year in which the component is active",
    )


def unmatched_volume(
    name: Name, members: tuple[str, ...], year: FinancialYear, spot: Spot, fault: Fault | None = None
) -> Fault:
    """Say that a sum would leave out a member which has a volume but lacks another value."""
    at = f"{name.name}[{', '.join(members)}]"
    lacking = f" ({fault.found})" if fault else ""
    return spot.fault(
        "formula.missing-value",
        name.span[0],
        f"'{at}' is not nil in {year}, but another value of the sum is missing there{lacking}",
        "give the missing value; it would silently count as nothing",
    )


def no_prior_figure(name: Name, spot: Spot) -> Fault:
    """Say that a comparative has no figure for a line or category."""
    found = f"'{name.name}' has no figure in '{name.comparative}'"
    return spot.fault("formula.missing-value", name.span[0], found, "give one in comparatives.csv")


def no_value(parameter: str, members: tuple[str, ...], year: FinancialYear, spot: Spot, at: int) -> Fault:
    """Say that a parameter has no value in a year."""
    shown = f"{parameter}[{', '.join(members)}]" if members else parameter
    found = f"'{shown}' has no value in {year}"
    return spot.fault("formula.missing-value", at, found, "give one, or end the component's window before")


def inside_estimate(name: Name, above: str, year: FinancialYear, spot: Spot) -> Fault:
    """Say that a figure is not known because its year is estimated for a category as a whole."""
    found = f"'{name.name}' has no figure of its own in {year}, which is estimated for '{above}' as a whole"
    expected = f"name '{above}', spread its estimate, or end the component's window before"
    return spot.fault("formula.missing-value", name.span[0], found, expected)


def nothing_to_sum(part: Summation, year: FinancialYear, spot: Spot) -> Fault:
    """Say that a sum has no term at all in a year."""
    found = f"no member of {' and '.join(part.dimensions)} has a value in {year}"
    return spot.fault("formula.missing-value", part.span[0], found, "give one, or end the window before")
