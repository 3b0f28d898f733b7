"""Selection: a part of a budget, chosen by structure and by members of dimensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeAmount


@dataclass(frozen=True, slots=True)
class Selection:
    """The lines inside any of ``at`` (all when empty) and on every one of these members.

    ``members`` are pairs of dimension and member; a member selects what lies within it too.
    """

    at: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()


def refs_inside(budget: Budget, at: tuple[str, ...]) -> frozenset[str]:
    """The lines, groups and categories inside any of the given ones; all when none is given."""
    if not at:
        return frozenset(budget.line_index) | frozenset(budget.structure.by_ref)
    inside = frozenset().union(*(budget.structure.inside(ref) for ref in at))
    lines = (line.ref for line in budget.lines if line.category in inside or line.ref in at)
    return inside | frozenset(lines)


def members_inside(budget: Budget, dimension: str, member: str) -> frozenset[str]:
    """A member and every member within it, at any depth."""
    found = {member}
    members = budget.dimension_by_name[dimension].members
    while inside := {m.ref for m in members if m.within in found} - found:
        found |= inside
    return frozenset(found)


def comparative_within(
    budget: Budget, amounts: Iterable[ComparativeAmount], selection: Selection
) -> Fraction | None:
    """Add the prior amounts, in pounds, that lie wholly inside a selection; None when none does.

    An amount for the whole budget counts only where everything is selected. An amount without a
    member of a selected dimension counts when it is a line's and that line is on the member.
    """
    refs = refs_inside(budget, selection.at)
    wanted = {name: members_inside(budget, name, ref) for name, ref in selection.members}
    found: list[Fraction] = []
    for amount in amounts:
        if amount.at not in refs and not (amount.at == "" and not selection.at):
            continue
        placed = dict(amount.members)
        if amount.at in budget.line_index:
            placed = dict(budget.line(amount.at).members) | placed
        if all(placed.get(name) in members for name, members in wanted.items()):
            found.append(amount.amount)
    return sum(found, Fraction(0)) if found else None
