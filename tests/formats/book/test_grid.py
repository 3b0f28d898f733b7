"""A CSV file is read as any writer writes it, and every cell knows where it stands."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.formats.book.faults import Faults
from votebook.formats.book.grid import Grid, quote, read_grid, records, unquote
from votebook.formats.book.reading import TextFile

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=8
)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


def grid_of(text: str) -> Grid:
    faults = Faults()
    grid = read_grid(TextFile("t.csv", text), faults)
    assert grid is not None, faults.in_order()
    return grid


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_a_csv_writer_writes_is_read_cell_by_cell(rows: list[list[str]], end: str, quoting: int) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=quoting).writerows([["a", "b", "c"], *rows])  # type: ignore[arg-type]  # a constant of csv

    grid = grid_of(out.getvalue())

    said = [row for row in rows if "".join(row).strip(" ")]
    assert grid.rows == said


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_records_written_back_are_the_file(rows: list[list[str]], end: str, quoting: int) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=quoting).writerows([["a", "b", "c"], *rows])  # type: ignore[arg-type]  # a constant of csv
    file = TextFile("t.csv", out.getvalue())

    told = list(records(file, Faults()))

    assert "".join(",".join(record.raw) + record.end for record in told) == file.text


@given(ROWS)
def test_a_place_is_where_the_cell_stands(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    grid = grid_of(out.getvalue())
    lines = out.getvalue().split("\n")

    for number, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            place = grid.place(number, column)

            first = cell.split("\n")[0].replace('"', '""')
            assert lines[place.line - 1][place.column - 1 :].startswith(first)


@given(CELLS)
def test_a_cell_quoted_is_read_back(text: str) -> None:
    assert unquote(quote(text)) == text
    assert unquote(quote(text, always=True)) == text


def test_a_quoted_cell_over_two_lines_moves_the_lines_after_it() -> None:
    grid = grid_of('a,b\n"one\ntwo",x\ny,z\n')

    assert grid.rows == [["one\ntwo", "x"], ["y", "z"]]
    assert [str(grid.place(0, 0)), str(grid.place(0, 1)), str(grid.place(1, 1))] == [
        "t.csv:2:2",
        "t.csv:3:6",
        "t.csv:4:3",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a,b\n"x,y\n', "t.csv:2:1"),
        ('a,b\nx,y"z\n', "t.csv:2:3"),
        ('a,b\nx,"y"z\n', "t.csv:2:3"),
        ('a,b\n"one\ntwo",3"\n', "t.csv:3:6"),
    ],
)
def test_a_broken_quotation_is_reported_where_it_breaks(text: str, place: str) -> None:
    faults = Faults()

    assert read_grid(TextFile("t.csv", text), faults) is None
    assert [(fault.code, str(fault.place)) for fault in faults.in_order()] == [("book.quote", place)]
