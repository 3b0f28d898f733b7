"""An explanation as text reads from the top, fits its page, and names its sources once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.core.plan.small_book import BUDGET, calculated, with_spread
from votebook.core.measure.unit import POUNDS, Unit, parse_unit
from votebook.core.plan.explanation.figure import explain
from votebook.formats.answer.explanation_text import explanation_text, print_value
from votebook.formats.lettering import width

SMALL = calculated()

WEBSITE = """
14 Website                                      £20,000.00
line · website · 2020/21 · lines.csv:2
────────────────────────────────────────────────────────────
Second line support                              £8,100.00
  support * months · c.csv:2
  Support                                       £675/month
    support · from 1 Apr 2020 · parameters.csv:2 · [1]
  × months                                       12 months
    It counts in full all year.
+ Enhancements                                  £12,000.00
  £12000 · [2]
+ What is left                                   (£100.00)
  It is a reconciling item: it only makes the drivers meet
  the published figure.
  -£100
────────────────────────────────────────────────────────────
It comes to whole pence, so nothing was rounded.  £20,000.00

Sources
 [1] contract: Agreement 7
 [2] published: Table 1
"""


def squeezed(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.strip().splitlines()]


def test_a_line_reads_from_its_figure_down_to_its_sources() -> None:
    page = explanation_text(explain(SMALL, "website", "2020/21"), 60)

    assert squeezed(page) == squeezed(WEBSITE)


@pytest.mark.parametrize("across", [40, 60, 100])
@pytest.mark.parametrize("ref", ["", *BUDGET.line_index, *BUDGET.parameter_by_name, "approved_2019_20"])
def test_no_line_of_a_page_is_wider_than_the_page(ref: str, across: int) -> None:
    page = explanation_text(explain(SMALL, ref, "2020/21"), across)

    assert max(width(line) for line in page.splitlines()) <= across


def test_an_inexact_figure_shows_what_was_rounded() -> None:
    page = explanation_text(explain(SMALL, "panel", "2020/21"))

    assert "Exactly £138,873.21994, rounded once to the penny, half away from zero." in page
    assert "× rpi" in page
    assert "÷ Rpi, on 1 Apr 2019" in page


def test_what_is_not_opened_says_how_to_open_it() -> None:
    closed = explanation_text(explain(SMALL, "discount", "2020/21", depth=0))
    opened = explanation_text(explain(SMALL, "discount", "2020/21", depth=2))

    assert "add --depth 1" in closed
    assert "add --depth 1" not in opened


def test_a_sum_says_that_its_parts_add_to_it() -> None:
    page = explanation_text(explain(SMALL, "operations", "2020/21", depth=0))

    assert "The parts add to it; sums are never rounded." in page


def test_a_figure_that_does_not_exist_is_a_dash_with_the_reason() -> None:
    page = explanation_text(explain(SMALL, "idle", "2020/21"))

    assert page.splitlines()[0].endswith("–")
    assert "It has no provision in 2020/21." in page


def test_what_we_placed_on_a_line_is_said() -> None:
    page = explanation_text(explain(calculated(with_spread("operations", 90_000)), "website", "2021/22"))

    assert "We placed it on this line" in page


def test_ink_is_for_a_terminal_only() -> None:
    explanation = explain(SMALL, "website", "2020/21")

    assert "\x1b" not in explanation_text(explanation)
    assert "\x1b[1m14 Website" in explanation_text(explanation, is_inked=True)


def test_the_bounds_of_an_input_are_shown() -> None:
    value = replace(BUDGET.parameters[0].values[0], low=Fraction(600), high=Fraction(700))
    bounded = replace(BUDGET.parameters[0], values=(value,))
    calculation = calculated(replace(BUDGET, parameters=(bounded, *BUDGET.parameters[1:])))

    page = explanation_text(explain(calculation, "website", "2020/21"))

    assert "from 1 Apr 2020 · at least £600/month · at most £700/month" in page


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        ("12", "month", "12 months"),
        ("1", "day", "1 day"),
        ("0.5", "FTE", "0.5 FTE"),
        ("1234567.5", "£", "£1,234,567.50"),
        ("-0.125", "£", "(£0.125)"),
        ("1/3", "1", "0.333333…"),
        ("675", "£/month", "£675/month"),
        ("-3", "1", "(3)"),
    ],
)
def test_a_value_is_printed_with_its_unit(value: str, unit: str, printed: str) -> None:
    known = parse_unit(unit)
    assert isinstance(known, Unit)

    assert print_value(Fraction(value), known) == printed


def test_pounds_are_printed_to_the_penny() -> None:
    assert print_value(Fraction(0), POUNDS) == "£0.00"
