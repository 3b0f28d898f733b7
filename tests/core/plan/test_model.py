"""Preparing a budget names everything that stands in the way at once, each with its place and mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.core.plan.invention import OURS, parameter
from tests.core.plan.small import component, faults_of, line, small, stated, with_parameters
from votebook.core.measure.source import Place
from votebook.core.measure.window import Window
from votebook.core.plan.budget import CategoryEstimate
from votebook.core.plan.model import Model, prepare

LINES = (line("one"), line("two", area="north"), line("kept"))


@pytest.mark.parametrize(
    ("formula", "found", "expected"),
    [
        (
            "rent * months + rnt",
            "stands 'rnt', which is no parameter, line or category",
            "Did you mean rent?",
        ),
        ("tow", "stands 'tow'", "Did you mean two?"),
        ("rent * month", "stands 'month'", "a unit is written right after a number"),
        ("keptt@outturn", "stands 'keptt', which is no line or category", "Did you mean kept@outturn?"),
        ("kept@outtrun", "stands 'outtrun', which is no comparative", "Did you mean outturn?"),
        ("one@outturn", "'one' has no figure in 'outturn'", "give one in comparatives.csv"),
        (
            "kept[north]",
            "'kept' is a line, of which no member can be picked",
            "leave out the square brackets",
        ),
        ("rent[north] * months", "'rent' varies over no dimension", "leave out [north]"),
        ("grade_rate[g1x] * 1 FTE", "'g1x' is no member of grade", "Did you mean g1?"),
        ("fte[g1, g2] * grade_rate[g1]", "'fte' picks two members of grade", "pick one member"),
        (
            "fte[g1] * grade_rate[g1]",
            "'fte' varies over area, of which there is no one member",
            "fte[area=...]",
        ),
        (
            "sum(rent * months, grade)",
            "sums over grade, over which nothing in the sum varies",
            "leave out grade",
        ),
        ("sum(grade_rate * 1 FTE, grad)", "sums over 'grad', which is no dimension", "Did you mean grade?"),
        ("sum(grade_rate * 1 FTE, grade, grade)", "nothing in the sum varies", "count once for each member"),
        ("675 * 12", "begins a formula in a pure number", "write £ before the number"),
        ("rent", "begins a formula in £/month", "multiply by months"),
        ("day_rate", "begins a formula in £/day", "multiply by days or working_days"),
        ("rent * rent", "begins a formula in £^2/month^2", "multiply by something in month^2/£"),
        ("rent + £12", "'+' joins £/month and £", "multiply the first by months"),
        ("£12 - rent", "'-' joins £ and £/month", "multiply the second by months"),
        ("£12 + day_rate", "'+' joins £ and £/day", "multiply the second by days or working_days"),
        ("£12 + 5", "'+' joins £ and a pure number", "give the second its unit, £"),
        ("5 + £12", "'+' joins a pure number and £", "give the first its unit, £"),
        ("12 £/FTE + 3 FTE", "'+' joins £/FTE and FTE", "perhaps * was meant: £/FTE times FTE gives £"),
        ("£12 + 3 FTE", "'+' joins £ and FTE", "multiply the first by something in FTE/£"),
        ("max(£12, 0)", "max compares £ with a pure number", "give the second its unit"),
        ("late", "'late' has no value in 2019/20", "give one, or end the component's window before"),
        ("sum(late * grade_rate / 1 £/FTE, grade)", "no member of grade has a value in 2019/20", "give one"),
        ("fee", "'fee' changes on 2020-10-01 inside 2020/21", "within_year"),
        ("one", "one -> one", "may not include itself"),
        ("works", "one -> works -> one", "may not include itself"),
        ("one + " * 700 + "£1", "the formula has 4,202 characters", "at most 4,000"),
        ("sum(rnt * 1 FTE, grade)", "stands 'rnt'", "Did you mean rent?"),
        ("sum(grade_rate[gg] * 1 FTE, grade)", "'gg' is no member of grade", "expected a member"),
        ("a +", "the formula ends", "a number, a name or a bracket"),
    ],
)
def test_a_formula_with_a_fault_is_named(formula: str, found: str, expected: str) -> None:
    fault = faults_of(small(*LINES, formulas={"one": formula}))[0]

    assert found in fault.found
    assert expected in fault.explain()
    assert fault.place in (Place("components.csv", 2, 4), Place(""))


@pytest.mark.parametrize(
    "formula",
    [
        "rent * months",
        "sum(fte * grade_rate, area, grade)",
        "fte[north, g1] * grade_rate[g1]",
        "10% * kept + kept@outturn",
        "min(£12 * share, 28 day * day_rate)",
        "running + premises",
        "£12 * kept / kept@outturn",
        "£1 + (rent * months) / nil",
    ],
)
def test_a_sound_formula_is_prepared(formula: str) -> None:
    assert isinstance(prepare(small(*LINES, formulas={"one": formula})), Model)


def test_a_line_binds_a_dimension_to_its_own_member() -> None:
    budget = small(
        *LINES, formulas={"two": "sum(fte * grade_rate, grade)", "one": "sum(fte * grade_rate, grade)"}
    )

    faults = faults_of(budget)

    assert [fault.place.line for fault in faults] == [3]
    assert "place the line on a member of area" in faults[0].expected


def test_a_volume_without_its_rate_is_not_passed_over() -> None:
    faults = faults_of(small(*LINES, formulas={"two": "sum(fte * bare, grade)"}))

    assert len(faults) == 3
    assert "'fte[north, g1]' is not nil in 2019/20" in faults[0].found
    assert "'bare[g1]' has no value in 2019/20" in faults[0].found


def test_a_member_picked_by_a_name_of_two_dimensions_must_say_which() -> None:
    both = parameter("both", "£", [(("g1", "g1"), date(2018, 4, 1), Fraction(1))], ("grade", "level"))
    budget = small(*LINES, formulas={"one": "both[g1]"})
    level = replace(budget.dimensions[0], name="level")

    faults = faults_of(replace(with_parameters(budget, both), dimensions=(*budget.dimensions, level)))

    assert "'g1' is a member of grade and of level" in faults[0].found
    assert "both[grade=g1]" in faults[0].expected


def test_all_faults_are_named_at_once_in_the_order_of_the_files() -> None:
    budget = small(
        *LINES,
        line("lost", category="wroks", profile="evn"),
        formulas={"one": "rnt * months + unknwon", "kept": "£1 + 1", "lsot": "£1", "two": "kept +"},
        stated=(stated("onne", "5"), stated("one", "5", "2030/31")),
    )

    explained = [fault.explain() for fault in faults_of(budget)]

    places = [text.split(":")[:2] for text in explained]
    assert [place[0] for place in places] == ["amounts.csv"] * 2 + ["components.csv"] * 5 + ["lines.csv"] * 2
    assert sum("Did you mean" in text for text in explained) == 5


@pytest.mark.parametrize(
    ("formulas", "loops"),
    [
        ({"one": "two", "two": "one"}, ["one -> two -> one"]),
        ({"two": "one * 2", "one": "kept", "kept": "two"}, ["kept -> two -> one -> kept"]),
        ({"one": "works * 5%"}, ["one -> works -> one"]),
        ({"one": "one", "two": "two"}, ["one -> one", "two -> two"]),
        ({"one": "two", "two": "one + kept", "kept": "kept"}, ["one -> two -> one", "kept -> kept"]),
        ({"one": "other", "two": "£1"}, ["one -> other -> premises -> one"]),
    ],
)
def test_a_loop_is_printed(formulas: dict[str, str], loops: list[str]) -> None:
    budget = small(*LINES, line("other", "running"), formulas=formulas | {"other": "premises"})
    if "other" in formulas.get("one", ""):
        budget = replace(budget, lines=(line("one", "premises"), *budget.lines[1:]))

    found = [fault.found for fault in faults_of(budget)]

    loop_texts = [text.removeprefix("these figures need one another: ") for text in found]
    assert loop_texts == loops


def test_a_cap_can_close_a_loop() -> None:
    capped = component("one", "£5", cap="two")

    faults = faults_of(small(*LINES, components=(capped, component("two", "one", 3))))

    assert faults[0].found.endswith("one -> two -> one")


def test_the_same_loop_is_named_whatever_the_order_of_lines() -> None:
    formulas = {"one": "two", "two": "kept", "kept": "one"}
    budget = small(*LINES, formulas=formulas)

    turned = replace(budget, lines=budget.lines[::-1])

    assert [f.found for f in faults_of(turned)] == [f.found for f in faults_of(budget)]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"index": "pirces", "index_base": date(2019, 4, 1)}, "stands 'pirces'"),
        ({"index": "prices"}, "on its base date, which is not given"),
        ({"index": "prices", "index_base": date(2001, 4, 1)}, "no value, or nil, on 2001-04-01"),
        ({"index": "nil", "index_base": date(2019, 4, 1)}, "no value, or nil, on 2019-04-01"),
        ({"index": "grade_rate", "index_base": date(2019, 4, 1)}, "varies over grade"),
        ({"cap": "rent"}, "begins a formula in £/month"),
        ({"cap": "fte[g1] * grade_rate[g1]"}, "'fte' varies over area"),
    ],
)
def test_the_terms_of_a_component_are_examined(more: dict[str, object], found: str) -> None:
    faults = faults_of(small(*LINES, components=(component("one", "£5", 2, **more),)))

    assert found in faults[0].found


def estimate(
    category: str = "works", year: str = "2021/22", *, spread: bool = False, amount: int = 5
) -> CategoryEstimate:
    return CategoryEstimate(category, year, Fraction(amount), spread, OURS, Place("estimates.csv", 2))


@pytest.mark.parametrize(
    ("estimates", "found"),
    [
        ((estimate("wroks"),), "stands 'wroks'"),
        ((estimate(year="2031/32"),), "stands '2031/32'"),
        ((estimate(), estimate()), "'works' has a second estimate for 2021/22"),
        ((estimate("running"), estimate("staff")), "'staff' lies within 'running', which has an estimate"),
        ((estimate(year="2019/20", spread=True),), "to be spread in 2019/20"),
        ((estimate(amount=10**17),), "the estimate of 'works' is larger than"),
    ],
)
def test_an_estimate_that_cannot_stand_is_named(estimates: tuple[CategoryEstimate, ...], found: str) -> None:
    faults = faults_of(small(*LINES, estimates=estimates))

    assert any(found in fault.found for fault in faults)


def test_a_line_has_nothing_of_its_own_under_an_estimate() -> None:
    budget = small(
        *LINES,
        components=(component("one", "£5", window=Window(end=date(2021, 6, 30))), component("two", "£5", 3)),
        stated=(stated("one", "5", "2021/22"),),
        estimates=(estimate(),),
    )

    found = [fault.found for fault in faults_of(budget)]

    assert found == [
        "line 'one' has an amount in 2021/22, estimated for 'works' as a whole",
        "the window begins or ends in 2021/22, which is estimated for 'works' as a whole",
    ]


@pytest.mark.parametrize(("ref", "above"), [("one", "works"), ("staff", "running")])
def test_a_figure_hidden_by_an_estimate_cannot_be_named(ref: str, above: str) -> None:
    reads = line("reads", "reserve")
    budget = small(*LINES, reads, formulas={"one": "£5", "reads": ref}, estimates=(estimate(above),))

    faults = faults_of(budget)

    assert [fault.found.partition("' has ")[2] for fault in faults] == [
        f"no figure of its own in 2021/22, which is estimated for '{above}' as a whole"
    ]


def test_the_category_of_an_estimate_can_be_named() -> None:
    reads = line("reads", "reserve")

    assert isinstance(
        prepare(small(*LINES, reads, formulas={"reads": "works"}, estimates=(estimate(),))), Model
    )


@pytest.mark.parametrize(
    ("profiles", "found"),
    [
        ({"one": "qaurterly"}, "stands 'qaurterly'"),
        ({"one": "follow:tow"}, "stands 'tow'"),
        ({"one": "follow:two", "two": "follow:one"}, "one -> two -> one"),
        ({"one": "follow:one"}, "one -> one"),
    ],
)
def test_a_profile_that_cannot_be_followed_is_named(profiles: dict[str, str], found: str) -> None:
    lines = tuple(replace(each, profile=profiles.get(each.ref, "even")) for each in LINES)

    assert found in faults_of(small(*lines))[0].found


def test_an_amount_stated_twice_is_named() -> None:
    faults = faults_of(small(*LINES, stated=(stated("one", "5"), stated("one", "6"))))

    assert faults[0].found == "line 'one' has a second amount for 2019/20"


def test_a_name_that_is_also_a_member_is_told_apart_by_where_it_stands() -> None:
    budget = small(
        *LINES, line("g1"), line("g2"), formulas={"one": "g1 + £1", "two": "grade_rate[g2] * 1 FTE"}
    )
    grade = parameter("grade", "£", [((), date(2018, 4, 1), Fraction(3))])

    model = prepare(with_parameters(budget, grade))

    assert isinstance(model, Model)


def test_the_nearest_of_thousands_of_names_is_found_by_its_beginning() -> None:
    lines = tuple(line(f"line_{n}") for n in range(2_500))

    budget = small(*lines, line("office_rent"), line("reads"), formulas={"reads": "ofifce_rent"})

    assert faults_of(budget)[0].nearest == "office_rent"


@pytest.mark.parametrize(
    "formula",
    [
        "sum(-fte * bare, grade)",
        "sum(max(fte, 0 FTE) * bare, grade)",
        "sum(2 * fte * bare, grade)",
        "sum(one / £1 * fte * bare, grade)",
        "sum((fte + fte) * bare, grade)",
    ],
)
def test_a_volume_is_found_wherever_it_stands_in_the_sum(formula: str) -> None:
    assert "is not nil in 2019/20" in faults_of(small(*LINES, formulas={"two": formula}))[0].found


def test_many_lines_of_one_shape_each_have_a_fault_of_their_own() -> None:
    lines = tuple(line(f"line_{n}") for n in range(50))

    faults = faults_of(small(*lines, formulas={each.ref: f"rent + £{n}" for n, each in enumerate(lines)}))

    assert [fault.place.line for fault in faults] == list(range(2, 52))
    assert "£49" in faults[-1].found
