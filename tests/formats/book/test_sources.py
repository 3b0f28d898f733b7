"""Values of one table may rest on different sources: a row for each, and nothing saved is unloadable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus.good import Files, good_book, write_book
from votebook.app.book import Book
from votebook.app.ports import WriteRefused
from votebook.core.measure.source import Source, SourceKind
from votebook.core.plan.dimension import Member
from votebook.core.plan.parameter import Parameter
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book

MINUTES = Source(SourceKind.POLICY, "minutes")
HEADING = "area,year,junior,senior,source_kind,source\n"


def loaded(folder: Path) -> Book:
    book = load_book(folder)
    assert isinstance(book, Book), [fault.explain() for fault in book]
    return book


def with_parameter(book: Book, changed: Parameter) -> Book:
    parameters = tuple(changed if one.name == changed.name else one for one in book.budget.parameters)
    return replace(book, budget=replace(book.budget, parameters=parameters))


def resourced(book: Book, name: str, position: int) -> Book:
    """A book in which one value of a table rests on another source than the rest of its row."""
    parameter = book.budget.parameter_by_name[name]
    values = list(parameter.values)
    values[position] = replace(values[position], source=MINUTES)
    return with_parameter(book, replace(parameter, values=tuple(values)))


def with_rows(rows: str) -> Files:
    files = good_book()
    files["tables/fte.csv"] = HEADING + rows
    return files


def test_rows_of_one_key_whose_cells_are_disjoint_are_one_row_for_each_source(tmp_path: Path) -> None:
    rows = "design,2020/21,0.25,,policy,minutes\ndesign,2020/21,,1,published,Table 7\n"

    book = loaded(write_book(tmp_path, with_rows(rows)))

    junior, senior = book.budget.parameter_by_name["fte"].values
    assert (junior.members, str(junior.source)) == (("design", "junior"), "policy: minutes")
    assert (senior.members, str(senior.source)) == (("design", "senior"), "published: Table 7")


def test_a_cell_given_twice_is_a_fault_that_names_it(tmp_path: Path) -> None:
    rows = "design,2020/21,1,,policy,\ndesign,2020/21,,1,ours,\ndesign,2020/21,,2,ours,\n"

    faults = load_book(write_book(tmp_path, with_rows(rows)))

    assert isinstance(faults, tuple)
    assert [fault.explain() for fault in faults] == [
        (
            "tables/fte.csv:4:17: design 2020/21 senior is given twice; "
            "it is given before at line 3; keep one of them."
        )
    ]


def test_a_source_changed_for_one_cell_makes_a_row_of_its_own(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    book = resourced(loaded(folder), "fte", 2)

    names = save_book(book, folder)

    assert names == ("tables/fte.csv",)
    assert loaded(folder) == book
    assert (folder / "tables" / "fte.csv").read_text() == str(good_book()["tables/fte.csv"]).replace(
        "design,2021/22,0.25,1,estimate,\n",
        "design,2021/22,,1,estimate,\ndesign,2021/22,0.25,,policy,minutes\n",
    )


def test_a_table_whose_sources_differ_is_written_anew_with_one_value_a_row(tmp_path: Path) -> None:
    book = loaded(write_book(tmp_path / "old", good_book()))
    mixed = resourced(book, "grade_rate", 0)

    save_book(mixed, tmp_path / "new")

    assert loaded(tmp_path / "new") == mixed
    assert (tmp_path / "new" / "tables" / "grade_rate.csv").read_text().splitlines() == [
        "grade,from,value,source_kind,source",
        "junior,2019-04-01,80000,policy,minutes",
        "senior,2019-04-01,120000,calibrated,",
    ]


def test_a_table_whose_sources_agree_is_written_anew_with_its_last_dimension_across(tmp_path: Path) -> None:
    book = loaded(write_book(tmp_path / "old", good_book()))

    save_book(book, tmp_path / "new")

    assert (tmp_path / "new" / "tables" / "grade_rate.csv").read_text().splitlines() == [
        "from,junior,senior,source_kind,source",
        "2019-04-01,80000,120000,calibrated,",
    ]


def test_a_member_called_as_a_column_never_becomes_one(tmp_path: Path) -> None:
    book = loaded(write_book(tmp_path / "old", good_book()))
    area, grade = book.budget.dimensions
    renamed = replace(grade, members=(Member("source", "Source"), *grade.members[1:]))
    links = replace(area, members=tuple(replace(member, links=()) for member in area.members))
    parameters = tuple(
        replace(
            one,
            values=tuple(
                replace(value, members=tuple("source" if m == "junior" else m for m in value.members))
                for value in one.values
            ),
        )
        for one in book.budget.parameters
    )
    budget = replace(book.budget, dimensions=(links, renamed), parameters=parameters)

    save_book(replace(book, budget=budget), tmp_path / "new")

    assert len(loaded(tmp_path / "new").budget.parameter_by_name["fte"].values) == 9
    assert "across" not in (tmp_path / "new" / "book.yaml").read_text()


def test_a_book_that_could_not_be_loaded_again_is_not_written(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    book = loaded(folder)
    twice = replace(book, budget=replace(book.budget, lines=(*book.budget.lines, book.budget.lines[0])))

    with pytest.raises(WriteRefused, match=r"could not be loaded again: lines\.csv:9:1: .* given twice"):
        save_book(twice, folder)

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
