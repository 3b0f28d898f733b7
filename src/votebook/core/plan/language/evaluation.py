"""Evaluation: one formula in one year, in exact fractions, step by step.

This is the slow and obvious way. Claims, identities, explanations and variances use it, and the
fast calculation is tested against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import Protocol

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Fault, Place
from votebook.core.measure.unit import Unit
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.year import FinancialYear, parse_year
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.agreement import examine_units
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
from votebook.core.plan.language.fault import (
    division_by_zero,
    inside_estimate,
    no_prior_figure,
    no_value,
    nothing_to_sum,
    unmatched_volume,
)
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import CellKey, Readings
from votebook.core.plan.language.vocabulary import Meaning, Spot, Vocabulary
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import Role


class Figures(Protocol):
    """The rounded figures that formulas refer to: a calculation, or part of one."""

    def provision(self, line: str, year: str) -> Money | None:
        """A line's provision; None when it has none."""

    def total(self, category: str, year: str) -> Money:
        """The total of a category."""

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Whether a line, or a line that a category contains, could not be calculated."""


class HasBudget(Protocol):
    """What holds a budget: a model or a calculation."""

    @property
    def budget(self) -> Budget:
        """The budget."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value with its unit."""

    value: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a formula is evaluated in: the year, the line's members, its window, others' figures.

    ``members`` binds dimensions: first the line's own, then those that sums go through.
    """

    readings: Readings
    year: FinancialYear
    figures: Figures | None = None
    members: Mapping[str, str] = field(default_factory=dict)
    window: Window = ALWAYS
    spot: Spot = field(default=Spot("", NOWHERE))

    @property
    def budget(self) -> Budget:
        """The budget whose names the formula uses."""
        return self.readings.budget


class _Halt(Exception):
    """Carries a fault out of the evaluation."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.found)
        self.fault = fault


def evaluate(
    plan: Budget | HasBudget,
    formula: str | Expression,
    year: str,
    line: str | None = None,
    calculation: Figures | None = None,
    *,
    overrides: Mapping[CellKey, Fraction] | None = None,
    window: Window = ALWAYS,
    place: Place = NOWHERE,
) -> Quantity | Fault:
    """Evaluate a formula exactly in a year, or say why it has no value.

    The line binds dimensions to its members. The calculation supplies the rounded figures of lines
    and categories. Overrides replace values of parameters. The year may lie before the budget's
    first one, where parameters have values then. The first fault found is returned.
    """
    budget = plan if isinstance(plan, Budget) else plan.budget
    text = formula if isinstance(formula, str) else ""
    expression = parse_formula(formula, place) if isinstance(formula, str) else formula
    if isinstance(expression, Fault):
        return expression
    financial_year = parse_year(year, budget.approved_year.first_month)
    if financial_year is None:
        return Fault("formula.year", place, f"stands '{year}'", "expected a year such as 2020/21")
    members = dict(budget.line(line).members) if line else {}
    spot = Spot(text, place)
    unit = examine_units(Vocabulary(budget), expression, spot, frozenset(members))
    if not isinstance(unit, Unit):
        return unit[0]
    readings = Readings(budget, overrides or {})
    value = value_of(expression, Circumstances(readings, financial_year, calculation, members, window, spot))
    return value if isinstance(value, Fault) else Quantity(value, unit)


def value_of(expression: Expression, circumstances: Circumstances) -> Fraction | Fault:
    """Evaluate a formula whose names and units were examined before, in its own unit."""
    try:
        return _value(expression, circumstances)
    except _Halt as halt:
        return halt.fault


def is_active(component: Component, circumstances: Circumstances) -> bool:
    """Whether a component counts in the year: its window touches it and no estimate stands above."""
    budget = circumstances.budget
    if component.window.days_in(circumstances.year) == 0:
        return False
    category = budget.line(component.line).category
    return not circumstances.readings.estimated_above(category, str(circumstances.year))


