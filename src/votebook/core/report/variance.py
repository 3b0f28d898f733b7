"""Variance: the difference between two figures, split exactly by its causes.

``of`` and ``against`` name the two figures, and a variance is always of less against. Its parts add to it to
the penny, turn their signs when the two change places, and do not depend on any order. For costs more than
before is adverse and less is favourable; that is a way of reading, not part of the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.structure import Category
from votebook.core.report.bridge.cause import Cause, Parts
from votebook.core.report.bridge.comparison import Comparison
from votebook.core.report.bridge.component import Effect
from votebook.core.report.bridge.leaf import Leaf, gather
from votebook.core.report.bridge.prior import prior_leaves
from votebook.core.report.bridge.side import Calculated, Side, take_side
from votebook.core.report.footing import NotFootable, SumOf, foot


@dataclass(frozen=True, slots=True)
class WholePounds:
    """A row of a variance as it is printed in whole pounds: ``of`` is ``against`` and every part."""

    of: int
    against: int
    variance: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """The variance of a line, a category or the whole, and its parts.

    ``level`` is 0 for the whole, 1 for an outermost category, and so on; ``is_line`` marks a line.
    ``effects`` are the changed inputs behind the parts, exact and in pounds. ``moved_from`` is the
    title of the category that a line which has moved was in before.
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
    moved_from: str = ""

    @property
    def variance(self) -> Money:
        """The figure less the one it is compared with."""
        return self.of - self.against

    @property
    def letter(self) -> str:
        """``A`` where more is spent (adverse), ``F`` where less is (favourable), nothing where neither."""
        return "A" if self.variance.pence > 0 else "F" if self.variance.pence < 0 else ""

    def whole_pounds(self) -> WholePounds:
        """Foot the row in whole pounds, so that it adds up across as it is printed.

        The two figures are rounded as everywhere else; their difference is the variance, and the
        parts are footed to it, the largest of them taking over what rounding the two moved.
        """
        of, against = (foot({"": amount.exact}, ()) for amount in (self.of, self.against))
        assert not isinstance(of, NotFootable) and not isinstance(against, NotFootable), "no sums"  # noqa: PT018
        variance = of[""] - against[""]
        exact = {cause: self.parts.part(cause).exact for cause in Cause}
        largest = max(exact, key=lambda cause: abs(exact[cause]))
        exact[largest] += variance - self.variance.exact
        whole: SumOf[Cause | None] = SumOf(None, tuple((1, cause) for cause in Cause))
        footed = foot({**exact, None: Fraction(variance)}, (whole,))
        assert not isinstance(footed, NotFootable), "one sum can always be footed"
        return WholePounds(of[""], against[""], variance, tuple(footed[cause] for cause in Cause))


@dataclass(frozen=True, slots=True)
class VarianceSplit:
    """The split of a variance: what is compared with what, row by row, the whole last.

    ``wholes`` are the categories ("" for the whole budget) that are compared as a whole, so that
    places inside them have no rows.
    """

    of: str
    against: str
    rows: tuple[VarianceRow, ...]
    wholes: tuple[str, ...] = ()

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
    is_between = mine.budget.version != theirs.budget.version or mine.budget.title != theirs.budget.title
    of_name, against_name = (_side_name(side, is_between=is_between) for side in (mine, theirs))
    return VarianceSplit(of_name, against_name, rows, _wholes(leaves))


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
    leaves = prior_leaves(side, comparative)
    rows = tuple(_rows(leaves, _categories(budget, budget)))
    assert rows[-1].of == side.total(""), "the leaves are the whole"
    return VarianceSplit(f"{budget.title} {year}", known[comparative].title, rows, _wholes(leaves))


def _side_name(side: Side, *, is_between: bool) -> str:
    """Name a side by its budget and year, and between two versions by the version too."""
    version = side.budget.version
    named = f", {version.kind.value} {version.iteration}," if is_between else ""
    return f"{side.budget.title}{named} {side.year}"


def _wholes(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    return tuple(leaf.ref for leaf in leaves if not leaf.is_line)


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
                _moved_from(leaf, categories),
            )
    yield _gathered_row(leaves, "", "Total", 0)


def _moved_from(leaf: Leaf, categories: Mapping[str, tuple[Category, int]]) -> str:
    is_moved = leaf.path_of[:1] != leaf.path_against[:1]
    return categories[leaf.path_against[0]][0].title if is_moved else ""


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
