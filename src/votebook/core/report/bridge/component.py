"""Component: what each changed input of one component of a line is worth between two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from votebook.core.measure.source import Fault
from votebook.core.plan.language.evaluation import Circumstances, component_value
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import Component, Nature
from votebook.core.plan.parameter import Role
from votebook.core.report.bridge.cause import CAUSE_BY_ROLE, Cause
from votebook.core.report.bridge.mixture import (
    Input,
    MixedFigures,
    MixedReadings,
    RecordedFigures,
    RecordedReadings,
)
from votebook.core.report.bridge.side import Side
from votebook.core.report.bridge.term import Ends, Worth, additive_terms, attribute_inputs, term_worth


@dataclass(frozen=True, slots=True)
class Effect:
    """What one changed input, or several of one cause together, is worth on a line, in pounds.

    ``cause`` is None for the figure of another line or category, whose own causes count.
    """

    component: str
    input: Input | None
    cause: Cause | None
    pounds: Fraction


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a component comes to on a side, in pounds, and the inputs it read there."""

    value: Fraction
    inputs: Mapping[Input, Fraction]


def component_effects(line: str, of: Side, against: Side) -> tuple[Effect, ...]:
    """Share the change of a line's exact amount among its inputs, component by component.

    A component that is there on one side only, whose formula, cap, index or window differ, or
    which is active on one side only, is a change of scope as a whole.
    """
    mine, theirs = of.components(line), against.components(line)
    effects: list[Effect] = []
    for name in dict.fromkeys((*theirs, *mine)):
        new, old = mine.get(name), theirs.get(name)
        effects += _effects(name, new, old, of, against)
    return tuple(effect for effect in effects if effect.pounds)


def known_effects(line: str, of: Side, against: Side) -> tuple[Effect, ...]:
    """Share what the drivers of a line say of its change since a year that was not calculated.

    Of one budget on both sides, those driven components count that cover both years alike, refer
    to no figure of another place and have a value in both years; the others are left out.
    """
    if any(side.estimated(side.budget.line(line).category) for side in (of, against)):
        return ()
    components = of.components(line)
    effects = (
        effect
        for name, component in components.items()
        if is_alike(component, of, against) and _is_known(component, of) and _is_known(component, against)
        for effect in _effects(name, component, component, of, against)
    )
    return tuple(effect for effect in effects if effect.pounds)


def is_alike(component: Component, of: Side, against: Side) -> bool:
    """Whether a component is driven and covers as much of the one year as of the other."""
    covered = {component.window.months_in(side.year) for side in (of, against)}
    return component.nature is Nature.DRIVEN and len(covered) == 1


def _is_known(component: Component, side: Side) -> bool:
    reading = _read(component, side)
    return not isinstance(reading, Fault) and all(key.kind != "figure" for key in reading.inputs)


def _effects(
    name: str, new: Component | None, old: Component | None, of: Side, against: Side
) -> Iterator[Effect]:
    after, before = _read(new, of), _read(old, against)
    if isinstance(after, Fault) or isinstance(before, Fault):
        return
    change = after.value - before.value
    if new is None or old is None or not _is_same(new, old) or not (_is_on(new, of) and _is_on(old, against)):
        yield Effect(name, None, Cause.SCOPE, change)
        return
    ends = complete_inputs(new, before.inputs, after.inputs, of, against)
    found = tuple(_attributed(new, ends, of, against))
    yield from found
    yield Effect(name, None, Cause.SCOPE, change - sum((effect.pounds for effect in found), Fraction(0)))


def _is_same(new: Component, old: Component) -> bool:
    return all(
        getattr(new, part) == getattr(old, part)
        for part in ("formula", "cap", "index", "index_base", "window")
    )


def _is_on(component: Component, side: Side) -> bool:
    return component.window.days_in(side.year) > 0


