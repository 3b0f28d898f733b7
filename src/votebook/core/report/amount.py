"""Amount: what a selection of the budget comes to under a column's measure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.line import Line
from votebook.core.plan.selection import Selection, comparative_within, members_inside
from votebook.core.plan.share import divide, shares_of

Numbers = npt.NDArray[np.int64]
"""Positions of lines, or pence of lines: shape [lines]."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is known of a selection: its exact value, or that there is none to show.

    ``withheld`` says in words why something is there and yet no amount can be shown: it is known
    only for more than was selected, or a part of it could not be calculated. ``is_ours``: it rests
    on a spread that we made, not the body.
    """

    exact: Fraction | None = None
    withheld: str = ""
    is_ours: bool = False


NOTHING = Amount()
"""No amount exists."""

_WHOLE_ONLY = "The year is estimated for a whole category, and no amount is known for this part of it."

_FAILED = "A line that it counts could not be calculated."


class Provisions:
    """The provisions of a calculation, indexed so that many selections can be added quickly."""

    def __init__(self, calculation: Calculation) -> None:
        self._calculation = calculation
        self._budget: Budget = calculation.budget
        positions = self._budget.structure.positions
        self._category = np.array([positions.get(line.category, -1) for line in self._budget.lines], np.int64)
        self._lines: dict[tuple[str, ...], Numbers] = {}
        self._owners: dict[str, _Owners] = {}
        self._failed = calculation.slate.failed[: len(self._budget.lines)]
        years = self._budget.year_index
        unspread = tuple(one for one in self._budget.estimates if one not in calculation.spread)
        self._estimated = {year: self._by_estimate(unspread, year) for year in years}
        self._spread = {year: self._by_estimate(calculation.spread, year) for year in years}

    def of(self, selection: Selection, year: str) -> Amount:
        """Add the provisions of a selection in a year, in pounds.

        The estimate of a whole category counts where the whole category is selected. Where only a
        part of it is, no amount of the selection is known, and nothing is guessed; nor is anything
        added up without a line that could not be calculated.
        """
        line = self._budget.line_index.get(selection.at[0]) if len(selection.at) == 1 else None
        if line is not None and not selection.members:
            return self._of_line(line, year)
        column = self._budget.year_index[year]
        lines = self._lines_at(selection.at)
        whole = frozenset() if selection.members else self._categories_at(selection.at)
        parts: dict[int, int] = {}
        if selection.members:
            lines, parts = self._on_members(lines, selection.members, column)
        reached = np.append(lines, np.array(list(parts), dtype=np.int64))
        if withheld := self._withheld(reached, whole, year):
            return Amount(withheld=withheld)
        provided, held = self._calculation.provided[:, column], self._estimated[year]
        counted = lines[provided[lines]]
        estimates = [self._calculation.estimate(category, year) for category in whole & held.keys()]
        known = [pence for line, pence in parts.items() if provided[line]]
        known += [money.pence for money in estimates if money is not None]
        if not len(counted) and not known:
            return NOTHING
        pence = sum(known) + _add_exactly(self._calculation.pence[counted, column])
        spread = (mask for category, mask in self._spread[year].items() if category not in whole)
        return Amount(Fraction(pence, 100), is_ours=any(bool(mask[reached].any()) for mask in spread))

    def _withheld(self, reached: Numbers, whole: frozenset[str], year: str) -> str:
        """Why the lines that a selection reaches cannot be added, "" when they can."""
        is_open = np.ones(len(reached), dtype=bool)
        for category, mask in self._estimated[year].items():
            if category in whole:
                is_open &= ~mask[reached]
            elif mask[reached].any():
                return _WHOLE_ONLY
        failed = self._failed[reached[is_open], self._budget.year_index[year]]
        return _FAILED if failed.any() else ""

    def _of_line(self, line: int, year: str) -> Amount:
        """The common case, a single line, without any array operation."""
        column = self._budget.year_index[year]
        if any(mask[line] for mask in self._estimated[year].values()):
            return Amount(withheld=_WHOLE_ONLY)
        if self._failed[line, column]:
            return Amount(withheld=_FAILED)
        if not self._calculation.provided[line, column]:
            return NOTHING
        is_ours = any(bool(mask[line]) for mask in self._spread[year].values())
        return Amount(Fraction(int(self._calculation.pence[line, column]), 100), is_ours=is_ours)

    def _categories_at(self, at: tuple[str, ...]) -> frozenset[str]:
        structure = self._budget.structure
        if not at:
            return frozenset(structure.by_ref)
        return frozenset().union(*(structure.inside(ref) for ref in at if ref in structure.by_ref))

    def _lines_at(self, at: tuple[str, ...]) -> Numbers:
        if at not in self._lines:
            positions = self._budget.structure.positions
            categories = [positions[ref] for ref in self._categories_at(at)]
            mask = np.isin(self._category, categories) if at else np.ones(len(self._category), dtype=bool)
            mask[[self._budget.line_index[ref] for ref in at if ref in self._budget.line_index]] = True
            self._lines[at] = np.flatnonzero(mask)
        return self._lines[at]

    def _by_estimate(
        self, estimates: tuple[CategoryEstimate, ...], year: str
    ) -> dict[str, npt.NDArray[np.bool_]]:
        positions = self._budget.structure.positions
        found: dict[str, npt.NDArray[np.bool_]] = {}
        for estimate in estimates:
            if estimate.year == year:
                inside = [positions[ref] for ref in self._budget.structure.inside(estimate.category)]
                found[estimate.category] = np.isin(self._category, inside)
        return found

    def _owners_by(self, name: str) -> _Owners:
        if name not in self._owners:
            self._owners[name] = _Owners.of(self._budget, name)
        return self._owners[name]

    def _on_members(
        self, lines: Numbers, members: tuple[tuple[str, str], ...], column: int
    ) -> tuple[Numbers, dict[int, int]]:
        """The lines that are wholly on the members, and the pence of those that are on them by share."""
        wanted = {name: members_inside(self._budget, name, ref) for name, ref in members}
        wholly = np.ones(len(lines), dtype=bool)
        partly = np.ones(len(lines), dtype=bool)
        for name, inside in wanted.items():
            owners = self._owners_by(name)
            on = np.isin(owners.member[lines], [owners.positions[ref] for ref in inside])
            wholly &= on
            partly &= on | owners.is_shared[lines]
        parts: dict[int, int] = {}
        for line in lines[partly & ~wholly].tolist():
            pence = int(self._calculation.pence[line, column])
            portion = _portion(self._budget, self._budget.lines[line], pence, wanted)
            if portion is not None:
                parts[line] = portion
        return lines[wholly], parts


@dataclass(frozen=True, slots=True)
class _Owners:
    """Which member of a dimension each line is on, -1 for none, and which lines have shares instead."""

    positions: dict[str, int]
    member: Numbers
    is_shared: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, budget: Budget, name: str) -> _Owners:
        positions = {member.ref: n for n, member in enumerate(budget.dimension_by_name[name].members)}
        own = [positions.get(dict(line.members).get(name, ""), -1) for line in budget.lines]
        shared = [(line.ref, name) in budget.shares_by_line for line in budget.lines]
        member = np.array(own, dtype=np.int64)
        return cls(positions, member, np.array(shared, dtype=bool) & (member < 0))


def _portion(budget: Budget, line: Line, pence: int, wanted: dict[str, frozenset[str]]) -> int | None:
    """What members bear of a line's pence: all, a share to the penny, or None when they bear no part.

    Where two dimensions both share a line, the first divides it and the second divides that part.
    """
    own = dict(line.members)
    for name, members in wanted.items():
        if name in own:
            if own[name] not in members:
                return None
            continue
        shares = shares_of(budget, line.ref, name)
        mine = [n for n, share in enumerate(shares) if share.member in members]
        if not mine:
            return None
        parts = divide(pence, shares)
        pence = sum(parts[n] for n in mine)
    return pence


def _add_exactly(pence: Numbers) -> int:
    """Add pence without the overflow of 64 bits: high and low halves apart."""
    return (int((pence >> 32).sum()) << 32) + int((pence & 0xFFFFFFFF).sum())


class PriorAmounts:
    """The amounts of one comparative, indexed by the category they lie in and by their own place."""

    def __init__(self, budget: Budget, amounts: tuple[ComparativeAmount, ...]) -> None:
        self._budget = budget
        self._amounts = amounts
        self._by_place: dict[str, list[ComparativeAmount]] = {}
        self._by_category: dict[str, list[ComparativeAmount]] = {}
        for amount in amounts:
            place = amount.at
            category = budget.line(place).category if place in budget.line_index else place
            self._by_place.setdefault(place, []).append(amount)
            self._by_category.setdefault(category, []).append(amount)

    def of(self, selection: Selection) -> Amount:
        """Add the prior amounts, in pounds, that lie wholly inside a selection."""
        return Amount(comparative_within(self._budget, self._within(selection.at), selection))

    def _within(self, at: tuple[str, ...]) -> tuple[ComparativeAmount, ...]:
        """The amounts inside places, each once, even where one of the places contains another."""
        if not at:
            return self._amounts
        structure = self._budget.structure
        categories = frozenset().union(*(structure.inside(ref) for ref in at if ref in structure.by_ref))
        found = [amount for category in categories for amount in self._by_category.get(category, ())]
        for ref in dict.fromkeys(at):
            if ref in self._budget.line_index and self._budget.line(ref).category not in categories:
                found += self._by_place.get(ref, ())
        return tuple(found)
