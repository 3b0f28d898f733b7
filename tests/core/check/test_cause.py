"""Cause rule: the figures themselves tell why one of them is wrong, and each cause has two ways out."""

from __future__ import annotations

import pytest

from tests.core.check.printed import print_table, put_together
from votebook.core.check.cause import judge_causes
from votebook.core.check.comparison import Address, Comparison

TEXT = """
row     prior   budget
core    903259  4701883
sme     934603  1325496
rooms   125000  169000
office  24000   24000
"""
SUMS = {"people": "core sme", "total": "core sme rooms office"}


def likeliest(printed: str, cell: str = "total/budget") -> tuple[str, str]:
    paper = print_table("table", TEXT, sums=SUMS, printed={cell: printed})
    row, column = cell.split("/")
    cause = judge_causes(paper.by_address[Address("table", row, column)], paper)[0]
    assert all(cause.settlements())
    return cause.code, cause.sentence()


@pytest.mark.parametrize(
    ("printed", "code", "said"),
    [
        ("6,220,380", "check.rounding", "up to £2.50"),
        ("6,051,379", "check.omitted-row", "table, rooms, budget"),
        ("6,051,378", "check.omitted-row", "table, rooms, budget"),
        ("6,027,379", "check.omitted-row", "table, rooms, budget and table, office, budget"),
        ("6,389,379", "check.row-counted-twice", "table, rooms, budget"),
        ("5,882,379", "check.sign", "table, rooms, budget"),
        ("-6,220,379", "check.sign", "Its sign"),
        ("6,220", "check.unit", "1,000 times too small"),
        ("62,203,790", "check.unit", "10 times too large"),
        ("6,202,379", "check.transposed-digits", "2 and 0"),
        ("1,986,862", "check.stale-figure", "table, total, prior"),
        ("7,000,000", "check.unexplained-figure", "do not show why"),
    ],
)
def test_the_cause_of_a_wrong_total_is_read_from_the_figures(printed: str, code: str, said: str) -> None:
    found, sentence = likeliest(printed)

    assert found == code
    assert said in sentence


def test_a_figure_that_no_cause_fits_says_so() -> None:
    assert likeliest("5", "office/budget")[0] == "check.unexplained-figure"


def test_the_same_quantity_elsewhere_is_named_with_its_figure() -> None:
    here = print_table("overview", TEXT, sums={"people": "core sme"}, printed={"people/prior": "1,602,563"})
    there = print_table("detail", TEXT, sums=SUMS)
    paper = put_together(here, there)

    causes = judge_causes(paper.by_address[Address("overview", "people", "prior")], paper)

    assert causes[0].code == "check.places-disagree"
    assert "detail, people, prior prints £1,837,862" in causes[0].sentence()


def test_the_rows_elsewhere_are_added_where_their_own_total_is_wrong_too() -> None:
    one = print_table("overview", TEXT, sums={"people": "core sme"}, printed={"people/prior": "1,602,563"})
    two = print_table("detail", TEXT, sums=SUMS, printed={"people/prior": "934,603"})
    paper = put_together(one, two)

    (cause,) = judge_causes(paper.by_address[Address("overview", "people", "prior")], paper)

    assert cause.sentence() == (
        "The same quantity is given elsewhere: detail, people, prior prints £934,603 and "
        "the rows under detail, people, prior add to £1,837,862."
    )


def test_a_figure_that_is_no_sum_in_its_table_is_taken_apart_into_the_amounts_of_the_book() -> None:
    detail = print_table("table", TEXT, sums=SUMS, printed={"people/prior": "934,603"})
    bare = Comparison(detail.figures)

    cause = judge_causes(bare.by_address[Address("table", "people", "prior")], bare)[0]

    assert (cause.code, cause.sentence()) == ("check.omitted-row", "The sum seems to leave out core.")
