"""Prior: a budget year against figures of a prior year, which were published without drivers."""

from __future__ import annotations

from collections.abc import Iterable

from votebook.core.measure.money import Money
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.restatement import restate
from votebook.core.report.bridge.cause import Cause, Parts, settle_parts
from votebook.core.report.bridge.leaf import Leaf, whole_cause
from votebook.core.report.bridge.side import Side


def prior_leaves(side: Side, comparative: str) -> tuple[Leaf, ...]:
    """The leaves of a year against a comparative: a leaf for each place that has a prior figure.

    Each line counts with the innermost place around it that has one; a line or an estimated
    category without any is new, and its own leaf.
    """
    published = [a for a in side.budget.comparative_amounts if a.comparative == comparative]
    restated = restate(side.budget, comparative)
    places = dict.fromkeys(_leaf_place(side, amount.at) for amount in (*published, *restated))
    figures = _figures(side, frozenset(places))
    return tuple(
        _leaf(side, place, figures.get(place), _at(side, published, place), _at(side, restated, place))
        for place in dict.fromkeys((*places, *figures))
    )


def _leaf(side: Side, place: str, of: Money | None, published: Money | None, restated: Money | None) -> Leaf:
    against = published or Money(0)
    there = restated if restated is not None else published
    moved = (there or Money(0)) - against
    settled = settle_parts(moved, {Cause.RECLASSIFIED: moved.exact})
    parts: Parts = settled + whole_cause(of, there, Cause.UNEXPLAINED)
    budget = side.budget
    if place in budget.line_index:
        line = budget.line(place)
        path, number, title = budget.structure.path(line.category), line.number, line.title
    else:
        path, number = budget.structure.path(place), ""
        title = budget.structure.by_ref[place].title if place else "The whole budget"
    is_line = place in budget.line_index
    return Leaf(place, number, title, is_line, of or Money(0), against, path, path, parts)


def _figures(side: Side, places: frozenset[str]) -> dict[str, Money]:
    """The year's figures by the innermost place around them that has a prior figure, else their own."""
    found: dict[str, Money] = {}
    year, budget = str(side.year), side.budget
    for line in budget.lines:
        amount = side.provision(line.ref)
        if amount is not None and not side.estimated(line.category):
            _add(found, _innermost((line.ref, *budget.structure.path(line.category)), places), amount)
    for category in dict.fromkeys(e.category for e in budget.estimates if e.year == year):
        if side.estimated(category) and not side.estimated(budget.structure.by_ref[category].within):
            _add(found, _innermost(budget.structure.path(category), places), side.total(category))
    return found


def _innermost(path: tuple[str, ...], places: frozenset[str]) -> str:
    return next((ref for ref in (*path, "") if ref in places), path[0])


def _leaf_place(side: Side, at: str) -> str:
    """Where a prior amount is compared: at its own place, or at the category estimated above it."""
    budget = side.budget
    category = budget.line(at).category if at in budget.line_index else at
    outermost = [ref for ref in budget.structure.path(category) if side.estimated(ref) == ref]
    return outermost[-1] if outermost else at


def _at(side: Side, amounts: Iterable[ComparativeAmount], place: str) -> Money | None:
    mine = [amount.amount for amount in amounts if _leaf_place(side, amount.at) == place]
    return Money.of(sum(mine[1:], mine[0])) if mine else None


def _add(found: dict[str, Money], place: str, amount: Money) -> None:
    found[place] = found.get(place, Money(0)) + amount
