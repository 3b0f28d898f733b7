"""What a table prints for one line by itself is read back; what two tables print differently is not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.app.shelf import opened
from tests.core.plan.small_book import BUDGET, PAPER
from votebook.app.publication import published_provisions, selected_lines
from votebook.core.check.published import PublishedCell, PublishedPaper, PublishedTable
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Share
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row, Statement

LINES = Statement(
    "lines",
    "Lines",
    "£k",
    ("Line",),
    (Column("now", Measure.PROVISION, "2020/21"), Column("then", Measure.COMPARATIVE, "approved_2019_20")),
    (
        Row("website", ("Website",), selection=Selection(at=("website",))),
        Row("two", ("Two",), selection=Selection(at=("website", "panel"))),
        Row("total", ("Total",), sum=("website", "two")),
    ),
)


def published(name: str, *cells: tuple[str, str, str]) -> PublishedTable:
    return PublishedTable(name, tuple(PublishedCell(*cell) for cell in cells))


def test_a_line_that_is_printed_by_itself_is_read_in_its_unit() -> None:
    table = published(
        "lines",
        ("website", "now", "21"),
        ("website", "then", "18"),
        ("two", "now", "99"),
        ("total", "now", "120"),
        ("nowhere", "now", "1"),
    )

    book = opened(statements=(LINES,), published=PublishedPaper((table, published("no_statement"))))

    assert published_provisions(book, "2020/21") == {"website": 21000}
    assert published_provisions(book, "2021/22") == {}


def test_a_cell_that_is_no_figure_is_not_read() -> None:
    book = opened(
        statements=(LINES,), published=PublishedPaper((published("lines", ("website", "now", "tbc")),))
    )

    assert published_provisions(book, "2020/21") == {}


def test_two_tables_that_differ_about_a_line_leave_it_open() -> None:
    other = replace(LINES, name="other")
    paper = PublishedPaper(
        (published("lines", ("website", "now", "21")), published("other", ("website", "now", "22")))
    )

    assert published_provisions(opened(statements=(LINES, other), published=paper), "2020/21") == {}


def test_a_statement_with_a_fault_prints_nothing() -> None:
    bad = replace(LINES, columns=(Column("now", Measure.PROVISION, "1999/00"),))
    paper = PublishedPaper((published("lines", ("website", "now", "21")),))

    assert published_provisions(opened(statements=(bad,), published=paper), "2020/21") == {}


@pytest.mark.parametrize(
    ("selection", "lines"),
    [
        (Selection(at=("accommodation",)), ("office",)),
        (Selection(at=("operations",), members=(("area", "east"),)), ("website", "audit")),
        (Selection(members=(("area", "west"),)), ("audit",)),
    ],
)
def test_a_selection_has_lines_wholly_or_by_a_share(selection: Selection, lines: tuple[str, ...]) -> None:
    areas = Dimension("area", "Area", (Member("east", "East"), Member("west", "West")))
    placed = tuple(
        replace(line, members=(("area", "east"),)) if line.ref == "website" else line for line in BUDGET.lines
    )
    shares = tuple(Share("audit", "area", ref, Fraction(1, 2), False, PAPER) for ref in ("east", "west"))
    budget = replace(BUDGET, dimensions=(*BUDGET.dimensions, areas), lines=placed, shares=shares)

    assert selected_lines(budget, selection) == lines
