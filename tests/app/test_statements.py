"""Statements are worked out as declared; a book that declares none is shown by category and line."""

from __future__ import annotations

from dataclasses import replace

from tests.app.shelf import opened
from tests.core.plan.small_book import BUDGET
from votebook.app.naming import UnknownName
from votebook.app.statements import default_statement, show_statements
from votebook.core.measure.source import Fault
from votebook.core.report.statement import Column, Measure, RoundingPolicy, Row, Statement
from votebook.core.report.table import Table

ONE = Statement(
    "one",
    "One line",
    "£",
    ("Line",),
    (Column("now", Measure.PROVISION, "2020/21"),),
    (Row("website", ("Website",), each_lines="operations"),),
)


def tables(answer: object) -> tuple[Table, ...]:
    assert isinstance(answer, tuple)
    return tuple(one for one in answer if isinstance(one, Table))


def test_all_statements_are_shown_when_none_is_named() -> None:
    book = opened(statements=(ONE, replace(ONE, name="two")))

    assert [table.statement.name for table in tables(show_statements(book))] == ["one", "two"]


def test_one_statement_is_shown_by_its_name() -> None:
    book = opened(statements=(ONE, replace(ONE, name="two")))

    assert [table.statement.name for table in tables(show_statements(book, "two"))] == ["two"]


def test_a_slip_in_a_name_gets_the_nearest_one() -> None:
    answer = show_statements(opened(statements=(replace(ONE, name="table_07"),)), "table7")

    assert isinstance(answer, UnknownName)
    assert answer.explain() == "The book has no statement named 'table7'. Did you mean table_07?"


def test_another_rounding_may_be_asked_for() -> None:
    (table,) = tables(show_statements(opened(statements=(ONE,)), rounding=RoundingPolicy.FOOTING))

    assert table.statement.rounding is RoundingPolicy.FOOTING


def test_faults_of_all_statements_come_together() -> None:
    bad = replace(ONE, columns=(Column("now", Measure.PROVISION, "1999/00"),))

    answer = show_statements(opened(statements=(bad, replace(bad, name="two"))))

    assert isinstance(answer, tuple)
    assert all(isinstance(one, Fault) for one in answer)
    assert len(answer) == 2


def test_a_book_without_statements_is_shown_by_lines_and_years() -> None:
    book = opened()

    (table,) = tables(show_statements(book))

    assert table.cell("operations_website", "y2020").printed == "20,000"
    assert (
        table.cell("operations_total", "y2020").exact == book.calculation.total("operations", "2020/21").exact
    )
    for column, year in (("y2020", "2020/21"), ("y2021", "2021/22")):
        assert table.cell("total", column).exact == book.calculation.total("", year).exact


def test_a_category_without_lines_has_a_row_of_its_own() -> None:
    rows = {row.key: row for row in default_statement(BUDGET).rows}

    assert "reserve_heading" not in rows
    assert rows["reserve_total"].labels == ("", "Reserve")
