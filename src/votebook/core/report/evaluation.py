"""Evaluation of a statement: the exact amount of every cell, and the rule that it follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.source import Fault
from votebook.core.measure.year import parse_year
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.comparative import ComparativeAmount
from votebook.core.plan.language.expression import Expression
from votebook.core.plan.restatement import restate
from votebook.core.plan.selection import Selection, narrow
from votebook.core.report.amount import NOTHING, Amount, PriorAmounts, Provisions
from votebook.core.report.cell import CellKey, ColumnFormula, Leaf, Rule, SumOfCells
from votebook.core.report.declaration import LINE_FIELDS, in_order
from votebook.core.report.derivation import columns_in, derive, read_derivation, signed_columns
from votebook.core.report.indicator import indicator
from votebook.core.report.layout import LaidRow, comparative_of
from votebook.core.report.statement import Column, Measure, Statement


@dataclass(frozen=True)
class Evaluated:
    """The amounts, rules and texts of a statement's cells by their keys; blank cells have none."""

    statement: Statement
    amounts: dict[CellKey, Amount] = field(default_factory=dict)
    rules: dict[CellKey, Rule] = field(default_factory=dict)
    texts: dict[CellKey, str] = field(default_factory=dict)

    def is_shown(self, row: LaidRow, column: str) -> bool:
        """Whether neither the row nor the column hides the cell."""
        only = self.shown_on[column]
        return (not row.only or column in row.only) and (not only or bool(only & {row.key, row.template}))

    @cached_property
    def shown_on(self) -> dict[str, frozenset[str]]:
        """The rows that each column is shown on; all of them when it names none."""
        return {column.key: frozenset(column.only) for column in self.statement.columns}

    def reason(self, key: CellKey) -> str:
        """Why a cell has no figure although something is there."""
        amount = self.amounts[key]
        if amount.withheld:
            return amount.withheld
        rule = self.rules.get(key)
        if isinstance(rule, ColumnFormula) and all(
            (self.amounts.get(part) or NOTHING).exact is not None for part in rule.parts
        ):
            return f"The formula {rule.formula} divides by nil here."
        return ""


def evaluate_statement(
    calculation: Calculation, statement: Statement, rows: tuple[LaidRow, ...]
) -> Evaluated | tuple[Fault, ...]:
    """Work out every cell of a sound statement.

    Only a parameter that changes inside its year without a rule for that stops it.
    """
    evaluated = Evaluated(statement)
    measures = _Measures(calculation)
    by_key = {row.key: row for row in rows}
    ordered = [by_key[key] for key in in_order({row.key: row.parts for row in rows})]
    derived: dict[str, tuple[Column, Expression]] = {}
    for column in statement.columns:
        if column.measure is Measure.TEXT:
            _write_texts(calculation.budget, column, rows, evaluated)
        elif column.measure is Measure.FORMULA:
            expression = read_derivation(column.of, column.place)
            assert not isinstance(expression, Fault), "a sound declaration has readable formulas"
            derived[column.key] = column, expression
        else:
            measures.prepare(column)
            _measure_column(measures, column, ordered, by_key, evaluated)
    if measures.faults:
        return tuple(measures.faults)
    for key in in_order({key: columns_in(expression) for key, (_, expression) in derived.items()}):
        _derive_column(*derived[key], rows, evaluated)
    return evaluated


class _Measures:
    """What columns measure, each index built once."""

    def __init__(self, calculation: Calculation) -> None:
        self.budget = calculation.budget
        self._calculation = calculation
        self._provisions: Provisions | None = None
        self._prior: dict[tuple[Measure, str], PriorAmounts] = {}
        self.faults: dict[Fault, None] = {}

    def prepare(self, column: Column) -> None:
        """Build the index that a column needs."""
        if column.measure is Measure.PROVISION and self._provisions is None:
            self._provisions = Provisions(self._calculation)
        if column.measure is Measure.COMPARATIVE:
            published = (one for one in self.budget.comparative_amounts if one.comparative == column.of)
            self._prior[column.measure, column.of] = PriorAmounts(self.budget, tuple(published))
        if column.measure is Measure.RESTATED:
            restated: list[ComparativeAmount] = []
            for one in restate(self.budget, column.of):
                assert not isinstance(one, Fault), "a budget that was prepared can be restated"
                restated.append(one)
            self._prior[column.measure, column.of] = PriorAmounts(self.budget, tuple(restated))

    def amount(self, column: Column, selection: Selection) -> tuple[Amount, Leaf | None]:
        """What a column measures of a selection, narrowed by the column itself."""
        if column.narrowed != Selection():
            common = narrow(self.budget, selection, column.narrowed)
            if common is None:
                return NOTHING, None
            selection = common
        leaf = Leaf(column.measure, column.of, self._year(column), selection)
        if column.measure is Measure.PROVISION:
            assert self._provisions is not None, "a column is prepared before it is measured"
            return self._provisions.of(selection, column.of), leaf
        if column.measure is Measure.PARAMETER:
            year = parse_year(column.year, self.budget.approved_year.first_month)
            assert year is not None, "a sound declaration names a year"
            value = indicator(self.budget, column.of, year, selection)
            if isinstance(value, Fault):
                self.faults[value] = None
                return NOTHING, None
            return Amount(value), leaf
        return self._prior[column.measure, column.of].of(selection), leaf

    def _year(self, column: Column) -> str:
        if column.measure is Measure.PARAMETER:
            return column.year
        if column.measure is Measure.PROVISION:
            return column.of
        return str(comparative_of(self.budget, column.of).year)


