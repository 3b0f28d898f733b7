"""The rows of a sheet are told apart by their words and their figures, and all that was done is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from votebook.formats.spreadsheet.cells import CellValue
from votebook.formats.spreadsheet.heading import Heading, find_heading
from votebook.formats.spreadsheet.outline import LEFT_OUT, SheetLine, read_outline
from votebook.formats.spreadsheet.remark import Remarks

POUNDS = "expected pounds, such as 12000, £1,234 or (500). No amount was taken."
SAVE = "open the workbook in a spreadsheet program, save it and try again. No amount was taken."
MEND = "It was left out; correct a line, or the total."

Rows = Sequence[Sequence[CellValue]]


def outline(
    *rows: Sequence[CellValue], over: Rows = (("Line", "2026/27", "2027/28"),)
) -> tuple[list[SheetLine], list[str]]:
    """The lines of a sheet, and what is said of it, from its rows below a heading."""
    cells = [*over, *rows]
    heading = find_heading(cells)
    assert isinstance(heading, Heading)
    remarks = Remarks("S")
    lines = read_outline(cells, heading, remarks)
    return lines, [*heading.remarks, *remarks.all()]


def figures(lines: Sequence[SheetLine]) -> Mapping[str, object]:
    return {line.name: line.pounds for line in lines}


def names(lines: Sequence[SheetLine]) -> list[tuple[str, str]]:
    return [(line.category, line.name) for line in lines]


@pytest.mark.parametrize(
    "label", ["Net other costs", "Overall budget", "Sum", "TOTAL", "Sub-total", "Costs total"]
)
def test_a_row_that_is_the_exact_sum_of_those_above_is_a_total_whatever_its_label(label: str) -> None:
    lines, said = outline(("Pens", 1, 2), ("Paper", 3, 4), (label, 4, 6))

    assert list(figures(lines)) == ["Pens", "Paper"]
    assert said == [f"S!A4: {label} is the sum of all lines above it. {LEFT_OUT}"]


def test_a_total_of_nil_is_held_against_all_lines_not_against_one_that_is_nil_too() -> None:
    _, said = outline(("Pens", 1, 2), (), ("Spare",), ("Reserve", 0, 0), ("Grand total", 0, 0))

    assert any("Grand total does not add up: £0 where the lines come to £1" in one for one in said)
    assert not any("Grand total is the sum" in one for one in said)


def test_totals_of_blocks_of_all_and_of_totals_are_left_out_and_counted_once() -> None:
    lines, said = outline(
        ("Costs",),
        ("Pens", 1, 2),
        ("Paper", 3, 4),
        ("Gross costs", 4, 6),
        (),
        ("Income",),
        ("Fees", -2, -2),
        ("Grants", -1, 0),
        ("Net income", -3, -2),
        (),
        ("Overall budget", 1, 4),
    )

    assert names(lines) == [("Costs", "Pens"), ("Costs", "Paper"), ("Income", "Fees"), ("Income", "Grants")]
    assert said == [
        f"S!A5: Gross costs is the sum of all lines above it. {LEFT_OUT}",
        f"S!A10: Net income is the sum of the 2 lines above it. {LEFT_OUT}",
        f"S!A12: Overall budget is the sum of all lines above it. {LEFT_OUT}",
        "Headings taken as categories: Costs (A2), Income (A7).",
    ]


def test_a_line_that_only_repeats_the_one_above_it_is_no_total() -> None:
    lines, said = outline(("Pens", 5, 5), ("Paper", 5, 5), ("Nothing", 0, 0))

    assert list(figures(lines)) == ["Pens", "Paper", "Nothing"]
    assert said == []


def test_a_total_that_differs_is_told_against_the_nearest_sum() -> None:
    lines, said = outline(("Pens", 1, 2), ("Paper", 3, 4), ("Total", 4, 7))

    assert list(figures(lines)) == ["Pens", "Paper"]
    assert said == [
        f"S!A4: Total does not add up: £7 where the lines come to £6. {MEND}",
    ]


def test_a_total_without_figures_is_never_said_to_agree() -> None:
    _, said = outline(("Pens", 1, 2), ("Total", "=SUM(B2:B2)", "=SUM(C2:C2)"))

    assert said == [
        f"S!B3: the formula 'SUM(B2:B2)' has no stored value; {SAVE}",
        f"S!C3: the formula 'SUM(C2:C2)' has no stored value; {SAVE}",
        "S!A3: Total has no figures, so nothing was checked. It was left out.",
    ]


def test_amounts_finer_than_a_penny_are_rounded_once_and_said_and_totals_still_agree() -> None:
    lines, said = outline(("Pay", 126154.275, 0.004), ("Rent", 0.004, 0.004), ("Total", 126154.279, 0.008))

    assert figures(lines) == {"Pay": (Fraction("126154.28"), Fraction(0)), "Rent": (Fraction(0), Fraction(0))}
    change = "B2 (£126,154.275 to £126,154.28), C2 (£0.004 to £0), B3 (£0.004 to £0), C3 (£0.004 to £0)"
    assert said == [
        f"S!A4: Total is the sum of all lines above it. {LEFT_OUT}",
        "S!A4: with each line rounded to the penny, Total comes to £0 for £0.008.",
        f"Amounts finer than a penny, rounded to it (4): {change}.",
    ]


def test_what_binary_arithmetic_adds_is_no_part_of_a_penny() -> None:
    lines, said = outline(("Pens", 0.1 + 0.2, 1.1 * 3), ("Paper", 1, 1))

    assert figures(lines)["Pens"] == (Fraction("0.3"), Fraction("3.3"))
    assert said == []


@pytest.mark.parametrize(
    ("over", "factor", "words"),
    [
        (
            (("All figures in £000s",), ("Line", "2026/27", "2027/28")),
            1000,
            "The sheet says 'All figures in £000s'",
        ),
        ((("£'000", "2026/27", "2027/28"),), 1000, 'The sheet says "£\'000"'),
        (
            (("Line", "2026/27", "2027/28"), ("", "£k", "£k")),
            1000,
            "The column '2026/27 £k' was multiplied by 1,000.",
        ),
        ((("Line (£m)", "2026/27", "2027/28"),), 1_000_000, "The sheet says 'Line (£m)'"),
    ],
)
def test_a_unit_over_the_figures_multiplies_them_and_is_said(over: Rows, factor: int, words: str) -> None:
    lines, said = outline(("Pens", 1.5, 2), ("Paper", 1, 1), over=over)

    assert figures(lines)["Pens"] == (Fraction("1.5") * factor, Fraction(2) * factor)
    assert any(one.startswith(words) for one in said), said


def test_a_unit_in_one_label_multiplies_its_row_alone() -> None:
    lines, said = outline(("Portal hosting £k", 2.5, 3), ("Rent", 100, 100))

    assert figures(lines) == {"Portal hosting": (2500, 3000), "Rent": (100, 100)}
    assert said == ["S!A2: 'Portal hosting £k' was multiplied by 1,000."]


def test_words_in_place_of_figures_make_no_heading() -> None:
    lines, said = outline(("Legal", "approx 40k", ""), ("Rent", 1, 1), ("Audit",), ("Fees", 1, 2))

    assert names(lines) == [("All lines", name) for name in ("Legal", "Rent", "Audit", "Fees")]
    assert figures(lines)["Legal"] == figures(lines)["Audit"] == (None, None)
    assert said == [
        f"S!B2: 'approx 40k' is not an amount; {POUNDS}",
        "S!A2: Legal was taken as a line without amounts.",
        "S!A4: Audit has no amount in any column. It was taken as a line without amounts.",
    ]


def test_headings_stand_apart_or_look_like_headings() -> None:
    lines, said = outline(
        ("Staff",),
        ("Pay", 1, 1),
        ("OFFICE",),
        ("Rent", 2, 1),
        ("Travel:",),
        ("Rail", 4, 1),
        ("Note: without VAT",),
    )

    assert names(lines) == [("Staff", "Pay"), ("OFFICE", "Rent"), ("Travel", "Rail")]
    assert said == [
        "S!A8: 'Note: without VAT' has no amounts and no lines below it. It was left out.",
        "Headings taken as categories: Staff (A2), OFFICE (A4), Travel (A6).",
    ]


def test_a_heading_right_above_another_is_left_out_and_said() -> None:
    lines, said = outline(("Running costs",), ("Staff",), ("Pay", 1, 1))

    assert names(lines) == [("Staff", "Pay")]
    assert said[-1] == "Headings left out, as no line stands right below them: Running costs (A2)."


def test_nil_dashes_and_not_applicable_are_told_apart() -> None:
    lines, said = outline(("Pens", "-", "n/a"), ("Paper", "nil", 1))

    assert figures(lines) == {"Pens": (0, None), "Paper": (0, 1)}
    assert said == [
        "Cells that say nil or a dash, taken as nothing (2): B2, B3.",
        "Cells that say n/a, taken as blank (1): C2.",
    ]


def test_checks_errors_and_repeated_names_are_said() -> None:
    lines, said = outline(("Rent", 1, "#REF!"), ("Rent", 2, 2), ("Check: should be zero", 0, 0))

    assert [str(line.pounds[0]) for line in lines] == ["1", "2"]
    assert lines[0].pounds[1] is None
    assert said == [
        "S!C2: the cell has the error #REF!; mend the formula. No amount was taken.",
        "S!A4: Check: should be zero is a check of the sheet's own. It was left out.",
        "Rent stands 2 times (A2, A3), each taken as a line of its own.",
    ]
