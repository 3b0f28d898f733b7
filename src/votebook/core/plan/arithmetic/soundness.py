"""Soundness: whether what a budget says outside its formulas can be calculated at all.

Unknown lines, categories and indexes, amounts stated twice, estimates that cover other figures, and
profiles that follow one another round.
"""

from __future__ import annotations

from collections.abc import Iterator

from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.language.vocabulary import Vocabulary
from votebook.core.plan.line import Component, Line

BUILT_IN_PROFILES = ("even", "working_days")
"""The profiles that every book has."""

FOLLOW = "follow:"
"""What stands before the line whose months another line's follow."""


def find_unsound(vocabulary: Vocabulary, readings: Readings) -> Iterator[Fault]:
    """Find every fault outside the formulas' texts."""
    yield from _lines(vocabulary)
    yield from _stated(vocabulary, readings)
    yield from _estimates(vocabulary, readings)
    yield from _profiles(vocabulary)


def _unknown(kind: str, word: str, place: Place, nearest: str) -> Fault:
    return Fault("plan.unknown-name", place, f"stands '{word}'", f"expected a known {kind}", nearest)


def _lines(vocabulary: Vocabulary) -> Iterator[Fault]:
    budget = vocabulary.budget
    known = budget.structure.by_ref
    for line in budget.lines:
        if line.category not in known:
            nearest = vocabulary.nearest(line.category, tuple(known))
            yield _unknown("category", line.category, line.place, nearest)


def unsound_component(component: Component, vocabulary: Vocabulary, readings: Readings) -> Iterator[Fault]:
    """Find what a component names that is unknown, and an index without a base."""
    budget = vocabulary.budget
    if component.line not in budget.line_index:
        nearest = vocabulary.nearest(component.line, tuple(budget.line_index))
        yield _unknown("line", component.line, component.place, nearest)
        return
    line = budget.line(component.line)
    if component.index:
        yield from _index(component, line, vocabulary, readings)
    for budget_year in budget.years if budget.estimates else ():
        year, bounds = budget_year.year, (component.window.start, component.window.end)
        above = readings.estimated_above(line.category, str(year))
        if above and any(day is not None and day in year for day in bounds):
            found = f"the window begins or ends in {year}, which is estimated for '{above}' as a whole"
            yield Fault("estimate.covers-component", component.place, found, "leave out one or the other")


def _index(component: Component, line: Line, vocabulary: Vocabulary, readings: Readings) -> Iterator[Fault]:
    parameter = vocabulary.budget.parameter_by_name.get(component.index)
    if parameter is None:
        nearest = vocabulary.nearest(component.index, tuple(vocabulary.budget.parameter_by_name))
        yield _unknown("parameter as index", component.index, component.place, nearest)
        return
    own = dict(line.members)
    unbound = [dimension for dimension in parameter.dimensions if dimension not in own]
    if unbound:
        found = f"the index '{component.index}' varies over {unbound[0]}"
        expected = f"place line '{line.ref}' on a member of {unbound[0]}, or take an index without it"
        yield Fault("formula.unbound-dimension", component.place, found, expected)
    elif not readings.index_base(component, tuple(own[dimension] for dimension in parameter.dimensions)):
        on = f"on {component.index_base}" if component.index_base else "on its base date, which is not given"
        found = f"the index '{component.index}' has no value, or nil, {on}"
        yield Fault("component.index-base", component.place, found, "give the index a value on its base date")


def _stated(vocabulary: Vocabulary, readings: Readings) -> Iterator[Fault]:
    budget = vocabulary.budget
    seen: set[tuple[str, str]] = set()
    for stated in budget.stated:
        if stated.line not in budget.line_index:
            nearest = vocabulary.nearest(stated.line, tuple(budget.line_index))
            yield _unknown("line", stated.line, stated.place, nearest)
            continue
        if stated.year not in budget.year_index:
            yield _unknown("year of the book", stated.year, stated.place, "")
            continue
        if (stated.line, stated.year) in seen:
            found = f"line '{stated.line}' has a second amount for {stated.year}"
            yield Fault("plan.stated-twice", stated.place, found, "state one amount for a line and year")
        seen.add((stated.line, stated.year))
        above = readings.estimated_above(budget.line(stated.line).category, stated.year)
        if above:
            found = f"line '{stated.line}' has an amount in {stated.year}, estimated for '{above}' as a whole"
            yield Fault("estimate.covers-amount", stated.place, found, "leave out one or the other")


def _estimates(vocabulary: Vocabulary, readings: Readings) -> Iterator[Fault]:
    budget = vocabulary.budget
    seen: set[tuple[str, str]] = set()
    for estimate in budget.estimates:
        if estimate.category not in budget.structure.by_ref:
            nearest = vocabulary.nearest(estimate.category, tuple(budget.structure.by_ref))
            yield _unknown("category", estimate.category, estimate.place, nearest)
        elif estimate.year not in budget.year_index:
            yield _unknown("year of the book", estimate.year, estimate.place, "")
        elif (estimate.category, estimate.year) in seen:
            found = f"'{estimate.category}' has a second estimate for {estimate.year}"
            yield Fault("estimate.twice", estimate.place, found, "give one estimate for a category and year")
        else:
            seen.add((estimate.category, estimate.year))
            yield from _covering(estimate, budget, readings)


def _covering(estimate: CategoryEstimate, budget: Budget, readings: Readings) -> Iterator[Fault]:
    within = budget.structure.by_ref[estimate.category].within
    above = readings.estimated_above(within, estimate.year)
    if above:
        found = f"'{estimate.category}' lies within '{above}', which has an estimate for {estimate.year} too"
        yield Fault("estimate.twice", estimate.place, found, "leave out one; the amount would count twice")
    if estimate.is_spread and budget.year_index[estimate.year] == 0:
        found = (
            f"the estimate is to be spread in {estimate.year}, the year whose provisions give the proportions"
        )
        yield Fault(
            "estimate.spread-first-year", estimate.place, found, "state the lines' amounts, or do not spread"
        )


def _profiles(vocabulary: Vocabulary) -> Iterator[Fault]:
    budget = vocabulary.budget
    known = {
        *BUILT_IN_PROFILES,
        *(p.name for p in budget.profiles),
        *(event.profile for event in budget.events),
    }
    follows: dict[str, str] = {}
    for line in budget.lines:
        profile = line.profile or BUILT_IN_PROFILES[0]
        if profile in known:
            continue
        followed = profile.removeprefix(FOLLOW).strip()
        if not profile.startswith(FOLLOW):
            yield _unknown("profile", profile, line.place, vocabulary.nearest(profile, tuple(sorted(known))))
        elif followed not in budget.line_index:
            nearest = vocabulary.nearest(followed, tuple(budget.line_index))
            yield _unknown("line to follow", followed, line.place, nearest)
        else:
            follows[line.ref] = followed
    yield from _rounds(follows, budget)


def _rounds(follows: dict[str, str], budget: Budget) -> Iterator[Fault]:
    settled: set[str] = set()
    for start in sorted(follows):
        path: dict[str, None] = {}
        ref = start
        while ref in follows and ref not in settled and ref not in path:
            path[ref] = None
            ref = follows[ref]
        if ref in path:
            walked = list(path)
            loop = [*walked[walked.index(ref) :], ref]
            found = f"the months follow one another round: {' -> '.join(loop)}"
            yield Fault(
                "profile.loop", budget.line(ref).place, found, "give one of these lines a profile of its own"
            )
        settled.update(path)
