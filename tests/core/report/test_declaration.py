"""A statement that names what is not there, or goes in circles, is refused with place and nearest name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.report.accounts import ACCOUNTS
from votebook.core.measure.source import Place
from votebook.core.plan.selection import Selection
from votebook.core.report.declaration import in_order, statement_faults
from votebook.core.report.statement import Column, Measure, Row, Statement

HERE = Place("statements/small.yaml", 7, 5)
BUDGET = Column("budget", Measure.PROVISION, "2020/21", place=HERE)
OUTTURN = Column("outturn", Measure.COMPARATIVE, "outturn", place=HERE)
FTE = Column("fte", Measure.PARAMETER, "fte", year="2020/21", place=HERE)
PANEL = Row("panel", ("Panel",), Selection(("panel",)), place=HERE)
SOUND = Statement("small", "Small", "£", ("Line",), (BUDGET, OUTTURN, FTE), (PANEL,), place=HERE)


def explained(statement: Statement) -> list[str]:
    return [fault.explain() for fault in statement_faults(ACCOUNTS, statement)]


def with_column(column: Column) -> Statement:
    return replace(SOUND, columns=(*SOUND.columns, replace(column, place=HERE)))


def with_row(row: Row) -> Statement:
    return replace(SOUND, rows=(*SOUND.rows, replace(row, place=HERE)))


def formula(text: str) -> Statement:
    return with_column(Column("derived", Measure.FORMULA, text))


def test_a_sound_statement_has_no_faults() -> None:
    assert explained(SOUND) == []
    assert explained(with_row(Row("total", sum=("panel",), also=Selection(("operations",))))) == []
    assert explained(formula("(budget - outturn) / outturn * 50% + 1")) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            with_column(Column("c", Measure.PROVISION, "2020/22")),
            "'2020/22' names no year ... Did you mean 2021/22?",
        ),
        (
            with_column(Column("c", Measure.COMPARATIVE, "outurn")),
            "'outurn' names no comparative ... Did you mean outturn?",
        ),
        (with_column(Column("c", Measure.RESTATED, "budget_19")), "'budget_19' names no comparative"),
        (with_column(Column("c", Measure.PARAMETER, "ftes", year="2020/21")), "Did you mean fte?"),
        (
            with_column(Column("c", Measure.PARAMETER, "fte", year="2031/32")),
            "'2031/32' names no year with a value",
        ),
        (with_column(Column("c", Measure.TEXT, "ownr")), "'ownr' names no field ... Did you mean owner?"),
        (
            with_column(Column("c", Measure.PROVISION, "2020/21", only=("pannel",))),
            "'pannel' names no row ... Did you mean panel?",
        ),
        (
            with_column(Column("c", Measure.PROVISION, "2020/21", narrowed=Selection(("cor",)))),
            "'cor' names no line, group or category ... Did you mean core?",
        ),
        (with_column(Column("budget", Measure.PROVISION, "2021/22")), "the column key 'budget' stands twice"),
        (with_row(Row("panel", ("Again",), Selection(("core",)))), "the row key 'panel' stands twice"),
        (
            with_row(Row("r", ("R",), Selection((), (("aera", "tag"),)))),
            "'aera' names no dimension ... Did you mean area?",
        ),
        (
            with_row(Row("r", ("R",), Selection((), (("area", "tagg"),)))),
            "'tagg' names no member of area ... Did you mean tag?",
        ),
        (
            with_row(Row("r", ("R",), sum=("panel",), also=Selection(("nowhere_at_all",)))),
            "'nowhere_at_all' names no line, group or category",
        ),
        (with_row(Row("r", ("R",), sum=("pane",))), "'pane' names no row"),
        (with_row(Row("r", ("R",), sum=("panel", "panel"))), "the sum of row 'r' counts panel twice"),
        (with_row(Row("r", ("R",), Selection(), only=("bugdet",))), "'bugdet' names no column"),
        (
            with_row(Row("r", ("One", "Two"), Selection())),
            "row 'r' has 2 labels; the statement has 1 label columns",
        ),
        (with_row(Row("r", each_lines="pannel")), "'pannel' names no group or category"),
        (with_row(Row("r", each_members=("area", "techncal"))), "'techncal' names no member of area"),
        (with_row(Row("r", each_members=("aera", ""))), "'aera' names no dimension"),
        (with_row(Row("r", ("R",), sum=("r",))), "the rows need one another: r -> r"),
        (replace(SOUND, unit="euro"), "'euro' names no unit"),
        (replace(SOUND, decimals=9), "the statement asks for 9 decimals"),
        (formula("budget - outurn"), "'outurn' names no column with figures ... Did you mean outturn?"),
        (formula("budget - * 2"), "stands '*'"),
        (formula("min(budget, outturn)"), "'min(budget, outturn)' stands in the formula of a column"),
        (formula("budget[a]"), "'budget[a]' stands in the formula of a column"),
        (formula("budget * months"), "'months' stands in the formula of a column"),
        (formula("derived + budget"), "the columns need one another: derived -> derived"),
        (formula("budget + fte"), "'budget + fte' adds £ and FTE; a sum needs one unit"),
        (formula("-(budget / fte) + budget"), "adds £/FTE and £"),
    ],
)
def test_what_keeps_a_statement_from_being_laid_out(statement: Statement, said: str) -> None:
    messages = explained(statement)

    assert len(messages) == 1
    assert messages[0].startswith("statements/small.yaml:7:5: ")
    assert all(fragment in messages[0] for fragment in said.split(" ... "))


def test_all_faults_come_at_once() -> None:
    broken = replace(
        SOUND,
        columns=(replace(BUDGET, of="2099/00"), replace(OUTTURN, of="nobody")),
        rows=(replace(PANEL, selection=Selection(("nowhere",))),),
    )

    assert len(explained(broken)) == 3


def test_a_loop_is_named_by_its_rows_in_their_order() -> None:
    rows = (
        Row("a", sum=("b",), place=HERE),
        Row("b", sum=("panel", "c"), place=HERE),
        Row("c", sum=("a",), place=HERE),
    )

    messages = explained(replace(SOUND, rows=(PANEL, *rows)))

    assert messages == [f"{HERE}: the rows need one another: a -> b -> c -> a; take one row out of the loop."]


def test_a_sum_may_name_a_row_for_each_or_one_of_its_expansion() -> None:
    rows = (Row("op", each_lines="panel"), Row("all", sum=("op",)), Row("one", sum=("op_chair",)))

    assert explained(replace(SOUND, rows=rows)) == []
    misspelt = replace(SOUND, rows=(*rows, Row("x", sum=("op_chairs",))))
    assert "'op_chairs' names no row" in explained(misspelt)[0]


def test_keys_come_after_what_they_need_however_long_the_chain() -> None:
    chain: dict[str, tuple[str, ...]] = {f"k{n}": (f"k{n + 1}",) for n in range(5_000)}

    ordered = in_order({**chain, "k5000": ()})

    assert ordered[0] == "k5000"
    assert ordered[-1] == "k0"
