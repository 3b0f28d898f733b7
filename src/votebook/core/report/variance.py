"""Variance: the difference between two figures, split exactly by its causes.

``of`` and ``against`` name the two figures, and a variance is always of less against. Its parts add to it to
the penny, turn their signs when the two change places, and do not depend on any order. For costs more than
before is adverse and less is favourable; that is a way of reading, not part of the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.structure import Category
from votebook.core.report.bridge.cause import Parts
from votebook.core.report.bridge.comparison import Comparison
from votebook.core.report.bridge.component import Effect
from votebook.core.report.bridge.leaf import Leaf, gather
from votebook.core.report.bridge.prior import prior_leaves
from votebook.core.report.bridge.side import Calculated, Side, take_side


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """The variance of a line, a category or the whole, and its parts.

    ``level`` is 0 for the whole, 1 for an outermost category, and so on; ``is_line`` marks a line.
    ``effects`` are the changed inputs behind the parts, exact and in pounds.
    """

    ref: str
    number: str
    title: str
    level: int
    is_line: bool
    of: Money
    against: Money
    parts: Parts
    effects: tuple[Effect, ...] = ()

    @property
    def variance(self) -> Money:
        """The figure less the one it is compared with."""
        return self.of - self.against

    @property
    def letter(self) -> str:
        """``A`` where more is spent (adverse), ``F`` where less is (favourable), nothing where neither."""
        return "A" if self.variance.pence > 0 else "F" if self.variance.pence < 0 else ""


@dataclass(frozen=True, slots=True)
class VarianceSplit:
    """The split of a variance: what is compared with what, row by row, the whole last."""

    of: str
    against: str
    rows: tuple[VarianceRow, ...]

    def row(self, ref: str) -> VarianceRow:
        """The row of a line or category, "" for the whole."""
        return next(row for row in self.rows if row.ref == ref)


def split_variance(
    of: Calculated, of_year: str, against: Calculated, against_year: str
) -> VarianceSplit | tuple[Fault, ...]:
    """Split the variance of a budget in a year against a budget, the same or another, in a year.

    One of the two years may lie before the first of its budget, if every driver has a value there;
    faults say which has none.
    """
    mine, theirs = take_side(of, of_year), take_side(against, against_year)
    if isinstance(mine, tuple) or isinstance(theirs, tuple):
        return (mine if isinstance(mine, tuple) else ()) + (theirs if isinstance(theirs, tuple) else ())
    if mine.is_prior and theirs.is_prior:
        expected = "choose at least one year of the budget"
        found = f"{of_year} and {against_year} are both before the budget"
        return (Fault("variance.year", NOWHERE, found, expected),)
    leaves = Comparison(mine, theirs).leaves
    rows = tuple(_rows(leaves, _categories(mine.budget, theirs.budget)))
    assert rows[-1].of == mine.total(""), "the leaves are the whole"
    assert rows[-1].against == theirs.total(""), "the leaves are the whole"
    of_name, against_name = (f"{side.budget.title} {side.year}" for side in (mine, theirs))
    if of_name == against_name:
        of_name, against_name = (
            f"{side.budget.version.kind.value.capitalize()} {side.budget.version.iteration} {side.year}"
            for side in (mine, theirs)
        )
    return VarianceSplit(of_name, against_name, rows)


def split_against_comparative(
    calculation: Calculated, year: str, comparative: str
) -> VarianceSplit | tuple[Fault, ...]:
    """Split the variance of a year of the budget against a prior figure as it was published.

    What restatements moved is reclassified, what is new or gone is scope. Drivers that had a value
    in the comparative's year split the change of what they give; only the rest is not explained.
    """
    budget = calculation.budget
    known = {each.ref: each for each in budget.comparatives}
    if year not in budget.year_index:
        years = ", ".join(budget.year_index)
        return (Fault("variance.year", NOWHERE, f"{year} is no year of the budget", f"name one of {years}"),)
    if comparative not in known:
        expected = f"name one of {', '.join(known) or 'none: the book has no comparative'}"
        return (Fault("variance.comparative", NOWHERE, f"{comparative} is no comparative", expected),)
    side = Side(calculation, budget.years[budget.year_index[year]].year)
    rows = tuple(_rows(prior_leaves(side, comparative), _categories(budget, budget)))
    assert rows[-1].of == side.total(""), "the leaves are the whole"
    return VarianceSplit(f"{budget.title} {year}", known[comparative].title, rows)


def _rows(leaves: tuple[Leaf, ...], categories: Mapping[str, tuple[Category, int]]) -> Iterator[VarianceRow]:
    """A row for each category that has a figure, after it its own lines, and the whole last."""
    for ref, (category, level) in categories.items():
        own = [leaf for leaf in leaves if leaf.is_line and leaf.path_of[:1] == (ref,)]
        if any(ref in (*leaf.path_of, *leaf.path_against) for leaf in leaves):
            yield _gathered_row(leaves, ref, category.title, level)
        for leaf in own:
            yield VarianceRow(
                leaf.ref,
                leaf.number,
                leaf.title,
                level + 1,
                True,
                leaf.of,
                leaf.against,
                leaf.parts,
                leaf.effects,
            )
    yield _gathered_row(leaves, "", "Total", 0)


def _gathered_row(leaves: tuple[Leaf, ...], ref: str, title: str, level: int) -> VarianceRow:
    whole = gather(leaves, ref)
    return VarianceRow(ref, "", title, level, False, whole.of, whole.against, whole.parts)


def _categories(of: Budget, against: Budget) -> dict[str, tuple[Category, int]]:
    """The categories of both structures with their depth, those that are gone last."""
    found: dict[str, tuple[Category, int]] = {}
    for budget in (of, against):
        for category in budget.structure.categories:
            found.setdefault(category.ref, (category, len(budget.structure.path(category.ref))))
    return found
