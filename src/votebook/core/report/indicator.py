"""Indicator: what a statement prints of a parameter: its value for some members in a year."""

from __future__ import annotations

from fractions import Fraction

from votebook.core.measure.source import Fault
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.reading import value_in_year
from votebook.core.plan.selection import Selection


def indicator(
    budget: Budget, name: str, year: FinancialYear, selection: Selection
) -> Fraction | Fault | None:
    """Add a parameter's values in a year over what a selection picks, exactly; None without a value.

    Members of the selection pick; dimensions that it does not pick are added over their innermost
    members that are not retired. A picked member has its own value or the sum of what lies within
    it. A selection by a dimension that the parameter does not have picks nothing of it, and so does
    one by places of the structure alone, which say nothing about a parameter. A value that changes
    inside the year without a rule for it is a fault.
    """
    parameter = budget.parameter_by_name[name]
    picked = dict(selection.members)
    if not picked.keys() <= set(parameter.dimensions) or (selection.at and not picked):
        return None
    given = {value.members for value in parameter.values}
    allowed = []
    for position, dimension in enumerate(parameter.dimensions):
        own = {members[position] for members in given}
        allowed.append(_counted(budget, dimension, picked.get(dimension), own, year))
    values = [
        value_in_year(parameter, members, year)
        for members in sorted(given)
        if all(member in inside for member, inside in zip(members, allowed, strict=True))
    ]
    known: list[Fraction] = []
    for value in values:
        if isinstance(value, Fault):
            return value
        if value is not None:
            known.append(value)
    return sum(known, Fraction(0)) if known else None


def _counted(
    budget: Budget, dimension: str, picked: str | None, own: set[str], year: FinancialYear
) -> frozenset[str]:
    """The members of a dimension that count: those inside the picked one, or all, parents left out."""
    found = budget.dimension_by_name[dimension]
    if picked is not None:
        return frozenset({picked} if picked in own else found.leaves(picked))
    parents = {member.within for member in found.members}
    return frozenset(
        member.ref
        for member in found.members
        if member.ref not in parents and not (member.retired and member.retired < year.start)
    )
