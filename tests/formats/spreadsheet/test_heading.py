"""The heading of a sheet says which columns are the plan and which are prior figures, and of which years."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from votebook.core.plan.comparative import ComparativeKind
from votebook.formats.spreadsheet.amount import Problem
from votebook.formats.spreadsheet.cells import CellValue
from votebook.formats.spreadsheet.heading import Heading, find_heading

LINE: Sequence[CellValue] = ("Pens", *range(1, 12))
APPROVED, OUTTURN, ESTIMATED = (
    ComparativeKind.APPROVED,
    ComparativeKind.OUTTURN,
    ComparativeKind.OUTTURN_ESTIMATED,
)


def heading(*rows: Sequence[CellValue]) -> Heading:
    found = find_heading([*rows, LINE])
    assert isinstance(found, Heading), found
    return found


@pytest.mark.parametrize(
    ("columns", "plan", "prior"),
    [
        (("2025/26", "2026/27"), [2025, 2026], []),
        (("2025/26 Budget", "2026/27 Budget", "2027/28 Estimate"), [2025, 2026, 2027], []),
        (
            ("2025/26 Budget", "2025/26 Forecast outturn", "2026/27 Budget"),
            [2026],
            [(2025, APPROVED), (2025, ESTIMATED)],
        ),
        (("2024/25 Actual", "2025/26 Budget", "2026/27 Budget"), [2025, 2026], [(2024, OUTTURN)]),
        (
            ("2024/25 Outturn", "2025/26 Estimated outturn", "2026/27 Proposed budget", "2027/28 Indicative"),
            [2026, 2027],
            [(2024, OUTTURN), (2025, ESTIMATED)],
        ),
        (("2026/27 Budget", "2026/27 Forecast outturn"), [2026], [(2026, ESTIMATED)]),
        (("2026/27 Budget", "2027/28 Forecast", "2028/29 Forecast"), [2026, 2027, 2028], []),
        (("2025/26 Forecast", "2026/27 Budget"), [2026], [(2025, ESTIMATED)]),
        (("2025/26 Actual", "2026/27 Actual"), [2025, 2026], []),
        (("2025/26 Budget", "2026/27 Budget", "Variance 2025/26 to 2026/27"), [2025, 2026], []),
        (("2025/26", "2026/27", "% change"), [2025, 2026], []),
    ],
)
def test_columns_are_told_apart_by_their_words(
    columns: Sequence[CellValue], plan: list[int], prior: list[tuple[int, ComparativeKind]]
) -> None:
    found = heading(("Line", *columns))

    assert [column.year for column in found.plan] == plan
    assert [(column.year, column.kind) for column in found.prior] == prior


def test_a_year_over_two_columns_counts_for_both() -> None:
    found = heading(("", "2025/26", "", "2026/27"), ("Line", "Budget", "Forecast outturn", "Budget"))

    assert [(column.position, column.year) for column in found.columns] == [(3, 2026), (1, 2025), (2, 2025)]
    assert found.remarks == (
        "The column '2025/26 Budget' was taken as a comparative: the budget as it was approved.",
        "The column '2025/26 Forecast outturn' was taken as a comparative: the estimated outturn.",
    )


def test_words_over_the_years_count_for_the_columns_below_them() -> None:
    found = heading(("", "Actual", "Budget", ""), ("Line", "2024/25", "2025/26", "2026/27"))

    assert [column.year for column in found.plan] == [2025, 2026]
    assert [(column.year, column.kind) for column in found.prior] == [(2024, OUTTURN)]


def test_a_title_that_names_a_year_is_not_the_heading() -> None:
    found = heading(("Budget 2026/27 of the Board",), ("printed 2026-01-15",), ("Line", "2026/27", "2027/28"))

    assert (found.last, [column.year for column in found.plan]) == (2, [2026, 2027])


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            ("2025/26 Budget", "2025/26 Revised budget"),
            "'2025/26 Revised budget' does not follow '2025/26 Budget'",
        ),
        (("2025/26", "2027/28"), "'2027/28' does not follow '2025/26'"),
        (("2025/26", "2026"), "some years span two calendar years and some do not"),
    ],
)
def test_years_that_cannot_be_a_budget_are_a_problem_with_its_cell(
    columns: Sequence[CellValue], found: str
) -> None:
    problem = find_heading([("Line", *columns), LINE])

    assert isinstance(problem, Problem)
    assert found in problem.found
    assert problem.cell in {"B1", "C1"}
