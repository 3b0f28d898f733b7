"""Working: a formula worked out part by part, as a reader would check it by hand.

Every value comes from the same evaluation that claims and identities use; this module only says
which parts there are, what they are called and where their inputs stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product

from votebook.core.measure.source import Fault
from votebook.core.measure.unit import POUNDS, PURE, Unit
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.explanation.reason import Reason, ReasonKind
from votebook.core.plan.language.agreement import examine_units
from votebook.core.plan.language.evaluation import Circumstances, value_of
from votebook.core.plan.language.expression import (
    Covered,
    Expression,
    Extreme,
    Name,
    Negation,
    Number,
    Operation,
    Summation,
)
from votebook.core.plan.language.vocabulary import Meaning, Vocabulary
from votebook.core.plan.parameter import DatedValue, Parameter, WithinYear
from votebook.core.plan.selection import Selection, comparative_within

Refer = Callable[[str], Reason]
"""Gives the reason of a line or category that a formula refers to."""

_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True, slots=True)
class Working:
    """The working out of formulas in one set of circumstances."""

    here: Circumstances
    refer: Refer

    @property
    def budget(self) -> Budget:
        """The budget whose names the formulas use."""
        return self.here.budget

    def reason(self, part: Expression) -> Reason:
        """Work out a part of a formula, with the parts beneath it."""
        match part:
            case Number():
                return Reason(ReasonKind.NUMBER, part.value, text=self.quote(part), unit=part.unit)
            case Covered():
                return self._covered(part)
            case Name():
                return self._named(part)
            case Operation() | Negation():
                return self._step(part, tuple(self._operands(part)))
            case Summation():
                return self._step(part, tuple(self._terms(part)))
            case _:
                return self._extreme(part)

    def _value(self, part: Expression) -> Fraction | None:
        value = value_of(part, self.here)
        return None if isinstance(value, Fault) else value

    def _unit(self, part: Expression) -> Unit:
        members = frozenset(self.here.members)
        unit = examine_units(Vocabulary(self.budget), part, self.here.spot, members)
        assert isinstance(unit, Unit), "the units of a prepared formula were examined before"
        return unit

    def _step(self, part: Expression, parts: tuple[Reason, ...], remarks: tuple[str, ...] = ()) -> Reason:
        value = self._value(part)
        if value is None:
            fault = value_of(part, self.here)
            assert isinstance(fault, Fault), "a part without a value has a fault"
            remarks = (*remarks, f"It has no value: {fault.found}.")
        return Reason(
            ReasonKind.OPERATION,
            value,
            text=self.quote(part),
            unit=self._unit(part),
            parts=parts,
            remarks=remarks,
        )

    def _operands(self, part: Operation | Negation) -> Iterator[Reason]:
        """The operands of a chain of equal rank, such as a + b - c, side by side."""
        if isinstance(part, Negation):
            yield replace(self.reason(part.operand), sign="-")
            return
        chain: list[tuple[str, Expression]] = []
        left: Expression = part
        rank = _PRECEDENCE[part.sign]
        while isinstance(left, Operation) and _PRECEDENCE[left.sign] == rank:
            chain.append((left.sign, left.right))
            left = left.left
        yield self.reason(left)
        for sign, operand in reversed(chain):
            yield replace(self.reason(operand), sign=sign)

    def _terms(self, part: Summation) -> Iterator[Reason]:
        """The members that have a value, each with its own working."""
        choices = [self.here.readings.summed_members(name, self.here.year) for name in part.dimensions]
        sign = ""
        for chosen in product(*choices):
            bound = dict(zip(part.dimensions, chosen, strict=True))
            inside = Working(replace(self.here, members={**self.here.members, **bound}), self.refer)
            if inside._value(part.operand) is None:
                continue
            term = inside.reason(part.operand)
            title = ", ".join(_member_title(self.budget, name, ref) for name, ref in bound.items())
            if term.kind is ReasonKind.OPERATION:
                term = replace(term, kind=ReasonKind.TERM, ref=" ".join(chosen), title=title)
            yield replace(term, sign=sign)
            sign = "+"

    def _extreme(self, part: Extreme) -> Reason:
        parts = tuple(self.reason(operand) for operand in part.operands)
        value = self._value(part)
        word = "smallest" if part.function == "min" else "largest"
        won = next((p.text or p.ref for p in parts if p.value == value), "")
        taken = tuple(
            replace(p, sign="" if n == 0 else ",", is_counted=p.value == value) for n, p in enumerate(parts)
        )
        return self._step(part, taken, (f"The {word} is {won}.",) if won and value is not None else ())

    def _covered(self, part: Covered) -> Reason:
        remark = f"It counts in full {_phrase(self.here.window)}."
        value = self._value(part)
        return Reason(
            ReasonKind.COVERED, value, text=self.quote(part), unit=self._unit(part), remarks=(remark,)
        )

    def _named(self, name: Name) -> Reason:
        meaning = Vocabulary(self.budget).meaning(name)
        if meaning is Meaning.PARAMETER:
            return replace(self._parameter(name), text=self.quote(name))
        if meaning is Meaning.COMPARATIVE:
            amounts = [a for a in self.budget.comparative_amounts if a.comparative == name.comparative]
            within = Selection(at=(name.name,))
            parts = [
                prior_reason(self.budget, amount)
                for amount in amounts
                if comparative_within(self.budget, (amount,), within) is not None
            ]
            return Reason(
                ReasonKind.COMPARATIVE,
                self._value(name),
                ref=name.comparative,
                title=title_of(self.budget, name.name),
                text=self.quote(name),
                parts=add_signs(parts),
            )
        return replace(self.refer(name.name), text=self.quote(name))

    def _parameter(self, name: Name) -> Reason:
        parameter = self.budget.parameter_by_name[name.name]
        picked = Vocabulary(self.budget).picked(name, parameter, self.here.spot) if name.picks else {}
        assert not isinstance(picked, Fault), "the picks of a prepared formula were examined before"
        members = tuple(picked.get(d) or self.here.members[d] for d in parameter.dimensions)
        return self.parameter(parameter, members)

    def parameter(self, parameter: Parameter, members: tuple[str, ...]) -> Reason:
        """A parameter as a year reads it: its one value, or the values that change inside the year."""
        values = parameter.within(members, self.here.year)
        read = self.here.readings.value(parameter.name, members, self.here.year)
        titles = zip(parameter.dimensions, members, strict=True)
        where = ", ".join(_member_title(self.budget, name, ref) for name, ref in titles)
        reason = Reason(
            ReasonKind.PARAMETER,
            read if isinstance(read, Fraction) else None,
            ref=parameter.name,
            title=f"{parameter.title}: {where}" if where else parameter.title,
            text=parameter.name,
            unit=parameter.unit,
            place=parameter.place,
        )
        if not values:
            return replace(reason, remarks=(f"It has no value in {self.here.year}.",))
        if len(values) == 1 or parameter.within_year is WithinYear.OPENING:
            dated = value_reason(parameter, values[0])
            remarks = () if len(values) == 1 else ("The year uses the value in force when it opens.",)
            return replace(
                reason,
                since=dated.since,
                source=dated.source,
                place=dated.place,
                remarks=remarks,
                low=dated.low,
                high=dated.high,
            )
        parts = tuple(replace(value_reason(parameter, value), is_counted=False) for value in values)
        return replace(
            reason, parts=parts, remarks=("The year uses the average, by the months each is in force.",)
        )

    def quote(self, part: Expression) -> str:
        """Write a part of a formula as the book has it, brackets where they are needed."""
        match part:
            case Operation():
                rank = _PRECEDENCE[part.sign]
                left = self._bracketed(part.left, rank)
                return f"{left} {part.sign} {self._bracketed(part.right, rank + 1)}"
            case Negation():
                return f"-{self._bracketed(part.operand, 3)}"
            case Summation():
                return f"sum({', '.join((self.quote(part.operand), *part.dimensions))})"
            case Extreme():
                return f"{part.function}({', '.join(map(self.quote, part.operands))})"
            case _:
                start, end = part.span
                return self.here.spot.text[start:end]

    def _bracketed(self, part: Expression, rank: int) -> str:
        text = self.quote(part)
        is_lower = isinstance(part, Operation) and _PRECEDENCE[part.sign] < rank
        return f"({text})" if is_lower else text


def add_signs(parts: list[Reason]) -> tuple[Reason, ...]:
    """Join parts as a sum."""
    return tuple(replace(part, sign="+" if n else "") for n, part in enumerate(parts))


def value_reason(parameter: Parameter, value: DatedValue) -> Reason:
    """One dated value of a parameter, with its range where one is stated."""
    return Reason(
        ReasonKind.VALUE,
        value.value,
        ref=parameter.name,
        title=", ".join(value.members),
        unit=parameter.unit,
        since=value.start,
        source=value.source,
        low=value.low,
        high=value.high,
        place=value.place,
    )


def prior_reason(budget: Budget, amount: ComparativeAmount) -> Reason:
    """One prior amount, as it was published."""
    members = ", ".join(_member_title(budget, name, ref) for name, ref in amount.members)
    titles = (title_of(budget, amount.at), members)
    return Reason(
        ReasonKind.PRIOR,
        amount.amount,
        ref=amount.at,
        title=": ".join(title for title in titles if title),
        unit=POUNDS,
        source=amount.source,
        place=amount.place,
    )


def ratio_reason(value: Fraction, text: str, parts: tuple[Reason, ...], remark: str) -> Reason:
    """How much an index has grown since its base."""
    return Reason(ReasonKind.INDEX, value, text=text, unit=PURE, parts=parts, sign="*", remarks=(remark,))


def title_of(budget: Budget, ref: str) -> str:
    """The title of a line or category; the budget's own for the whole."""
    if ref in budget.line_index:
        return budget.line(ref).title
    category = budget.structure.by_ref.get(ref)
    return category.title if category else budget.title


def _member_title(budget: Budget, dimension: str, ref: str) -> str:
    member = budget.dimension_by_name[dimension].member(ref)
    return member.title if member else ref


def _phrase(window: Window) -> str:
    """Say a window in words, to stand after what counts within it."""
    if window.start and window.end:
        return f"from {spell_date(window.start)} to {spell_date(window.end)}"
    if window.start:
        return f"from {spell_date(window.start)}"
    return f"until {spell_date(window.end)}" if window.end else "all year"


def spell_date(day: date) -> str:
    """Print a date as it is read.

    >>> spell_date(date(2020, 4, 1))
    '1 Apr 2020'
    """
    return f"{day.day} {day:%b %Y}"
