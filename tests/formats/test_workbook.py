"""A plain workbook becomes a book; what is left out or not understood is said, with its cell."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # has no types

from votebook.core.measure.source import SourceKind
from votebook.core.plan.calculation import calculate
from votebook.core.plan.model import Model, prepare
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book
from votebook.formats.workbook import WorkbookBook, book_from_workbook

Rows = Sequence[Sequence[object]]

BEGUN = date(2026, 1, 15)

LEFT_OUT = "It was left out, as the book adds it up."
PLAIN: Rows = (
    ("Budget of the Board",),
    (),
    ("No", "Line", "2020/21", "2021-22", "FY2023", "Remarks"),
    ("", "Running costs"),
    (1, "Staff", "£1,234", 1300.1, None, "two posts"),
    (2, "Office", "(500)", "12k", 0.1),
    ("", "Total running costs", 734, 13300.1, 0.1),
    ("", "Projects"),
    (3, "Website", 0.3, 1, 2),
    ("", "Grand total", 734.3, 13301.1, 2.1),
)


def workbook(path: Path, *sheets: Rows) -> Path:
    """Write a workbook of some sheets."""
    made = xlsxwriter.Workbook(str(path))
    for rows in sheets:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, made.add_format({"num_format": "yyyy-mm-dd"}))
                elif value is not None:
                    sheet.write(number, column, value)
    made.close()
    return path


def taken(path: Path, *sheets: Rows) -> WorkbookBook:
    """The book of a workbook that can be read."""
    made = book_from_workbook(workbook(path, *sheets), "Board budget", BEGUN)
    assert isinstance(made, WorkbookBook), [fault.explain() for fault in made]
    return made


def amounts(made: WorkbookBook) -> dict[tuple[str, str], Fraction]:
    return {(one.line, one.year): one.amount for one in made.book.budget.stated}


def test_names_amounts_categories_and_numbers_are_taken(tmp_path: Path) -> None:
    made = taken(tmp_path / "budget.xlsx", PLAIN)

    budget = made.book.budget
    assert [(line.number, line.title, line.category) for line in budget.lines] == [
        ("1", "Staff", "running_costs"),
        ("2", "Office", "running_costs"),
        ("3", "Website", "projects"),
    ]
    assert [str(year.year) for year in budget.years] == ["2020/21", "2021/22", "2022/23"]
    assert amounts(made) == {
        ("staff", "2020/21"): Fraction(1234),
        ("staff", "2021/22"): Fraction("1300.1"),
        ("office", "2020/21"): Fraction(-500),
        ("office", "2021/22"): Fraction(12000),
        ("office", "2022/23"): Fraction("0.1"),
        ("website", "2020/21"): Fraction("0.3"),
        ("website", "2021/22"): Fraction(1),
        ("website", "2022/23"): Fraction(2),
    }


def test_totals_that_add_up_and_other_columns_are_left_out_and_said(tmp_path: Path) -> None:
    made = taken(tmp_path / "budget.xlsx", PLAIN)

    assert made.notes == (
        "Taken from budget.xlsx, sheet Sheet1: 3 lines in 2 categories with 8 amounts, 2020/21 to 2022/23.",
        "The column Remarks (F3) was not read.",
        "Sheet1!B7: Total running costs is the sum of all lines above it. " + LEFT_OUT,
        "Sheet1!B10: Grand total is the sum of all lines above it. " + LEFT_OUT,
        "Headings taken as categories: Running costs (B4), Projects (B8).",
    )


def test_the_book_can_be_saved_loaded_and_calculated_to_the_total(tmp_path: Path) -> None:
    made = taken(tmp_path / "budget.xlsx", PLAIN)

    save_book(made.book, tmp_path / "book")

    assert load_book(tmp_path / "book") == made.book
    model = prepare(made.book.budget)
    assert isinstance(model, Model)
    assert str(calculate(model).total("", "2020/21")) == "£734.30"


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (("Total", 3), "Sheet1!A4: Total does not add up: £3 where the lines come to £2. It was left out;"),
        (("Sub total", 1.5), "Sheet1!A4: Sub total does not add up: £1.50 where the lines come to £2."),
        (("Rent", "about 5"), "Sheet1!B4: 'about 5' is not an amount; expected pounds,"),
        (("Rent", "$5"), "Sheet1!B4: '$5' is not an amount; expected pounds,"),
        (("Rent", True), "Sheet1!B4: 'True' is not an amount; expected pounds,"),
        (("Rent", 1e300), "Sheet1!B4: 1e+300 is not an amount; expected pounds,"),
        (("Rent", datetime(2020, 4, 1)), "Sheet1!B4: '2020-04-01' is not an amount; expected pounds,"),
        (("", 5), "Sheet1!A4: a row of amounts has no name. It was left out."),
    ],
)
def test_what_is_not_understood_is_said_with_its_cell(
    row: Sequence[object], note: str, tmp_path: Path
) -> None:
    made = taken(tmp_path / "budget.xlsx", (("Line", "2020/21"), ("Pens", 1), ("Paper", 1), row))

    assert any(said.startswith(note) for said in made.notes), made.notes
    assert {line: amount for (line, _), amount in amounts(made).items()} == {"pens": 1, "paper": 1}


@pytest.mark.parametrize(
    ("headings", "years"),
    [
        (("Line", "2020/21", "2021/22"), ["2020/21", "2021/22"]),
        (("Line", "2020-21", "2021-22"), ["2020/21", "2021/22"]),
        (("Line", "2020/2021", "2021/2022"), ["2020/21", "2021/22"]),
        (("Line", "FY2021", "FY2022"), ["2020/21", "2021/22"]),
        (("Line", "FY21", "FY 22"), ["2020/21", "2021/22"]),
        (("Line", "Budget 2020/21", "2021/22 estimate"), ["2020/21", "2021/22"]),
        (("Line", 2021, 2022), ["2021", "2022"]),
        (("Line", "2021", "2022"), ["2021", "2022"]),
        (("", "1999-00", "2000-01"), ["1999/00", "2000/01"]),
    ],
)
def test_years_are_read_in_the_ways_people_write_them(
    headings: Sequence[object], years: list[str], tmp_path: Path
) -> None:
    made = taken(tmp_path / "budget.xlsx", (headings, ("Pens", 1, 2)))

    assert [str(year.year) for year in made.book.budget.years] == years
    assert list(amounts(made).values()) == [1, 2]


def test_a_column_of_categories_and_lines_of_one_name_are_taken(tmp_path: Path) -> None:
    rows: Rows = (("Category", "Item", "2020/21"), ("A", "Rent", 1), ("B", "Rent", 2), ("A", "Sum", None))

    made = taken(tmp_path / "budget.xlsx", rows)

    assert [(line.ref, line.category) for line in made.book.budget.lines] == [
        ("rent", "a"),
        ("rent_2", "b"),
        ("line_sum", "a"),
    ]


def test_the_first_sheet_with_years_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    made = taken(tmp_path / "budget.xlsx", (("Notes",),), (("Line", "2020/21"), ("Pens", 1)))

    assert made.notes[0].endswith("Other sheets were not read: Sheet1.")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("Line", "Amount"), ("Pens", 1)), "workbook.no-years"),
        ((), "workbook.no-years"),
        ((("Line", "2020/21"),), "workbook.no-lines"),
        ((("Line", "2020/21", "2022/23"), ("Pens", 1, 2)), "workbook.years"),
        ((("Line", "2020/21", "2020/21"), ("Pens", 1, 2)), "workbook.years"),
        ((("Line", "2020/21", "2021"), ("Pens", 1, 2)), "workbook.years"),
        ((("2020/21", "2021/22"), (1, 2)), "workbook.years"),
        ((("Line", *range(2000, 2012)), ("Pens", *range(12))), "workbook.years"),
        ((("Line", "2020/21"), ("Total", 0)), "workbook.no-lines"),
        (tuple(("x",) for _ in range(20_001)), "workbook.too-large"),
    ],
)
def test_a_sheet_that_is_no_budget_is_one_clear_fault(rows: Rows, code: str, tmp_path: Path) -> None:
    made = book_from_workbook(workbook(tmp_path / "budget.xlsx", rows), "Board budget", BEGUN)

    assert isinstance(made, tuple)
    assert [fault.code for fault in made] == [code]


def test_a_far_away_cell_does_not_unroll_the_whole_sheet(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet()
    sheet.write(0, 0, "x")
    sheet.write(1_048_575, 16_383, "x")
    made.close()

    faults = book_from_workbook(path, "Board budget", BEGUN)

    assert isinstance(faults, tuple)
    assert faults[0].explain() == (
        "budget.xlsx: a cell stands at XFD1048576; expected at most 20,000 rows and 200 columns."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a workbook"),
        (b"line,2020/21\n", "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        (b"PK\x03\x04" + b"\0" * 200, "not a workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    path.write_bytes(content)

    faults = book_from_workbook(path, "Board budget", BEGUN)

    assert isinstance(faults, tuple)
    assert words in faults[0].explain()


def test_a_zip_of_other_things_and_a_bomb_are_refused(tmp_path: Path) -> None:
    other, bomb = tmp_path / "other.xlsx", tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(300):
            packed.writestr(f"xl/worksheets/{number}.xml", b"\0" * 1024**2)

    codes = [
        faults[0].code
        for path in (other, bomb)
        if isinstance(faults := book_from_workbook(path, "x", BEGUN), tuple)
    ]

    assert codes == ["workbook.unreadable", "workbook.too-large"]


def test_a_missing_workbook_is_one_fault(tmp_path: Path) -> None:
    faults = book_from_workbook(tmp_path / "none.xlsx", "Board budget", BEGUN)

    assert isinstance(faults, tuple)
    assert faults[0].code == "workbook.missing"


def test_a_damaged_workbook_that_asks_for_all_memory_is_one_fault(tmp_path: Path) -> None:
    sound, damaged = workbook(tmp_path / "sound.xlsx", PLAIN), tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sharedStrings.xml"):
                content = content.replace(b'uniqueCount="', b'uniqueCount="9999999999')
            new.writestr(name, content)

    faults = book_from_workbook(damaged, "Board budget", BEGUN)

    assert isinstance(faults, tuple)
    assert faults[0].found == "the workbook cannot be read (it is damaged)"


def test_a_book_of_a_workbook_is_a_draft_of_the_day_on_which_it_is_begun(tmp_path: Path) -> None:
    made = taken(tmp_path / "budget.xlsx", PLAIN)

    assert made.book.budget.version.dated == BEGUN
    assert [note.dated for note in made.book.budget.history] == [BEGUN]


def test_formulas_without_stored_values_are_reported_and_those_with_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("Notes & more")
    sheet = made.add_worksheet("The 'big' budget")
    sheet.write_row(0, 0, ["Line", "2020/21"])
    sheet.write_row(1, 0, ["Pens", 2])
    sheet.write(2, 0, "Paper")
    sheet.write_formula(2, 1, "=B2*2.5", None, 5)
    sheet.write(3, 0, "Ink")
    sheet.write_formula(3, 1, "=B2&B3", None, "")
    sheet.write(4, 0, "Total")
    sheet.write_formula(4, 1, "=SUM(B2:B4)", None, 7)
    made.close()

    book = book_from_workbook(path, "Board budget", BEGUN)

    assert isinstance(book, WorkbookBook)
    assert amounts(book) == {("pens", "2020/21"): 2, ("paper", "2020/21"): 5}
    assert [note.partition(";")[0] for note in book.notes[1:]] == [
        "The 'big' budget!B4: the formula 'B2&B3' has no stored value",
        "The 'big' budget!A4: Ink was taken as a line without amounts.",
        "The 'big' budget!A5: Total is the sum of all lines above it. " + LEFT_OUT,
    ]


def test_prior_figures_become_comparatives_of_an_estimate_s_source(tmp_path: Path) -> None:
    rows: Rows = (
        ("£000", "2025/26 Budget", "2025/26 Forecast outturn", "2026/27 Budget", "2027/28 Estimate"),
        ("Staff", 10, 9.5, 11, 12),
        ("Rent", 4, None, 5, 5),
        ("Total", 14, 9.5, 16, 17),
    )

    made = taken(tmp_path / "budget.xlsx", rows)
    save_book(made.book, tmp_path / "book")

    budget = made.book.budget
    assert load_book(tmp_path / "book") == made.book
    assert amounts(made)["rent", "2026/27"] == 5000
    assert {(one.comparative, one.at): one.amount for one in budget.comparative_amounts} == {
        ("approved_2025_26", "staff"): 10_000,
        ("outturn_estimated_2025_26", "staff"): 9_500,
        ("approved_2025_26", "rent"): 4_000,
    }
    sources = [one.source for one in budget.stated] + [one.source for one in budget.comparative_amounts]
    assert {source.kind for source in sources} == {SourceKind.ESTIMATE}
    assert "Sheet1!A4: Total is the sum of all lines above it. " + LEFT_OUT in made.notes
