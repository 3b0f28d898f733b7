"""A statement as a page of accounts: aligned, with rules over totals, and calm under hostile labels."""

from __future__ import annotations

from dataclasses import replace

from tests.formats.statement.pages import COLUMNS, SMALL, labelled, table_of
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row
from votebook.formats.lettering import width
from votebook.formats.statement.text import PAGE_WIDTH, text_of

PAGE = """\
The Body
Table 6: Budget against estimated outturn
Approved 1.0, effective 1 April 2020 · Classification: White
────────────────────────────────────────────────────────────────────────────────
                                          2019/20         2020/21
                                         ─────────  ───────────────────
                                                                         2020/21
                                         Estimated  Approved                Core
Budget line                                outturn    budget   Variance     team
                                                 £         £          £      FTE
────────────────────────────────────────────────────────────────────────────────
1 Panel chair                               24,000    24,001
2 Licences                                             3,301
8 Old system                                 5,000
                                         ─────────  ────────
Panel                                       29,000    27,301

Technical Operations
  TABASC                                              70,000                1.20
  TAG                                                 50,000                0.05
                                         ─────────  ────────   ────────  ───────
Sub total                                  110,000   120,001     10,001     1.25

Party                                            –    30,000                4.00
Contractual discount negotiated for the
  whole of the core team's work                      (15,000)
                                         ─────────  ────────   ────────  ───────
Total                                      139,000   162,302     23,302     5.25
                                         ═════════  ════════   ════════  ═══════

Variance = 2020/21 Approved budget − 2019/20 Estimated outturn.
Figures in brackets are negative.
Each figure is rounded by itself; 2 sums differ from their printed parts.
"""


def test_a_statement_is_set_as_a_page_of_accounts() -> None:
    assert text_of(table_of(), page_width=80) == PAGE


def test_no_line_is_wider_than_the_page() -> None:
    lines = text_of(table_of()).splitlines()

    assert max(width(line) for line in lines) <= PAGE_WIDTH


def test_figures_of_a_column_end_at_the_same_place() -> None:
    lines = text_of(table_of(), page_width=80).splitlines()
    figures = ("27,301", "120,001", "162,302")
    ends = {line.index(one) + len(one) for line in lines for one in figures if one in line}

    assert len(ends) == 1
    bracketed = next(line for line in lines if "(15,000)" in line)
    assert bracketed.index(")") in ends


def test_wide_letters_and_emoji_keep_the_columns_straight() -> None:
    lines = text_of(labelled("予算", "👩\u200d🔧 engineer", "plain", "e\u0301lan")).splitlines()

    rows = [line for line in lines if line.endswith("24,001")]
    assert len(rows) == 4
    assert len({width(row) for row in rows}) == 1


def test_bidirectional_controls_and_line_breaks_cannot_move_a_figure() -> None:
    page = text_of(labelled("over\u202eridden", "two\nlines", title="a\x1b[31mred"))

    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "two lines" in page


def test_a_label_without_spaces_is_broken_rather_than_pushing_the_figures() -> None:
    page = text_of(labelled("x" * 200))

    assert max(width(line) for line in page.splitlines()) <= PAGE_WIDTH


def test_text_columns_wrap_beside_their_figures() -> None:
    words = "Chairs the Panel, reports to the Board and answers for the plan every quarter of the year"
    columns = (*COLUMNS[:2], Column("why", Measure.TEXT, "why", "Why"))
    row = Row("chair", ("Panel chair",), Selection(("chair",)), texts=(("why", words),))
    page = text_of(table_of(rows=(row,), columns=columns), page_width=70)

    assert "  ".join(page.split()) != ""
    assert " ".join(word for word in page.split() if word in words.split()).count("quarter") == 1
    first = next(line for line in page.splitlines() if "Panel chair" in line)
    assert "24,000" in first
    assert "Chairs the Panel" in first


def test_two_label_columns_stand_side_by_side_without_indents() -> None:
    rows = tuple(replace(row, labels=("Area", *row.labels)) for row in SMALL.rows[2:5])
    page = text_of(table_of(rows=rows, labels=("Service area", "Sub-committee")))

    assert "Service area  Sub-committee" in page
    assert "\nArea          TABASC" in page


def test_a_statement_without_a_closing_total_ends_with_a_rule() -> None:
    assert "\n─────" in text_of(table_of(rows=SMALL.rows[3:5])).rsplit("50,000", 1)[1]


def test_a_year_over_a_narrow_column_is_never_broken() -> None:
    columns = (Column("budget", Measure.PROVISION, "2020/21", "Now", over="2020/21"),)
    table = table_of(columns=columns, rows=(Row("r", ("Chair",), Selection(("chair",))),), labels=("Line",))

    page = text_of(table, 40).splitlines()

    assert any(line.split() == ["2020/21"] for line in page)


def test_a_narrow_page_takes_titles_and_notes_in() -> None:
    narrow = text_of(
        table_of(columns=COLUMNS[1:2], title="A title of many words that would not fit on it"), 40
    )

    assert max(width(line) for line in narrow.splitlines()) <= 40
