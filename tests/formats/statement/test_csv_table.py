"""A statement as CSV: figures are exact numbers, texts are never formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.statement.pages import COLUMNS, SMALL, labelled, table_of
from votebook.core.report.statement import Column, Measure
from votebook.formats.statement.csv_table import csv_of, guard

PAGE = """\
row,Budget line,2019/20 Estimated outturn (£),2020/21 Approved budget (£),2020/21 Core team (FTE)
party,Party,0,30000.4,4
discount,Contractual discount negotiated for the whole of the core team's work,,-15000,
"""


def test_a_statement_is_written_exactly_whatever_its_printed_unit() -> None:
    columns = (*COLUMNS[:2], COLUMNS[3])

    for unit in ("£", "£k", "pence"):
        assert csv_of(table_of(rows=SMALL.rows[6:8], columns=columns, unit=unit)) == PAGE


def test_a_ratio_is_a_share_of_one() -> None:
    ratio = Column("ratio", Measure.FORMULA, "budget / budget * 5%", "Ratio")

    assert csv_of(table_of(rows=SMALL.rows[6:7], columns=(*COLUMNS[:2], ratio))).endswith("30000.4,0.05\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "\tx", "\rx", " =x", "＝x", "－x"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    page = csv_of(labelled(text))

    written = list(csv.reader(io.StringIO(page)))[1][1]
    assert written == f"'{text}".replace("\r", " ")


@given(st.text(max_size=20))
def test_no_guarded_text_starts_a_formula(text: str) -> None:
    assert not guard(text).strip().startswith(("=", "+", "-", "@", "|"))


def test_negative_figures_stay_numbers() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(table_of()))))

    assert next(row for row in rows if row["row"] == "discount")["2020/21 Approved budget (£)"] == "-15000"
