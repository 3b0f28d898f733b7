"""Publication: what a paper printed for single lines, read back from its tables."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from votebook.app.opening import OpenBook
from votebook.core.check.comparison import read_in_unit
from votebook.core.check.published import PublishedTable
from votebook.core.plan.budget import Budget
from votebook.core.plan.selection import Selection, members_inside, refs_inside
from votebook.core.report.cell import Leaf
from votebook.core.report.statement import Measure
from votebook.core.report.table import Table, tabulate


def published_provisions(opened: OpenBook, year: str) -> dict[str, Fraction]:
    """The published provision, in pounds, of each line that a table prints by itself in a year.

    A line that two tables print differently is left out: which of them is meant is not ours to say.
    """
    found: dict[str, set[Fraction]] = {}
    statements = {statement.name: statement for statement in opened.book.statements}
    for published in opened.book.published.tables:
        statement = statements.get(published.statement)
        table = tabulate(opened.calculation, statement) if statement else ()
        if isinstance(table, Table):
            for line, amount in _printed(opened.budget, table, published, year):
                found.setdefault(line, set()).add(amount)
    return {line: amounts.pop() for line, amounts in found.items() if len(amounts) == 1}


def _printed(
    budget: Budget, table: Table, published: PublishedTable, year: str
) -> Iterator[tuple[str, Fraction]]:
    units = {head.key: head.unit for head in table.heads}
    for printed in published.cells:
        cell = table.by_key.get((printed.row, printed.column))
        if cell is None or not isinstance(cell.rule, Leaf):
            continue
        amount = read_in_unit(printed.printed, units[printed.column])
        if amount is None or cell.rule.measure is not Measure.PROVISION or cell.rule.of != year:
            continue
        lines = selected_lines(budget, cell.rule.selection)
        if len(lines) == 1:
            yield lines[0], amount


def selected_lines(budget: Budget, selection: Selection) -> tuple[str, ...]:
    """The lines of which a selection has anything, wholly or by a share."""
    refs = refs_inside(budget, selection.at)
    wanted = {name: members_inside(budget, name, member) for name, member in selection.members}

    def meets(line: str, dimension: str) -> bool:
        own = dict(budget.line(line).members).get(dimension)
        shares = budget.shares_by_line.get((line, dimension), ())
        return own in wanted[dimension] or any(share.member in wanted[dimension] for share in shares)

    return tuple(
        line.ref
        for line in budget.lines
        if line.ref in refs and all(meets(line.ref, name) for name in wanted)
    )
