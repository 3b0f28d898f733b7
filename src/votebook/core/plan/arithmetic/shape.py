"""Shape: what formulas have in common when their numbers and names are left open.

``675 * months`` and ``820 * months`` have one shape, and so have ``fte * rate`` and ``days * fee``
when the units agree. A shape is read and its units are examined once; its lines then differ only in
what stands in its slots. A sum over a dimension is written out, one term for each member.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product

from votebook.core.plan.budget import Budget
from votebook.core.plan.language.expression import (
    Covered,
    Duration,
    Expression,
    Extreme,
    Name,
    Negation,
    Number,
    Operation,
    Summation,
)
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.language.vocabulary import Meaning, Spot, Vocabulary
from votebook.core.plan.parameter import Role


class Filling(Enum):
    """What a slot is filled with."""

    NUMBER = "number"
    CELL = "cell"
    PRIOR = "prior"
    LINE = "line"
    CATEGORY = "category"
    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a shape that each line fills.

    ``word`` is the position among the formula's words and numbers of the text that fills it;
    ``members`` says for each dimension of a parameter which member, "" being the line's own.
    """

    filling: Filling
    word: int
    members: tuple[tuple[str, str], ...] = ()
    comparative: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """The value of a slot, by its position among the shape's slots."""

    slot: int


@dataclass(frozen=True, slots=True)
class Negated:
    """The negative of a step."""

    operand: Step


@dataclass(frozen=True, slots=True)
class Joined:
    """Two steps joined by a sign."""

    sign: str
    left: Step
    right: Step


@dataclass(frozen=True, slots=True)
class Chosen:
    """The smallest or largest of steps."""

    function: str
    operands: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a sum that was written out.

    ``in_years`` says for each year of the budget whether the members are summed then; ``volumes``
    are the slots whose volume must not be left out because another value is missing.
    """

    step: Step
    in_years: tuple[bool, ...]
    volumes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A sum over members, written out."""

    terms: tuple[Term, ...]


Step = Filled | Negated | Joined | Chosen | Added
"""A step of a calculation over slots."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A formula with its numbers and names left open: the steps, and what fills the slots.

    ``needed`` are the dimensions of which the line must have a member of its own.
    """

    steps: Step
    slots: tuple[Slot, ...]
    needed: frozenset[str]


@dataclass
class _Outline:
    """A shape being made of the first formula that has it; ``word_at`` finds a word by its place."""

    vocabulary: Vocabulary
    readings: Readings
    word_at: Mapping[int, int]
    slots: list[Slot] = field(default_factory=list)
    positions: dict[Slot, int] = field(default_factory=dict)

    @property
    def budget(self) -> Budget:
        return self.vocabulary.budget

    def step(self, part: Expression, bound: Mapping[str, str]) -> Step:
        """Turn a part of a formula into a step, with the members that sums around it go through."""
        match part:
            case Number():
                return self._fill(Slot(Filling.NUMBER, self.word_at[part.span[0]]))
            case Covered():
                return self._fill(Slot(_COVERED[part.duration], self.word_at[part.span[0]]))
            case Name():
                return self._fill(self._named(part, bound))
            case Negation():
                return Negated(self.step(part.operand, bound))
            case Operation():
                return Joined(part.sign, self.step(part.left, bound), self.step(part.right, bound))
            case Summation():
                return self._written_out(part, bound)
            case _:
                operands = tuple(self.step(operand, bound) for operand in part.operands)
                return Chosen(part.function, operands)

    def _fill(self, slot: Slot) -> Filled:
        position = self.positions.setdefault(slot, len(self.slots))
        if position == len(self.slots):
            self.slots.append(slot)
        return Filled(position)

    def _named(self, name: Name, bound: Mapping[str, str]) -> Slot:
        word = self.word_at[name.span[0]]
        meaning = self.vocabulary.meaning(name)
        if meaning is Meaning.COMPARATIVE:
            return Slot(Filling.PRIOR, word, comparative=word + 1)
        if meaning is Meaning.LINE:
            return Slot(Filling.LINE, word)
        if meaning is Meaning.CATEGORY:
            return Slot(Filling.CATEGORY, word)
        parameter = self.budget.parameter_by_name[name.name]
        chosen = {**bound, **self._picked(name)}
        members = tuple((dimension, chosen.get(dimension, "")) for dimension in parameter.dimensions)
        return Slot(Filling.CELL, word, members)

    def _picked(self, name: Name) -> dict[str, str]:
        parameter = self.budget.parameter_by_name[name.name]
        picked = self.vocabulary.picked(name, parameter, Spot("", parameter.place)) if name.picks else {}
        assert isinstance(picked, dict), "picks were examined before"
        return picked

    def _written_out(self, part: Summation, bound: Mapping[str, str]) -> Added:
        years = [budget_year.year for budget_year in self.budget.years]
        members = [
            {ref: tuple(ref in self.readings.summed_members(name, year) for year in years) for ref in refs}
            for name in part.dimensions
            for refs in [[member.ref for member in self.budget.dimension_by_name[name].members]]
        ]
        terms: list[Term] = []
        for chosen in product(*members):
            in_years = tuple(
                all(masks[ref][year] for ref, masks in zip(chosen, members, strict=True))
                for year in range(len(years))
            )
            if any(in_years):
                inside = {**bound, **dict(zip(part.dimensions, chosen, strict=True))}
                volumes = tuple(self._volumes(part.operand, inside, part.dimensions))
                terms.append(Term(self.step(part.operand, inside), in_years, volumes))
        return Added(tuple(terms))

    def _volumes(self, part: Expression, inside: Mapping[str, str], summed: tuple[str, ...]) -> list[int]:
        """The slots of volumes that take their member from the sum, outside of sums within it."""
        if isinstance(part, Operation):
            return self._volumes(part.left, inside, summed) + self._volumes(part.right, inside, summed)
        if isinstance(part, Negation):
            return self._volumes(part.operand, inside, summed)
        if isinstance(part, Extreme):
            return [slot for operand in part.operands for slot in self._volumes(operand, inside, summed)]
        if isinstance(part, Name) and self.vocabulary.meaning(part) is Meaning.PARAMETER:
            parameter = self.budget.parameter_by_name[part.name]
            varies = (set(parameter.dimensions) & set(summed)) - set(self._picked(part))
            if parameter.role is Role.VOLUME and varies:
                return [self._fill(self._named(part, inside)).slot]
        return []


_COVERED = {
    Duration.MONTHS: Filling.MONTHS,
    Duration.DAYS: Filling.DAYS,
    Duration.WORKING_DAYS: Filling.WORKING_DAYS,
}


def outline(
    vocabulary: Vocabulary, readings: Readings, expression: Expression, word_at: Mapping[int, int]
) -> Shape:
    """Make the shape of a formula whose names and units were examined; words are found by place."""
    drawn = _Outline(vocabulary, readings, word_at)
    steps = drawn.step(expression, {})
    needed = frozenset(name for slot in drawn.slots for name, member in slot.members if not member)
    return Shape(steps, tuple(drawn.slots), needed)
