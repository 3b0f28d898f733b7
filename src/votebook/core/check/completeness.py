"""Completeness: what a book says but does not use, or leaves unsaid where it should say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.comparison import show_amount
from votebook.core.check.driver import name_line, names_in
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases, print_pounds
from votebook.core.check.published import PublishedPaper
from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget, Identity
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.language.evaluation import evaluate
from votebook.core.plan.language.expression import Name, every_part
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.parameter import Parameter, Role
from votebook.core.report.statement import Measure, Statement

NAMED_MAX = 5
"""How many names a message lists before it only counts the rest."""


@dataclass(frozen=True, slots=True)
class UnusedParameter:
    """A parameter that no formula, table, claim or identity uses."""

    code: ClassVar[str] = "check.unused-parameter"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    parameter: Parameter

    @property
    def places(self) -> tuple[Place, ...]:
        """The parameter."""
        return (self.parameter.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Use it, or mark or remove it."""
        return "use it in the formula it was meant for", "mark it as an indicator, or take it out"

    def explain(self) -> str:
        """Name the parameter."""
        parameter = self.parameter
        text = f"The parameter {parameter.name} ({parameter.title}) changes no amount: nothing uses it."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class MissingSource:
    """Parameters with values whose source has no reference in words."""

    code: ClassVar[str] = "check.missing-source"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    titles: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def settlements(self) -> tuple[str, str]:
        """Name the document, or the person."""
        return "name the document or decision behind each value", "name who estimated it and when"

    def explain(self) -> str:
        """Name the parameters."""
        text = f"The source of {_list(self.titles)} is not named: a value without one cannot be verified."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class IdentityBroken:
    """Two formulas that should be equal are not, in a year for which both have values."""

    code: ClassVar[str] = "check.identity-broken"
    severity: ClassVar[Severity] = Severity.ERROR
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    identity: Identity
    year: str
    left: Fraction
    right: Fraction
    unit: str

    @property
    def places(self) -> tuple[Place, ...]:
        """The identity."""
        return (self.identity.place,)

    @property
    def size(self) -> Fraction:
        """The difference, in the formulas' unit."""
        return abs(self.left - self.right)

    @property
    def settlements(self) -> tuple[str, str]:
        """Correct one side or the other."""
        return f"correct the inputs of {self.identity.left}", f"correct the inputs of {self.identity.right}"

    def explain(self) -> str:
        """Give both sides."""
        left, right, gap = (show_amount(n, self.unit) for n in (self.left, self.right, self.size))
        text = (
            f"{self.identity.title}: in {self.year} one side is {left} and the other {right}, "
            f"a difference of {gap}."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class EstimateSpread:
    """An estimate for a category was placed on its lines; those amounts are ours, not the body's."""

    code: ClassVar[str] = "check.estimate-spread"
    severity: ClassVar[Severity] = Severity.NOTE
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    title: str
    amounts: tuple[tuple[str, Fraction], ...]
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The estimate."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """The largest year, in pounds."""
        return max((abs(amount) for _, amount in self.amounts), default=Fraction(0))

    @property
    def settlements(self) -> tuple[str, str]:
        """Get the lines' own estimates, or keep the category's."""
        return "obtain an estimate for each line", "keep the estimate on the category as a whole"

    def explain(self) -> str:
        """Name the category and the years."""
        said = enumerate_phrases(f"{print_pounds(amount)} for {year}" for year, amount in self.amounts)
        text = (
            f"{self.title} is estimated as a whole ({said}); what its lines show for these years is "
            f"spread by the approved year and was not published."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class LinesUnowned:
    """Lines without an owner, an assumption or an obligation, where other lines name one."""

    code: ClassVar[str] = "check.lines-unowned"
    severity: ClassVar[Severity] = Severity.NOTE
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    missing: tuple[tuple[str, tuple[str, ...]], ...]
    places: tuple[Place, ...]

    @property
    def settlements(self) -> tuple[str, str]:
        """Fill in, or drop."""
        return "fill them in", "leave them blank where they do not apply"

    def explain(self) -> str:
        """Count the lines for each field."""
        said = "; ".join(f"no {field}: {_list(titles)}" for field, titles in self.missing)
        return conclude(f"Some lines of the approved year say less than others: {said}.", self.settlements)


@dataclass(frozen=True, slots=True)
class CalculationOdd:
    """An amount could not be calculated, such as where a formula divides by nil."""

    code: ClassVar[str] = "check.not-calculated"
    severity: ClassVar[Severity] = Severity.ERROR
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    fault: Fault

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the formula stands."""
        return (self.fault.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Mend the input or the formula; give an estimate something to be spread by, or leave it whole."""
        if self.fault.code == "estimate.not-spread":
            return (
                "state amounts of the first year for the lines",
                "leave the estimate on the category as a whole",
            )
        return "correct the input", "change the formula so that it does not need it"

    def explain(self) -> str:
        """Say what could not be calculated."""
        found = self.fault.found
        said = f"{found[:1].upper()}{found[1:]}"
        if self.fault.code != "estimate.not-spread":
            said += f"; {self.fault.expected}"
        return conclude(f"{said}.", self.settlements)


CompletenessFinding = (
    UnusedParameter | MissingSource | IdentityBroken | EstimateSpread | LinesUnowned | CalculationOdd
)


def check_completeness(
    calculation: Calculation, statements: Iterable[Statement], published: PublishedPaper
) -> tuple[CompletenessFinding, ...]:
    """Report inputs that do nothing or stand on nothing, broken identities, spreads and gaps in lines."""
    budget = calculation.budget
    return (
        *_unused(budget, tuple(statements), published),
        *_unsourced(budget),
        *_broken(calculation),
        *_spreads(calculation),
        *_unowned(calculation),
        *(CalculationOdd(fault) for fault in calculation.findings),
    )


def _unused(
    budget: Budget, statements: tuple[Statement, ...], published: PublishedPaper
) -> Iterator[UnusedParameter]:
    used = set().union(*(names_in(component) for component in budget.components))
    texts = [side for identity in budget.identities for side in (identity.left, identity.right)]
    texts += [claim.formula for claim in published.claims if claim.formula]
    for text in texts:
        expression = parse_formula(text, Place(""))
        if not isinstance(expression, Fault):
            used |= {part.name for part in every_part(expression) if isinstance(part, Name)}
    columns = (column for statement in statements for column in statement.columns)
    used |= {column.of for column in columns if column.measure is Measure.PARAMETER}
    for parameter in budget.parameters:
        if parameter.role is not Role.INDICATOR and parameter.name not in used:
            yield UnusedParameter(parameter)


def _unsourced(budget: Budget) -> Iterator[MissingSource]:
    bare = {
        parameter.title or parameter.name: value.place
        for parameter in budget.parameters
        for value in reversed(parameter.values)
        if not value.source.reference.strip()
    }
    if bare:
        yield MissingSource(tuple(bare), tuple(bare.values()))


def _broken(calculation: Calculation) -> Iterator[IdentityBroken]:
    """Compare the sides in the years of the budget and the year before; a missing value is no break."""
    budget = calculation.budget
    before = type(budget.approved_year)(budget.approved_year.begins - 1, budget.approved_year.first_month)
    for identity in budget.identities:
        for year in (str(before), *budget.year_index):
            left = evaluate(calculation.model, identity.left, year, None, calculation)
            right = evaluate(calculation.model, identity.right, year, None, calculation)
            if not isinstance(left, Fault) and not isinstance(right, Fault) and left.value != right.value:
                yield IdentityBroken(identity, year, left.value, right.value, str(left.unit))


def _spreads(calculation: Calculation) -> Iterator[EstimateSpread]:
    """Only what was spread: an estimate that could not be is a finding of its own."""
    budget = calculation.budget
    whole = [estimate for estimate, _ in calculation.unspread]
    spread = [estimate for estimate in budget.estimates if estimate.is_spread and estimate not in whole]
    for category in dict.fromkeys(estimate.category for estimate in spread):
        mine = [estimate for estimate in spread if estimate.category == category]
        title = budget.structure.by_ref[category].title
        yield EstimateSpread(title, tuple((e.year, e.amount) for e in mine), mine[0].place)


def _unowned(calculation: Calculation) -> Iterator[LinesUnowned]:
    """Only what the book says of some of its lines is missed on the others."""
    budget = calculation.budget
    year = str(budget.approved_year)
    funded = []
    for line in budget.lines:
        provision = calculation.provision(line.ref, year)
        if provision is not None and provision.pence:
            funded.append(line)
    missing: list[tuple[str, tuple[str, ...]]] = []
    places: list[Place] = []
    for field in ("owner", "assumption", "obligation"):
        bare = [line for line in funded if not getattr(line, field)]
        if bare and len(bare) < len(funded):
            missing.append((field, tuple(name_line(line) for line in bare)))
            places += [line.place for line in bare if line.place not in places]
    if missing:
        yield LinesUnowned(tuple(missing), tuple(places))


def _list(names: Iterable[str]) -> str:
    found = tuple(names)
    rest = len(found) - NAMED_MAX
    return enumerate_phrases((*found[:NAMED_MAX], f"{rest} more") if rest > 0 else found)
