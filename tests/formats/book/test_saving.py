"""Saving changes the bytes of what changed, keeps all others, and leaves nothing half done."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.corpus.good import good_book, write_book
from votebook.app.book import Book, NarrativeSection
from votebook.app.ports import WriteRefused
from votebook.core.measure.source import Source, SourceKind
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Line, StatedAmount
from votebook.core.plan.parameter import DatedValue
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book

OURS = Source(SourceKind.OURS)


def loaded(folder: Path) -> Book:
    book = load_book(folder)
    assert isinstance(book, Book), [fault.explain() for fault in book]
    return book


def texts_of(folder: Path) -> dict[str, str]:
    """The text of every file of a book, but hidden ones."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in paths}


def change_line(budget: Budget, ref: str, **changes: object) -> Budget:
    lines = tuple(replace(line, **changes) if line.ref == ref else line for line in budget.lines)  # type: ignore[arg-type]  # the names of fields are checked by the values
    return replace(budget, lines=lines)


def change_stated(budget: Budget, ref: str, year: str, amount: Fraction) -> Budget:
    stated = (
        replace(one, amount=amount) if (one.line, one.year) == (ref, year) else one for one in budget.stated
    )
    return replace(budget, stated=tuple(stated))


def dearer_website(budget: Budget) -> Budget:
    (support, *rest) = budget.parameters
    values = (support.values[0], replace(support.values[1], value=Fraction("690.5")))
    return replace(budget, parameters=(replace(support, values=values), *rest))


def more_renewal(budget: Budget) -> Budget:
    more = replace(budget.stated[3], year="2021/22", amount=Fraction(7))
    return replace(budget, stated=(*budget.stated[:4], more, *budget.stated[4:]))


def dearer_seniors(budget: Budget) -> Budget:
    *others, rates = budget.parameters
    dearer = DatedValue(("senior",), date(2021, 4, 1), Fraction(99), OURS)
    return replace(budget, parameters=(*others, replace(rates, values=(*rates.values, dearer))))


Change = tuple[str, Callable[[Budget], Budget], str, str, str]

CHANGES: tuple[Change, ...] = (
    (
        "an amount",
        lambda budget: change_stated(budget, "chair", "2020/21", Fraction(25000)),
        *("amounts.csv", '"£24,000"', '"25000"'),
    ),
    (
        "a quoted title",
        lambda budget: change_line(budget, "chair", title='The "Chair"'),
        *("lines.csv", '"Chair, of the Panel"', '"The ""Chair"""'),
    ),
    (
        "a title that needs quotation marks from now on",
        lambda budget: change_line(budget, "archive", title="Archive, old"),
        *("lines.csv", ",Archive,", ',"Archive, old",'),
    ),
    (
        "a category, by which the line loses nothing",
        lambda budget: change_line(budget, "archive", category="services"),
        *("lines.csv", "Archive,company", "Archive,services"),
    ),
    ("a value of a parameter", dearer_website, "parameters.csv", ",675,", ",690.5,"),
    (
        "a title of the book",
        lambda budget: replace(budget, title="Code: the budget"),
        *("book.yaml", "title: Code Budget 2020-2023", 'title: "Code: the budget"'),
    ),
    (
        "the name of the book, before its comment",
        lambda budget: replace(budget, ref="code_2021"),
        *("book.yaml", "code_2020_23   ", "code_2021   "),
    ),
    (
        "the iteration of the version",
        lambda budget: replace(budget, version=replace(budget.version, iteration="1.1")),
        *("book.yaml", '"1.0"', '"1.1"'),
    ),
    (
        "an added line",
        lambda budget: replace(budget, lines=(*budget.lines, Line("legal", "8", "Legal, advice", "company"))),
        *("lines.csv", "reserve,,,,,,,,,\n", 'reserve,,,,,,,,,\nlegal,8,"Legal, advice",company,,,,,,,,,\n'),
    ),
    ("an added amount in a blank cell", more_renewal, "amounts.csv", "renewal,12000,,", "renewal,12000,7,"),
    (
        "a removed amount",
        lambda budget: replace(budget, stated=budget.stated[:1] + budget.stated[2:]),
        *("amounts.csv", "24500.50", ""),
    ),
    (
        "an added value of a table",
        dearer_seniors,
        *(
            "tables/grade_rate.csv",
            "120000,calibrated,\n",
            "120000,calibrated,\nsenior,2021-04-01,99,ours,\n",
        ),
    ),
    (
        "a remark of two lines that looks like a formula of a spreadsheet",
        lambda budget: replace(budget, comments=(replace(budget.comments[0], text="=one\ntwo"),)),
        *("comments.csv", '"The chair said: ""two days a week"""', '"=one\ntwo"'),
    ),
    (
        "all members in place of a few",
        lambda budget: change_line(budget, "staff", serves=(("area", "design"),)),
        *("lines.csv", "area.*", "area.design"),
    ),
)


