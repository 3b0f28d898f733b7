"""Heading: what stands over a column, and how the figures under it are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.measure.source import Fault
from votebook.core.measure.unit import POUNDS, Unit, parse_unit
from votebook.core.plan.budget import Budget
from votebook.core.report.derivation import read_derivation, signed_columns
from votebook.core.report.evaluation import Evaluated
from votebook.core.report.figure import MONEY_UNITS, PERCENT
from votebook.core.report.layout import heading_of
from votebook.core.report.statement import Column, Measure, Statement


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, the head that spans it and its neighbours, its printed unit.

    ``signed`` names the columns that this one adds or subtracts, where it does nothing else.
    """

    key: str
    heading: str
    over: str
    measure: Measure
    unit: str = ""
    decimals: int = 0
    signed: tuple[tuple[int, str], ...] = ()


def column_heads(
    budget: Budget, statement: Statement, units: dict[str, Unit], evaluated: Evaluated
) -> tuple[Head, ...]:
    """Head every column of a sound statement, in its order."""
    printed = {c.key: _printed_unit(statement, c, units[c.key]) for c in statement.columns if c.key in units}
    own = {unit: _decimals(statement, unit, printed, evaluated) for unit in set(printed.values())}
    heads = []
    for column in statement.columns:
        unit = printed.get(column.key, "")
        words = heading_of(budget, column)
        signed = _signed(column)
        heads.append(Head(column.key, words, column.over, column.measure, unit, own.get(unit, 0), signed))
    return tuple(heads)


def _printed_unit(statement: Statement, column: Column, unit: Unit) -> str:
    """Money in the statement's unit, a ratio of columns as a percentage, anything else in its own unit."""
    if unit == POUNDS:
        return statement.unit if statement.unit in MONEY_UNITS else "£"
    is_ratio = column.measure is Measure.FORMULA and statement.unit != "1"
    if unit.is_pure and (is_ratio or statement.unit == PERCENT):
        return PERCENT
    return str(unit)


def _decimals(statement: Statement, unit: str, printed: dict[str, str], evaluated: Evaluated) -> int:
    """The statement's decimals for its own unit; otherwise as many as the figures need, two at most."""
    own = parse_unit(statement.unit)
    if unit == statement.unit or (own is not None and unit == str(own)):
        return statement.decimals
    if unit in MONEY_UNITS:
        return 0
    if unit == PERCENT:
        return 1
    columns = {key for key, one in printed.items() if one == unit}
    values = [amount.exact for (_, column), amount in evaluated.amounts.items() if column in columns]
    return _needed(value for value in values if value is not None)


def _needed(values: Iterable[Fraction]) -> int:
    denominators = {value.denominator for value in values}
    return next((n for n in (0, 1) if all(10**n % one == 0 for one in denominators)), 2)


def _signed(column: Column) -> tuple[tuple[int, str], ...]:
    if column.measure is not Measure.FORMULA:
        return ()
    expression = read_derivation(column.of, column.place)
    assert not isinstance(expression, Fault), "a sound declaration has readable formulas"
    return signed_columns(expression) or ()
