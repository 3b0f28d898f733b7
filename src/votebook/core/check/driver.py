"""Driver: whether the inputs of a line can give the amount that was published for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases, print_pounds
from votebook.core.measure.source import Fault, Place, SourceKind
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.language.evaluation import Circumstances, component_value
from votebook.core.plan.language.expression import Name, every_part
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import CellKey, Readings
from votebook.core.plan.line import BorneBy, Component, Line, Nature
from votebook.core.plan.parameter import Parameter, Role


@dataclass(frozen=True, slots=True)
class BuildUp:
    """What the drivers of a line give in a year, and the published amount they should meet, in pounds."""

    line: Line
    year: str
    drivers: Fraction
    published: Fraction

    @property
    def gap(self) -> Fraction:
        """Published less what the drivers give."""
        return self.published - self.drivers

    def say(self) -> str:
        """Give both figures and the gap."""
        side = "more" if self.gap > 0 else "less"
        return (
            f"in {self.year} the drivers give {print_pounds(self.drivers)} and the published amount is "
            f"{print_pounds(self.published)}, {print_pounds(abs(self.gap))} {side}"
        )


@dataclass(frozen=True, slots=True)
class DriversMissAmount:
    """The drivers of a line do not add up to its published amount; a reconciling item fills the gap."""

    code: ClassVar[str] = "check.drivers-miss-amount"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    build_ups: tuple[BuildUp, ...]
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The reconciling item."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """The largest gap of any year, in pounds."""
        return max(abs(build_up.gap) for build_up in self.build_ups)

    @property
    def settlements(self) -> tuple[str, str]:
        """Correct a driver, or record why the amount stands."""
        return (
            "correct the driver that is wrong",
            "record a decision to provide the published amount as it is",
        )

    def explain(self) -> str:
        """Give the drivers' sum, the published amount and the gap of every year."""
        line = self.build_ups[0].line
        said = "; ".join(build_up.say() for build_up in self.build_ups)
        text = f"{name_line(line)}: {said}. A reconciling item makes up the difference."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class FittedRatesLeaveResidual:
    """Lines driven by rates that were fitted, not published, keep what the fit leaves over."""

    code: ClassVar[str] = "check.fitted-rates-leave-residual"
    severity: ClassVar[Severity] = Severity.NOTE
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    parameters: tuple[str, ...]
    build_ups: tuple[BuildUp, ...]
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The first reconciling item."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """The largest residual, in pounds."""
        return max(abs(build_up.gap) for build_up in self.build_ups)

    @property
    def settlements(self) -> tuple[str, str]:
        """Get the rates, or keep the residuals."""
        return "enter the agreed rates instead of the fitted ones", "keep the residuals as reconciling items"

    def explain(self) -> str:
        """Say how many lines keep a residual and which is the largest."""
        worst = max(self.build_ups, key=lambda build_up: abs(build_up.gap))
        lines = len({build_up.line.ref for build_up in self.build_ups})
        text = (
            f"The values of {enumerate_phrases(self.parameters)} are fitted to the published amounts, and "
            f"{lines} line{'s keep' if lines > 1 else ' keeps'} a residual. The largest is on "
            f"{name_line(worst.line)}: {worst.say()}."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class EqualDriversDiffer:
    """Lines with the same formula and the same inputs have different published amounts."""

    code: ClassVar[str] = "check.equal-drivers-differ"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    year: str
    lines: tuple[tuple[Line, Fraction], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The lines."""
        return tuple(line.place for line, _ in self.lines)

    @property
    def size(self) -> Fraction:
        """Between the largest amount and the smallest, in pounds."""
        amounts = [amount for _, amount in self.lines]
        return max(amounts) - min(amounts)

    @property
    def settlements(self) -> tuple[str, str]:
        """Find the input that differs, or level the amounts."""
        return "enter the input in which the lines differ", "provide the same amount on each of them"

    def explain(self) -> str:
        """Give each line's amount."""
        said = enumerate_phrases(
            f"{name_line(line)} with {print_pounds(amount)}" for line, amount in self.lines
        )
        text = f"In {self.year} these lines have equal drivers and different published amounts: {said}."
        return conclude(text, self.settlements)


DriverFinding = DriversMissAmount | FittedRatesLeaveResidual | EqualDriversDiffer


def check_drivers(
    calculation: Calculation, known: frozenset[tuple[str, str]] = frozenset()
) -> tuple[DriverFinding, ...]:
    """Report the lines whose drivers miss or contradict the published amounts.

    ``known`` are the lines and years whose gap another finding explains already.
    """
    budget = calculation.budget
    plain: list[DriverFinding] = []
    fitted: list[BuildUp] = []
    for line in _reconciled_lines(budget):
        missed = [b for b in build_up(calculation, line) if b.gap and (line.ref, b.year) not in known]
        if missed and _fitted_parameters(budget, line):
            fitted.extend(missed)
        elif missed:
            plain.append(DriversMissAmount(tuple(missed), _reconciling_places(budget, line)[0]))
    if fitted:
        names = sorted({name for b in fitted for name in _fitted_parameters(budget, b.line)})
        place = _reconciling_places(budget, fitted[0].line)[0]
        plain.append(FittedRatesLeaveResidual(tuple(names), tuple(fitted), place))
    return (*plain, *_twins(calculation))


