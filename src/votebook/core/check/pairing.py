"""Pairing: laying a published table over the calculated one, figure by figure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.comparison import (
    Address,
    Atom,
    Comparison,
    Figure,
    Relation,
    read_in_unit,
    relations_that_hold,
)
from votebook.core.check.finding import Severity, Symptom, conclude
from votebook.core.check.heading import name_statement
from votebook.core.check.published import PublishedCell, PublishedPaper
from votebook.core.measure.source import NOWHERE, Fault, Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.line import Nature
from votebook.core.plan.selection import Selection, comparative_within, refs_inside
from votebook.core.report.amount import Provisions
from votebook.core.report.cell import Cell, CellState, ColumnFormula, Leaf, Rule, SumOfCells
from votebook.core.report.derivation import columns_in, derive, read_derivation, signed_columns
from votebook.core.report.figure import print_figure, steps
from votebook.core.report.heading import Head
from votebook.core.report.layout import LaidRow
from votebook.core.report.statement import Measure, ZeroStyle
from votebook.core.report.table import Table

ATOMS_MAX = 300
"""The most lines that a figure is taken apart into; a larger figure is one amount, known as printed."""


@dataclass(frozen=True, slots=True)
class PublishedNowhere:
    """A published figure that cannot be laid over any cell, or whose text is no figure."""

    code: ClassVar[str] = "check.published-unmatched"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    address: Address
    printed: str
    reason: str
    place: Place

    @property
    def places(self) -> tuple[Place, ...]:
        """The published figure."""
        return (self.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Correct one side or the other."""
        return "correct the published text or its keys", "add the row or column to the statement's layout"

    def explain(self) -> str:
        """Say what was printed where, and why it cannot be compared."""
        return conclude(
            f"The paper prints {self.printed} at {self.address}: {self.reason}.", self.settlements
        )


@dataclass(frozen=True)
class _Known:
    """What figures are taken apart with: the budget, its provisions, the lines known only as printed."""

    budget: Budget
    provisions: Provisions
    printed: frozenset[str]


def pair_tables(
    calculation: Calculation, tables: Iterable[Table], paper: PublishedPaper
) -> tuple[Comparison, tuple[PublishedNowhere, ...]]:
    """Pair every figure of the tables with what was published for it, and name what fits nowhere."""
    published = {(table.statement, c.row, c.column): c for table in paper.tables for c in table.cells}
    known = _Known(calculation.budget, Provisions(calculation), lines_known_as_printed(calculation.budget))
    figures: list[Figure] = []
    relations: list[Relation] = []
    for table in tables:
        mine = tuple(_figures(known, table, published))
        figures += mine
        relations += relations_that_hold(mine, _relations(table))
    paired = {(f.address.statement, f.address.row, f.address.column) for f in figures}
    texts = {(table.statement.name, c.row, c.column) for table in tables for c in table.cells}
    unmatched = [
        PublishedNowhere(Address(*key), cell.printed, reason, cell.place)
        for key, cell in published.items()
        if (reason := _mismatch(key in paired, key in texts, cell))
    ]
    return Comparison(tuple(figures), tuple(relations)), tuple(unmatched)


def _mismatch(is_figure: bool, is_cell: bool, cell: PublishedCell) -> str:
    if not is_cell:
        return "the statement has no such row and column"
    if is_figure and cell.printed.strip() and read_in_unit(cell.printed, "£") is None:
        return "this text is not a figure"
    return ""


