"""Reclassification: what of a printed variance is a move between places, and whether moves are complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.finding import Severity, Symptom, conclude, print_percent, print_whole_pounds
from votebook.core.check.heading import name_statement
from votebook.core.check.pairing import amount_of, name_rows
from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.restatement import restate
from votebook.core.plan.selection import Selection, comparative_within
from votebook.core.report.derivation import columns_in, read_derivation
from votebook.core.report.layout import LaidRow
from votebook.core.report.statement import Column, Measure
from votebook.core.report.table import Table, tabulate


@dataclass(frozen=True, slots=True)
class ReclassifiedVariance:
    """A row's variance as printed, and how much of it only moved between places, in pounds."""

    row: str
    variance: Fraction
    reclassified: Fraction

    def say(self) -> str:
        """Give the variance, the part that moved, and what is left."""
        rest = print_whole_pounds(self.variance - self.reclassified)
        return (
            f"{self.row} shows {print_whole_pounds(self.variance)}, of which "
            f"{print_whole_pounds(self.reclassified)} is reclassification and {rest} is not"
        )


@dataclass(frozen=True, slots=True)
class ComparativeNotRestated:
    """A variance is taken against prior figures as they were published, although amounts have moved."""

    code: ClassVar[str] = "check.comparative-not-restated"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    table: str
    column: Column
    comparative: Comparative
    rows: tuple[ReclassifiedVariance, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The variance column."""
        return (self.column.place,)

    @property
    def size(self) -> Fraction:
        """The largest reclassification of any row, in pounds."""
        return max(abs(row.reclassified) for row in self.rows)

    @property
    def settlements(self) -> tuple[str, str]:
        """Restate, or say it under the table."""
        return (
            f"show {self.comparative.title} restated",
            "print the reclassified part of each variance under the table",
        )

    def explain(self) -> str:
        """Give every row whose variance is partly reclassification."""
        said = "; ".join(row.say() for row in self.rows)
        text = (
            f"{self.table}: the variance is taken against {self.comparative.title} as published, although "
            f"amounts have moved since: {said}."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class RemainderUnallocated:
    """Part of a retired place's prior amount was moved on, and the rest has nowhere to go."""

    code: ClassVar[str] = "check.remainder-unallocated"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    comparative: Comparative
    title: str
    published: Fraction
    remainder: Fraction
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The prior amount."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """What remains, in pounds."""
        return abs(self.remainder)

    @property
    def settlements(self) -> tuple[str, str]:
        """Move the rest too, or say that it has stopped."""
        return (
            "decide where the rest went and restate it too",
            f"record that the rest of {self.title} has ended",
        )

    def explain(self) -> str:
        """Say how much of how much remains."""
        text = (
            f"{self.comparative.title}: {self.title} is retired, and of its "
            f"{print_whole_pounds(self.published)} only "
            f"{print_whole_pounds(self.published - self.remainder)} is restated to where it is now; "
            f"{print_whole_pounds(self.remainder)} remains unallocated."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class EarlierEstimateDiffers:
    """What was estimated earlier for a year of this budget is not what is provided now."""

    code: ClassVar[str] = "check.earlier-estimate-differs"
    severity: ClassVar[Severity] = Severity.NOTE
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    comparative: Comparative
    estimated: Fraction
    provided: Fraction
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The earlier estimate."""
        return (self.place,)

    @property
    def size(self) -> Fraction:
        """The difference, in pounds."""
        return abs(self.provided - self.estimated)

    @property
    def settlements(self) -> tuple[str, str]:
        """Explain it, or let it be."""
        return "explain the difference in the paper", "record that it is known and needs no explanation"

    def explain(self) -> str:
        """Give both amounts and the difference in pounds and per cent."""
        difference = self.provided - self.estimated
        percent = ""
        if self.estimated:
            percent = f" ({print_percent(abs(difference / self.estimated))})"
        side = "more" if difference > 0 else "less"
        text = (
            f"{self.comparative.title}: {print_whole_pounds(self.estimated)} was estimated for "
            f"{self.comparative.year} and {print_whole_pounds(self.provided)} is provided, "
            f"{print_whole_pounds(abs(difference))}{percent} {side}."
        )
        return conclude(text, self.settlements)


ReclassificationFinding = ComparativeNotRestated | RemainderUnallocated | EarlierEstimateDiffers


def check_comparatives(
    calculation: Calculation, tables: Iterable[Table]
) -> tuple[ReclassificationFinding, ...]:
    """Report what the moves of prior amounts mean for the tables that show variances against them."""
    budget = calculation.budget
    found: list[ReclassificationFinding] = []
    tables = tuple(tables)
    for comparative in budget.comparatives:
        if any(move.comparative == comparative.ref for move in budget.restatements):
            found += _remainders(budget, comparative, restate(budget, comparative.ref))
            for table in tables:
                found += _variances(calculation, table, comparative)
    return (*found, *_earlier_estimates(calculation))


def _remainders(
    budget: Budget, comparative: Comparative, restated: Iterable[ComparativeAmount]
) -> Iterator[RemainderUnallocated]:
    left = {(move.from_at, tuple(sorted(move.from_members))) for move in budget.restatements}
    published = {
        (amount.at, tuple(sorted(amount.members))): amount.amount
        for amount in budget.comparative_amounts
        if amount.comparative == comparative.ref
    }
    for amount in restated:
        key = (amount.at, tuple(sorted(amount.members)))
        title = _retired_title(budget, amount)
        if title and amount.amount and key in left and published.get(key, amount.amount) != amount.amount:
            yield RemainderUnallocated(comparative, title, published[key], amount.amount, amount.place)


def _retired_title(budget: Budget, amount: ComparativeAmount) -> str:
    """The title of what is retired before the budget begins and holds a prior amount; "" when nothing is."""
    opening = budget.approved_year.start
    for dimension, ref in amount.members:
        member = budget.dimension_by_name[dimension].member(ref)
        if member and _is_over(member.retired, opening):
            return member.title
    if amount.at in budget.line_index and _is_over(budget.line(amount.at).retired, opening):
        return budget.line(amount.at).title
    return ""


def _is_over(retired: date | None, opening: date) -> bool:
    return retired is not None and retired <= opening


def _variances(
    calculation: Calculation, table: Table, comparative: Comparative
) -> Iterator[ComparativeNotRestated]:
    """Lay the table out again with the comparative restated, and see which variances move."""
    statement = table.statement
    shown = {c.key for c in statement.columns if c.measure is Measure.COMPARATIVE and c.of == comparative.ref}
    columns = tuple(
        replace(column, measure=Measure.RESTATED) if column.key in shown else column
        for column in statement.columns
    )
    restated = tabulate(calculation, replace(statement, columns=columns)) if shown else ()
    if isinstance(restated, tuple):
        return
    for column in statement.columns:
        expression = read_derivation(column.of, column.place) if column.measure is Measure.FORMULA else None
        if expression is None or isinstance(expression, Fault) or not shown & set(columns_in(expression)):
            continue
        rows = tuple(_moved_rows(table, restated, column))
        if rows:
            yield ComparativeNotRestated(name_statement(statement), column, comparative, rows)


def _moved_rows(table: Table, restated: Table, column: Column) -> Iterator[ReclassifiedVariance]:
    known = {row.key for row in restated.rows}
    for row, name in name_rows(table):
        if row.is_heading or row.key not in known or not _is_shown(row, column):
            continue
        before = amount_of(table, table.cell(row.key, column.key))
        after = amount_of(restated, restated.cell(row.key, column.key))
        if before is not None and after is not None and before != after:
            yield ReclassifiedVariance(name, before, before - after)


def _is_shown(row: LaidRow, column: Column) -> bool:
    is_hidden = (column.only and not {row.key, row.template} & set(column.only)) or (
        row.only and column.key not in row.only
    )
    return not is_hidden


def _earlier_estimates(calculation: Calculation) -> Iterator[EarlierEstimateDiffers]:
    """Compare an estimate for the whole budget, or category by category, with the year's provision."""
    budget = calculation.budget
    for comparative in budget.comparatives:
        year = str(comparative.year)
        amounts = [a for a in budget.comparative_amounts if a.comparative == comparative.ref]
        if comparative.kind is not ComparativeKind.ESTIMATED or year not in budget.year_index or not amounts:
            continue
        estimated = comparative_within(budget, amounts, Selection()) or Fraction(0)
        places = dict.fromkeys(amount.at for amount in amounts)
        is_whole = "" in places or all(c.ref in places for c in budget.structure.categories if not c.within)
        provided = sum((calculation.total("" if is_whole else at, year).exact for at in places), Fraction(0))
        provided = calculation.total("", year).exact if is_whole else provided
        if provided != estimated and not any(amount.members for amount in amounts):
            yield EarlierEstimateDiffers(comparative, estimated, provided, amounts[0].place)
