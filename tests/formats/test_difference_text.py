"""Difference as text and JSON: amounts by year with their totals, then everything else by subject."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.core.report.plans import Plan, budget, plain
from votebook.core.plan.parameter import Role
from votebook.core.report.difference import Difference, compare
from votebook.formats.difference_json import difference_json
from votebook.formats.difference_text import difference_text

BEFORE = budget(
    {
        "secco.web": "support * months",
        "secas.cio": "£200000",
        "secas.an_expert_whose_title_is_far_too_long_for_its_column": "£1",
    },
    plain("support", "£/month", Role.RATE, y2020="675"),
    iteration="0.9",
)


def difference() -> Difference:
    web, *others = BEFORE.components
    after = replace(
        BEFORE,
        lines=tuple(
            replace(line, number="6", category="secco") if line.ref == "cio" else line
            for line in BEFORE.lines
        ),
        components=(replace(web, formula="support * months + £0.50"), *others[:1]),
    )
    return compare(Plan(BEFORE), Plan(after), narrative=[("summary", "Same.\nOld.", "Same.\nNew.")])


def test_the_page_shows_what_differs_and_adds_up() -> None:
    text = difference_text(difference())

    assert text.startswith("From Book, draft 0.9 to Book, draft 0.9\n\n2020/21")
    assert "1 Web" in text
    assert "8,100.50" in text
    assert "  An_expert_whose_title_is_far_too_long_for_it" in text
    assert "Same." not in text
    assert "  - Old.\n  + New." in text
    assert "renumbered: line cio number (keeps 1 component)\n  - 2\n  + 6\n" in text
    assert "  - support * months\n  + support * months + £0.50" in text


def test_two_that_say_the_same_are_said_to() -> None:
    same = compare(Plan(BEFORE), Plan(BEFORE))

    assert difference_text(same).endswith("\nNothing differs.\n")
    assert json.loads(difference_json(same))["same"] is True


def test_a_difference_in_words_alone_says_that_no_amount_differs() -> None:
    renamed = replace(BEFORE, title="Plan")

    assert "2020/21: no amount differs." in difference_text(compare(Plan(BEFORE), Plan(renamed)))


def test_json_has_exact_pence_and_nothing_for_no_amount() -> None:
    document = json.loads(difference_json(difference()))

    web, moved, gone = (each for each in document["lines"] if each["year"] == "2020/21")
    assert (moved["was_in"], moved["is_in"], moved["difference"]) == ("secas", "secco", 0)
    assert (web["before"], web["after"], web["difference"]) == (810_000, 810_050, 50)
    assert (gone["before"], gone["after"], gone["difference"]) == (100, None, -100)
    assert document["totals"][2]["ref"] == ""
    assert {"formulas", "structure", "narrative"} == {each["subject"] for each in document["departures"]}


def test_a_line_that_moved_stands_among_the_figures_so_that_its_categories_add_up() -> None:
    text = difference_text(difference())

    assert "6 Cio (moved from Secas to Secco)" in text
    row = next(line for line in text.splitlines() if "to Secco)" in line)
    assert row.split()[-3:] == ["200,000", "200,000", "–"]


def test_a_narrow_page_is_kept_to() -> None:
    lines = difference_text(difference(), 60).splitlines()

    assert max(len(line) for line in lines) <= 60