def _figures(
    known: _Known,
    table: Table,
    published: dict[tuple[str, str, str], PublishedCell],
) -> Iterator[Figure]:
    quantities: dict[tuple[str, str], tuple[frozenset[Atom], Hashable]] = {}
    cells = {cell.key: cell for cell in table.cells}
    for row, name in name_rows(table):
        for head in table.heads:
            if head.measure is Measure.TEXT or row.is_heading:
                continue
            cell = cells[row.key, head.key]
            exact = amount_of(table, cell)
            atoms, quantity = _made_of(known, cells, cell, quantities)
            printed = published.get((table.statement.name, row.key, head.key))
            text = printed.printed.strip() if printed else ""
            quantum = 1 / steps(Fraction(1), head.unit, head.decimals)
            yield Figure(
                Address(table.statement.name, row.key, head.key),
                f"{name_statement(table.statement)}, {name}, {_name_column(head)}",
                head.unit,
                quantum,
                exact,
                _as_printed(cell, exact, head) if exact is not None else None,
                read_in_unit(text, head.unit) if text else None,
                text,
                atoms,
                quantity,
                cell.state is not CellState.BLANK,
                printed.place if printed else table.statement.place,
            )


def amount_of(table: Table, cell: Cell) -> Fraction | None:
    """What a cell comes to as a reader works it out: a formula takes a blank beside an amount as nil."""
    if cell.exact is not None or not isinstance(cell.rule, ColumnFormula):
        return cell.exact
    parts = {column: amount_of(table, table.cell(row, column)) for row, column in cell.rule.parts}
    if all(amount is None for amount in parts.values()):
        return None
    expression = read_derivation(cell.rule.formula, NOWHERE)
    assert not isinstance(expression, Fault), "a table's formulas were read when it was made"
    return derive(expression, {column: amount or Fraction(0) for column, amount in parts.items()})


def _as_printed(cell: Cell, exact: Fraction, head: Head) -> Fraction | None:
    """What the table prints, or would print if the cell were shown."""
    text = cell.printed or print_figure(exact, head.unit, ZeroStyle.ZERO, head.decimals)
    return read_in_unit(text, head.unit)


def name_rows(table: Table) -> Iterator[tuple[LaidRow, str]]:
    """Every row with its name for running text; a subtotal is named after what it closes."""
    context = ""
    for row in table.rows:
        labels = [label for label in row.labels if label] or [row.key]
        if not row.is_total and row.labels and row.labels[0]:
            context = row.labels[0]
        is_subtotal = row.is_total and labels[0].lower().replace("-", " ").startswith("sub")
        yield row, f"{labels[0]} of {context}" if is_subtotal and context else " ".join(labels)


def _name_column(head: Head) -> str:
    return f"{head.over} {head.heading}".strip()


def _relations(table: Table) -> Iterator[Relation]:
    """The sums and formulas of a table, and the sums that its formula columns satisfy down the rows."""
    name = table.statement.name
    known = {cell.key for cell in table.cells}
    for row in table.rows:
        for head in table.heads:
            rule = table.cell(row.key, head.key).rule
            target = Address(name, row.key, head.key)
            parts = tuple((part, head.key) for part in row.parts)
            if isinstance(rule, ColumnFormula):
                expression = read_derivation(rule.formula, NOWHERE)
                assert not isinstance(expression, Fault), "a table's formulas were read when it was made"
                columns = ((column, Address(name, row.key, column)) for column in columns_in(expression))
                yield Relation(target, tuple(columns), expression)
            elif isinstance(rule, SumOfCells):
                parts = rule.parts
            elif isinstance(rule, Leaf):
                parts = ()
            if parts and set(parts) <= known:
                yield Relation(target, tuple((part, Address(name, part, column)) for part, column in parts))


def _made_of(
    known: _Known,
    cells: dict[tuple[str, str], Cell],
    cell: Cell,
    found: dict[tuple[str, str], tuple[frozenset[Atom], Hashable]],
) -> tuple[frozenset[Atom], Hashable]:
    """The amounts behind a cell, and what makes it the same quantity as a cell of another table."""
    if cell.key in found:
        return found[cell.key]
    rule: Rule | None = cell.rule
    if isinstance(rule, Leaf):
        atoms = frozenset(_atoms(known, rule, cell))
        quantity: Hashable = atoms or None
    elif rule is None:
        atoms, quantity = frozenset(), None
    else:
        parts = [_made_of(known, cells, cells[part], found) for part in rule.parts if part in cells]
        atoms = frozenset[Atom]().union(*(part for part, _ in parts))
        quantity = atoms or None
        if isinstance(rule, ColumnFormula) and not _is_plain_sum(rule.formula):
            quantity = _formula_quantity(rule, [part for _, part in parts])
    found[cell.key] = atoms, quantity
    return found[cell.key]