def _read(component: Component | None, side: Side) -> _Reading | Fault:
    if component is None:
        return _Reading(Fraction(0), {})
    readings = RecordedReadings(side.budget)
    figures = RecordedFigures(side.figures, readings.seen)
    value = component_value(component, Circumstances(readings, side.year, figures))
    return value if isinstance(value, Fault) else _Reading(value, readings.seen)


def complete_inputs(
    component: Component,
    before: Mapping[Input, Fraction],
    after: Mapping[Input, Fraction],
    of: Side,
    against: Side,
) -> Ends:
    """Give every input a value on both sides.

    A volume or scope that one side lacks is nil there; a rate or index that one side lacks is
    taken to be what it is on the other, so that the change shows as the volume that came or went.
    """
    old, new = dict(before), dict(after)
    for key in sorted({*old, *new}):
        is_counted = _role(key, of, against) in (Role.VOLUME, Role.SCOPE)
        for mine, other in ((old, new), (new, old)):
            if key not in mine:
                mine[key] = Fraction(0) if is_counted else other[key]
    causes = {key: _cause(key, component, of, against) for key in old}
    return Ends(old, new, causes)


def _role(key: Input, of: Side, against: Side) -> Role | None:
    if key.kind not in ("parameter", "base"):
        return None
    found = of.budget.parameter_by_name.get(key.name) or against.budget.parameter_by_name.get(key.name)
    return found.role if found else None


def _cause(key: Input, component: Component, of: Side, against: Side) -> Cause | None:
    """What a changed input stands for; None where another line's causes count."""
    if key.kind == "figure":
        return None
    if key.kind == "prior":
        return Cause.UNEXPLAINED
    if key.kind == "covered":
        is_whole = component.window.months_in(of.year) == component.window.months_in(against.year)
        return Cause.VOLUME if is_whole else Cause.SCOPE
    role = _role(key, of, against)
    return CAUSE_BY_ROLE[role] if role else Cause.UNEXPLAINED


def _attributed(component: Component, ends: Ends, of: Side, against: Side) -> Iterator[Effect]:
    for worth in _worths(component, of, against):
        effects = attribute_inputs(worth, ends)
        if isinstance(effects, Fault):
            change = _change(worth, ends)
            yield Effect(component.name, None, Cause.UNEXPLAINED, change)
            continue
        for key, pounds in effects.items():
            yield Effect(component.name, key, ends.causes[key], pounds)


def _change(worth: Worth, ends: Ends) -> Fraction:
    after, before = worth(ends.mixed(frozenset(ends.changed))), worth(ends.mixed(frozenset()))
    if isinstance(after, Fault) or isinstance(before, Fault):
        return Fraction(0)
    return after - before


def _worths(component: Component, of: Side, against: Side) -> Iterator[Worth]:
    """The additive parts of a component as functions of its inputs; one part where a cap binds it all."""
    readings = MixedReadings(of.budget, members=_members(of, against))
    members = dict(of.budget.line(component.line).members)
    here = Circumstances(readings, of.year, members=members, window=component.window)
    expression = parse_formula(component.formula, component.place)
    assert not isinstance(expression, Fault), "a calculated formula was read before"
    if component.index or component.cap:
        yield _whole(component, here)
        return
    for term in additive_terms(expression, readings.members):
        yield term_worth(term, readings, here)


def _whole(component: Component, here: Circumstances) -> Worth:
    def worth(values: Mapping[Input, Fraction]) -> Fraction | Fault:
        readings = here.readings
        assert isinstance(readings, MixedReadings), "a mixture answers the readings"
        mixed = replace(readings, values=values)
        return component_value(component, replace(here, readings=mixed, figures=MixedFigures(values)))

    return worth


def _members(of: Side, against: Side) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for side in (against, of):
        for dimension in side.budget.dimensions:
            mine = Readings(side.budget).summed_members(dimension.name, side.year)
            found[dimension.name] = tuple(dict.fromkeys((*found.get(dimension.name, ()), *mine)))
    return found
