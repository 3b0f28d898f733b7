"""Examination: every rule that looks for something odd, applied to a book and its published paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from votebook.core.check.casting import Tracing, find_deviations, trace_roots
from votebook.core.check.claim import Judgement, WeighedClaim, cell_address, judge_claims
from votebook.core.check.comparison import Comparison
from votebook.core.check.completeness import check_completeness
from votebook.core.check.driver import check_drivers
from votebook.core.check.expiry import check_expiry
from votebook.core.check.finding import Finding, order_findings
from votebook.core.check.heading import check_headings
from votebook.core.check.pairing import PublishedNowhere, pair_tables
from votebook.core.check.plan.amount import check_amounts
from votebook.core.check.plan.budget_category import check_estimates
from votebook.core.check.plan.indexation import check_indexation
from votebook.core.check.plan.line import check_lines
from votebook.core.check.plan.placement import check_placements
from votebook.core.check.pool import check_pools
from votebook.core.check.published import Claim, PublishedPaper
from votebook.core.check.reach import check_reach
from votebook.core.check.reclassification import check_comparatives
from votebook.core.measure.source import Fault
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.language.evaluation import evaluate
from votebook.core.report.table import Table


@dataclass(frozen=True)
class Examined:
    """What is examined, with the comparison and the tracing that several rules share."""

    calculation: Calculation
    tables: tuple[Table, ...]
    published: PublishedPaper

    @cached_property
    def pairing(self) -> tuple[Comparison, tuple[PublishedNowhere, ...]]:
        """The published figures beside the calculated ones, and those that fit nowhere."""
        return pair_tables(self.calculation, self.tables, self.published)

    @cached_property
    def tracing(self) -> Tracing:
        """Which deviating figures are roots, and what follows from each."""
        return trace_roots(self.pairing[0])

    @cached_property
    def judgement(self) -> Judgement:
        """What the figures of the prose add."""
        claims = (weigh_claim(self, claim) for claim in self.published.claims)
        return judge_claims(claims, self.pairing[0], self.tracing)


def weigh_claim(examined: Examined, claim: Claim) -> WeighedClaim:
    """Find what a claim's cell or formula comes to, or why that is not known."""
    if claim.cell:
        address = cell_address(claim.cell)
        figure = examined.pairing[0].by_address.get(address) if address else None
        if figure is None or figure.exact is None:
            return WeighedClaim(claim, None, "", f"{claim.cell} names no figure")
        return WeighedClaim(claim, figure.exact, figure.unit)
    calculation = examined.calculation
    value = evaluate(calculation.model, claim.formula, claim.year, None, calculation)
    if isinstance(value, Fault):
        return WeighedClaim(claim, None, "", f"{claim.formula} gives no figure: {value.found}")
    unit = "%" if "%" in claim.printed else str(value.unit)
    return WeighedClaim(claim, value.value, unit)


Rule = Callable[[Examined], Iterable[Finding]]


def _check_figures(examined: Examined) -> Iterable[Finding]:
    comparison, unmatched = examined.pairing
    return (*find_deviations(comparison, examined.tracing, examined.judgement.symptoms), *unmatched)


def _check_prose(examined: Examined) -> Iterable[Finding]:
    return examined.judgement.findings


def _check_headings(examined: Examined) -> Iterable[Finding]:
    statements = tuple(table.statement for table in examined.tables)
    return check_headings(examined.calculation.budget, statements, examined.published.headings)


def _check_drivers(examined: Examined) -> Iterable[Finding]:
    """An amount out of reach is the root, and that its drivers miss it follows."""
    unreached = check_reach(examined.calculation)
    known = frozenset((found.build_up.line.ref, found.build_up.year) for found in unreached)
    return (*unreached, *check_drivers(examined.calculation, known))


def _check_expiry(examined: Examined) -> Iterable[Finding]:
    return check_expiry(examined.calculation)


def _check_pools(examined: Examined) -> Iterable[Finding]:
    return check_pools(examined.calculation)


def _check_comparatives(examined: Examined) -> Iterable[Finding]:
    """Only the published tables show a reader a variance that misleads."""
    names = {table.statement for table in examined.published.tables}
    tables = tuple(table for table in examined.tables if table.statement.name in names)
    return check_comparatives(examined.calculation, tables)


def _check_completeness(examined: Examined) -> Iterable[Finding]:
    statements = tuple(table.statement for table in examined.tables)
    return check_completeness(examined.calculation, statements, examined.published)


def _check_plan(examined: Examined) -> Iterable[Finding]:
    calculation = examined.calculation
    budget = calculation.budget
    yield from check_placements(calculation)
    yield from check_estimates(calculation)
    yield from check_lines(budget)
    yield from check_indexation(budget)
    yield from check_amounts(budget)


RULES: tuple[Rule, ...] = (
    _check_figures,
    _check_prose,
    _check_headings,
    _check_drivers,
    _check_expiry,
    _check_pools,
    _check_comparatives,
    _check_completeness,
    _check_plan,
)
"""Every rule. None of them knows a book, and their order does not matter."""


def examine(
    calculation: Calculation, tables: Iterable[Table], published: PublishedPaper
) -> tuple[Finding, ...]:
    """Apply every rule and put the findings in the order of reading: roots, the largest gap first."""
    examined = Examined(calculation, tuple(tables), published)
    return order_findings(finding for rule in RULES for finding in rule(examined))