def _is_plain_sum(formula: str) -> bool:
    expression = read_derivation(formula, NOWHERE)
    signs = None if isinstance(expression, Fault) else signed_columns(expression)
    return signs is not None and all(sign == 1 for sign, _ in signs)


def _formula_quantity(rule: ColumnFormula, parts: list[Hashable]) -> Hashable:
    """Equal formulas of equal quantities are the same quantity; a nil part is no part."""
    form = rule.formula
    for n, (_, column) in enumerate(rule.parts):
        form = form.replace(column, f"#{n}")
    return ("formula", form, tuple(parts)) if any(parts) else None


def _atoms(known: _Known, leaf: Leaf, cell: Cell) -> Iterator[Atom]:
    """Take a measured cell apart into the amounts of the book that it adds; nil amounts are none."""
    budget, selection = known.budget, leaf.selection
    if cell.exact is None:
        return
    if leaf.measure is Measure.COMPARATIVE:
        for amount in budget.comparative_amounts:
            if (
                amount.amount
                and amount.comparative == leaf.of
                and comparative_within(budget, (amount,), selection) is not None
            ):
                title = _title(budget, amount.at, amount.members)
                key = ("comparative", leaf.of, amount.at, *map("=".join, sorted(amount.members)))
                yield Atom(key, title, amount.amount)
        return
    refs = sorted(refs_inside(budget, selection.at) & set(budget.line_index))
    if leaf.measure is not Measure.PROVISION or len(refs) > ATOMS_MAX:
        at = (*sorted(selection.at), *map("=".join, sorted(selection.members)))
        is_loose = leaf.measure is not Measure.PARAMETER
        yield Atom((leaf.measure.value, leaf.of, leaf.year, *at), cell.row, cell.exact, is_loose)
        return
    yield from _provision_atoms(known, leaf, refs)


def _provision_atoms(known: _Known, leaf: Leaf, refs: list[str]) -> Iterator[Atom]:
    budget, selection = known.budget, leaf.selection
    inside = [c.ref for c in budget.structure.categories if c.ref in refs_inside(budget, selection.at)]
    for estimate in budget.estimates:
        if estimate.year == leaf.of and estimate.category in inside and not selection.members:
            title = budget.structure.by_ref[estimate.category].title
            yield Atom(("estimate", leaf.of, estimate.category), title, estimate.amount)
    for ref in refs:
        if not (amount := known.provisions.of(Selection((ref,), selection.members), leaf.of)).exact:
            continue
        shared = any((ref, dimension) in budget.shares_by_line for dimension, _ in selection.members)
        members = tuple(map("=".join, sorted(selection.members))) if shared else ()
        is_loose = shared or ref in known.printed
        yield Atom(("provision", leaf.of, ref, *members), budget.line(ref).title, amount.exact, is_loose)


def lines_known_as_printed(budget: Budget) -> frozenset[str]:
    """The lines whose amount rests on a figure known only as it was printed, not on drivers alone."""
    undriven = (component.line for component in budget.components if component.nature is not Nature.DRIVEN)
    return frozenset(stated.line for stated in budget.stated) | frozenset(undriven)


def _title(budget: Budget, at: str, members: tuple[tuple[str, str], ...]) -> str:
    for dimension, ref in members:
        member = budget.dimension_by_name[dimension].member(ref)
        if member:
            return member.title
    if at in budget.line_index:
        return budget.line(at).title
    return budget.structure.by_ref[at].title if at in budget.structure.by_ref else "the whole budget"
