"""Months stand downwards for one line and across for several, and what lies on no line is said."""

from __future__ import annotations

import json

import pytest

from tests.app.shelf import opened
from votebook.app.spreading import MonthlySpread, spread_over_months
from votebook.formats.answer.months_json import months_json
from votebook.formats.answer.months_text import months_text
from votebook.formats.lettering import width

BOOK = opened()


def spread(year: str, ref: str = "") -> MonthlySpread:
    answer = spread_over_months(BOOK, year, ref)
    assert isinstance(answer, MonthlySpread)
    return answer


def test_one_line_stands_month_by_month() -> None:
    page = months_text(spread("2020/21", "website")).splitlines()

    assert page[0] == "14 Website"
    assert page[3].split() == ["April", "2020", "1,666.67"]
    assert page[-1].split() == ["Year", "20,000.00"]


@pytest.mark.parametrize("across", [60, 100, 200])
def test_several_lines_stand_in_blocks_that_fit_the_page(across: int) -> None:
    page = months_text(spread("2020/21"), across)

    assert max(width(line) for line in page.splitlines()) <= across
    assert page.count("Apr 2020") == 1
    assert page.count("Year") == 1


def test_what_is_estimated_as_a_whole_is_said() -> None:
    assert "£5,000.00 of the year is estimated for categories as a whole" in months_text(spread("2021/22"))


def test_blocks_are_of_much_the_same_width() -> None:
    heads = [line.split() for line in months_text(spread("2020/21"), 100).splitlines() if "20" in line[24:]]

    assert len([head for head in heads if head == ["Year"]]) == 0
    assert any(head[-1] == "Year" and "Mar" in head for head in heads)


def test_a_line_without_a_provision_is_said_to_have_none() -> None:
    page = months_text(spread("2020/21", "idle"))

    assert "There is no provision in 2020/21" in page
    assert "Total" not in page


def test_json_has_whole_pence() -> None:
    document = json.loads(months_json(spread("2020/21", "website")))

    (line,) = document["lines"]
    assert sum(line["pence"]) == line["year_pence"] == 2_000_000
    assert document["months"][0] == "2020-04"
