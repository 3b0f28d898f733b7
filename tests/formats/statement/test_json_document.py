"""A statement as JSON: whole pence, the printed text, and where every cell comes from."""

from __future__ import annotations

import json
from typing import Any

from tests.formats.statement.pages import COLUMNS, SMALL, table_of
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row
from votebook.formats.statement.json_document import json_of

Page = dict[str, Any]


def document(**other: object) -> Page:
    page: Page = json.loads(json_of(table_of(SMALL, **other)))
    return page


def cell(page: Page, row: str, column: str) -> Page:
    found: Page = next(one for one in page["rows"] if one["key"] == row)["cells"][column]
    return found


def test_the_document_says_what_it_is() -> None:
    page = document()

    expected = {
        "statement": "small",
        "number": "6",
        "title": SMALL.title,
        "state": "Approved 1.0, effective 1 April 2020",
        "unit": "£",
        "rounding": "plain",
        "labels": ["Budget line"],
    }
    assert {key: page[key] for key in expected} == expected
    assert page["columns"][1] == {
        "key": "budget",
        "heading": "Approved budget",
        "over": "2020/21",
        "measure": "provision",
        "unit": "£",
        "decimals": 0,
    }
    assert [row["kind"] for row in page["rows"]][2:6] == ["row", "total", "heading", "row"]


def test_a_cell_of_money_has_whole_pence_its_print_and_its_origin() -> None:
    assert cell(document(), "tabasc", "budget") == {
        "state": "amount",
        "printed": "70,000",
        "pence": 7000040,
        "from": {
            "kind": "leaf",
            "measure": "provision",
            "of": "2020/21",
            "year": "2020/21",
            "at": ["core"],
            "members": [["area", "tabasc"]],
            "why": [["core", "2020/21"]],
        },
    }


def test_sums_and_formulas_name_their_cells() -> None:
    page = document()

    assert cell(page, "sub", "budget")["from"] == {
        "kind": "sum", "parts": [["tabasc", "budget"], ["tag", "budget"]],
    }  # fmt: skip
    assert cell(page, "sub", "variance")["from"] == {
        "kind": "formula",
        "formula": "budget - outturn",
        "parts": [["sub", "budget"], ["sub", "outturn"]],
    }


def test_other_units_and_parts_of_pence_are_exact_text() -> None:
    third = Column("third", Measure.FORMULA, "budget / 3", "A third")
    page = document(columns=(*COLUMNS, third))

    assert cell(page, "tag", "fte")["exact"] == "0.05"
    assert cell(page, "tabasc", "third")["exact"] == "350002/15"


def test_a_blank_cell_has_no_figure_and_a_nil_one_has() -> None:
    page = document()

    assert cell(page, "tag", "outturn") == {"state": "blank", "printed": ""}
    assert cell(page, "party", "outturn")["state"] == "dash"
    assert cell(page, "party", "outturn")["pence"] == 0


def test_a_cell_without_a_figure_says_why() -> None:
    page = document(
        columns=(Column("last", Measure.PROVISION, "2022/23"),),
        rows=(Row("core", ("Core",), Selection(("core",))),),
    )

    assert cell(page, "core", "last")["reason"].startswith("The year is estimated for a whole category")
