"""Table: a statement worked out, every cell with its exact value, its printed text and its rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.money import round_half_away
from votebook.core.measure.source import Fault
from votebook.core.plan.calculation import Calculation
from votebook.core.report.cell import Cell, CellKey, CellState, ColumnFormula, SumOfCells
from votebook.core.report.declaration import column_units, statement_faults
from votebook.core.report.evaluation import Evaluated, evaluate_statement
from votebook.core.report.figure import print_steps, steps
from votebook.core.report.footing import NotFootable, SumOf, foot
from votebook.core.report.heading import Head, column_heads
from votebook.core.report.layout import LaidRow, lay_out
from votebook.core.report.note import notes_of, state_of_version
from votebook.core.report.statement import Measure, RoundingPolicy, Statement, ZeroStyle

OURS = "*"
"""The mark of an amount that rests on a spread that we made."""


@dataclass(frozen=True)
class Table:
    """A statement's rows, heads and cells, with what a reader must know beside them.

    ``state`` says which version the figures are of; ``notes`` are whole sentences in their printed
    order; ``book`` and ``body`` name what the table belongs to.
    """

    statement: Statement
    body: str
    classification: str
    state: str
    heads: tuple[Head, ...]
    rows: tuple[LaidRow, ...]
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]

    @cached_property
    def by_key(self) -> dict[CellKey, Cell]:
        """Every cell by the keys of its row and column."""
        return {cell.key: cell for cell in self.cells}

    def cell(self, row: str, column: str) -> Cell:
        """The cell in a row and a column, which must exist."""
        return self.by_key[row, column]

    def cells_of(self, row: LaidRow) -> tuple[Cell, ...]:
        """A row's cells in the order of the columns."""
        return tuple(self.by_key[row.key, head.key] for head in self.heads)


def tabulate(calculation: Calculation, statement: Statement) -> Table | tuple[Fault, ...]:
    """Work a statement out, or say everything that stands in the way.

    Every row and column of the declaration has its cells, whether they are shown or not; only a
    retired line or member without any amount leaves no row.
    """
    budget = calculation.budget
    faults = statement_faults(budget, statement)
    if faults:
        return faults
    units = column_units(budget, statement)
    laid = lay_out(budget, statement)
    evaluated = evaluate_statement(calculation, statement, laid)
    if isinstance(evaluated, tuple):
        return evaluated
    rows = tuple(row for row in laid if not row.is_retired or _has_amount(row, statement, evaluated))
    heads = column_heads(budget, statement, units, evaluated)
    printed = _round(statement, heads, rows, evaluated)
    if isinstance(printed, Fault):
        return (printed,)
    cells = tuple(_cell(statement, row, head, evaluated, printed) for row in rows for head in heads)
    notes = notes_of(statement, heads, cells, OURS)
    state = state_of_version(budget.version)
    return Table(statement, budget.body, budget.classification, state, heads, rows, cells, notes)


def _has_amount(row: LaidRow, statement: Statement, evaluated: Evaluated) -> bool:
    values = (evaluated.amounts.get((row.key, column.key)) for column in statement.columns)
    return any(amount is not None and amount.exact for amount in values)


def _round(
    statement: Statement, heads: tuple[Head, ...], rows: tuple[LaidRow, ...], evaluated: Evaluated
) -> dict[CellKey, int] | Fault:
    """Round every figure once, each by itself or all together so that the table foots."""
    exact: dict[CellKey, Fraction] = {}
    for head in heads:
        for row in rows:
            amount = evaluated.amounts.get((row.key, head.key))
            if amount is not None and amount.exact is not None:
                exact[row.key, head.key] = steps(amount.exact, head.unit, head.decimals)
    if statement.rounding is RoundingPolicy.PLAIN:
        return {key: round_half_away(value) for key, value in exact.items()}
    signs = {head.key: head.signed for head in heads}
    sums: list[SumOf[CellKey]] = []
    for key in exact:
        rule = evaluated.rules.get(key)
        if isinstance(rule, SumOfCells):
            sums.append(SumOf(key, tuple((1, part) for part in rule.parts if part in exact)))
        elif isinstance(rule, ColumnFormula) and signs[key[1]]:
            named = ((sign, (key[0], name)) for sign, name in signs[key[1]])
            sums.append(SumOf(key, tuple((sign, part) for sign, part in named if part in exact)))
    footed = foot(exact, sums)
    if isinstance(footed, NotFootable):
        where = " and ".join("/".join(key) for key in footed.sums)
        found = f"the table cannot be rounded so that it foots: {where} {footed.reason}"
        expected = "leave one of these sums out, or set rounding: plain"
        return Fault("statement.not-footable", statement.place, found, expected)
    return footed


def _cell(
    statement: Statement, row: LaidRow, head: Head, evaluated: Evaluated, printed: dict[CellKey, int]
) -> Cell:
    """Put one cell together: what it says, what it is, and where it comes from."""
    key = (row.key, head.key)
    is_shown = evaluated.is_shown(row, head.key)
    if head.measure is Measure.TEXT:
        text = evaluated.texts.get(key, "") if is_shown else ""
        return Cell(*key, CellState.TEXT if text else CellState.BLANK, text)
    amount = evaluated.amounts.get(key)
    if amount is None:
        return Cell(*key, CellState.BLANK)
    rule = evaluated.rules.get(key)
    if amount.exact is None or not is_shown:
        reason = evaluated.reason(key) if is_shown else ""
        return Cell(*key, CellState.BLANK, "", amount.exact, None, rule, "", reason)
    mark = OURS if amount.is_ours else ""
    count = printed[key]
    if amount.exact == 0:
        state = CellState.DASH if statement.zero is ZeroStyle.DASH else CellState.ZERO
        text = "–" if state is CellState.DASH else print_steps(0, head.unit, head.decimals)
        return Cell(*key, state, text, amount.exact, count, rule, mark)
    text = print_steps(count, head.unit, head.decimals)
    return Cell(*key, CellState.AMOUNT, text, amount.exact, count, rule, mark)