def name_line(line: Line) -> str:
    """Name a line by its number, where it has one, and its title, as it is said aloud."""
    return f"Line {line.number.rstrip('.')} {line.title}" if line.number else line.title


def names_in(component: Component) -> frozenset[str]:
    """The names that a component's formula and cap refer to, and its index."""
    found = {component.index} - {""}
    for text in filter(None, (component.formula, component.cap)):
        expression = parse_formula(text, component.place)
        if not isinstance(expression, Fault):
            found |= {part.name for part in every_part(expression) if isinstance(part, Name)}
    return frozenset(found)


def driven_components(budget: Budget, line: Line) -> list[Component]:
    """The components of a line that its inputs drive."""
    return [c for c in budget.components_by_line.get(line.ref, ()) if c.nature is Nature.DRIVEN]


def _reconciling_places(budget: Budget, line: Line) -> list[Place]:
    """Where the reconciling items of a line stand: components, or amounts stated as such."""
    components = budget.components_by_line.get(line.ref, ())
    stated = [s.place for s in budget.stated if s.line == line.ref and s.nature is Nature.RECONCILING]
    return [c.place for c in components if c.nature is Nature.RECONCILING] + stated


def _reconciled_lines(budget: Budget) -> list[Line]:
    """The driven lines that also have a reconciling item."""
    reconciled = {c.line for c in budget.components if c.nature is Nature.RECONCILING}
    reconciled |= {stated.line for stated in budget.stated if stated.nature is Nature.RECONCILING}
    driven = {component.line for component in budget.components if component.nature is Nature.DRIVEN}
    return [line for line in budget.lines if line.ref in reconciled & driven]


def add_components(
    calculation: Calculation,
    components: Iterable[Component],
    year: str,
    overrides: Mapping[CellKey, Fraction] | None = None,
) -> Fraction:
    """Add components' exact pounds in a year, other inputs than the given ones where overrides say so."""
    budget = calculation.budget
    readings = Readings(budget, overrides or {})
    here = Circumstances(readings, budget.years[budget.year_index[year]].year, calculation)
    values = (component_value(c, here) for c in components if c.borne_by is BorneBy.BODY)
    return sum((value for value in values if not isinstance(value, Fault)), Fraction(0))


def _reconciled(calculation: Calculation, line: Line, year: str) -> Fraction:
    """What the reconciling items of a line come to in a year, in pounds."""
    items = [a for c, a in calculation.parts(line.ref, year) if c.nature is Nature.RECONCILING]
    stated = [
        s.amount
        for s in calculation.budget.stated
        if (s.line, s.year, s.nature) == (line.ref, year, Nature.RECONCILING)
    ]
    return sum(items + stated, Fraction(0))


def build_up(calculation: Calculation, line: Line) -> list[BuildUp]:
    """What a line's drivers give beside its provision, in every year that has one."""
    found: list[BuildUp] = []
    for year in calculation.budget.year_index:
        provision = calculation.provision(line.ref, year)
        if provision is not None:
            gap = _reconciled(calculation, line, year)
            found.append(BuildUp(line, year, calculation.exact(line.ref, year) - gap, provision.exact))
    return found


def driving_parameters(budget: Budget, line: Line) -> list[Parameter]:
    """The parameters that a line's driven components name, by their names."""
    names = sorted(set().union(*(names_in(component) for component in driven_components(budget, line))))
    return [budget.parameter_by_name[name] for name in names if name in budget.parameter_by_name]


def _fitted_parameters(budget: Budget, line: Line) -> list[str]:
    return [
        parameter.title
        for parameter in driving_parameters(budget, line)
        if any(value.source.kind is SourceKind.CALIBRATED for value in parameter.values)
    ]


def _twins(calculation: Calculation) -> Iterator[EqualDriversDiffer]:
    budget = calculation.budget
    for year in budget.year_index:
        alike: dict[object, list[Line]] = {}
        for line in _reconciled_lines(budget):
            provision = calculation.provision(line.ref, year)
            if provision is not None and (inputs := _inputs(budget, line, year)):
                alike.setdefault(inputs, []).append(line)
        for lines in alike.values():
            if len({_reconciled(calculation, line, year) for line in lines}) > 1:
                amounts = ((line, calculation.provision(line.ref, year)) for line in lines)
                yield EqualDriversDiffer(year, tuple((line, a.exact) for line, a in amounts if a is not None))


def _inputs(budget: Budget, line: Line, year: str) -> object:
    """The formulas of a line with every input that is its own; rates are everyone's. None without any."""
    financial_year = budget.years[budget.year_index[year]].year
    own = dict(line.members)
    values: set[tuple[str, tuple[str, ...], Fraction]] = set()
    for parameter in driving_parameters(budget, line):
        mine = [own.get(dimension, "") for dimension in parameter.dimensions]
        if parameter.role is Role.RATE or not any(mine):
            continue
        for members in {value.members for value in parameter.values}:
            if all(ref in {"", member} for ref, member in zip(mine, members, strict=True)):
                rest = tuple(member for ref, member in zip(mine, members, strict=True) if not ref)
                met = parameter.within(members, financial_year)
                values |= {(parameter.name, rest, value.value) for value in met if value.value}
    shape = tuple(sorted((c.formula, c.cap, c.index, str(c.window)) for c in driven_components(budget, line)))
    return (shape, frozenset(values)) if values else None
