"""Proportion: a component that is a share of other lines and categories, such as a discount.

Against a prior figure its base has no calculated amount, but the prior figures of the base are
known. What changed them then changed the share of them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from votebook.core.measure.source import Fault
from votebook.core.measure.unit import POUNDS
from votebook.core.plan.language.evaluation import Circumstances, value_of
from votebook.core.plan.language.expression import Expression, Name, Negation, Number, Operation
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.vocabulary import Meaning, Vocabulary
from votebook.core.plan.line import Component
from votebook.core.report.bridge.component import Effect, complete_inputs, is_alike
from votebook.core.report.bridge.mixture import Input, MixedReadings, RecordedReadings
from votebook.core.report.bridge.side import Side
from votebook.core.report.bridge.term import attribute_inputs


@dataclass(frozen=True, slots=True)
class Proportion:
    """A component's formula with £1 for its base, and the lines and categories that make the base."""

    component: Component
    rate: Expression
    base: tuple[str, ...]


def proportion_of(line: str, of: Side, against: Side) -> Proportion | None:
    """Read a line as a share of others; None where it is more than one plain product, or not alike."""
    components = tuple(of.components(line).values())
    if len(components) != 1 or of.stated(line) is not None:
        return None
    (component,) = components
    if component.cap or component.index or not is_alike(component, of, against):
        return None
    expression = parse_formula(component.formula, component.place)
    assert not isinstance(expression, Fault), "a calculated formula was read before"
    found = _divide(expression, Vocabulary(of.budget))
    return Proportion(component, *found) if found else None


def proportion_effects(
    proportion: Proportion, of: Side, against: Side, base_of: Fraction, base_against: Fraction
) -> tuple[Effect, ...]:
    """Share what the share changes by among its rate and its base; nothing where the rate is not known.

    The base's effect has no cause of its own: the base's causes count.
    """
    before, after = _read_rate(proportion, against), _read_rate(proportion, of)
    if before is None or after is None:
        return ()
    base = Input("figure", " + ".join(proportion.base))
    before, after = {**before, base: base_against}, {**after, base: base_of}
    ends = complete_inputs(proportion.component, before, after, of, against)
    here = _circumstances(proportion, of, MixedReadings(of.budget))

    def worth(values: Mapping[Input, Fraction]) -> Fraction | Fault:
        rate = value_of(proportion.rate, replace(here, readings=MixedReadings(of.budget, values=values)))
        return rate if isinstance(rate, Fault) else rate * values[base]

    effects = attribute_inputs(worth, ends)
    if isinstance(effects, Fault):
        return ()
    name = proportion.component.name
    return tuple(Effect(name, key, ends.causes[key], pounds) for key, pounds in effects.items() if pounds)


def _read_rate(proportion: Proportion, side: Side) -> dict[Input, Fraction] | None:
    readings = RecordedReadings(side.budget)
    value = value_of(proportion.rate, _circumstances(proportion, side, readings))
    return None if isinstance(value, Fault) else readings.seen


def _circumstances(
    proportion: Proportion, side: Side, readings: RecordedReadings | MixedReadings
) -> Circumstances:
    """A rate is evaluated without the figures of others: one that needs them has no value."""
    component = proportion.component
    members = dict(side.budget.line(component.line).members)
    return Circumstances(readings, side.year, None, members, component.window)


def _divide(part: Expression, vocabulary: Vocabulary) -> tuple[Expression, tuple[str, ...]] | None:
    """Take a product apart into what stands before £1 and the base; None where there is no such base."""
    if base := _added(part, vocabulary):
        return Number(Fraction(1), POUNDS), base
    if isinstance(part, Negation) and (found := _divide(part.operand, vocabulary)):
        return replace(part, operand=found[0]), found[1]
    if isinstance(part, Operation) and part.sign in "*/":
        if found := _divide(part.left, vocabulary):
            return replace(part, left=found[0]), found[1]
        if part.sign == "*" and (found := _divide(part.right, vocabulary)):
            return replace(part, right=found[0]), found[1]
    return None


def _added(part: Expression, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The lines and categories that a part adds up and nothing else; none for any other part."""
    if isinstance(part, Name):
        is_figure = vocabulary.meaning(part) in (Meaning.LINE, Meaning.CATEGORY)
        return (part.name,) if is_figure else ()
    if isinstance(part, Operation) and part.sign == "+":
        left, right = _added(part.left, vocabulary), _added(part.right, vocabulary)
        return (*left, *right) if left and right else ()
    return ()