def _measure_column(
    measures: _Measures,
    column: Column,
    ordered: list[LaidRow],
    by_key: dict[str, LaidRow],
    evaluated: Evaluated,
) -> None:
    """Fill a column: selections first, sums after their parts."""
    for row in ordered:
        key = (row.key, column.key)
        if row.selection is not None:
            amount, leaf = measures.amount(column, row.selection)
            if leaf is not None:
                evaluated.amounts[key], evaluated.rules[key] = amount, leaf
        elif row.parts:
            _sum_row(measures, column, row, by_key, evaluated)


def _sum_row(
    measures: _Measures, column: Column, row: LaidRow, by_key: dict[str, LaidRow], evaluated: Evaluated
) -> None:
    """Add a row's parts, or take what ``also`` selects where the parts have no figures of their own.

    A sum of which a part is withheld is withheld too: adding the others would look like the whole.
    Parts that are hidden count in the sum; yet they are no figures of their own to a reader, so
    ``also`` goes before them.
    """
    key = (row.key, column.key)
    parts = tuple((part, column.key) for part in row.parts)
    found = {part: evaluated.amounts[part] for part in parts if part in evaluated.amounts}
    withheld = next((amount.withheld for amount in found.values() if amount.withheld), "")
    known = {part: amount for part, amount in found.items() if amount.exact is not None}
    shown = [part for part in known if evaluated.is_shown(by_key[part[0]], column.key)]
    if row.also is not None and (not shown or withheld):
        amount, leaf = measures.amount(column, row.also)
        if leaf is not None and amount.exact is not None:
            evaluated.amounts[key], evaluated.rules[key] = amount, leaf
            return
    evaluated.rules[key] = SumOfCells(parts)
    if withheld or not known:
        evaluated.amounts[key] = Amount(withheld=withheld)
        return
    total = sum((amount.exact for amount in known.values() if amount.exact is not None), Fraction(0))
    evaluated.amounts[key] = Amount(total, is_ours=any(amount.is_ours for amount in known.values()))


def _derive_column(
    column: Column, expression: Expression, rows: tuple[LaidRow, ...], evaluated: Evaluated
) -> None:
    """Fill a column that follows from others.

    A formula that only adds columns adds what is there, as a sum of rows does; any other has a
    figure only where everything that it needs has one.
    """
    names = columns_in(expression)
    signed = signed_columns(expression)
    is_sum = signed is not None and all(sign > 0 for sign, _ in signed)
    for row in rows:
        if row.is_heading:
            continue
        key = (row.key, column.key)
        parts = tuple((row.key, name) for name in names)
        amounts = [evaluated.amounts.get(part, NOTHING) for part in parts]
        values = {n: a.exact for n, a in zip(names, amounts, strict=True) if a.exact is not None}
        withheld = next((amount.withheld for amount in amounts if amount.withheld), "")
        if is_sum and values and not withheld:
            values = dict.fromkeys(names, Fraction(0)) | values
        evaluated.rules[key] = ColumnFormula(column.of, parts)
        evaluated.amounts[key] = Amount(
            derive(expression, values) if len(values) == len(names) else None,
            withheld=withheld,
            is_ours=any(amount.is_ours for amount in amounts),
        )


def _write_texts(budget: Budget, column: Column, rows: tuple[LaidRow, ...], evaluated: Evaluated) -> None:
    """Fill a column of text: the row's own words first, then its line's field."""
    contracts = {contract.ref: contract.title for contract in budget.contracts}
    for row in rows:
        own = dict(row.texts)
        text = own.get(column.key, own.get(column.of, ""))
        if not text and row.line and column.of in LINE_FIELDS:
            text = str(getattr(budget.line(row.line), column.of))
            text = contracts.get(text, text) if column.of == "contract" else text
        evaluated.texts[row.key, column.key] = text
