"""Provenance: where the figure of a table's cell comes from, down to lines, prior amounts and moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from votebook.core.measure.unit import POUNDS, PURE, parse_unit
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.comparative import ComparativeAmount, Restatement
from votebook.core.plan.explanation.figure import Explanation, explain
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind
from votebook.core.plan.explanation.working import add_signs, prior_reason, spell_date, title_of
from votebook.core.plan.restatement import legs
from votebook.core.plan.selection import Selection, comparative_within, refs_inside
from votebook.core.report.amount import Provisions
from votebook.core.report.cell import Cell, CellKey, CellState, ColumnFormula, Leaf, SumOfCells
from votebook.core.report.figure import MONEY_UNITS
from votebook.core.report.statement import Measure
from votebook.core.report.table import Table


def explain_cell(
    calculation: Calculation, table: Table, row: str, column: str, depth: int | None = None
) -> Explanation:
    """Explain a cell by its rule: a sum of cells, a formula of columns, or what it is measured of.

    Cells that a rule names are opened down to ``depth`` references, all of them when it is None.
    """
    opener = _Opener(calculation, table, depth)
    cell = table.cell(row, column)
    year = cell.rule.year if isinstance(cell.rule, Leaf) else ""
    return Explanation(opener.ref((row, column)), year, opener.opened((row, column), 0))


@dataclass(frozen=True)
class _Opener:
    """One explanation of a table under way."""

    calculation: Calculation
    table: Table
    depth: int | None

    @property
    def budget(self) -> Budget:
        return self.calculation.budget

    def ref(self, key: CellKey) -> str:
        """What a reader asks for a cell by."""
        return "/".join((self.table.statement.name, *key))

    def referred(self, key: CellKey, level: int) -> Reason:
        """A cell that a rule names, opened if it may be."""
        cell = self.table.by_key[key]
        if self.depth is not None and level > self.depth and cell.rule is not None and cell.exact is not None:
            return replace(self._closed(cell), opening=Opening.DEEPER)
        return self.opened(key, level)

    def opened(self, key: CellKey, level: int) -> Reason:
        """A cell with what it rests on."""
        cell = self.table.by_key[key]
        closed = self._closed(cell)
        match cell.rule:
            case SumOfCells(parts=keys):
                parts = [self.referred(one, level + 1) for one in keys if self._counts(one)]
                return replace(closed, parts=_checked(add_signs(parts), closed))
            case ColumnFormula():
                return self._derived(closed, cell, cell.rule, level)
            case Leaf():
                return replace(closed, parts=self._measured(cell.rule, closed))
            case _:
                return closed

    def _counts(self, key: CellKey) -> bool:
        return key in self.table.by_key and self.table.by_key[key].exact is not None

    def _closed(self, cell: Cell) -> Reason:
        """A cell with its exact value, and how it is printed where that is not the same."""
        head = next(head for head in self.table.heads if head.key == cell.column)
        row = next(row for row in self.table.rows if row.key == cell.row)
        words = " ".join(label for label in row.labels if label) or cell.row
        unit = POUNDS if head.unit in (*MONEY_UNITS, "") else parse_unit(head.unit) or PURE
        title = ", ".join(
            filter(None, (words, head.over if head.over not in head.heading else "", head.heading))
        )
        remarks = [cell.reason] if cell.reason else []
        if cell.state is CellState.BLANK:
            remarks.append("The cell is printed blank.")
        elif cell.state is not CellState.TEXT:
            remarks.append(f"The table prints it as {cell.printed}.")
        return Reason(
            ReasonKind.CELL,
            cell.exact,
            ref=self.ref(cell.key),
            title=title,
            text=cell.printed if cell.state is CellState.TEXT else "",
            unit=unit,
            is_ours=bool(cell.mark),
            remarks=tuple(remarks),
        )

    def _derived(self, closed: Reason, cell: Cell, rule: ColumnFormula, level: int) -> Reason:
        head = next(head for head in self.table.heads if head.key == cell.column)
        remarks = (f"It follows the formula of its column: {rule.formula}.", *closed.remarks)
        signs = {name: sign for sign, name in head.signed}
        parts: list[Reason] = []
        for key in rule.parts:
            part = self.referred(key, level + 1)
            if key[1] in signs:
                sign = "-" if signs[key[1]] < 0 else "+" if parts else ""
                parts.append(replace(part, sign=sign))
            else:
                parts.append(replace(part, is_counted=False))
        return replace(closed, parts=tuple(parts), remarks=remarks)

    def _measured(self, leaf: Leaf, closed: Reason) -> tuple[Reason, ...]:
        if leaf.measure is Measure.PARAMETER:
            return (replace(explain(self.calculation, leaf.of, leaf.year, 0).root, is_counted=False),)
        if leaf.measure is Measure.PROVISION:
            return _checked(self._provisions(leaf), closed)
        amounts = [one for one in self.budget.comparative_amounts if one.comparative == leaf.of]
        parts = [prior_reason(self.budget, one) for one in amounts if self._selects(leaf.selection, one)]
        if leaf.measure is Measure.RESTATED:
            moves = [move for move in self.budget.restatements if move.comparative == leaf.of]
            parts += [part for move in moves for part in self._moved(move, leaf.selection)]
        return _checked(add_signs(parts), closed)

    def _selects(self, selection: Selection, amount: ComparativeAmount) -> bool:
        return comparative_within(self.budget, (amount,), selection) is not None

    def _moved(self, move: Restatement, selection: Selection) -> list[Reason]:
        """The legs of a restatement that fall into a selection, each with who decided it and when."""
        decided = f"Restated; decided {spell_date(move.decided)} by {move.decided_by}."
        found = []
        for (at, members), change in legs(move):
            leg = ComparativeAmount(move.comparative, at, members, change, move.source, move.place)
            if change and self._selects(selection, leg):
                found.append(replace(prior_reason(self.budget, leg), remarks=(decided,)))
        return found

    def _provisions(self, leaf: Leaf) -> tuple[Reason, ...]:
        """What is selected, group by group; on members of a dimension, line by line."""
        selection, year = leaf.selection, leaf.year
        if not selection.members:
            refs = selection.at or ("",)
            if len(refs) == 1:
                return (explain(self.calculation, refs[0], year, 0).root,)
            return add_signs([explain(self.calculation, ref, year, 0).root for ref in refs])
        return charged_lines(self.calculation, selection, year)


def charged_lines(calculation: Calculation, selection: Selection, year: str) -> tuple[Reason, ...]:
    """The lines of a selection with what its members bear of each, in the order of the book."""
    budget = calculation.budget
    provisions = Provisions(calculation)
    inside = refs_inside(budget, selection.at)
    found = []
    for line in budget.lines:
        if line.ref not in inside:
            continue
        amount = provisions.of(Selection((line.ref,), selection.members), year)
        if amount.exact is None:
            continue
        provision = calculation.provision(line.ref, year)
        is_part = provision is not None and provision.exact != amount.exact
        remarks = (f"It bears this part of {provision}, by the shares of the line.",) if is_part else ()
        title = title_of(budget, line.ref)
        found.append(
            Reason(
                ReasonKind.LINE,
                amount.exact,
                line.ref,
                title,
                line.number,
                is_ours=amount.is_ours,
                opening=Opening.DEEPER,
                remarks=remarks,
                place=line.place,
            )
        )
    return add_signs(found)


def _checked(parts: tuple[Reason, ...], closed: Reason) -> tuple[Reason, ...]:
    """The parts, which add to the figure; beside it where there is none."""
    if closed.value is None:
        return tuple(replace(part, is_counted=False) for part in parts)
    total = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    assert total == closed.value, "the parts of a cell add to its figure"
    return parts
