"""Invention: budgets made by chance, with everything in them that could make a penny go astray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from votebook.core.measure.source import Place, Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget, CategoryEstimate, EventDay, HandProfile
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import BorneBy, Component, Line, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, Role, WithinYear
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

OURS = Source(SourceKind.OURS)
YEARS = (FinancialYear(2019), FinancialYear(2020), FinancialYear(2021))
STRUCTURE = Structure(
    (
        Category("running", "Running costs"),
        Category("staff", "Staff", "running"),
        Category("premises", "Premises", "running"),
        Category("works", "Works"),
        Category("reserve", "Reserve"),
    )
)
GRADES = Dimension(
    "grade", "Grade", (Member("g1", "1"), Member("g2", "2"), Member("g3", "3", retired=date(2020, 3, 31)))
)
AREAS = Dimension(
    "area", "Area", (Member("north", "N"), Member("south", "S"), Member("east", "E", within="south"))
)
HOLIDAYS = (date(2019, 12, 25), date(2020, 4, 10), date(2020, 12, 25), date(2022, 1, 3))
NUMBERS = ("0", "1", "3", "0.5", "2.5", "7", "12.345", "0.0001", "999999.99", "33.333333", "-4.25", "0.005")
WIDE = ("123456789.012345", "0.00000000123457", "98765432109876", "7.77777777777777")


def parameter(
    name: str,
    unit: str,
    values: Sequence[tuple[tuple[str, ...], date, Fraction]],
    dimensions: tuple[str, ...] = (),
    role: Role = Role.RATE,
    within_year: WithinYear = WithinYear.REFUSE,
    *,
    is_yearly: bool = False,
) -> Parameter:
    """A parameter with values by members and date."""
    read = parse_unit(unit)
    assert read is not None
    dated = tuple(DatedValue(members, start, value, OURS) for members, start, value in sorted(values))
    return Parameter(
        name, name, read, role, dimensions, dated, within_year, is_yearly, Place("parameters.csv", 2)
    )


def budget_of(**parts: object) -> Budget:
    """A budget of three years, otherwise empty, with the given parts."""
    empty = Budget(
        "invented",
        "Invented",
        "Body",
        "GBP",
        "",
        tuple(BudgetYear(year, Basis.ESTIMATED if n else Basis.APPROVED) for n, year in enumerate(YEARS)),
        Version(VersionKind.DRAFT, "0.1", date(2019, 1, 1)),
        STRUCTURE,
        dimensions=(GRADES, AREAS),
        holidays=HOLIDAYS,
    )
    return replace(empty, **parts)  # type: ignore[arg-type] # the parts are checked where they are used


class Invention:
    """One invented budget, from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.numbers = NUMBERS + (WIDE if self.chance.random() < 0.3 else ())
        self.earlier: list[str] = []
        self.covered = self.chance.choice(["", "", "works", "staff"])

    def number(self) -> Fraction:
        return Fraction(self.chance.choice(self.numbers))

    def written(self) -> str:
        return self.chance.choice(self.numbers).removeprefix("-")

    def budget(self) -> Budget:
        """Invent a budget."""
        lines = [self.line(n) for n in range(self.chance.randint(3, 14))]
        components = [c for line in lines for c in self.components(line)]
        estimates: tuple[CategoryEstimate, ...] = ()
        if self.covered:
            estimates = (
                CategoryEstimate(
                    self.covered, "2021/22", abs(self.number()) * 7, self.chance.random() < 0.6, OURS
                ),
            )
        prior = tuple(ComparativeAmount("outturn", line.ref, (), self.number(), OURS) for line in lines)
        return budget_of(
            parameters=self.parameters(),
            lines=tuple(lines),
            components=tuple(components),
            stated=tuple(self.stated(lines)),
            estimates=estimates,
            comparatives=(Comparative("outturn", "Outturn", FinancialYear(2018), ComparativeKind.OUTTURN),),
            comparative_amounts=prior,
            profiles=(HandProfile("quarterly", tuple(Fraction(n % 3 == 2) for n in range(12))),),
            events=tuple(EventDay("meetings", date(2019 + n, 6 + n, 3), Fraction(n + 1)) for n in range(3)),
        )

    def parameters(self) -> tuple[Parameter, ...]:
        start, change = date(2018, 4, 1), date(2020, 2, 29)
        twice = [((), start, abs(self.number()) + 1), ((), change, abs(self.number()) + 1)]
        fte = [
            ((area, grade), year.start, abs(self.number()))
            for area in ("north", "south", "east")
            for grade in ("g1", "g2", "g3")
            for year in YEARS
            if grade == "g1" or self.chance.random() < 0.7
        ]
        rates = [((grade,), start, self.number()) for grade in ("g1", "g2", "g3")]
        return (
            parameter("rent", "£/month", [((), start, self.number())]),
            parameter("fee", "£/day", twice, within_year=WithinYear.AVERAGE),
            parameter("grant", "£", twice, within_year=WithinYear.OPENING),
            parameter("share", "1", [((), start, self.number()), ((), YEARS[1].start, self.number())]),
            parameter("fte", "FTE", fte, ("area", "grade"), Role.VOLUME, is_yearly=True),
            parameter("grade_rate", "£/FTE", rates, ("grade",)),
            parameter(
                "local", "1", [((a,), start, self.number()) for a in ("north", "south", "east")], ("area",)
            ),
            parameter(
                "prices",
                "1",
                [((), start, Fraction(1082, 10)), *((m, d, v) for m, d, v in twice[1:])],
                role=Role.INDEX,
                within_year=WithinYear.OPENING,
            ),
        )

    def line(self, number: int) -> Line:
        category = self.chance.choice(["staff", "premises", "works", "reserve"])
        members = (("area", self.chance.choice(["north", "east"])),)
        profile = self.chance.choice(["even", "working_days", "quarterly", "meetings", "even"])
        place = Place("lines.csv", number + 2)
        return Line(f"line_{number}", str(number), "", category, members, profile=profile, place=place)

    def components(self, line: Line) -> list[Component]:
        found = [self.component(line, n) for n in range(self.chance.choice([0, 1, 1, 1, 2, 3]))]
        if line.category not in (self.covered, "reserve"):
            self.earlier.append(line.ref)
        return found

    def component(self, line: Line, number: int) -> Component:
        chance = self.chance
        window = ALWAYS
        if line.category != self.covered and chance.random() < 0.3:
            start = date(2019, 1, 31) + (date(2021, 1, 1) - date(2019, 1, 1)) * chance.random()
            window = Window(start, chance.choice([None, date(2020, 2, 29), date(2021, 8, 17)]))
        is_indexed = chance.random() < 0.2
        return Component(
            line.ref,
            f"part_{number}",
            "",
            self.pounds(line, 3),
            window=window,
            cap=self.pounds(line, 1) if chance.random() < 0.2 else "",
            index="prices" if is_indexed else "",
            index_base=date(2019, 5, 1) if is_indexed else None,
            borne_by=BorneBy.USERS if chance.random() < 0.1 else BorneBy.BODY,
            place=Place("components.csv", len(self.earlier) * 4 + number + 2, 4),
        )

    def pounds(self, line: Line, depth: int) -> str:
        """A formula in pounds."""
        chance = self.chance
        leaves = [
            f"£{self.written()}",
            "rent * months",
            "fee * days",
            "fee * working_days",
            "grant",
            "sum(fte * grade_rate, grade)",
            "sum(fte * grade_rate * local, area, grade)",
            "sum(max(fte, 1 FTE) * grade_rate, grade)",
            "fte[g1] * grade_rate[grade=g1]",
            f"{line.ref}@outturn",
        ]
        if self.earlier:
            leaves += [chance.choice(self.earlier)] * 3
        if line.category == "reserve":
            leaves += ["running", "works", "(running + works)"]
        if depth == 0 or chance.random() < 0.2:
            return chance.choice(leaves)
        one, other = self.pounds(line, depth - 1), self.pounds(line, depth - 1)
        return chance.choice(
            [
                f"({one} + {other})",
                f"({one} - {other})",
                f"-({one})",
                f"min({one}, {other})",
                f"max({one}, {other}, £{self.written()})",
                f"{self.pure(line)} * ({one})",
                f"({one}) / {chance.choice(['7', '12', '0.3', self.pure(line)])}",
                f"({one}) * local",
            ]
        )

    def pure(self, line: Line) -> str:
        """A pure number as a formula."""
        chance = self.chance
        return chance.choice(
            [
                "10%",
                "50%",
                "0.5%",
                "share",
                "(1 - share)",
                "(share + 0.25)",
                f"({self.pounds(line, 0)} / £13)",
                "local",
            ]
        )

    def stated(self, lines: list[Line]) -> list[StatedAmount]:
        return [
            StatedAmount(
                line.ref, str(year), self.number() + self.chance.choice([Fraction(0), Fraction(1, 200)]), OURS
            )
            for line in lines
            for year in YEARS
            if self.chance.random() < 0.4 and not (line.category == self.covered and year is YEARS[2])
        ]


def invent(seed: int) -> Budget:
    """Invent the budget of a seed; the same seed gives the same budget."""
    return Invention(seed).budget()
