"""Variance as text: a column for each cause that occurs, and favourable or adverse said in letters."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.report.plans import Plan, budget, plain
from votebook.core.measure.money import Money
from votebook.core.plan.parameter import Role
from votebook.core.report.bridge.cause import Cause, Parts
from votebook.core.report.variance import VarianceRow, VarianceSplit, split_variance
from votebook.formats.variance_json import variance_json
from votebook.formats.variance_text import variance_text

PLAN = budget(
    {
        "office.space": "days_a_month * rate * months / 1 month",
        "office.tea": "1% * space",
        "systems.web": "£8100",
        "office.nil": "£0",
    },
    plain("days_a_month", "1", Role.VOLUME, y2020="28", y2021="30"),
    plain("rate", "£", Role.RATE, y2020="150", y2021="140.001"),
)


def split() -> VarianceSplit:
    plan = Plan(PLAN)
    result = split_variance(plan, "2021/22", plan, "2020/21")
    assert isinstance(result, VarianceSplit)
    return result


def test_the_table_has_a_column_for_each_cause_and_the_whole_at_its_foot() -> None:
    lines = variance_text(split()).splitlines()

    assert lines[0] == "Variance of Book 2021/22 against Book 2020/21 (£)"
    assert lines[2].split() == ["Budget", "line", "Before", "Now", "Variance", "Volume", "Rate"]
    assert [line.split() for line in lines[4:9]] == [
        ["Office", "50,904", "50,904", "0", "A", "3,514", "(3,514)"],
        ["1", "Space", "50,400", "50,400", "0", "A", "3,480", "(3,480)"],
        ["2", "Tea", "504", "504", "–", "35", "(35)"],
        ["Systems", "8,100", "8,100", "–", "–", "–"],
        ["3", "Web", "8,100", "8,100", "–", "–", "–"],
    ]
    assert lines[10].split()[:4] == ["Total", "59,004", "59,004", "0"]
    assert lines[12].startswith("A: adverse, more than before. F: favourable")


def test_pence_are_shown_when_asked_for_and_lines_are_indented_under_their_category() -> None:
    text = variance_text(split(), in_pence=True)

    assert "50,400.36" in text
    assert "\n  1 Space" in text
    assert "Nil" not in text


def test_json_has_exact_pence_that_add_up_and_the_inputs_behind_them() -> None:
    document = json.loads(variance_json(split()))

    space = next(row for row in document["rows"] if row["ref"] == "space")
    assert sum(space["parts"].values()) == space["variance"] == space["of"] - space["against"] == 36
    assert space["reads"] == "adverse"
    assert [(each["input"], each["cause"]) for each in space["inputs"]] == [
        ("days_a_month", "volume"),
        ("rate", "rate"),
    ]
    assert sum(Fraction(each["pounds"]) for each in space["inputs"]) == Fraction("0.36")


def test_what_another_line_passes_on_names_that_line() -> None:
    plan = Plan(PLAN)
    other = Plan(budget({"office.space": "£100", "office.tea": "1% * space"}))

    result = split_variance(other, "2020/21", plan, "2020/21")

    assert isinstance(result, VarianceSplit)
    tea = next(row for row in json.loads(variance_json(result))["rows"] if row["ref"] == "tea")
    assert tea["inputs"] == [{"component": "cost", "input": "space", "cause": None, "pounds": "-503"}]
    assert tea["parts"]["scope"] == -50_300


def amounts(text: str) -> list[int]:
    """The printed figures of a row, without its label and its letter."""
    figures = [part.replace(",", "") for part in text.split() if part not in ("A", "F")]
    return [-int(f.strip("()")) if f.startswith("(") else int(f.replace("–", "0")) for f in figures]


PENCE = st.integers(-300_000, 300_000)


@given(PENCE, st.lists(PENCE, min_size=1, max_size=len(Cause)))
def test_every_printed_row_adds_up_across(before: int, causes: list[int]) -> None:
    parts = Parts(tuple(Money(pence) for pence in [*causes, *[0] * (len(Cause) - len(causes))]))
    now = Money(before) + parts.total
    row = VarianceRow("", "", "Total", 0, False, now, Money(before), parts)

    lines = variance_text(VarianceSplit("now", "before", (row,)), page_width=160).splitlines()

    figures = next(amounts(line[len("Total") :]) for line in lines if line.startswith("Total"))
    assert (figures[1] - figures[0], sum(figures[3:])) == (figures[2], figures[2])
    assert abs(figures[1] - now.exact) <= Fraction(1, 2)
    shown = [pence for pence in causes if pence]
    assert all(abs(part - Fraction(pence, 100)) < 2 for part, pence in zip(figures[3:], shown, strict=True))


def test_the_note_says_what_adds_up_and_what_may_not() -> None:
    rounded, exact = variance_text(split()), variance_text(split(), in_pence=True)

    assert "with --pence everything adds up exactly" in " ".join(rounded.split())
    assert "add up to it exactly" not in " ".join(rounded.split())
    assert "The parts of each variance add up to it exactly" in " ".join(exact.split())


@pytest.mark.parametrize("columns", [100, 80, 60, 45])
def test_a_page_is_no_wider_than_asked_for_and_leaves_no_cause_out(columns: int) -> None:
    text = variance_text(split(), in_pence=True, page_width=columns)

    assert max(len(line) for line in text.splitlines()) <= columns
    assert "Volume" in text
    assert "3,480.01" in text
    assert ("too narrow" in text) == (columns <= 60)


def test_a_place_without_any_amount_is_still_shown_when_it_is_all_there_is() -> None:
    whole = split()

    text = variance_text(replace(whole, rows=(whole.row("nil"),)))

    assert "4 Nil" in text


def test_a_line_that_moved_says_from_where() -> None:
    moved = replace(PLAN, lines=tuple(replace(line, category="systems") for line in PLAN.lines))

    result = split_variance(Plan(moved), "2020/21", Plan(PLAN), "2020/21")

    assert isinstance(result, VarianceSplit)
    assert "Moved: Space was in Office before" in variance_text(result)
    assert json.loads(variance_json(result))["rows"][1]["moved_from"] == ""
