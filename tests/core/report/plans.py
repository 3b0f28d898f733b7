"""Plans for tests of variances and differences: small budgets, and figures worked out the slow way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault, Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.language.evaluation import Circumstances, component_value
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import BorneBy, Component, Line, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

OURS = Source(SourceKind.OURS)
YEARS = (FinancialYear(2020), FinancialYear(2021))


def parameter(
    name: str, unit: str, role: Role, values: dict[tuple[int, tuple[str, ...]], str], *dimensions: str
) -> Parameter:
    """A parameter with a value for each year (its first calendar year) and members."""
    parsed = parse_unit(unit)
    assert parsed is not None
    dated = (
        DatedValue(members, date(year, 4, 1), Fraction(value), OURS)
        for (year, members), value in sorted(values.items(), key=lambda pair: (pair[0][1], pair[0][0]))
    )
    return Parameter(name, name, parsed, role, dimensions, tuple(dated), is_yearly=bool(dimensions))


def plain(name: str, unit: str, role: Role, **values: str) -> Parameter:
    """A parameter without dimensions: ``y2020="28"``."""
    return parameter(name, unit, role, {(int(year[1:]), ()): value for year, value in values.items()})


def budget(
    lines: dict[str, str],
    *parameters: Parameter,
    title: str = "Book",
    iteration: str = "1.0",
    stated: dict[str, tuple[int | None, int | None]] | None = None,
    dimensions: tuple[Dimension, ...] = (),
    more: tuple[Component, ...] = (),
) -> Budget:
    """A budget of lines with a formula each: ``{"operations.chair": "rent * months"}``."""
    places = [name.split(".") for name in (*lines, *(stated or {}))]
    categories = tuple(Category(ref, ref.capitalize()) for ref in dict.fromkeys(place[0] for place in places))
    amounts = tuple(
        StatedAmount(name.split(".")[1], str(year), Fraction(amount), OURS)
        for name, pair in (stated or {}).items()
        for year, amount in zip(YEARS, pair, strict=True)
        if amount is not None
    )
    components = tuple(
        Component(name.split(".")[1], "cost", "", formula) for name, formula in lines.items() if formula
    )
    return Budget(
        "book", title, "Body", "GBP", "",
        (BudgetYear(YEARS[0], Basis.APPROVED), BudgetYear(YEARS[1], Basis.ESTIMATED)),
        Version(VersionKind.DRAFT, iteration, date(2020, 1, 1)), Structure(categories),
        dimensions=dimensions, parameters=parameters,
        lines=tuple(Line(ref, str(n), ref.capitalize(), at) for n, (at, ref) in enumerate(places, 1)),
        components=components + more, stated=amounts,
    )  # fmt: skip


def grades(*refs: str) -> Dimension:
    """A dimension of grades."""
    return Dimension("grade", "Grade", tuple(Member(ref, ref) for ref in refs))


def with_prior(plan: Budget, **amounts: int) -> Budget:
    """A budget with an outturn of 2019/20 at lines or categories."""
    outturn = Comparative("outturn", "2019/20 Outturn", FinancialYear(2019), ComparativeKind.OUTTURN)
    prior = tuple(ComparativeAmount("outturn", at, (), Fraction(a), OURS) for at, a in amounts.items())
    return replace(plan, comparatives=(outturn,), comparative_amounts=prior)


@dataclass(frozen=True)
class Plan:
    """A budget whose figures are worked out one by one, each time anew: slow and plain."""

    budget: Budget
    findings: tuple[Fault, ...] = field(default=())

    def provision(self, line: str, year: str) -> Money | None:
        readings = Readings(self.budget)
        if readings.estimated_above(self.budget.line(line).category, year):
            return None
        stated = [s.amount for s in self.budget.stated if (s.line, s.year) == (line, year)]
        mine = [c for c in self.budget.components_by_line.get(line, ()) if c.borne_by is BorneBy.BODY]
        if not stated and not mine:
            return None
        here = Circumstances(readings, self.budget.years[self.budget.year_index[year]].year, self)
        values = [component_value(component, here) for component in mine]
        assert not any(isinstance(value, Fault) for value in values), values
        return Money.of(sum((*stated, *(v for v in values if isinstance(v, Fraction))), Fraction(0)))

    def total(self, category: str, year: str) -> Money:
        inside = self.budget.structure.inside(category) if category else None
        lines = (line.ref for line in self.budget.lines if inside is None or line.category in inside)
        estimates = (
            e.amount
            for e in self.budget.estimates
            if e.year == year and (inside is None or e.category in inside)
        )
        total = sum(((self.provision(ref, year) or Money(0)).exact for ref in lines), Fraction(0))
        return Money.of(total + sum(estimates, Fraction(0)))

    def is_incomplete(self, ref: str, year: str) -> bool:
        return False
