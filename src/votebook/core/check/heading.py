"""Heading: the words and years printed over a column, against what the column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases
from votebook.core.check.published import PublishedHeading
from votebook.core.measure.source import Fault, Place
from votebook.core.measure.year import parse_year
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeKind
from votebook.core.plan.language.expression import Name, every_part
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.version import VersionKind
from votebook.core.report.statement import Column, Measure, Statement

_WORDS = {
    "draft": "draft",
    "approved": "approved",
    "estimated": "estimated",
    "estimate": "estimated",
    "forecast": "estimated",
    "actual": "outturn",
}
_KINDS = {
    ComparativeKind.APPROVED: "approved",
    ComparativeKind.OUTTURN_ESTIMATED: "estimated",
    ComparativeKind.OUTTURN: "outturn",
    ComparativeKind.ESTIMATED: "estimated",
}
_YEAR = re.compile(r"\b[0-9]{4}\s*[/-]\s*[0-9]{2,4}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrongHeading:
    """A column's heading has a word or a year that is not the column's."""

    code: ClassVar[str] = "check.heading"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    heading: PublishedHeading
    table: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The heading."""
        return (self.heading.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Correct the heading, or the state of the column."""
        proposed = self.propose()
        heading = (
            f"print '{proposed}'" if proposed else f"name {enumerate_phrases(self.right)} in the heading"
        )
        return heading, "correct the status or the year of the column in the book"

    def propose(self) -> str:
        """The heading put right, where each wrong word can only stand for one right one; "" otherwise."""
        said = {word.lower() for word in re.findall(r"[A-Za-z]+", self.heading.printed)}
        text = self.heading.printed
        for wrong in self.wrong:
            is_year = not wrong.isalpha()
            free = [word for word in self.right if word.isalpha() is not is_year and word.lower() not in said]
            if len(free) != 1:
                return ""
            text = text.replace(wrong, free[0])
        return text

    def explain(self) -> str:
        """Say which words are wrong and what the column holds."""
        text = (
            f"{self.table}: the heading '{self.heading.printed}' says {enumerate_phrases(self.wrong)}, "
            f"and the column holds {enumerate_phrases(self.right)}."
        )
        return conclude(text, self.settlements)


def check_headings(
    budget: Budget, statements: Iterable[Statement], headings: Iterable[PublishedHeading]
) -> tuple[WrongHeading, ...]:
    """Report the headings that do not fit their columns; those of unknown columns are not judged here."""
    columns = {(s.name, column.key): (s, column) for s in statements for column in s.columns}
    found: list[WrongHeading] = []
    for heading in headings:
        statement, column = columns.get((heading.statement, heading.column), (None, None))
        if statement is None or column is None:
            continue
        status, years = _holdings(budget, statement, column)
        wrong = _wrong_words(heading.printed, status) + _wrong_years(heading.printed, years, budget)
        if wrong:
            right = (*sorted(word.capitalize() for word in status), *sorted(years))
            found.append(WrongHeading(heading, name_statement(statement), wrong, right))
    return tuple(found)


def name_statement(statement: Statement) -> str:
    """Name a statement as a reader of the paper does: by its number, or its title.

    >>> name_statement(Statement("t6", "SECAS Services", "£", (), (), (), number="6"))
    'Table 6'
    """
    return f"Table {statement.number}" if statement.number else statement.title


def _holdings(budget: Budget, statement: Statement, column: Column) -> tuple[set[str], set[str]]:
    """The words of status and the years that a column holds; a formula's are those of its columns."""
    if column.measure is Measure.FORMULA:
        expression = parse_formula(column.of, column.place)
        if isinstance(expression, Fault):
            return set(), set()
        names = [part.name for part in every_part(expression) if isinstance(part, Name)]
        inner = [
            _holdings(budget, statement, c) for c in statement.columns if c.key in names and c is not column
        ]
        return set().union(*(s for s, _ in inner)), set().union(*(y for _, y in inner))
    if column.measure in {Measure.COMPARATIVE, Measure.RESTATED}:
        comparative = next((c for c in budget.comparatives if c.ref == column.of), None)
        return ({_KINDS[comparative.kind]}, {str(comparative.year)}) if comparative else (set(), set())
    if column.measure is Measure.TEXT:
        return set(), set()
    year = column.of if column.measure is Measure.PROVISION else column.year
    return _status_of(budget, year, column), {year} - {""}


def _status_of(budget: Budget, year: str, column: Column) -> set[str]:
    for budget_year in budget.years:
        if str(budget_year.year) == year:
            is_draft = budget.version.kind in {VersionKind.DRAFT, VersionKind.CONSULTATION}
            status = {budget_year.basis.value} | ({"draft"} if is_draft else set())
            return status | ({"estimated"} if column.measure is Measure.PARAMETER else set())
    return {_KINDS[c.kind] for c in budget.comparatives if str(c.year) == year}


def _wrong_words(printed: str, status: set[str]) -> tuple[str, ...]:
    words = re.findall(r"[A-Za-z]+", printed)
    return tuple(word for word in words if status and _WORDS.get(word.lower(), "") not in status | {""})


def _wrong_years(printed: str, years: set[str], budget: Budget) -> tuple[str, ...]:
    found: list[str] = []
    for text in _YEAR.findall(printed) if years else ():
        year = parse_year(re.sub(r"\s", "", text).replace("-", "/"), budget.approved_year.first_month)
        if year is None or str(year) not in years:
            found.append(text)
    return tuple(found)
