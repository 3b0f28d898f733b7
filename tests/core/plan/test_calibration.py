"""Calibration: implied rates meet every published amount with a named residual, and say what they hide.

The figures are those of a published budget: nine areas, five grades (table 8 and table 5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from votebook.core.measure.source import Fault, Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.calibration import Calibration, calibrate, stated_by_member
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Line, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, Role, WithinYear
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

YEAR = FinancialYear(2020)
OURS = Source(SourceKind.OURS)
GRADES = ("grade_2", "grade_3", "grade_4", "grade_5", "grade_6")

TABLE_8_AND_5 = """
    area      grade_6 grade_5 grade_4 grade_3 grade_2   core_team
    panel         0.3     0.4     0.3       1       -     425,485
    tabasc          -     0.1     1.2       1     0.5     462,581
    opsg            -     0.1     1.2       1     1.5     626,156
    tag             -     0.1     1.2       1     0.5     482,012
    ssc             -     0.1    0.85    0.75     2.5     643,350
    smki_pma        -       0     0.2     0.2     0.5     121,239
    privacy         -       -    0.05    0.05       -      17,724
    change          -     0.1       1       3     2.5     979,686
    party           -     0.1       1       3       2     943,650
"""


def book(
    table: str, *, members: tuple[str, ...] = (), stated: bool = False
) -> tuple[Budget, dict[str, Fraction]]:
    head, *rows = (row.split() for row in table.strip().splitlines())
    grades = head[1:-1]
    published = {area: Fraction(amount.replace(",", "")) for area, *_, amount in rows}
    values = tuple(
        DatedValue((area, grade), YEAR.start, Fraction(cell), OURS)
        for area, *cells, _ in rows
        for grade, cell in zip(grades, cells, strict=True)
        if cell != "-"
    )
    unit = parse_unit("FTE")
    assert unit is not None
    fte = Parameter("fte", "Core Team", unit, Role.VOLUME, ("area", "grade"), values, is_yearly=True)
    dimensions = (
        Dimension("area", "Area", tuple(Member(area, area.upper()) for area in published)),
        Dimension("grade", "Grade", tuple(Member(g, g.replace("_", " ")) for g in (members or grades))),
    )
    lines = tuple(Line(f"core_{a}", "", a, "core", members=(("area", a),)) for a in published)
    amounts = tuple(StatedAmount(f"core_{a}", "2020/21", x, OURS) for a, x in published.items())
    budget = Budget(
        "book", "Book", "Body", "GBP", "", (BudgetYear(YEAR, Basis.APPROVED),),
        Version(VersionKind.APPROVED, "1.0", date(2020, 3, 2)), Structure((Category("core", "Core"),)),
        dimensions=dimensions, parameters=(fte,), lines=lines, stated=amounts if stated else (),
    )  # fmt: skip
    return budget, published


def fitted(table: str, **options: object) -> Calibration:
    budget, published = book(table)
    order = GRADES if "grade_6" in table else ()
    result = calibrate(budget, "fte", "grade", YEAR, published, order=order, **options)  # type: ignore[arg-type]  # options pass through
    assert isinstance(result, Calibration), [fault.explain() for fault in result]
    return result


def codes(calibration: Calibration) -> dict[str, tuple[str, ...]]:
    return {
        limitation.code.removeprefix("calibration."): limitation.about
        for limitation in calibration.limitations
    }


def test_the_published_budget_implies_these_rates_in_whole_pounds() -> None:
    calibration = fitted(TABLE_8_AND_5)

    assert {rate.member: rate.rate for rate in calibration.rates} == {
        "grade_2": 134_994, "grade_3": 143_295, "grade_4": 195_913, "grade_5": 319_663, "grade_6": 319_663,
    }  # fmt: skip
    assert {item.member: item.residual for item in calibration.reconciling} == {
        "panel": -348, "tabasc": Fraction("-15272.9"), "opsg": Fraction("13308.1"), "tag": Fraction("4158.1"),
        "ssc": Fraction("-98.6"), "smki_pma": Fraction("-14099.6"), "privacy": Fraction("763.6"),
        "change": Fraction("-15563.3"), "party": Fraction("15897.7"),
    }  # fmt: skip


def test_drivers_times_rates_and_the_reconciling_item_meet_each_published_amount() -> None:
    _, published = book(TABLE_8_AND_5)

    calibration = fitted(TABLE_8_AND_5)

    assert {item.member: item.fitted + item.residual for item in calibration.reconciling} == published


def test_what_cannot_be_identified_is_said() -> None:
    calibration = fitted(TABLE_8_AND_5)

    assert codes(calibration) == {
        "rates-pooled": ("grade_5", "grade_6"),
        "seen-once": ("grade_6", "panel"),
        "equal-drivers-differ": ("tabasc", "tag"),
    }
    said = " ".join(calibration.explain())
    assert "grade 6 is used in PANEL alone" in said
    assert "TABASC (£462,581) and TAG (£482,012) have the same drivers" in said
    assert "missed by at least £9,716" in said
    assert "They explain 99.9% of the variation" in said


def test_each_rate_lies_inside_its_range_and_the_top_grade_is_the_loosest() -> None:
    calibration = fitted(TABLE_8_AND_5)

    spans = {rate.member: rate.highest - rate.lowest for rate in calibration.rates}
    assert all(rate.lowest <= rate.exact <= rate.highest for rate in calibration.rates)
    assert max(spans, key=spans.__getitem__) == "grade_6"


def test_rates_are_rounded_to_the_step_and_the_residuals_follow() -> None:
    calibration = fitted(TABLE_8_AND_5, step=Fraction(500))

    assert all(rate.rate % 500 == 0 for rate in calibration.rates)
    assert calibration.reconciling[0].fitted + calibration.reconciling[0].residual == 425_485


def test_proportional_drivers_cannot_be_told_apart() -> None:
    calibration = fitted("area low high core\n a 1 2 500\n b 2 4 1,000")

    assert codes(calibration)["rates-inseparable"] == ("low", "high")
    assert calibration.share_explained == 1


def test_a_rate_held_at_nought_and_a_rate_dearer_than_its_area_are_said() -> None:
    calibration = fitted("area low high core\n a 1 0 -10\n b 0 1 100\n c 0 1 10")

    assert codes(calibration)["rate-at-nought"] == ("low",)
    assert codes(calibration)["dearer-than-whole"] == ("high", "c")


def test_a_grade_that_nobody_holds_gets_no_rate() -> None:
    budget, published = book("area low high core\n a 1 - 10\n b 2 - 20", members=("low", "mid", "high"))

    calibration = calibrate(budget, "fte", "grade", YEAR, published)

    assert isinstance(calibration, Calibration)
    assert [rate.member for rate in calibration.rates] == ["low"]
    assert [item.about for item in calibration.limitations] == [("mid",), ("high",)]


def test_amounts_may_be_taken_from_the_lines_that_state_them() -> None:
    budget, published = book(TABLE_8_AND_5, stated=True)

    stated = stated_by_member(budget, "2020/21", "area", [line.ref for line in budget.lines])

    assert stated == published
    assert stated_by_member(budget, "2021/22", "area", ["core_panel"]) == {}
    assert stated_by_member(budget, "2020/21", "grade", ["core_panel"]) == {}


@pytest.mark.parametrize(
    ("parameter", "across", "published", "order", "said"),
    [
        ("fees", "grade", {"a": 1}, (), "there is no parameter fees"),
        ("fte", "body", {"a": 1}, (), "fte is over area, grade"),
        ("fte", "grade", {"z": 1}, (), "z is no member of area"),
        ("fte", "grade", {"a": 1}, ("low", "top"), "top is no member of grade"),
        ("fte", "grade", {"a": 1}, ("low", "low"), "names a member twice"),
        ("fte", "grade", {}, (), "no amount was given"),
        ("fte", "grade", {"idle": 1}, (), "fte has no value"),
        ("fte", "grade", {"owed": 1}, (), "fte of OWED is negative"),
    ],
)
def test_what_cannot_be_fitted_is_refused_in_words(
    parameter: str, across: str, published: dict[str, int], order: tuple[str, ...], said: str
) -> None:
    budget, _ = book("area low high core\n a 1 2 500\n idle - - 1\n owed -1 0 1")
    amounts = {area: Fraction(amount) for area, amount in published.items()}

    refused = calibrate(budget, parameter, across, YEAR, amounts, order=order)

    assert isinstance(refused, tuple)
    assert all(isinstance(fault, Fault) for fault in refused)
    assert said in refused[0].explain()


def test_too_many_rates_are_refused() -> None:
    grades = " ".join(f"g{n}" for n in range(11))
    budget, published = book(f"area {grades} core\n a {'1 ' * 11} 500")

    refused = calibrate(budget, "fte", "grade", YEAR, published)

    assert isinstance(refused, tuple)
    assert "11 rates are asked for" in refused[0].explain()


@pytest.mark.parametrize("within_year", [WithinYear.REFUSE, WithinYear.OPENING])
def test_a_driver_that_changes_inside_the_year_needs_a_rule(within_year: WithinYear) -> None:
    budget, published = book("area low core\n a 1 500")
    fte = budget.parameters[0]
    later = DatedValue(("a", "low"), date(2020, 10, 1), Fraction(3), OURS)
    changing = Parameter("fte", "", fte.unit, fte.role, fte.dimensions, (*fte.values, later), within_year)
    budget = replace(budget, parameters=(changing,))

    result = calibrate(budget, "fte", "grade", YEAR, published)

    if within_year is WithinYear.OPENING:
        assert isinstance(result, Calibration)
        assert result.rates[0].rate == 500
    else:
        assert isinstance(result, tuple)
        assert "fte of a, low changes inside 2020/21" in result[0].explain()


def test_the_dimensions_of_the_driver_may_stand_in_either_order() -> None:
    budget, published = book("area low core\n a 2 500")
    fte = budget.parameters[0]
    turned = tuple(DatedValue(v.members[::-1], v.start, v.value, OURS) for v in fte.values)
    swapped = Parameter("fte", "", fte.unit, fte.role, ("grade", "area"), turned, is_yearly=True)
    budget = replace(budget, parameters=(swapped,))

    result = calibrate(budget, "fte", "grade", YEAR, published)

    assert isinstance(result, Calibration)
    assert result.rates[0].rate == 250
