"""Variance: its parts add to the penny, turn their sign when read backwards, and name their causes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.report.plans import OURS, Plan, budget, grades, parameter, plain, with_prior
from votebook.core.measure.money import Money
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.comparative import Restatement, Stage
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import Parameter, Role
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.variance import VarianceSplit, split_against_comparative, split_variance

SPACE = {"office.space": "days_a_month * rate_daily * months"}
DAYS = plain("days_a_month", "day/month", Role.VOLUME, y2020="28", y2021="30")
DAILY = plain("rate_daily", "£/day", Role.RATE, y2020="150", y2021="160")


def split(
    of: Budget, against: Budget, of_year: str = "2021/22", against_year: str = "2020/21"
) -> VarianceSplit:
    result = split_variance(Plan(of), of_year, Plan(against), against_year)
    assert isinstance(result, VarianceSplit), [fault.explain() for fault in result]
    return result


def parts(result: VarianceSplit, ref: str) -> dict[str, Fraction]:
    row = result.row(ref)
    assert row.parts.total == row.variance
    return {cause.value: row.parts.part(cause).exact for cause in Cause if row.parts.part(cause).pence}


def test_a_product_shares_its_change_between_volume_and_rate() -> None:
    plan = budget(SPACE, DAYS, DAILY)

    result = split(plan, plan)

    row = result.row("space")
    assert (row.against, row.of) == (Money.pounds("50,400"), Money.pounds("57,600"))
    assert parts(result, "space") == {"volume": 2 * 155 * 12, "rate": 29 * 10 * 12}
    assert parts(result, "office") == parts(result, "") == parts(result, "space")
    assert (row.letter, split(plan, plan, "2020/21", "2021/22").row("space").letter) == ("A", "F")


def test_unequal_sides_of_the_same_figures_have_no_variance_and_no_letter() -> None:
    plan = budget(SPACE, DAYS, DAILY)

    result = split(plan, plan, "2020/21", "2020/21")

    assert parts(result, "space") == {}
    assert result.row("space").letter == ""


def test_grades_are_split_one_by_one_and_one_without_a_rate_before_is_volume() -> None:
    fte = parameter(
        "fte", "FTE", Role.VOLUME,
        {(2020, ("g2",)): "10", (2020, ("g3",)): "5", (2021, ("g3",)): "11", (2021, ("g4",)): "1"}, "grade",
    )  # fmt: skip
    rate = parameter(
        "rate", "£/FTE", Role.RATE,
        {(2020, ("g2",)): "100", (2020, ("g3",)): "200", (2021, ("g3",)): "220", (2021, ("g4",)): "300"},
        "grade",
    )  # fmt: skip
    plan = budget({"core.team": "sum(fte * rate, grade)"}, fte, rate, dimensions=(grades("g2", "g3", "g4"),))

    result = split(plan, plan)

    assert parts(result, "team") == {"volume": -10 * 100 + 6 * 210 + 300, "rate": 8 * 20}


def test_many_changed_inputs_of_one_term_change_together_by_cause() -> None:
    names = [f"v{n}" for n in range(11)]
    inputs = [plain(name, "1", Role.VOLUME, y2020="1", y2021="2") for name in names]
    price = plain("price", "£", Role.RATE, y2020="10", y2021="20")
    plan = budget({"core.team": f"price * ({' + '.join(names)})"}, price, *inputs)

    result = split(plan, plan)

    assert parts(result, "team") == {"volume": 11 * 15, "rate": 10 * Fraction(33, 2)}


def test_indexation_is_its_own_cause_and_a_cap_holds_it() -> None:
    rpi = plain("rpi", "1", Role.INDEX, y2020="100", y2021="110")
    office = Component("office", "cost", "", "£1000", index="rpi", index_base=date(2020, 4, 1))
    plan = budget({"secco.office": ""}, rpi, more=(office,))
    capped = budget({"secco.office": ""}, rpi, more=(replace(office, cap="£1000"),))

    assert parts(split(plan, plan), "office") == {"indexation": 100}
    assert parts(split(capped, capped), "office") == {}


def test_a_formula_or_a_window_that_differs_is_scope() -> None:
    before = budget({"secco.web": "£8100"})
    after = budget({"secco.web": "£8100 + £12000"})
    ends = replace(before, components=(replace(before.components[0], window=Window(end=date(2021, 3, 31))),))

    assert parts(split(after, before), "web") == {"scope": 12_000}
    assert parts(split(ends, ends), "web") == {"scope": -8_100}


def test_a_window_that_covers_less_of_the_year_is_scope_and_a_leap_day_is_volume() -> None:
    rent = plain("rent", "£/month", Role.RATE, y2020="100")
    part = Component("office", "cost", "", "rent * months", window=Window(end=date(2021, 9, 30)))
    daily = budget({"secco.guard": "£10 / 1 day * days"})

    assert parts(split(*(budget({"secco.office": ""}, rent, more=(part,)),) * 2), "office") == {"scope": -600}
    assert parts(split(daily, daily, "2020/21", "2019/20"), "guard") == {"volume": -10}


def test_lines_that_come_and_go_and_components_that_come_are_scope() -> None:
    before = budget({"secco.legal": "£30", "secco.party": "£10"})
    after = budget(
        {"secco.legal": "£30", "secco.code": "£125"}, more=(Component("legal", "extra", "", "£7"),)
    )

    result = split(after, before, "2020/21")

    assert [parts(result, ref) for ref in ("legal", "party", "code", "")] == [
        {"scope": 7}, {"scope": -10}, {"scope": 125}, {"scope": 122},
    ]  # fmt: skip


def test_stated_amounts_have_no_drivers() -> None:
    plan = budget(
        {}, stated={"projects.a": (50_000, 60_000), "projects.b": (40_000, None), "projects.c": (0, 5)}
    )

    result = split(plan, plan)

    assert parts(result, "a") == {"not explained by drivers": 10_000}
    assert parts(result, "b") == {"scope": -40_000}
    assert parts(result, "") == {"not explained by drivers": 10_005, "scope": -40_000}


def test_a_discount_and_a_contingency_pass_on_the_causes_of_what_they_rest_on() -> None:
    lines = {
        **SPACE,
        "discount.discount": "-10% * office",
        "contingency.contingency": "5% * (office + discount)",
    }
    plan = budget(lines, DAYS, DAILY)

    result = split(plan, plan)

    assert parts(result, "discount") == {"volume": -372, "rate": -348}
    assert sum(parts(result, "contingency").values()) == 324
    assert parts(result, "contingency").keys() == {"volume", "rate"}


def test_a_reference_to_a_single_line_and_one_to_a_prior_figure() -> None:
    plan = with_prior(
        budget({**SPACE, "office.tea": "10% * space", "office.old": "space@outturn"}, DAYS, DAILY), space=7
    )
    other = with_prior(plan, space=9)

    result = split(other, plan)

    assert parts(result, "tea") == {"volume": 372, "rate": 348}
    assert parts(result, "old") == {"not explained by drivers": 2}


def test_a_quotient_that_has_no_value_half_way_is_not_explained() -> None:
    top = plain("top", "£", Role.RATE, y2020="10", y2021="20")
    one = plain("one", "1", Role.VOLUME, y2020="1", y2021="2")
    two = plain("two", "1", Role.VOLUME, y2020="2", y2021="3")
    plan = budget({"secco.odd": "top / (one - two + 0)"}, top, one, two)
    far = budget({"secco.odd": "top / (one - two)"}, top, replace(one, values=one.values), replace(two))

    assert parts(split(plan, plan), "odd") == {"not explained by drivers": -10}
    assert parts(split(far, far), "odd") == {"not explained by drivers": -10}


class Insisting(Plan):
    """Figures that a line has although its formula has no value."""

    def provision(self, line: str, year: str) -> Money | None:
        return {"2020/21": Money(500), "2021/22": Money(900)}[year]


def test_a_figure_whose_formula_has_no_value_is_not_explained() -> None:
    plan = Insisting(
        budget({"secco.odd": "£1 / (n - 1)"}, plain("n", "1", Role.VOLUME, y2020="1", y2021="1"))
    )

    result = split_variance(plan, "2021/22", plan, "2020/21")

    assert isinstance(result, VarianceSplit)
    assert parts(result, "odd") == {"not explained by drivers": 4}


def test_a_figure_that_rests_on_one_that_came_is_scope_too() -> None:
    rests = budget({"secco.legal": "", "fee.fee": "10% * legal + £1"}, stated={"secco.other": (1, 1)})
    came = replace(rests, components=(Component("legal", "cost", "", "£30"), *rests.components))

    assert parts(split(came, rests, "2020/21"), "fee") == {"scope": 3}


def test_a_line_that_moved_is_reclassified_between_the_categories_and_nil_in_the_whole() -> None:
    before = budget({"secas.cio": "£200000", "secas.team": "£1", "secco.legal": "£30000"})
    moved = tuple(replace(line, category="secco") if line.ref == "cio" else line for line in before.lines)
    after = replace(before, lines=moved)

    result = split(after, before, "2020/21")

    assert parts(result, "secco") == {"reclassified": 200_000}
    assert parts(result, "secas") == {"reclassified": -200_000}
    assert parts(result, "cio") == parts(result, "") == {}


def test_a_category_estimated_as_a_whole_is_not_explained_and_its_lines_are_not_told_apart() -> None:
    plan = budget({"secco.legal": "£1082102", "projects.a": "£10"})
    estimate = CategoryEstimate("secco", "2021/22", Fraction(1_106_701), False, OURS)
    plan = replace(plan, estimates=(estimate,))

    result = split(plan, plan)

    assert parts(result, "secco") == {"not explained by drivers": 24_599}
    assert [row.ref for row in result.rows] == ["secco", "projects", "a", ""]


def test_half_pennies_go_to_rounding_and_only_there() -> None:
    a = plain("a", "£", Role.RATE, y2020="0.005", y2021="0.020")
    b = plain("b", "1", Role.VOLUME, y2020="1", y2021="1.3")
    plan = budget({"secco.legal": "a * b"}, a, b)

    result = split(plan, plan)

    assert result.row("legal").variance == Money(2)
    assert parts(result, "legal") == {"rate": Fraction("0.02")}


def test_a_year_before_the_budget_counts_where_every_driver_has_a_value() -> None:
    days = plain("days_a_month", "day/month", Role.VOLUME, y2019="20", y2020="28")
    daily = plain("rate_daily", "£/day", Role.RATE, y2019="150", y2020="150")
    plan = budget({**SPACE, "office.tea": "1% * space", "fee.fee": "1% * office"}, days, daily)

    result = split(plan, plan, "2020/21", "2019/20")

    assert parts(result, "space") == {"volume": 8 * 150 * 12}
    assert parts(result, "tea") == {"volume": 144}
    assert parts(result, "fee") == {"volume": Fraction("145.44")}
    assert parts(split(plan, plan, "2019/20", "2020/21"), "tea") == {"volume": -144}


@pytest.mark.parametrize(
    ("of", "against", "said"),
    [
        ("2020/21", "2019/20", "'days_a_month' has no value in 2019/20"),
        ("2020/21", "2019/20", "chair is a stated amount in 2020/21 and has none in 2019/20"),
        ("soon", "2020/21", "'soon' is no year"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(of: str, against: str, said: str) -> None:
    plan = budget(SPACE, DAYS, DAILY, stated={"office.chair": (1, 2)})

    refused = split_variance(Plan(plan), of, Plan(plan), against)

    assert isinstance(refused, tuple)
    assert said in " ".join(fault.explain() for fault in refused)


def test_two_years_before_the_budget_are_refused() -> None:
    plan = Plan(budget({"secco.legal": "£1"}))

    refused = split_variance(plan, "2019/20", plan, "2018/19")

    assert isinstance(refused, tuple)
    assert "both before the budget" in refused[0].explain()


FORMULAS = st.sampled_from(
    ["a * b", "a * b + a", "-a * 3", "max(a, a * b)", "min(a, £40)", "a / b", "(a + £5) * b"]
)
AMOUNTS = st.integers(1, 9_999).map(lambda pence: str(Fraction(pence, 100)))


@settings(max_examples=40)
@given(
    first=FORMULAS, second=FORMULAS, values=st.lists(AMOUNTS, min_size=4, max_size=4), move=st.booleans(),
    state=st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)),
)  # fmt: skip
def test_parts_add_up_turn_their_sign_and_ignore_the_order_of_the_book(
    first: str, second: str, values: list[str], move: bool, state: tuple[int | None, int | None]
) -> None:
    inputs: tuple[Parameter, ...] = (
        plain("a", "£", Role.RATE, y2020=values[0], y2021=values[1]),
        plain("b", "1", Role.VOLUME, y2020=values[2], y2021=values[3]),
    )
    lines = {"x.one": first, "y.two": second, "y.three": "-10% * (x + two)"}
    before = budget(lines, *inputs, stated={"x.four": state})
    after = replace(
        before, lines=tuple(replace(s, category="y") if move and s.ref == "one" else s for s in before.lines)
    )
    turned = replace(
        after, lines=after.lines[::-1], components=after.components[::-1], parameters=inputs[::-1]
    )

    result, back, other = (
        split(after, before),
        split(before, after, "2020/21", "2021/22"),
        split(turned, before),
    )

    for row in result.rows:
        assert row.parts.total == row.variance
        assert back.row(row.ref).parts == -row.parts
        assert other.row(row.ref).parts == row.parts


def restated_plan(**amounts: int) -> Budget:
    plan = with_prior(budget({"secco.legal": "£30", "secco.cio": "£200", "secas.team": "£5678"}), **amounts)
    move = Restatement(
        "outturn", "secas", (), "cio", (), Fraction(180), Stage.NET, "", Fraction(0), date(2020, 3, 2),
        "Panel", OURS,
    )  # fmt: skip
    return replace(plan, restatements=(move,))


def prior(plan: Budget, year: str = "2020/21") -> VarianceSplit:
    result = split_against_comparative(Plan(plan), year, "outturn")
    assert isinstance(result, VarianceSplit)
    return result


def test_against_a_prior_figure_what_was_restated_is_reclassified() -> None:
    result = prior(restated_plan(legal=25, secas=5168))

    assert parts(result, "cio") == {"reclassified": 180, "not explained by drivers": 20}
    assert parts(result, "secas") == {"reclassified": -180, "not explained by drivers": 5678 - 4988}
    assert parts(result, "legal") == {"not explained by drivers": 5}
    assert parts(result, "") == {"not explained by drivers": 715}
    assert (result.row("").of, result.row("").against) == (Money.pounds("5908"), Money.pounds("5193"))


def test_against_a_prior_figure_lines_that_come_and_go_are_scope() -> None:
    plan = with_prior(
        budget({"secco.legal": "£30", "secco.code": "£125", "secco.gone": ""}), legal=30, gone=14
    )

    result = prior(plan)

    assert [parts(result, ref) for ref in ("legal", "code", "gone")] == [{}, {"scope": 125}, {"scope": -14}]


def test_against_a_prior_figure_of_the_whole_budget_everything_is_compared_at_once() -> None:
    plan = budget({"secco.legal": "£30"})
    plan = with_prior(plan)
    whole = replace(with_prior(plan, secco=20).comparative_amounts[0], at="")
    plan = replace(plan, comparative_amounts=(whole,))

    assert parts(prior(plan), "") == {"not explained by drivers": 10}


def test_an_estimated_category_is_compared_as_a_whole_with_its_lines_prior_figures() -> None:
    estimate = CategoryEstimate("secco", "2021/22", Fraction(300), False, OURS)
    plan = replace(
        with_prior(budget({"secco.legal": "£30", "secas.team": "£1"}), legal=25), estimates=(estimate,)
    )

    assert parts(prior(plan, "2021/22"), "secco") == {"not explained by drivers": 275}


def test_an_unknown_year_or_comparative_is_refused() -> None:
    plan = Plan(with_prior(budget({"secco.legal": "£30"}), legal=25))

    for year, ref, said in (
        ("1999/00", "outturn", "no year of the budget"),
        ("2020/21", "x", "x is no comparative"),
    ):
        refused = split_against_comparative(plan, year, ref)
        assert isinstance(refused, tuple)
        assert said in refused[0].explain()
