"""Rates are found where a sum multiplies them, fitted to what lines must come to, and written back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.app.shelf import SMALL, Shelf, opened
from tests.core.plan.small_book import BUDGET
from votebook.app.calibrating import (
    Calibrated,
    calibrate_rates,
    rated_components,
    why_left,
    with_rates,
    write_rates,
)
from votebook.app.naming import UnknownName
from votebook.core.measure.source import Fault, Source, SourceKind
from votebook.core.measure.unit import POUNDS, Unit
from votebook.core.plan.budget import Budget
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Component, Line, Nature
from votebook.core.plan.parameter import DatedValue, Parameter, Role

FTE = Unit((("FTE", 1),))
FITTED = Source(SourceKind.CALIBRATED)
STATED = Source(SourceKind.PUBLISHED)
START = date(2020, 4, 1)
DRIVERS = {("north", "high"): 1, ("north", "low"): 1, ("south", "high"): 2, ("south", "low"): 1}


def rated_budget(low: str, formula: str = "sum(heads * price, rank)", source: Source = FITTED) -> Budget:
    """Two areas whose people cost £90,000 and £150,000: £60,000 for a high rank, £30,000 for a low one."""
    heads = tuple(DatedValue(key, START, Fraction(count), STATED) for key, count in sorted(DRIVERS.items()))
    prices = tuple(
        DatedValue((rank,), START, Fraction(price), source)
        for rank, price in (("high", "60000"), ("low", low))
    )
    missing = Fraction(30000) - Fraction(low)
    lines = tuple(Line(area, "", area, "services", (("area", area),)) for area in ("north", "south"))
    components: list[Component] = []
    for line in lines:
        components += [
            Component(line.ref, "people", "", formula),
            Component(
                line.ref, "gap", "", f"£{missing}" if missing >= 0 else f"-£{-missing}", Nature.RECONCILING
            ),
            Component(line.ref, "room", "", "£500"),
        ]
    return replace(
        BUDGET,
        dimensions=(
            Dimension("area", "Area", (Member("north", "North"), Member("south", "South"))),
            Dimension("rank", "Rank", (Member("high", "High"), Member("low", "Low"))),
        ),
        parameters=(
            Parameter("heads", "Heads", FTE, Role.VOLUME, ("area", "rank"), heads),
            Parameter("price", "Price", POUNDS / FTE, Role.RATE, ("rank",), prices),
        ),
        lines=lines,
        components=tuple(components),
        stated=(),
        estimates=(),
        comparatives=(),
        comparative_amounts=(),
    )


def fitted(budget: Budget, rate: str = "") -> Calibrated:
    answer = calibrate_rates(opened(budget), rate)
    assert isinstance(answer, tuple)
    (one,) = answer
    assert isinstance(one, Calibrated)
    return one


def formulas(budget: Budget) -> list[str]:
    return [component.formula for component in budget.components if component.nature is Nature.RECONCILING]


def test_a_fit_finds_the_rates_that_the_amounts_imply() -> None:
    found = fitted(rated_budget("20000"))

    assert {rate.member: rate.rate for rate in found.calibration.rates} == {"high": 60000, "low": 30000}
    assert [item.residual for item in found.calibration.reconciling] == [0, 0]


def test_a_fit_does_not_count_what_other_drivers_explain() -> None:
    amounts = [item.published for item in fitted(rated_budget("20000")).calibration.reconciling]

    assert amounts == [90000, 150000]


def test_either_order_of_driver_and_rate_is_understood() -> None:
    turned = fitted(rated_budget("20000", "sum(price * heads, rank)"))

    assert turned.calibration.rates == fitted(rated_budget("20000")).calibration.rates


@pytest.mark.parametrize(
    "formula",
    [
        "sum(heads * 2 * price, rank)",
        "sum(heads * (price + price), rank)",
        "sum(heads / (1 / price), rank)",
        "sum(heads * price, rank) * 1",
        "sum(price, rank) * 1 FTE",
        "£1",
    ],
)
def test_another_form_of_formula_is_no_rate(formula: str) -> None:
    assert rated_components(rated_budget("20000", formula)) == ()


def test_a_product_of_two_plain_parameters_is_no_rate() -> None:
    budget = rated_budget("20000", "sum(price * price, rank) * 1 FTE / £1 * 1 FTE")

    assert rated_components(budget) == ()


def test_only_rates_marked_as_calibrated_are_fitted_unasked() -> None:
    agreed = opened(rated_budget("20000", source=STATED))

    unasked, asked = calibrate_rates(agreed), calibrate_rates(agreed, "price")

    assert isinstance(unasked, tuple)
    assert isinstance(unasked[0], Fault)
    assert isinstance(asked, tuple)
    assert isinstance(asked[0], Calibrated)


def test_a_rate_that_is_not_there_is_refused() -> None:
    answer = calibrate_rates(opened(rated_budget("20000")), "prise")

    assert isinstance(answer, UnknownName)
    assert answer.nearest == ("price",)


def test_what_cannot_be_fitted_says_why() -> None:
    budget = rated_budget("20000")
    placeless = replace(budget, lines=tuple(replace(line, members=()) for line in budget.lines))
    picked = tuple(
        replace(c, formula="sum(heads[area=north] * price, rank)") if c.name == "people" else c
        for c in budget.components
    )

    answer = calibrate_rates(opened(replace(placeless, components=picked)))

    assert isinstance(answer, tuple)
    assert all(isinstance(one, Fault) for one in answer)


def test_writing_changes_rates_and_reconciling_items_and_no_provision() -> None:
    budget = rated_budget("20000")

    after = with_rates(budget, fitted(budget))

    assert formulas(budget) == ["£10000", "£10000"]
    assert formulas(after) == ["£0", "£0"]
    for line in ("north", "south"):
        before = opened(budget).calculation.provision(line, "2020/21")
        assert opened(after).calculation.provision(line, "2020/21") == before


def test_a_rate_that_is_agreed_is_never_written_over() -> None:
    agreed = rated_budget("20000", source=STATED)

    after = with_rates(agreed, fitted(agreed, "price"))

    assert after == agreed
    assert "its values are published" in why_left(agreed, fitted(agreed, "price"))


def test_what_is_agreed_in_a_contract_is_said_to_be() -> None:
    agreed = rated_budget("20000", source=Source(SourceKind.CONTRACT))

    assert "are agreed in a contract" in why_left(agreed, fitted(agreed, "price"))
    assert why_left(rated_budget("20000"), fitted(rated_budget("20000"))) == ""


def test_a_rate_that_begins_before_the_year_is_left_and_said_to_be() -> None:
    budget = rated_budget("20000")
    earlier = tuple(
        replace(p, values=tuple(replace(v, start=date(2019, 4, 1)) for v in p.values))
        for p in budget.parameters
    )
    early = replace(budget, parameters=earlier)

    assert "do not begin with 2020/21" in why_left(early, fitted(early))
    assert with_rates(early, fitted(early)) == early


def test_without_a_calibrated_rate_the_one_that_could_be_fitted_is_named() -> None:
    answer = calibrate_rates(opened(rated_budget("20000", source=STATED)))

    assert isinstance(answer, tuple)
    assert isinstance(answer[0], Fault)
    assert answer[0].explain().endswith("name one to fit it all the same: price.")


def test_members_are_counted_by_the_title_of_their_dimension() -> None:
    said = fitted(rated_budget("20000")).calibration.explain()[0]

    assert "amounts of 2 members of the dimension Area in 2020/21" in said


def test_a_book_is_written_only_when_it_changes() -> None:
    shelf = Shelf()
    stale, fresh = opened(rated_budget("20000")), opened(rated_budget("30000"))

    first = write_rates(shelf, stale.book, SMALL, (fitted(stale.budget),))
    second = write_rates(shelf, fresh.book, SMALL, (fitted(fresh.budget),))

    assert (first, second) == (("book.yaml",), ())
