"""Tables for the tests of their renderings: a calm one and one with hostile labels."""

from __future__ import annotations

from dataclasses import replace

from tests.core.report.accounts import ACCOUNTS, calculated
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row, Statement
from votebook.core.report.table import Table, tabulate

COLUMNS = (
    Column("outturn", Measure.COMPARATIVE, "outturn", over="2019/20"),
    Column("budget", Measure.PROVISION, "2020/21", over="2020/21"),
    Column("variance", Measure.FORMULA, "budget - outturn", "", "2020/21", only=("sub", "total")),
    Column("fte", Measure.PARAMETER, "fte", year="2020/21"),
)

LONG = "Contractual discount negotiated for the whole of the core team's work"

ROWS = (
    Row("panel", each_lines="panel"),
    Row("panel_total", ("Panel",), sum=("panel",)),
    Row("technical", ("Technical Operations",), is_heading=True),
    Row("tabasc", ("TABASC",), Selection(("core",), (("area", "tabasc"),))),
    Row("tag", ("TAG",), Selection(("core",), (("area", "tag"),))),
    Row("sub", ("Sub total",), sum=("tabasc", "tag"), also=Selection(("core",), (("area", "technical"),))),
    Row("party", ("Party",), Selection(("core",), (("area", "party"),))),
    Row("discount", (LONG,), Selection(("discount",))),
    Row("total", ("Total",), sum=("panel_total", "sub", "party", "discount")),
)

TITLE = "Budget against estimated outturn"

SMALL = Statement("small", TITLE, "£", ("Budget line",), COLUMNS, ROWS, number="6")


def table_of(statement: Statement = SMALL, **other: object) -> Table:
    changed = replace(statement, **other)  # type: ignore[arg-type] # any field of a statement
    keys = {row.key for row in changed.rows}
    columns = (replace(c, only=tuple(key for key in c.only if key in keys)) for c in changed.columns)
    changed = replace(changed, columns=tuple(columns))
    table = tabulate(calculated(ACCOUNTS), changed)
    assert isinstance(table, Table), [fault.explain() for fault in table]
    return table


def labelled(*labels: str, title: str = "Hostile") -> Table:
    """A table whose rows have these labels, each with a figure."""
    rows = tuple(Row(f"r{n}", (label,), Selection(("chair",))) for n, label in enumerate(labels))
    return table_of(title=title, rows=rows, columns=COLUMNS[1:2])
