"""Makes budgets of any size for measuring: mixed shapes of formulas, dependents, levels of totals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from votebook.core.measure.source import Source, SourceKind
from votebook.core.measure.unit import Unit, parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Component, Line, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

AREAS, GRADES, RATES, GROUPS_PER_CATEGORY, LINES_PER_GROUP = 40, 5, 600, 25, 40
START = date(2020, 4, 1)
SOURCE = Source(SourceKind.ESTIMATE, "made for measuring")
YEARS = tuple(BudgetYear(FinancialYear(2020 + n), Basis.ESTIMATED if n else Basis.APPROVED) for n in range(3))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same budget as spreadsheet cells: inputs and one formula a line, for other calculators.

    ``inputs`` are rows of a sheet named inputs, the value in column B. ``formulas`` are in the
    A1 notation, one for every line, with ``{column}`` where a year's column stands.
    """

    inputs: tuple[tuple[str, Fraction], ...]
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """A budget and its twin for spreadsheets."""

    budget: Budget
    sheet: Sheet


def generate(lines: int, seed: int = 7) -> Generated:
    """Make a budget of so many lines over three years; one line in ten depends on two others."""
    chance = random.Random(seed)
    parameters, inputs = _parameters(chance)
    position = {name: row + 1 for row, (name, _) in enumerate(inputs)}
    made: list[Line] = []
    components: list[Component] = []
    stated: list[StatedAmount] = []
    formulas: list[str] = []
    for number in range(lines):
        ref = f"line_{number:06}"
        area = f"area_{number % AREAS}"
        made.append(Line(ref, str(number + 1), f"Line {number + 1}", _group(number), (("area", area),)))
        text, cell = _formula(chance, number, position)
        formulas.append(cell)
        if text:
            components.append(Component(ref, "cost", "Cost", text, source=SOURCE))
        else:
            stated += [StatedAmount(ref, str(one.year), Fraction(cell), SOURCE) for one in YEARS]
    budget = Budget(
        ref="generated",
        title=f"{lines} lines",
        body="Generated body",
        currency="GBP",
        classification="",
        years=YEARS,
        version=Version(VersionKind.DRAFT, "0.1", START),
        structure=Structure(tuple(_categories(lines))),
        dimensions=(
            Dimension("area", "Area", tuple(Member(f"area_{n}", f"Area {n}") for n in range(AREAS))),
            Dimension("grade", "Grade", tuple(Member(f"grade_{n}", f"Grade {n}") for n in range(GRADES))),
        ),
        parameters=parameters,
        lines=tuple(made),
        components=tuple(components),
        stated=tuple(stated),
    )
    return Generated(budget, Sheet(inputs, tuple(formulas)))


def _group(number: int) -> str:
    return f"group_{number // LINES_PER_GROUP}"


def _categories(lines: int) -> list[Category]:
    groups = (lines - 1) // LINES_PER_GROUP + 1
    found = [Category("whole", "Whole budget")]
    for group in range(groups):
        if group % GROUPS_PER_CATEGORY == 0:
            number = group // GROUPS_PER_CATEGORY
            found.append(Category(f"category_{number}", f"Category {number}", "whole"))
        found.append(Category(f"group_{group}", f"Group {group}", f"category_{group // GROUPS_PER_CATEGORY}"))
    return found


def _unit(text: str) -> Unit:
    unit = parse_unit(text)
    assert unit is not None, "the generator's units can be read"
    return unit


def _parameters(chance: random.Random) -> tuple[tuple[Parameter, ...], tuple[tuple[str, Fraction], ...]]:
    """Monthly rates, rates of grades and a table of resource, with their rows on the sheet of inputs."""
    inputs: list[tuple[str, Fraction]] = []
    parameters: list[Parameter] = []
    for number in range(RATES):
        value = Fraction(chance.randrange(1_000, 900_000), 100)
        inputs.append((f"rate_{number}", value))
        held = (DatedValue((), START, value, SOURCE),)
        parameters.append(
            Parameter(f"rate_{number}", f"Rate {number}", _unit("£/month"), Role.RATE, (), held)
        )
    grades: list[DatedValue] = []
    for grade in range(GRADES):
        value = Fraction(40_000 + 15_000 * grade)
        inputs.append((f"grade_rate/{grade}", value))
        grades.append(DatedValue((f"grade_{grade}",), START, value, SOURCE))
    parameters.append(
        Parameter("grade_rate", "Rate of a grade", _unit("£/FTE"), Role.RATE, ("grade",), tuple(grades))
    )
    resources: list[DatedValue] = []
    for area in range(AREAS):
        for grade in range(GRADES):
            value = Fraction(chance.randrange(0, 300), 100)
            inputs.append((f"fte/{area}/{grade}", value))
            resources.append(DatedValue((f"area_{area}", f"grade_{grade}"), START, value, SOURCE))
    fte = Parameter("fte", "Resource", _unit("FTE"), Role.VOLUME, ("area", "grade"), tuple(resources))
    return (*parameters, fte), tuple(inputs)


def _formula(chance: random.Random, number: int, position: dict[str, int]) -> tuple[str, str]:
    """One line's formula, and the same for a spreadsheet; a stated amount has no formula."""
    rate, other = chance.randrange(1, RATES), chance.randrange(1, RATES)
    rate = 0 if number % 20_000 == 0 else rate
    one, two = (f"inputs.$B${position[f'rate_{n}']}" for n in (rate, other))
    pounds, percent = chance.randrange(100, 90_000), chance.randrange(1, 60)
    first, second = sorted(chance.sample(range(max(0, number - 9), max(number, 2)), 2))
    low, high = position[f"fte/{number % AREAS}/0"], position[f"fte/{number % AREAS}/{GRADES - 1}"]
    pay = f"inputs.$B${position['grade_rate/0']}:$B${position[f'grade_rate/{GRADES - 1}']}"
    monthly = (f"rate_{rate} * months + £{pounds}", f"{one}*12+{pounds}")
    shapes = (
        monthly,
        monthly,
        monthly,
        ("sum(fte * grade_rate, grade)", f"SUMPRODUCT(inputs.$B${low}:$B${high};{pay})"),
        (f"min(rate_{rate} * months, £{pounds})", f"MIN({one}*12;{pounds})"),
        (f"{percent}% * rate_{rate} * months", f"{percent}/100*{one}*12"),
        (f"(rate_{rate} - rate_{other} / 3) * months", f"({one}-{two}/3)*12"),
        (f"£{pounds} / 7 + rate_{rate} * 4 month", f"{pounds}/7+{one}*4"),
        ("", str(pounds)),
        (
            f"{percent}% * (line_{first:06} + line_{second:06})",
            f"{percent}/100*({{column}}{first + 1}+{{column}}{second + 1})",
        ),
    )
    return shapes[number % len(shapes)]
