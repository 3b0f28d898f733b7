"""Prior: a budget year against figures of a prior year, which were published without drivers.

Drivers have values of their own in that year, or not. Where they do, the change of what they give
is split by its causes, and only what they do not give of the published figure stays unexplained.
A share of other places, such as a discount, takes the causes of those places over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.money import Money
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.restatement import restate
from votebook.core.plan.selection import refs_inside
from votebook.core.report.bridge.cause import Cause, add_causes, pass_on, settle_parts, settle_rest
from votebook.core.report.bridge.component import Effect, known_effects
from votebook.core.report.bridge.leaf import NOTHING, Gathered, Leaf, whole_cause
from votebook.core.report.bridge.proportion import proportion_effects, proportion_of
from votebook.core.report.bridge.side import Side

_Causes = tuple[tuple[Effect, ...], dict[Cause, Fraction]]


@dataclass(frozen=True)
class _Prior:
    """A year and a comparative, and what of both stands at each place that has a prior figure."""

    side: Side
    comparative: str

    @cached_property
    def then(self) -> Side:
        """The budget in the comparative's year, in which only its drivers may be read."""
        known = {each.ref: each.year for each in self.side.budget.comparatives}
        return Side(self.side.figures, known[self.comparative])

    @cached_property
    def published(self) -> dict[str, Money]:
        """The prior figures as published, by place."""
        amounts = self.side.budget.comparative_amounts
        return self._placed(amount for amount in amounts if amount.comparative == self.comparative)

    @cached_property
    def restated(self) -> dict[str, Money]:
        """The prior figures as restated, by place."""
        return self._placed(restate(self.side.budget, self.comparative))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every place with a figure in either year."""
        return tuple(dict.fromkeys((*self.published, *self.restated, *self.figures)))

    @cached_property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """The lines with a provision of their own, by the place they are compared at."""
        found: dict[str, tuple[str, ...]] = {}
        for line in self.side.budget.lines:
            if self.side.provision(line.ref) is not None and not self.side.estimated(line.category):
                place = self._innermost((line.ref, *self.side.budget.structure.path(line.category)))
                found[place] = (*found.get(place, ()), line.ref)
        return found

    @cached_property
    def figures(self) -> dict[str, Money]:
        """The year's figures, by place."""
        side, budget = self.side, self.side.budget
        found = {
            place: sum((side.provision(line) or Money(0) for line in lines), Money(0))
            for place, lines in self.lines.items()
        }
        for category in dict.fromkeys(e.category for e in budget.estimates if e.year == str(side.year)):
            if side.estimated(category) and not side.estimated(budget.structure.by_ref[category].within):
                place = self._innermost(budget.structure.path(category))
                found[place] = found.get(place, Money(0)) + side.total(category)
        return found

    def leaf(self, place: str) -> Leaf:
        """The leaf of a place."""
        if place not in self._known:
            self._known[place] = self._split(place)
        return self._known[place]

    @cached_property
    def _known(self) -> dict[str, Leaf]:
        return {}

    def _split(self, place: str) -> Leaf:
        of, published = self.figures.get(place), self.published.get(place)
        effects: tuple[Effect, ...] = ()
        there = self.restated.get(place, published)
        moved = (there or Money(0)) - (published or Money(0))
        if of is None or there is None:
            parts = settle_parts(moved, {Cause.RECLASSIFIED: moved.exact})
            parts += whole_cause(of, there, Cause.SCOPE)
        else:
            effects, exact = self._share(place) or self._driven(place)
            if moved.pence:
                exact[Cause.RECLASSIFIED] = moved.exact
            parts = settle_rest(of - (published or Money(0)), exact)
        budget = self.side.budget
        if place in budget.line_index:
            line = budget.line(place)
            path, number, title = budget.structure.path(line.category), line.number, line.title
        else:
            path, number = budget.structure.path(place), ""
            title = budget.structure.by_ref[place].title if place else "The whole budget"
        is_line = place in budget.line_index
        figures = (of or Money(0), published or Money(0))
        return Leaf(place, number, title, is_line, *figures, path, path, parts, effects)

    def _driven(self, place: str) -> _Causes:
        """What the drivers of a place's lines say; a mixture without a value is unexplained."""
        lines = self.lines.get(place, ())
        effects = tuple(effect for line in lines for effect in known_effects(line, self.side, self.then))
        return effects, add_causes({e.cause or Cause.UNEXPLAINED: e.pounds} for e in effects)

    def _share(self, place: str) -> _Causes | None:
        """What a share of other places takes over from them; None for any other place.

        Base and share are both taken as published, for the one was worked out from the other.
        """
        lines = self.lines.get(place, ())
        found = proportion_of(lines[0], self.side, self.then) if len(lines) == 1 else None
        base = self._base(found.base) if found and place in self.published else None
        if found is None or base is None:
            return None
        effects = proportion_effects(found, self.side, self.then, base.of.exact, base.against.exact)
        causes = (
            {effect.cause: effect.pounds} if effect.cause else pass_on(effect.pounds, base.parts)
            for effect in effects
        )
        return effects, add_causes(causes)

    def _base(self, refs: tuple[str, ...]) -> Gathered | None:
        """The places that make up lines and categories; None where they overlap or have no bounds there."""
        budget = self.side.budget
        whole, lines = refs_inside(budget, refs), frozenset(budget.line_index)
        within = {place: refs_inside(budget, (place,) if place else ()) for place in self.places}
        chosen = [place for place in within if place in whole or frozenset() < within[place] & lines <= whole]
        is_cut = any(within[place] & lines & whole for place in within if place not in chosen)
        is_doubled = sum(len(refs_inside(budget, (ref,))) for ref in refs) > len(whole)
        if is_cut or is_doubled or not any(place in self.published for place in chosen):
            return None
        leaves = (self.leaf(place) for place in chosen)
        return sum((Gathered(leaf.of, leaf.against, leaf.parts) for leaf in leaves), NOTHING)

    def _innermost(self, path: tuple[str, ...]) -> str:
        """The innermost place of a path that has a prior figure, else the first of the path."""
        return next((ref for ref in (*path, "") if ref in self.published or ref in self.restated), path[0])

    def _placed(self, amounts: Iterable[ComparativeAmount]) -> dict[str, Money]:
        """Add amounts where they are compared: at their own place, or at an estimated category above."""
        found: dict[str, list[ComparativeAmount]] = {}
        for amount in amounts:
            found.setdefault(self._compared_at(amount.at), []).append(amount)
        return {
            place: Money.of(sum((amount.amount for amount in mine[1:]), mine[0].amount))
            for place, mine in found.items()
        }

    def _compared_at(self, at: str) -> str:
        budget = self.side.budget
        category = budget.line(at).category if at in budget.line_index else at
        outermost = [ref for ref in budget.structure.path(category) if self.side.estimated(ref) == ref]
        return outermost[-1] if outermost else at


def prior_leaves(side: Side, comparative: str) -> tuple[Leaf, ...]:
    """The leaves of a year against a comparative: a leaf for each place that has a prior figure.

    Each line counts with the innermost place around it that has one; a line or an estimated
    category without any is new, and its own leaf.
    """
    prior = _Prior(side, comparative)
    return tuple(prior.leaf(place) for place in prior.places)
