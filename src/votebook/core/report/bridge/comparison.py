"""Comparison: the leaves of two sides, each with its variance split by the inputs that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.money import Money
from votebook.core.plan.line import Line
from votebook.core.report.bridge.cause import Cause, add_causes, pass_on, settle_rest
from votebook.core.report.bridge.component import Effect, component_effects
from votebook.core.report.bridge.leaf import Leaf, gather, whole_cause
from votebook.core.report.bridge.loop import Order, order_places
from votebook.core.report.bridge.side import Side


@dataclass(frozen=True)
class Comparison:
    """Two sides of a variance; what was split once is kept, for the formulas that refer to it.

    Where lines moved between categories, lines that refer to categories can refer to each other in a loop
    although neither side has one. What one line of such a loop passes on to another is unexplained,
    whichever is split first.
    """

    of: Side
    against: Side

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf: the lines that have a figure on either side, and the categories taken whole."""
        known: dict[str, Leaf | None] = {}
        for ref in self._order.refs:
            if ref in self._lines:
                known[ref] = self._split_line(ref, known)
        lines = (known[ref] for ref in self._lines)
        return (*(leaf for leaf in lines if leaf), *(self._whole(ref) for ref in self._wholes))

    @cached_property
    def _lines(self) -> dict[str, None]:
        return dict.fromkeys((*self.of.budget.line_index, *self.against.budget.line_index))

    @cached_property
    def _effects(self) -> dict[str, tuple[Effect, ...]]:
        """The effects on every line that has a figure on both sides."""
        sides = (self.of, self.against)
        return {
            ref: component_effects(ref, *sides)
            for ref in self._lines
            if all(self._figure(side, ref) is not None for side in sides)
        }

    @cached_property
    def _order(self) -> Order:
        """The order in which lines are split, each after those whose figures it uses."""
        used = {
            ref: tuple(
                one.input.name for one in self._effects.get(ref, ()) if one.cause is None and one.input
            )
            for ref in self._lines
        }
        categories = {place for places in used.values() for place in places if place not in used}
        inside = {ref: tuple(one for one in self._refs_inside(ref) if one in used) for ref in categories}
        return order_places(used | inside)

    @cached_property
    def _wholes(self) -> tuple[str, ...]:
        """The categories that either side estimates as a whole, without those inside another."""
        sides = (self.of, self.against)
        found = dict.fromkeys(
            estimate.category
            for side in sides
            for estimate in side.budget.estimates
            if estimate.year == str(side.year)
        )
        return tuple(
            ref
            for ref in found
            if not any(outer in found for side in sides for outer in side.budget.structure.path(ref)[1:])
        )

    def _split_line(self, ref: str, known: Mapping[str, Leaf | None] | None) -> Leaf | None:
        """A line's leaf; without what is known of other lines its variance is not explained."""
        of, against = self._figure(self.of, ref), self._figure(self.against, ref)
        if of is None and against is None:
            return None
        mine, theirs = _line_of(self.of, ref), _line_of(self.against, ref)
        line = mine or theirs
        assert line is not None, "a line with a figure is there"
        path_of = self.of.budget.structure.path(mine.category) if mine else ()
        path_against = self.against.budget.structure.path(theirs.category) if theirs else ()
        effects: tuple[Effect, ...] = ()
        if of is None or against is None or known is None:
            parts = whole_cause(of, against, Cause.UNEXPLAINED)
        else:
            effects = self._effects[ref]
            causes = (self._causes(effect, ref in self._order.looped, known) for effect in effects)
            parts = settle_rest(of - against, add_causes((*causes, self._stated(ref))))
        return Leaf(
            ref, line.number, line.title, True, of or Money(0), against or Money(0),
            path_of if mine else path_against, path_against if theirs else path_of, parts, effects,
        )  # fmt: skip

    def _causes(
        self, effect: Effect, is_looped: bool, known: Mapping[str, Leaf | None]
    ) -> dict[Cause, Fraction]:
        """An effect's causes; the figure of another place passes on that place's own causes in proportion."""
        if effect.cause is not None:
            return {effect.cause: effect.pounds}
        assert effect.input is not None, "only the figure of another place has no cause of its own"
        name = effect.input.name
        opaque = self._order.looped if is_looped else frozenset()
        if name in self._lines:
            leaf = known[name] if name not in opaque else None
            return pass_on(effect.pounds, leaf.parts if leaf else None)
        return pass_on(effect.pounds, gather(self._leaves_inside(name, opaque, known), name).parts)

    def _leaves_inside(
        self, category: str, opaque: frozenset[str], known: Mapping[str, Leaf | None]
    ) -> Iterator[Leaf]:
        for ref in self._refs_inside(category):
            if ref in self._wholes:
                yield self._whole(ref)
                continue
            leaf = self._split_line(ref, None) if ref in opaque else known[ref]
            if leaf:
                yield leaf

    def _refs_inside(self, category: str) -> dict[str, None]:
        """The lines and the categories taken whole that lie inside a category on either side."""
        refs: dict[str, None] = {}
        for side in (self.of, self.against):
            inside = side.budget.structure.inside(category)
            refs |= dict.fromkeys(line.ref for line in side.budget.lines if line.category in inside)
            wholes = [ref for ref in self._wholes if ref in inside]
            refs |= dict.fromkeys(wholes)
        return refs

    def _stated(self, ref: str) -> dict[Cause, Fraction]:
        """A stated amount has no drivers; one that begins or ends is scope."""
        new, old = self.of.stated(ref), self.against.stated(ref)
        cause = Cause.SCOPE if new is None or old is None else Cause.UNEXPLAINED
        return {cause: (new or Fraction(0)) - (old or Fraction(0))}

    def _figure(self, side: Side, ref: str) -> Money | None:
        """A line's figure on a side; None where it has none, or is part of a category taken whole."""
        line = _line_of(side, ref)
        if line is None or any(above in self._wholes for above in side.budget.structure.path(line.category)):
            return None
        return side.provision(ref)

    def _whole(self, ref: str) -> Leaf:
        sides = (self.of, self.against)
        of, against = (side.total(ref) if ref in side.budget.structure.by_ref else None for side in sides)
        home = self.of if of is not None else self.against
        path = home.budget.structure.path(ref)
        before = self.against.budget.structure.path(ref) if against is not None else path
        title = home.budget.structure.by_ref[ref].title
        parts = whole_cause(of, against, Cause.UNEXPLAINED)
        return Leaf(ref, "", title, False, of or Money(0), against or Money(0), path, before, parts)


def _line_of(side: Side, ref: str) -> Line | None:
    return side.budget.line(ref) if ref in side.budget.line_index else None
