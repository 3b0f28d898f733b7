"""A cell is explained by its rule, down to lines, prior amounts and restatements that add to it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.report.accounts import ACCOUNTS, calculated
from tests.formats.statement.pages import COLUMNS, table_of
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind
from votebook.core.report.cell import Cell, ColumnFormula
from votebook.core.report.origin.provenance import explain_cell
from votebook.core.report.statement import Column, Measure

TABLE = table_of()
CALCULATION = calculated(ACCOUNTS)


def signed(reason: Reason) -> Fraction:
    return sum(
        ((part.value or Fraction(0)) * (-1 if part.sign == "-" else 1) for part in reason.counted),
        Fraction(0),
    )


RULED = [cell for cell in TABLE.cells if cell.rule]


@pytest.mark.parametrize("cell", RULED, ids=["/".join(cell.key) for cell in RULED])
def test_the_counted_parts_of_every_cell_come_to_its_exact_value(cell: Cell) -> None:
    root = explain_cell(CALCULATION, TABLE, *cell.key).root

    assert root.value == cell.exact
    assert root.kind is ReasonKind.CELL
    is_partial = isinstance(cell.rule, ColumnFormula) and cell.exact is None
    if root.counted and not is_partial:
        assert signed(root) == cell.exact


def test_a_formula_of_columns_names_its_cells_with_their_signs() -> None:
    root = explain_cell(CALCULATION, TABLE, "sub", "variance", depth=0).root

    assert [(part.sign, part.ref) for part in root.parts] == [
        ("", "small/sub/budget"),
        ("-", "small/sub/outturn"),
    ]
    assert root.remarks[0] == "It follows the formula of its column: budget - outturn."
    assert {part.opening for part in root.parts if part.value is not None} == {Opening.DEEPER}


def test_a_sum_of_cells_opens_into_its_rows() -> None:
    root = explain_cell(CALCULATION, TABLE, "sub", "budget").root

    assert [part.ref for part in root.parts] == ["small/tabasc/budget", "small/tag/budget"]
    assert [line.ref for part in root.parts for line in part.parts] == ["tabasc_job", "tag_job"]


def test_a_restated_figure_shows_what_was_published() -> None:
    table = table_of(columns=(Column("restated", Measure.RESTATED, "outturn"), *COLUMNS))
    keys = [row.key for row in table.rows if table.cell(row.key, "restated").exact is not None]

    for key in keys:
        root = explain_cell(CALCULATION, table, key, "restated").root
        assert signed(root) == root.value
    assert keys