def component_value(component: Component, circumstances: Circumstances) -> Fraction | Fault:
    """A component's exact pounds in the year: its formula, indexed, then capped; nil when inactive.

    The circumstances bring readings, year and figures; line and window are the component's own.
    """
    if not is_active(component, circumstances):
        return Fraction(0)
    members = dict(circumstances.budget.line(component.line).members)
    here = replace(circumstances, members=members, window=component.window)
    value = _read_and_value(component.formula, component.place, here)
    if isinstance(value, Fault):
        return value
    if component.index:
        ratio = index_ratio(component, here)
        if isinstance(ratio, Fault):
            return ratio
        value *= ratio
    if not component.cap:
        return value
    cap = _read_and_value(component.cap, component.place, here)
    return cap if isinstance(cap, Fault) else min(value, cap)


def index_ratio(component: Component, circumstances: Circumstances) -> Fraction | Fault:
    """How much a component's index has grown from its base date to the year."""
    readings, place = circumstances.readings, component.place
    parameter = circumstances.budget.parameter_by_name[component.index]
    members = tuple(circumstances.members[dimension] for dimension in parameter.dimensions)
    base = readings.index_base(component, members)
    if not base:
        shown = component.index_base or "its base date, which is not given"
        found = f"the index '{component.index}' has no value, or nil, on {shown}"
        return Fault("component.index-base", place, found, "give the index a value on its base date")
    value = readings.value(component.index, members, circumstances.year)
    if value is None:
        return no_value(component.index, members, circumstances.year, Spot(component.index, place), 0)
    return value if isinstance(value, Fault) else value / base


def _read_and_value(text: str, place: Place, circumstances: Circumstances) -> Fraction | Fault:
    expression = parse_formula(text, place)
    if isinstance(expression, Fault):
        return expression
    return value_of(expression, replace(circumstances, spot=Spot(text, place)))


def _value(part: Expression, here: Circumstances) -> Fraction:
    match part:
        case Number():
            return part.value
        case Covered():
            return here.readings.covered(here.window, here.year, part.duration)
        case Name():
            return _named(part, here)
        case Negation():
            return -_value(part.operand, here)
        case Operation():
            return _operated(part, here)
        case Summation():
            return _summed(part, here)
        case _:
            values = [_value(operand, here) for operand in part.operands]
            return min(values) if part.function == "min" else max(values)


def _operated(part: Operation, here: Circumstances) -> Fraction:
    left, right = _value(part.left, here), _value(part.right, here)
    match part.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            if right == 0:
                raise _Halt(division_by_zero(here.spot, part, here.year))
            return left / right


def _summed(part: Summation, here: Circumstances) -> Fraction:
    counted = _counted(part, here)
    if not counted:
        raise _Halt(nothing_to_sum(part, here.year, here.spot))
    return sum((_value(part.operand, inside) for inside in counted), Fraction(0))


def _counted(part: Summation, here: Circumstances) -> list[Circumstances]:
    """Bind a sum to every choice of members for which it has all values.

    A term is looked through for missing values before any of it is worked out, so that what is
    left out does not depend on the order in which its factors are written.
    """
    choices = [here.readings.summed_members(dimension, here.year) for dimension in part.dimensions]
    found: list[Circumstances] = []
    for chosen in product(*choices):
        bound = dict(zip(part.dimensions, chosen, strict=True))
        inside = replace(here, members={**here.members, **bound})
        missing = _first_missing(part.operand, inside)
        if missing is None:
            found.append(inside)
        else:
            _refuse_unmatched(part, inside, missing)
    return found


def _first_missing(part: Expression, here: Circumstances) -> Fault | None:
    """Find the first missing value of a parameter in a term; a value at fault is never passed over."""
    match part:
        case Name():
            if Vocabulary(here.budget).meaning(part) is not Meaning.PARAMETER:
                return None
            members = _members_of(part, here)
            value = here.readings.value(part.name, members, here.year)
            if isinstance(value, Fault):
                raise _Halt(value)
            return no_value(part.name, members, here.year, here.spot, part.span[0]) if value is None else None
        case Summation():
            return None if _counted(part, here) else nothing_to_sum(part, here.year, here.spot)
        case Negation():
            return _first_missing(part.operand, here)
        case Operation():
            operands: tuple[Expression, ...] = (part.left, part.right)
        case Extreme():
            operands = part.operands
        case _:
            return None
    found = [_first_missing(operand, here) for operand in operands]
    return next((fault for fault in found if fault is not None), None)


