"""One formula in one year gives its exact quantity with its unit, or the first thing in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.core.plan.invention import OURS, YEARS
from tests.core.plan.small import START, calculated, component, line, small
from votebook.core.measure.source import Fault, Place
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.window import Window
from votebook.core.plan.budget import CategoryEstimate
from votebook.core.plan.language.evaluation import Circumstances, component_value, evaluate, index_ratio
from votebook.core.plan.language.expression import Operation
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import Readings

FIRST, SECOND, THIRD = map(str, YEARS)
LINES = (line("one"), line("two", area="north"), line("kept"), line("empty"))
BUDGET = small(*LINES, formulas={"one": "rent * months", "kept": "£1 / nil"})
CALCULATION = calculated(BUDGET)


@pytest.mark.parametrize(
    ("formula", "value", "unit"),
    [
        ("one", "24000", "£"),
        ("empty", "0", "£"),
        ("rent * months / 7", "24000/7", "£"),
        ("days", "366", "day"),
        ("working_days / days", "261/366", "1"),
        ("sum(fte, area, grade)", "3", "FTE"),
        ("fte[north, g1]", "3/2", "FTE"),
        ("kept@outturn - £7", "770", "£"),
        ("works@outturn", "777", "£"),
        ("min(2, 10%, 5)", "1/10", "1"),
        ("max(2 day, -5 day)", "2", "day"),
        ("running + one", "24000", "£"),
    ],
)
def test_a_formula_has_an_exact_quantity(formula: str, value: str, unit: str) -> None:
    quantity = evaluate(CALCULATION, formula, FIRST, None, CALCULATION)

    assert not isinstance(quantity, Fault), quantity
    assert quantity.value == Fraction(value)
    assert quantity.unit == parse_unit(unit)


@pytest.mark.parametrize(
    ("formula", "year", "found"),
    [
        ("a +", FIRST, "the formula ends"),
        ("rnt", FIRST, "stands 'rnt'"),
        ("one + 1", FIRST, "'+' joins £ and a pure number"),
        ("fte[g1]", FIRST, "of which there is no one member here"),
        ("one", "2018/19", "'one' has no provision in 2018/19"),
        ("one", "twenty", "stands 'twenty'"),
        ("kept", FIRST, "'kept' could not be calculated in 2019/20"),
        ("works", FIRST, "'works' could not be calculated"),
        ("one / nil", FIRST, "at character 5 of 'one / nil' divides by nil in 2019/20"),
        ("late", FIRST, "'late' has no value in 2019/20"),
        ("sum(bare[g1] * 1 FTE, grade)", FIRST, "nothing in the sum varies"),
        ("fte[north, g2]", FIRST, "'fte[north, g2]' has no value"),
        ("one@outturn", FIRST, "'one' has no figure in 'outturn'"),
        ("fee", SECOND, "'fee' changes on 2020-10-01"),
        ("sum(grade_rate * 1 FTE / nil, grade)", FIRST, "divides by nil"),
    ],
)
def test_what_has_no_value_says_why(formula: str, year: str, found: str) -> None:
    place = Place("claims.csv", 5)

    fault = evaluate(BUDGET, formula, year, None, CALCULATION, place=place)

    assert isinstance(fault, Fault)
    assert found in fault.found


def test_a_formula_of_parameters_alone_needs_no_calculation_and_may_look_back() -> None:
    quantity = evaluate(BUDGET, "rent * 12 month", "2018/19")

    assert not isinstance(quantity, Fault)
    assert quantity.value == 24_000


def test_a_line_without_figures_has_no_provision() -> None:
    assert isinstance(evaluate(BUDGET, "one", FIRST), Fault)


def test_a_line_binds_dimensions_to_its_members() -> None:
    quantity = evaluate(CALCULATION, "sum(fte * grade_rate, grade)", FIRST, "two")

    assert not isinstance(quantity, Fault)
    assert quantity.value == 60_000


def test_overrides_take_the_place_of_values_in_every_year() -> None:
    overrides = {("rent", ()): Fraction(1), ("fte", ("north", "g1")): Fraction(2)}
    formula = "rent * months + sum(fte * grade_rate, grade)"

    quantity = evaluate(BUDGET, formula, SECOND, "two", overrides=overrides)

    assert not isinstance(quantity, Fault)
    assert quantity.value == 12 + 80_000


def test_an_expression_is_evaluated_as_its_text_is() -> None:
    expression = parse_formula("rent * months", Place("x"))
    assert isinstance(expression, Operation)

    assert evaluate(BUDGET, expression, FIRST) == evaluate(BUDGET, "rent * months", FIRST)


def test_a_window_bounds_the_months() -> None:
    quantity = evaluate(BUDGET, "months", FIRST, window=Window(start=date(2020, 3, 1)))

    assert not isinstance(quantity, Fault)
    assert quantity.value == 1


@pytest.mark.parametrize(
    ("base", "value"),
    [
        (date(2019, 4, 1), Fraction(11, 10)),
        (date(2020, 4, 1), Fraction(1)),
        (None, None),
        (date(2001, 1, 1), None),
    ],
)
def test_an_index_grows_from_its_base(base: date | None, value: Fraction | None) -> None:
    part = component("one", "£1", index="prices", index_base=base)

    ratio = index_ratio(part, Circumstances(Readings(BUDGET), YEARS[1]))

    assert (None if isinstance(ratio, Fault) else ratio) == value


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"formula": "+"}, "stands '+'"),
        ({"cap": "late"}, "'late' has no value"),
        ({"index": "late", "index_base": START}, "no value, or nil"),
        ({"index": "late", "index_base": date(2021, 4, 1)}, "'late' has no value in 2019/20"),
        ({"index": "fee", "index_base": date(2019, 4, 1)}, "'fee' changes"),
        ({"formula": "late"}, "'late' has no value"),
    ],
)
def test_a_component_without_a_value_says_why(more: dict[str, object], found: str) -> None:
    part = replace(component("one", "£1"), **more)  # type: ignore[arg-type] # the fields are checked where used
    year = YEARS[1] if "fee" in found else YEARS[0]

    fault = component_value(part, Circumstances(Readings(BUDGET), year))

    assert isinstance(fault, Fault)
    assert found in fault.found


def test_a_group_inside_an_estimate_has_no_figure_of_its_own() -> None:
    estimate = CategoryEstimate("running", THIRD, Fraction(5), False, OURS)
    budget = small(*LINES, line("clerk", "staff"), formulas={"one": "£5"}, estimates=(estimate,))
    calculation = calculated(budget)

    for name in ("staff", "clerk"):
        fault = evaluate(budget, name, THIRD, None, calculation)
        assert isinstance(fault, Fault)
        assert "is estimated for 'running' as a whole" in fault.found
