"""Examination rule: a clean book with the paper printed from it has no finding; a planted defect has one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.check.books import clean_book, lay, overview, work_out
from votebook.core.check.examination import examine
from votebook.core.check.finding import Finding
from votebook.core.check.published import (
    Claim,
    PublishedCell,
    PublishedHeading,
    PublishedPaper,
    PublishedTable,
    Reading,
)
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Row
from votebook.core.report.table import Table

ROOM = Row("room", ("Room",), Selection(("room",)))
HEADINGS = (PublishedHeading("overview", "budget", "2020/21 Approved Budget"),)


def print_paper(table: Table, **otherwise: str) -> PublishedPaper:
    """What a paper prints that is made from the table, but for the given cells."""
    cells = [
        PublishedCell(cell.row, cell.column, otherwise.get(f"{cell.row}__{cell.column}", cell.printed))
        for cell in table.cells
        if cell.printed
    ]
    return PublishedPaper((PublishedTable("overview", tuple(cells)),), (), HEADINGS)


def check(*claims: Claim, **otherwise: str) -> tuple[Finding, ...]:
    calculation = work_out(clean_book())
    (table,) = lay(calculation, overview())
    return examine(calculation, (table,), replace(print_paper(table, **otherwise), claims=claims))


def claim(printed: str, cell: str = "", formula: str = "") -> Claim:
    return Claim("2", "what is claimed", cell, formula, "2020/21", printed, Reading.EXACT)


def test_a_clean_book_and_its_own_paper_have_no_finding() -> None:
    found = check(claim("£24,000", "overview/team_total/budget"), claim("£12,000", formula="room"))

    assert found == ()


@pytest.mark.parametrize(
    ("cell", "printed", "code"),
    [
        ("people_north__budget", "12,000,000", "check.unit"),
        ("people_north__budget", "21,000", "check.transposed-digits"),
        ("people_south__budget", "8,000", "check.stale-figure"),
        ("people_south__outturn", "(8,000)", "check.sign"),
        ("team_total__outturn", "9,000", "check.omitted-row"),
        ("team_total__variance", "7,001", "check.rounding"),
    ],
)
def test_a_defect_in_the_paper_is_found_at_its_cell(cell: str, printed: str, code: str) -> None:
    (finding,) = check(**{cell: printed})

    assert finding.code == code
    assert len(finding.settlements) == 2


def test_a_total_that_the_drivers_give_to_the_penny_has_no_room_for_rounding() -> None:
    (finding,) = check(team_total__budget="24,001")

    assert finding.code != "check.rounding"


def test_prose_that_repeats_a_wrong_total_stands_beneath_it() -> None:
    (finding,) = check(claim("£9,000", "overview/team_total/outturn"), team_total__outturn="9,000")

    assert finding.symptoms[-1].explain() == (
        "Section 2, what is claimed, prints £9,000: it repeats Table 1, Teams, 2019/20 Estimated outturn."
    )


def test_prose_that_is_wrong_alone_and_prose_tied_to_nothing_are_findings() -> None:
    found = check(
        claim("£13,000", formula="room"), claim("£1", "nowhere/at/all"), claim("£1", formula="rooom")
    )

    assert [finding.code for finding in found] == [
        "check.prose-disagrees",
        "check.claim-unverifiable",
        "check.claim-unverifiable",
    ]


def test_a_published_figure_that_fits_no_cell_is_named() -> None:
    calculation = work_out(clean_book())
    (table,) = lay(calculation, overview())
    stray = PublishedTable(
        "overview", (PublishedCell("nobody", "budget", "5"), PublishedCell("team_total", "budget", "?"))
    )

    found = examine(calculation, (table,), PublishedPaper((stray,)))

    assert [finding.explain().split(". To settle")[0] for finding in found] == [
        "The paper prints 5 at overview/nobody/budget: the statement has no such row and column",
        "The paper prints ? at overview/team_total/budget: this text is not a figure",
    ]


def test_every_finding_of_the_figures_has_places_and_two_ways_out() -> None:
    found = check(
        claim("£13,000", formula="room"), claim("many", formula="room"), team_total__outturn="9,000"
    )

    assert len(found) == 3
    for finding in found:
        assert finding.places
        assert all(finding.settlements)


def test_last_years_figure_is_recognised_though_another_table_shows_it() -> None:
    calculation = work_out(clean_book())
    outturn, budget, _ = overview().columns
    before = replace(overview(), name="before", number="2", columns=(outturn,), rows=(ROOM,))
    now = replace(overview(), columns=(budget,), rows=(ROOM,))
    paper = PublishedPaper((PublishedTable("overview", (PublishedCell("room", "budget", "11,000"),)),))

    (finding,) = examine(calculation, lay(calculation, now, before), paper)

    assert finding.code == "check.stale-figure"
    assert "the figure of Table 2, Room" in finding.explain()