def _refuse_unmatched(part: Summation, inside: Circumstances, fault: Fault) -> None:
    """Refuse to leave out a member that has a volume but lacks another value, such as its rate."""
    for name in _varying(part.operand, part.dimensions, inside):
        parameter = inside.budget.parameter_by_name[name.name]
        members = _members_of(name, inside)
        value = inside.readings.value(name.name, members, inside.year)
        if parameter.role is Role.VOLUME and value:
            raise _Halt(unmatched_volume(name, members, inside.year, inside.spot, fault))


def _varying(part: Expression, dimensions: tuple[str, ...], here: Circumstances) -> Iterator[Name]:
    """The names of a sum that take their member from it, outside of sums within it."""
    if isinstance(part, Name):
        parameter = here.budget.parameter_by_name.get(part.name)
        if parameter and not part.comparative:
            picked = _picked(part, here)
            if any(d in dimensions and d not in picked for d in parameter.dimensions):
                yield part
    elif isinstance(part, Operation):
        yield from _varying(part.left, dimensions, here)
        yield from _varying(part.right, dimensions, here)
    elif isinstance(part, Negation):
        yield from _varying(part.operand, dimensions, here)
    elif isinstance(part, Extreme):
        for operand in part.operands:
            yield from _varying(operand, dimensions, here)


def _picked(name: Name, here: Circumstances) -> dict[str, str]:
    parameter = here.budget.parameter_by_name[name.name]
    picked = Vocabulary(here.budget).picked(name, parameter, here.spot) if name.picks else {}
    assert not isinstance(picked, Fault), "picks were examined before"
    return picked


def _members_of(name: Name, here: Circumstances) -> tuple[str, ...]:
    picked = _picked(name, here)
    dimensions = here.budget.parameter_by_name[name.name].dimensions
    return tuple(picked.get(dimension) or here.members[dimension] for dimension in dimensions)


def _named(name: Name, here: Circumstances) -> Fraction:
    meaning = Vocabulary(here.budget).meaning(name)
    if meaning is Meaning.PARAMETER:
        members = _members_of(name, here)
        value = here.readings.value(name.name, members, here.year)
        if isinstance(value, Fault):
            raise _Halt(value)
        if value is None:
            raise _Halt(no_value(name.name, members, here.year, here.spot, name.span[0]))
        return value
    if meaning is Meaning.COMPARATIVE:
        prior = here.readings.prior(name.name, name.comparative)
        if prior is None:
            raise _Halt(no_prior_figure(name, here.spot))
        return prior
    return _figure(name, meaning, here)


def _figure(name: Name, meaning: Meaning | None, here: Circumstances) -> Fraction:
    """The rounded figure of a line or category, in pounds."""
    year = str(here.year)
    if here.figures is None or year not in here.budget.year_index:
        found = f"'{name.name}' has no provision in {year}"
        fault = here.spot.fault("formula.missing-value", name.span[0], found, "expected a year of the budget")
        raise _Halt(fault)
    if here.figures.is_incomplete(name.name, year):
        found = f"'{name.name}' could not be calculated in {year}"
        expected = "settle the finding on it first"
        raise _Halt(here.spot.fault("calculation.incomplete", name.span[0], found, expected))
    if meaning is Meaning.LINE:
        provision = here.figures.provision(name.name, year)
        above = "" if provision is not None else estimated_whole(name.name, here.readings, year)
        amount = provision or Money(0)
    else:
        above = estimated_whole(name.name, here.readings, year)
        amount = here.figures.total(name.name, year)
    if above:
        raise _Halt(inside_estimate(name, above, here.year, here.spot))
    return amount.exact


def estimated_whole(ref: str, readings: Readings, year: str) -> str:
    """Name the category above a line or category whose year is estimated as a whole and not spread."""
    budget = readings.budget
    is_line = ref in budget.line_index
    category = budget.line(ref).category if is_line else budget.structure.by_ref[ref].within
    above = readings.estimated_above(category, year)
    spread = any(e.is_spread for e in budget.estimates if (e.category, e.year) == (above, year))
    return "" if spread else above