@pytest.mark.parametrize(
    ("name", "change", "file", "old", "new"), CHANGES, ids=[change[0] for change in CHANGES]
)
def test_a_change_touches_only_its_own_bytes(
    name: str, change: Callable[[Budget], Budget], file: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = write_book(tmp_path, good_book())
    book, texts = loaded(folder), texts_of(folder)
    changed = replace(book, budget=change(book.budget))

    names = save_book(changed, folder)

    assert old in texts[file], name
    assert texts_of(folder) == texts | {file: texts[file].replace(old, new, 1)}
    assert names == (file,)
    assert loaded(folder) == changed


def test_removed_rows_go_and_blank_lines_stay(tmp_path: Path) -> None:
    files = good_book()
    files["lines.csv"] = str(files["lines.csv"]).replace("archive,6", "\narchive,6") + "\n,,,,,,,,,,,,\n"
    files["memberships.csv"] = "line,category,until,reason\n"
    folder = write_book(tmp_path, files)
    book = loaded(folder)
    budget = replace(book.budget, lines=tuple(line for line in book.budget.lines if line.ref != "archive"))

    save_book(replace(book, budget=budget), folder)

    text = str(files["lines.csv"]).replace("archive,6,Archive,company,,,,,,,2020-03-31,,\n", "")
    assert (folder / "lines.csv").read_text() == text


def test_lines_in_a_new_order_take_it_and_keep_how_they_are_written(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    book = loaded(folder)
    turned = replace(book, budget=replace(book.budget, lines=book.budget.lines[::-1]))

    save_book(turned, folder)

    heading, *rows = str(good_book()["lines.csv"]).splitlines()
    assert (folder / "lines.csv").read_text().splitlines() == [heading, *rows[::-1]]
    assert loaded(folder) == turned


def test_a_column_that_is_needed_from_now_on_is_added(tmp_path: Path) -> None:
    files = good_book()
    files["events.csv"] = "profile,day,weight\r\nmeeting_days,2020-04-17,1\r\n"
    files["projects.csv"] = "line,body,description\r\nrenewal,Panel,Procure\r\n"
    folder = write_book(tmp_path, files)
    book = loaded(folder)
    projects = tuple(replace(project, third_party=Fraction(1, 4)) for project in book.budget.projects)

    save_book(replace(book, budget=replace(book.budget, projects=projects)), folder)

    written = (folder / "projects.csv").read_bytes()
    assert written == b"line,body,description,third_party\r\nrenewal,Panel,Procure,0.25\r\n"


def test_a_structure_that_grows_renders_its_file_anew_and_no_other(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    book = loaded(folder)
    *others, reserve = book.budget.structure.categories
    more = replace(reserve, ref="more", title="More: and # more")
    structure = replace(book.budget.structure, categories=(*others, replace(reserve, title="Reserve"), more))
    grown = replace(book, budget=replace(book.budget, structure=structure))

    names = save_book(grown, folder)

    assert names == ("book.yaml",)
    assert loaded(folder) == grown


def test_a_section_and_a_statement_that_went_take_their_files_with_them(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    book = loaded(folder)
    fewer = Book(book.budget, narrative=(NarrativeSection("02-new.md", "# New\n"),))

    save_book(fewer, folder)

    left = sorted(str(path.relative_to(folder)) for path in folder.rglob("*/*") if path.is_file())
    emptied = ["published/claims.csv", "published/headings.csv"]
    assert left == ["narrative/02-new.md", *emptied, "tables/fte.csv", "tables/grade_rate.csv"]
    assert (folder / "README.md").exists()
    assert loaded(folder) == fewer


def test_an_empty_folder_gets_the_whole_book(tmp_path: Path) -> None:
    book = loaded(write_book(tmp_path / "old", good_book()))

    save_book(book, tmp_path / "new")

    assert loaded(tmp_path / "new") == book


def test_a_write_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = write_book(tmp_path, good_book())
    book, texts = loaded(folder), texts_of(folder)
    (folder / "narrative" / ".02-new.md.part").mkdir()
    more = replace(
        book,
        narrative=(*book.narrative, NarrativeSection("02-new.md", "# New\n")),
        budget=change_stated(book.budget, "chair", "2020/21", Fraction(1)),
    )

    with pytest.raises(WriteRefused, match="could not be written"):
        save_book(more, folder)

    assert texts_of(folder) == texts
    assert [name for name in os.listdir(folder) if name.endswith(".part")] == []


def test_amounts_of_one_line_in_two_rows_stay_in_two_rows(tmp_path: Path) -> None:
    files = good_book()
    files["amounts.csv"] = (
        "line,2020/21,2021/22,2022/23,source_kind,source\nchair,1,,,ours,\nchair,,2,,ours,\nrenewal,,,,ours,\n"
    )
    folder = write_book(tmp_path, files)
    book = loaded(folder)
    stated = (*book.budget.stated, StatedAmount("studies", "2020/21", Fraction(3), OURS))

    save_book(book, folder)
    kept = (folder / "amounts.csv").read_text()
    save_book(replace(book, budget=replace(book.budget, stated=stated)), folder)

    assert kept == files["amounts.csv"]
    assert loaded(folder).budget.stated == stated
