"""Term: the additive parts of a formula, and what each changed input of a part is worth.

Attribution is linear, so a formula may be taken apart at its sums without changing the answer;
a part of two or three inputs takes a handful of evaluations where the whole would take millions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from votebook.core.measure.attribution import FACTORS_MAX, attribute
from votebook.core.measure.source import Fault
from votebook.core.plan.language.evaluation import Circumstances, value_of
from votebook.core.plan.language.expression import Covered, Expression, Negation, Number, Operation, Summation
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.bridge.mixture import Input, MixedFigures, MixedReadings

Worth = Callable[[Mapping[Input, Fraction]], Fraction | Fault]
"""What a part of a formula comes to, in pounds, when its inputs have these values."""


@dataclass(frozen=True, slots=True)
class Term:
    """An additive part of a formula: a factor, the part, and the members bound around it."""

    factor: Fraction
    expression: Expression
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ends:
    """What a component reads on the two sides, and what each reading stands for."""

    against: Mapping[Input, Fraction]
    of: Mapping[Input, Fraction]
    causes: Mapping[Input, Cause | None]

    @property
    def changed(self) -> tuple[Input, ...]:
        """The inputs whose values differ, in a fixed order."""
        return tuple(sorted(key for key in self.of if self.of[key] != self.against[key]))

    def mixed(self, chosen: frozenset[Input]) -> dict[Input, Fraction]:
        """The values when exactly these inputs have changed."""
        return {key: (self.of if key in chosen else self.against)[key] for key in self.of}


def additive_terms(
    expression: Expression, members: Mapping[str, Sequence[str]], bound: tuple[tuple[str, str], ...] = ()
) -> tuple[Term, ...]:
    """Take a formula apart at its sums; ``members`` are those that sums over a dimension go through.

    A product is taken apart only where its other side is a plain number or a coverage, and a
    quotient at its left: elsewhere a sum inside stays in its term, which costs time, not truth.
    """
    match expression:
        case Negation():
            return _scaled(additive_terms(expression.operand, members, bound), Fraction(-1))
        case Summation():
            choices = product(*(members[dimension] for dimension in expression.dimensions))
            inside = (tuple(zip(expression.dimensions, chosen, strict=True)) for chosen in choices)
            return tuple(
                term
                for names in inside
                for term in additive_terms(expression.operand, members, bound + names)
            )
        case Operation(sign="+" | "-"):
            sign = Fraction(1 if expression.sign == "+" else -1)
            left = additive_terms(expression.left, members, bound)
            return left + _scaled(additive_terms(expression.right, members, bound), sign)
        case Operation(sign="*" | "/") if isinstance(expression.right, Number | Covered):
            parts = additive_terms(expression.left, members, bound)
            return tuple(replace(t, expression=replace(expression, left=t.expression)) for t in parts)
        case Operation(sign="*") if isinstance(expression.left, Number | Covered):
            parts = additive_terms(expression.right, members, bound)
            return tuple(replace(t, expression=replace(expression, right=t.expression)) for t in parts)
        case _:
            return (Term(Fraction(1), expression, bound),)


def term_worth(term: Term, readings: MixedReadings, here: Circumstances) -> Worth:
    """What a term comes to for given inputs, the other circumstances being as they are here."""
    members = {**here.members, **dict(term.members)}

    def worth(values: Mapping[Input, Fraction]) -> Fraction | Fault:
        mixed = replace(readings, values=values)
        figures = MixedFigures(values)
        value = value_of(term.expression, replace(here, readings=mixed, figures=figures, members=members))
        return value if isinstance(value, Fault) else term.factor * value

    return worth


def attribute_inputs(worth: Worth, ends: Ends) -> dict[Input, Fraction] | Fault:
    """Share what a part of a formula changes by among the inputs that changed.

    Inputs that do not touch the part by themselves are left out first. When more than a few
    remain, inputs of the same cause change together and share their effect in proportion to what
    each would do alone; that fallback keeps causes exact and the order still irrelevant.
    A fault says that some mixture of inputs has no value (such as a division by nil).
    """
    changed = _touching(worth, ends)
    groups: tuple[tuple[Input, ...], ...] = tuple((key,) for key in changed)
    if len(changed) > FACTORS_MAX:
        causes = sorted({_rank(ends, key) for key in changed})
        groups = tuple(tuple(k for k in changed if _rank(ends, k) == cause) for cause in causes)
    faults: list[Fault] = []

    def value(chosen: frozenset[int]) -> Fraction:
        inputs = frozenset(key for position in chosen for key in groups[position])
        found = worth(ends.mixed(inputs))
        if isinstance(found, Fault):
            faults.append(found)
            return Fraction(0)
        return found

    effects = attribute(len(groups), value)
    if faults:
        return faults[0]
    return {group[0]: effect for group, effect in zip(groups, effects, strict=True)}


def _rank(ends: Ends, key: Input) -> tuple[str, str]:
    cause = ends.causes[key]
    return (cause.value, "") if cause else ("", str(key))


def _touching(worth: Worth, ends: Ends) -> tuple[Input, ...]:
    """The changed inputs that the part reads: leaving out any other changes no value."""
    read: set[Input] = set()
    probe = _Probe(ends.mixed(frozenset()), read)
    worth(probe)
    worth(_Probe(ends.mixed(frozenset(ends.changed)), read))
    return tuple(key for key in ends.changed if key in read)


class _Probe(dict[Input, Fraction]):
    """Values that note which of them were asked for."""

    def __init__(self, values: Mapping[Input, Fraction], read: set[Input]) -> None:
        super().__init__(values)
        self._read = read

    def __getitem__(self, key: Input) -> Fraction:
        self._read.add(key)
        return super().__getitem__(key)

    def get(self, key: Input, default: Fraction | None = None) -> Fraction | None:  # type: ignore[override]  # narrower use
        self._read.add(key)
        return super().get(key, default)


def _scaled(terms: tuple[Term, ...], factor: Fraction) -> tuple[Term, ...]:
    return tuple(replace(term, factor=term.factor * factor) for term in terms)
