"""A statement as a Markdown table: no label can break the table or become markup."""

from __future__ import annotations

import pytest

from tests.formats.statement.pages import SMALL, labelled, table_of
from votebook.formats.statement.markdown import escape, markdown_of

PAGE = """\
### Table 6: Budget against estimated outturn

The Body · Approved 1.0, effective 1 April 2020 · White

| Budget line | 2019/20 Estimated outturn (£) | 2020/21 Approved budget (£) | 2020/21 Variance (£) | 2020/21 Core team (FTE) |
| --- | ---: | ---: | ---: | ---: |
| **Technical Operations** |  |  |  |  |
| TABASC |  | 70,000 |  | 1.20 |
| TAG |  | 50,000 |  | 0.05 |
| **Sub total** | **110,000** | **120,001** | **10,001** | **1.25** |

- Variance = 2020/21 Approved budget − 2019/20 Estimated outturn.
- Each figure is rounded by itself; one sum differs from its printed parts.
"""  # noqa: E501 - a Markdown table has long lines


def test_a_statement_is_a_table_with_bold_totals() -> None:
    assert markdown_of(table_of(rows=SMALL.rows[2:6])) == PAGE


@pytest.mark.parametrize(
    "label",
    ["a|b", "<script>alert(1)</script>", "**bold**", "[link](http://x)", "two\nlines", "\\|", "a `code` |"],
)
def test_a_hostile_label_stays_one_cell(label: str) -> None:
    lines = [line for line in markdown_of(labelled(label)).splitlines() if line.endswith("| 24,001 |")]

    assert len(lines) == 1
    bare = lines[0].replace("\\\\", "").replace("\\|", "")
    assert bare.count("|") == 3
    assert "<" not in bare


def test_an_escaped_text_shows_as_it_is() -> None:
    assert escape("5 * 3 & _x_ #1") == "5 \\* 3 &amp; \\_x\\_ \\#1"


@pytest.mark.parametrize(
    ("note", "written"), [("1. first", "- 1\\. first"), ("- dash", "- \\- dash"), ("plain", "- plain")]
)
def test_a_note_does_not_start_a_list_of_its_own(note: str, written: str) -> None:
    assert written in markdown_of(table_of(note=note)).splitlines()
