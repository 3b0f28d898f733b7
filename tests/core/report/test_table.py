"""A statement worked out: what each row and column selects, and what blank, dash and zero mean."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.core.report.accounts import ACCOUNTS, OURS, calculated
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.line import Component
from votebook.core.plan.selection import Selection
from votebook.core.plan.version import VersionKind
from votebook.core.report.cell import CellState, ColumnFormula, Leaf, SumOfCells
from votebook.core.report.statement import Column, Measure, RoundingPolicy, Row, Statement, ZeroStyle
from votebook.core.report.table import Table, tabulate

OUTTURN = Column("outturn", Measure.COMPARATIVE, "outturn", over="2019/20")
BUDGET = Column("budget", Measure.PROVISION, "2020/21", over="2020/21")
NEXT = Column("next", Measure.PROVISION, "2021/22")
LAST = Column("last", Measure.PROVISION, "2022/23")
VARIANCE = Column("variance", Measure.FORMULA, "budget - outturn")
FTE = Column("fte", Measure.PARAMETER, "fte", year="2020/21")

EVERYTHING = Row("all", ("All",), Selection())


def at(*refs: str, **members: str) -> Selection:
    return Selection(refs, tuple(members.items()))


def table_of(
    *rows: Row, columns: tuple[Column, ...] = (BUDGET,), budget: Budget = ACCOUNTS, **other: object
) -> Table:
    small = Statement("small", "Small", "£", ("Line",), columns, rows)
    statement = replace(small, **other)  # type: ignore[arg-type] # any field of a statement
    table = tabulate(calculated(budget), statement)
    assert isinstance(table, Table), [fault.explain() for fault in table]
    return table


def printed(table: Table, row: str) -> list[str]:
    return [table.cell(row, head.key).printed for head in table.heads]


@pytest.mark.parametrize(
    ("selection", "amount"),
    [
        (at("chair"), "24,001"),
        (at("panel"), "27,301"),
        (at("operations"), "27,301"),
        (at("operations", "projects"), "77,301"),
        (at("core"), "150,001"),
        (at("core", area="tag"), "50,000"),
        (at("core", area="technical"), "120,001"),
        (at("services", area="technical"), "120,051"),
        (at("services", area="party"), "30,050"),
        (at(area="party"), "30,050"),
        (at("core", area="support"), ""),
        (at("old_line"), ""),
        (at(), "212,402"),
    ],
)
def test_a_selection_adds_the_provisions_inside_it(selection: Selection, amount: str) -> None:
    table = table_of(Row("row", ("Row",), selection))

    assert printed(table, "row") == [amount]


def test_blank_dash_and_zero_are_three_things() -> None:
    rows = (Row("nil", ("Nil",), at("switching")), Row("none", ("None",), at("pool")))

    dashed = table_of(*rows, columns=(NEXT,))
    zeroed = table_of(*rows, columns=(NEXT,), zero=ZeroStyle.ZERO)

    assert (dashed.cell("nil", "next").state, dashed.cell("nil", "next").printed) == (CellState.DASH, "–")
    assert (zeroed.cell("nil", "next").state, zeroed.cell("nil", "next").printed) == (CellState.ZERO, "0")
    for table in (dashed, zeroed):
        assert (table.cell("none", "next").state, table.cell("none", "next").exact) == (CellState.BLANK, None)


def test_a_column_narrows_what_a_row_selects() -> None:
    core = Column("core", Measure.PROVISION, "2020/21", narrowed=at("core"))
    tag = Column("tag", Measure.PROVISION, "2020/21", narrowed=at(area="tag"))
    table = table_of(
        Row("services", ("Services",), at("services")),
        Row("technical", ("Technical",), at("services", area="technical")),
        Row("panel", ("Panel",), at("panel")),
        Row("party", ("Party",), at(area="party")),
        columns=(core, tag),
    )

    assert printed(table, "services") == ["150,001", "50,000"]
    assert printed(table, "technical") == ["120,001", "50,000"]
    assert printed(table, "panel") == ["", ""]
    assert printed(table, "party") == ["30,000", ""]


def test_a_sum_adds_exact_amounts_and_rounds_once() -> None:
    table = table_of(
        Row("tabasc", ("TABASC",), at("core", area="tabasc")),
        Row("tag", ("TAG",), at("core", area="tag")),
        Row("total", ("Total",), sum=("tabasc", "tag")),
    )

    assert [cell.printed for cell in table.cells] == ["70,000", "50,000", "120,001"]
    assert table.cell("total", "budget").rule == SumOfCells((("tabasc", "budget"), ("tag", "budget")))
    assert "Each figure is rounded by itself; one sum differs from its printed parts." in table.notes


def test_a_sum_takes_what_also_selects_where_its_parts_have_no_figures() -> None:
    table = table_of(
        Row("tabasc", ("TABASC",), at("core", area="tabasc"), only=("budget",)),
        Row("tag", ("TAG",), at("core", area="tag"), only=("budget",)),
        Row("sub", ("Sub total",), sum=("tabasc", "tag"), also=at("core", area="technical")),
        Row("party", ("Party",), at("core", area="party")),
        Row("total", ("Total",), sum=("sub", "party")),
        columns=(OUTTURN, BUDGET, VARIANCE),
    )

    assert printed(table, "tag") == ["", "50,000", ""]
    assert printed(table, "sub") == ["110,000", "120,001", "10,001"]
    assert printed(table, "party") == ["–", "30,000", "30,000"]
    assert printed(table, "total") == ["110,000", "150,001", "40,001"]
    assert isinstance(table.cell("sub", "outturn").rule, Leaf)


def test_hidden_parts_count_in_a_sum_that_shows() -> None:
    column = replace(BUDGET, only=("total",))
    table = table_of(
        Row("chair", ("Chair",), at("chair")),
        Row("licences", ("Licences",), at("licences")),
        Row("total", ("Total",), sum=("chair", "licences")),
        columns=(column,),
    )

    assert [cell.printed for cell in table.cells] == ["", "", "27,301"]
    assert table.cell("chair", "budget").exact == Fraction("24000.50")


def test_each_line_of_a_group_is_a_row_and_a_retired_one_prints_while_it_has_an_amount() -> None:
    rows = (Row("op", each_lines="panel"), Row("total", ("Total",), sum=("op",)))

    with_prior = table_of(*rows, columns=(OUTTURN, BUDGET))
    without = table_of(*rows)

    assert [row.labels for row in with_prior.rows] == [
        ("1 Panel chair",),
        ("2 Licences",),
        ("8 Old system",),
        ("Total",),
    ]
    assert printed(with_prior, "op_old_line") == ["5,000", ""]
    assert printed(with_prior, "total") == ["29,000", "27,301"]
    assert [row.key for row in without.rows] == ["op_chair", "op_licences", "total"]


def test_each_member_is_a_row_beside_its_lead() -> None:
    table = table_of(
        Row("area", ("Areas",), at("core"), each_members=("area", "")),
        Row("inner", each_members=("area", "technical")),
        columns=(OUTTURN, BUDGET),
        labels=("Group", "Area"),
    )

    assert [(row.key, *row.labels) for row in table.rows] == [
        ("area_support", "Areas", "Committee Support"),
        ("area_technical", "", "Technical Operations"),
        ("area_party", "", "Party Engagement"),
        ("inner_tabasc", "TABASC", ""),
        ("inner_tag", "TAG", ""),
    ]
    assert printed(table, "area_technical") == ["110,000", "120,001"]
    assert printed(table, "inner_tabasc") == ["", "70,050"]


def test_lines_have_their_numbers_in_the_first_of_two_label_columns() -> None:
    table = table_of(Row("op", each_lines="core"), labels=("No.", "Line"))

    assert table.rows[0].labels == ("3", "TABASC team")


def test_an_unspread_estimate_shows_for_the_whole_category_and_for_no_part_of_it() -> None:
    table = table_of(
        Row("services", ("Services",), at("services")),
        Row("core", ("Core",), at("core")),
        Row("line", ("Line",), at("tag_job")),
        Row("member", ("Member",), at(area="party")),
        Row("mixed", ("Mixed",), at("projects", "core")),
        Row("everything", ("All",), Selection()),
        Row("sum", ("Sum",), sum=("core", "line")),
        Row("rescued", ("Rescued",), sum=("core", "line"), also=at("services")),
        columns=(LAST,),
    )

    assert {row.key: printed(table, row.key)[0] for row in table.rows} == {
        "services": "150,000",
        "core": "",
        "line": "",
        "member": "",
        "mixed": "",
        "everything": "150,000",
        "sum": "",
        "rescued": "150,000",
    }
    assert table.cell("line", "last").reason.startswith("The year is estimated for a whole category")


def test_an_amount_that_we_spread_is_marked_as_ours() -> None:
    spread = CategoryEstimate("panel", "2022/23", Fraction("27301"), True, OURS)
    table = table_of(
        Row("line", ("Line",), at("chair")),
        Row("panel", ("Panel",), at("panel")),
        Row("sum", ("Sum",), sum=("line",)),
        Row("double", ("Double",), at("chair", "licences")),
        columns=(LAST,),
        budget=replace(ACCOUNTS, estimates=(spread,)),
    )

    assert printed(table, "panel") == printed(table, "double") == ["27,301"]
    marks = {row.key: table.cell(row.key, "last").mark for row in table.rows}
    assert marks == {"line": "*", "panel": "", "sum": "*", "double": "*"}
    assert table.notes[-1].startswith("* ")


def test_nothing_is_added_up_without_a_line_that_could_not_be_calculated() -> None:
    broken = Component("chair", "share", "A share", "£12000 / (1 - 1)")
    table = table_of(
        Row("chair", ("Chair",), at("chair")),
        Row("panel", ("Panel",), at("panel")),
        Row("licences", ("Licences",), at("licences")),
        Row("total", ("Total",), sum=("chair", "licences")),
        budget=replace(ACCOUNTS, components=(broken,)),
    )

    assert [cell.printed for cell in table.cells] == ["", "", "3,301", ""]
    assert table.cell("total", "budget").reason == "A line that it counts could not be calculated."


def test_an_estimate_that_cannot_be_spread_stays_on_its_category() -> None:
    spread = CategoryEstimate("panel", "2022/23", Fraction("27301"), True, OURS)
    stated = tuple(one for one in ACCOUNTS.stated if one.line not in ("chair", "licences"))
    table = table_of(
        Row("chair", ("Chair",), at("chair")),
        Row("panel", ("Panel",), at("panel")),
        columns=(LAST,),
        budget=replace(ACCOUNTS, estimates=(spread,), stated=stated),
    )

    assert [cell.printed for cell in table.cells] == ["", "27,301"]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (at(area="party"), at(), "4.00"),
        (at(area="party"), at(grade="grade_3"), "3.00"),
        (at(area="technical"), at(), "1.25"),
        (at(grade="grade_3"), at(), "3.05"),
        (at(grade="grade_3"), at(area="support"), "9.00"),
        (at(), at(), "5.25"),
        (at("core", area="tag"), at(), "0.05"),
        (at("core"), at(), ""),
        (at(area="tag"), at(grade="grade_4"), ""),
    ],
)
def test_a_parameter_is_picked_by_members_and_added_over_the_rest(
    row: Selection, column: Selection, value: str
) -> None:
    narrowed = replace(FTE, narrowed=column)
    table = table_of(Row("row", ("Row",), row), columns=(narrowed,), unit="FTE", decimals=2)

    assert printed(table, "row") == [value]


def test_a_formula_has_a_figure_only_where_everything_it_needs_has_one() -> None:
    ratio = Column("ratio", Measure.FORMULA, "variance / outturn")
    table = table_of(
        Row("chair", ("Chair",), at("chair")),
        Row("licences", ("Licences",), at("licences")),
        Row("party", ("Party",), at("core", area="party")),
        columns=(OUTTURN, BUDGET, VARIANCE, ratio),
    )

    assert printed(table, "chair") == ["24,000", "24,001", "1", "0.0%"]
    assert printed(table, "licences") == ["", "3,301", "", ""]
    assert printed(table, "party") == ["–", "30,000", "30,000", ""]
    assert table.cell("party", "ratio").reason == "The formula variance / outturn divides by nil here."
    assert table.cell("chair", "variance").rule == ColumnFormula(
        "budget - outturn", (("chair", "budget"), ("chair", "outturn"))
    )


def test_a_formula_that_only_adds_columns_adds_what_is_there() -> None:
    both = Column("both", Measure.FORMULA, "budget + outturn")
    table = table_of(
        Row("licences", ("Licences",), at("licences")),
        Row("pool", ("Pool",), at("pool")),
        Row("old", ("Old",), at("old_line")),
        Row("none", ("None",), at("core", area="support")),
        columns=(NEXT, replace(OUTTURN, narrowed=at("panel")), replace(BUDGET, narrowed=at("panel")), both),
        rounding=RoundingPolicy.FOOTING,
    )

    assert printed(table, "licences")[3] == printed(table, "licences")[2]
    assert printed(table, "old")[3] == "5,000"
    assert printed(table, "pool")[3] == ""
    assert printed(table, "none")[3] == ""


def test_text_columns_show_the_rows_own_words_or_its_lines() -> None:
    table = table_of(
        Row("chair", ("Chair",), at("chair"), texts=(("why", "Chairs the Panel"),)),
        Row("panel", ("Panel",), at("panel")),
        columns=(Column("owner", Measure.TEXT, "owner"), Column("why", Measure.TEXT, "why")),
    )

    assert printed(table, "chair") == ["Panel", "Chairs the Panel"]
    assert printed(table, "panel") == ["", ""]


def test_headings_come_from_the_state_of_the_year() -> None:
    draft = replace(ACCOUNTS, version=replace(ACCOUNTS.version, kind=VersionKind.DRAFT))
    columns = (OUTTURN, replace(OUTTURN, key="plain", over=""), BUDGET, NEXT, VARIANCE, FTE)

    approved = table_of(EVERYTHING, columns=columns)
    drafted = table_of(EVERYTHING, columns=columns, budget=draft)

    assert [head.heading for head in approved.heads] == [
        "Estimated outturn",
        "2019/20 Estimated outturn",
        "Approved budget",
        "2021/22 Estimated budget",
        "Variance",
        "2020/21 Core team",
    ]
    assert drafted.heads[2].heading == "Draft budget"
    assert approved.state == "Approved 1.0, effective 1 April 2020"


def test_a_leaf_knows_what_to_ask_why_of() -> None:
    table = table_of(Row("panel", ("Panel",), at("panel")), EVERYTHING, columns=(OUTTURN, BUDGET, FTE))

    def questions(row: str, column: str) -> tuple[tuple[str, str], ...]:
        rule = table.cell(row, column).rule
        assert isinstance(rule, Leaf)
        return rule.questions()

    assert questions("panel", "budget") == (("panel", "2020/21"),)
    assert questions("panel", "outturn") == (("panel@outturn", "2019/20"),)
    assert questions("all", "budget") == (("", "2020/21"),)
    assert questions("all", "fte") == (("fte", "2020/21"),)


FOOTED = (
    Row("heading", ("Core",), is_heading=True),
    Row("tabasc", ("TABASC",), at("core", area="tabasc")),
    Row("tag", ("TAG",), at("core", area="tag")),
    Row("sub", ("Sub total",), sum=("tabasc", "tag"), also=at("core", area="technical")),
    Row("party", ("Party",), at("core", area="party")),
    Row("total", ("Total",), sum=("sub", "party")),
)


def test_a_footed_table_adds_up_as_printed_in_both_directions() -> None:
    columns = (OUTTURN, BUDGET, NEXT, VARIANCE)
    plain = table_of(*FOOTED, columns=columns)
    footed = table_of(*FOOTED, columns=columns, rounding=RoundingPolicy.FOOTING)

    def steps(table: Table, row: str, column: str) -> int:
        return table.cell(row, column).steps or 0

    assert steps(plain, "sub", "budget") != steps(plain, "tabasc", "budget") + steps(plain, "tag", "budget")
    for column in ("outturn", "budget", "next", "variance"):
        parts = steps(footed, "sub", column) + steps(footed, "party", column)
        assert steps(footed, "total", column) == parts
    tabasc_and_tag = steps(footed, "tabasc", "budget") + steps(footed, "tag", "budget")
    assert steps(footed, "sub", "budget") == tabasc_and_tag
    for row in ("sub", "party", "total"):
        difference = steps(footed, row, "budget") - steps(footed, row, "outturn")
        assert steps(footed, row, "variance") == difference
    assert any(note.startswith("Figures are rounded together") for note in footed.notes)


def test_a_table_that_cannot_foot_is_a_fault_and_nothing_is_printed() -> None:
    both = Column("both", Measure.FORMULA, "budget + outturn")
    statement = Statement("small", "Small", "£", ("Line",), (OUTTURN, BUDGET, VARIANCE, both), FOOTED)

    faults = tabulate(calculated(ACCOUNTS), replace(statement, rounding=RoundingPolicy.FOOTING))

    assert isinstance(faults, tuple)
    assert [fault.code for fault in faults] == ["statement.not-footable"]
    assert "rounding: plain" in faults[0].expected
