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
    inside = _categories_inside(budget, selection.at)
    wanted = {name: members_inside(budget, name, ref) for name, ref in selection.members}
    found: list[Fraction] = []
    for amount in amounts:
        if selection.at and not _lies_within(budget, amount.at, selection.at, inside):
            continue
        placed = dict(amount.members)
        if wanted and amount.at in budget.line_index:
            placed = dict(budget.line(amount.at).members) | placed
        if all(placed.get(name) in members for name, members in wanted.items()):
            found.append(amount.amount)
    return sum(found, Fraction(0)) if found else None


def _categories_inside(budget: Budget, at: tuple[str, ...]) -> frozenset[str]:
    inside = (budget.structure.inside(ref) for ref in at if ref not in budget.line_index)
    return frozenset().union(*inside)


def _lies_within(budget: Budget, ref: str, at: tuple[str, ...], inside: frozenset[str]) -> bool:
    if ref in at or ref in inside:
        return True
    return ref in budget.line_index and budget.line(ref).category in inside


def narrow(budget: Budget, selection: Selection, by: Selection) -> Selection | None:
    """What two selections have in common; None when that is nothing.

    Places and members nest, so of two that overlap one lies inside the other and is the common part.
    """
    at = selection.at or by.at
    if selection.at and by.at:
        here, there = _categories_inside(budget, selection.at), _categories_inside(budget, by.at)
        mine = [ref for ref in selection.at if _lies_within(budget, ref, by.at, there)]
        theirs = [ref for ref in by.at if _lies_within(budget, ref, selection.at, here)]
        at = tuple(dict.fromkeys(mine + theirs))
        if not at:
            return None
    members = dict(selection.members)
    for dimension, member in by.members:
        own = members.get(dimension, member)
        if member in members_inside(budget, dimension, own):
            members[dimension] = member
        elif own not in members_inside(budget, dimension, member):
            return None
    return Selection(at, tuple(members.items()))
