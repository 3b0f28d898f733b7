"""Difference: how one version of a budget differs from another, in amounts, formulas, structure and words.

Everything is matched by its stable reference, so that a line which was renumbered, renamed or moved
is that, and not one line gone and another come. The differences of the lines add up to those of the
categories and of the whole, in every year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from votebook.core.measure.money import Money
from votebook.core.plan.budget import Budget
from votebook.core.report.bridge.departure import (
    Departure,
    How,
    Subject,
    depart_budgets,
    depart_narrative,
    depart_statements,
)
from votebook.core.report.bridge.side import Calculated
from votebook.core.report.statement import Statement


@dataclass(frozen=True, slots=True)
class AmountDifference:
    """The amount of a line, a category or the whole ("") in a year, before and after.

    None is no amount, which is not the same as nil. ``is_line`` is false for a category, or for
    the part of a category that is estimated as a whole. ``was_in`` and ``is_in`` are the
    categories around it.
    """

    ref: str
    number: str
    title: str
    year: str
    before: Money | None
    after: Money | None
    is_line: bool = True
    was_in: tuple[str, ...] = ()
    is_in: tuple[str, ...] = ()

    @property
    def is_moved(self) -> bool:
        """Whether it has an amount on both sides, in different categories."""
        is_there = self.before is not None and self.after is not None
        return is_there and self.was_in[:1] != self.is_in[:1] and self.is_line

    @property
    def difference(self) -> Money:
        """What it is more than before."""
        return (self.after or Money(0)) - (self.before or Money(0))


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences between two versions.

    ``amounts`` has the lines whose amounts differ or which moved (and categories estimated as a whole),
    ``totals`` every category and, last for each year, the whole. Departures are in the order of
    their subjects.
    """

    before: str
    after: str
    years: tuple[str, ...]
    amounts: tuple[AmountDifference, ...]
    totals: tuple[AmountDifference, ...]
    departures: tuple[Departure, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same throughout."""
        return not self.departures and not any(
            amount.difference.pence for amount in self.totals + self.amounts
        )

    def about(self, subject: Subject) -> tuple[Departure, ...]:
        """The departures of one subject."""
        return tuple(departure for departure in self.departures if departure.subject is subject)


def compare(
    before: Calculated,
    after: Calculated,
    *,
    statements: tuple[Sequence[Statement], Sequence[Statement]] = ((), ()),
    narrative: Iterable[tuple[str, str | None, str | None]] = (),
) -> Difference:
    """Find how a calculated budget differs from another one.

    ``statements`` are the declarations before and after; ``narrative`` gives each section's name
    with its text before and after, None where it does not exist.
    """
    old, new = before.budget, after.budget
    years = tuple(sorted({*old.year_index, *new.year_index}))
    leaves = tuple(leaf for year in years for leaf in _leaves(before, after, year))
    totals = tuple(total for year in years for total in _totals(before, after, year))
    _reconcile(totals, leaves)
    departures = (
        *depart_budgets(old, new),
        *depart_statements(*statements),
        *depart_narrative(narrative),
    )
    order = list(Subject)
    return Difference(
        before=_name(old),
        after=_name(new),
        years=years,
        amounts=tuple(leaf for leaf in leaves if leaf.before != leaf.after or leaf.is_moved),
        totals=totals,
        departures=tuple(sorted(departures, key=lambda departure: order.index(departure.subject))),
    )


def pair_narrative(
    before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Lay sections of two narratives, given as names and texts, side by side.

    >>> pair_narrative([("a", "x")], [("b", "y")])
    (('a', 'x', None), ('b', None, 'y'))
    """
    old, new = dict(before), dict(after)
    return tuple((name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new)))


def _reconcile(totals: Iterable[AmountDifference], leaves: Iterable[AmountDifference]) -> None:
    """Hold the promise that the lines' differences add up to those of the categories and the whole."""
    sums: dict[tuple[str, str], int] = {}
    for leaf in leaves:
        for amount, around, sign in ((leaf.after, leaf.is_in, 1), (leaf.before, leaf.was_in, -1)):
            for ref in (*around, "") if amount else ():
                sums[leaf.year, ref] = sums.get((leaf.year, ref), 0) + sign * (amount or Money(0)).pence
    for total in totals:
        found = sums.get((total.year, total.ref), 0)
        assert found == total.difference.pence, "the differences of the lines are those of the totals"


def _leaves(before: Calculated, after: Calculated, year: str) -> Iterable[AmountDifference]:
    old, new = before.budget, after.budget
    for ref in dict.fromkeys((*new.line_index, *old.line_index)):
        line = (new if ref in new.line_index else old).line(ref)
        yield AmountDifference(
            ref,
            line.number,
            line.title,
            year,
            _provision(before, ref, year),
            _provision(after, ref, year),
            was_in=_around(old, ref),
            is_in=_around(new, ref),
        )
    for ref in _estimated(old, new, year):
        title = next(b.structure.by_ref[ref].title for b in (new, old) if ref in b.structure.by_ref)
        yield AmountDifference(
            ref,
            "",
            title,
            year,
            _estimate(before, ref, year),
            _estimate(after, ref, year),
            is_line=False,
            was_in=old.structure.path(ref),
            is_in=new.structure.path(ref),
        )


def _totals(before: Calculated, after: Calculated, year: str) -> Iterable[AmountDifference]:
    titles = {
        category.ref: category.title
        for budget in (before.budget, after.budget)
        for category in budget.structure.categories
    }
    for ref in dict.fromkeys((*after.budget.structure.by_ref, *before.budget.structure.by_ref)):
        old, new = (_total(side, ref, year) for side in (before, after))
        yield AmountDifference(ref, "", titles[ref], year, old, new, is_line=False)
    yield AmountDifference(
        "", "", "Total", year, _total(before, "", year), _total(after, "", year), is_line=False
    )


def _provision(side: Calculated, ref: str, year: str) -> Money | None:
    is_there = ref in side.budget.line_index and year in side.budget.year_index
    return side.provision(ref, year) if is_there else None


def _total(side: Calculated, ref: str, year: str) -> Money | None:
    is_there = (not ref or ref in side.budget.structure.by_ref) and year in side.budget.year_index
    return side.total(ref, year) if is_there else None


def _estimated(old: Budget, new: Budget, year: str) -> tuple[str, ...]:
    """The categories estimated as a whole on either side, without those inside another."""
    found = dict.fromkeys(e.category for b in (new, old) for e in b.estimates if e.year == year)
    return tuple(
        ref for ref in found if not any(up in found for b in (new, old) for up in b.structure.path(ref)[1:])
    )


def _estimate(side: Calculated, ref: str, year: str) -> Money | None:
    """What a category has beyond its lines: its estimate, where that is not spread over them."""
    total = _total(side, ref, year)
    if total is None:
        return None
    inside = side.budget.structure.inside(ref)
    lines = (_provision(side, line.ref, year) for line in side.budget.lines if line.category in inside)
    beyond = total - Money(sum(amount.pence for amount in lines if amount))
    return beyond if beyond.pence else None


def _around(budget: Budget, ref: str) -> tuple[str, ...]:
    return budget.structure.path(budget.line(ref).category) if ref in budget.line_index else ()


def _name(budget: Budget) -> str:
    return f"{budget.title}, {budget.version.kind.value} {budget.version.iteration}"


__all__ = ["AmountDifference", "Departure", "Difference", "How", "Subject", "compare", "pair_narrative"]
