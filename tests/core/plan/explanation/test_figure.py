"""An explanation comes to the figure that was calculated, and every step of it to the steps beneath."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.small_book import (
    APRIL,
    BUDGET,
    CONTRACT,
    PAPER,
    calculated,
    find,
    parameter,
    with_spread,
)
from votebook.core.measure.money import Money
from votebook.core.measure.source import Place, Source, SourceKind
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.explanation.figure import Explanation, explain
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind, every_reason
from votebook.core.plan.line import BorneBy, Component, Line
from votebook.core.plan.structure import Category, Structure

SMALL = calculated()
YEAR = "2020/21"


def folded(reason: Reason) -> Fraction:
    """What the counted parts of a step come to, joined by their signs."""
    total = Fraction(1) if reason.counted[0].sign in ("*", "/") else Fraction(0)
    for part in reason.counted:
        value = part.value or Fraction(0)
        match part.sign:
            case "*":
                total *= value
            case "/":
                total /= value
            case "-":
                total -= value
            case "+" | "":
                total += value
            case _:
                total = value
    return total


def assert_steps_add_up(explanation: Explanation) -> None:
    for reason in every_reason(explanation.root):
        if reason.counted and reason.value is not None and reason.kind is not ReasonKind.PARAMETER:
            assert folded(reason) == reason.value or reason.rounding, reason


@pytest.mark.parametrize("year", ["2020/21", "2021/22"])
@pytest.mark.parametrize("ref", [line.ref for line in BUDGET.lines])
def test_the_tree_of_a_line_comes_to_its_provision(ref: str, year: str) -> None:
    explanation = explain(SMALL, ref, year)

    provision = SMALL.provision(ref, year)
    assert explanation.value == (provision.exact if provision else None)
    assert_steps_add_up(explanation)


@pytest.mark.parametrize("ref", ["", *BUDGET.structure.by_ref])
def test_the_parts_of_a_category_add_to_its_total(ref: str) -> None:
    explanation = explain(SMALL, ref, YEAR)

    assert explanation.value == SMALL.total(ref, YEAR).exact
    assert_steps_add_up(explanation)


def test_an_input_is_shown_with_unit_date_source_and_place() -> None:
    leaf = find(explain(SMALL, "website", YEAR), ReasonKind.PARAMETER, "support")

    assert leaf.value == 675
    assert (str(leaf.unit), leaf.since, leaf.source) == ("£/month", APRIL, CONTRACT)
    assert leaf.place == Place("parameters.csv", 2)


def test_the_exact_value_and_its_rounding_are_both_shown() -> None:
    rounding = explain(SMALL, "panel", YEAR).root.rounding

    assert rounding is not None
    assert rounding.exact == Fraction("135222.22") * Fraction("1.027")
    assert (rounding.rounded, rounding.is_exact) == (Money(13887322), False)


def test_half_a_penny_is_rounded_away_from_zero() -> None:
    rounding = explain(SMALL, "audit", YEAR).root.rounding

    assert rounding is not None
    assert rounding.rounded == Money(123457)


def test_an_index_is_shown_as_the_ratio_of_two_dated_values() -> None:
    index = find(explain(SMALL, "panel", YEAR), ReasonKind.INDEX)

    assert index.value == Fraction("1.027")
    assert [(part.sign, part.value) for part in index.parts] == [("", Fraction("1.027")), ("/", 1)]


def test_a_cap_says_which_side_counts() -> None:
    capped = find(explain(SMALL, "office", YEAR), ReasonKind.COMPONENT, "rent")
    cap = find(explain(SMALL, "office", YEAR), ReasonKind.CAP)

    assert capped.value == 24000
    assert cap.is_counted
    assert cap.remarks == ("The cap counts, because it is the smaller.",)


def test_a_cap_that_is_not_reached_is_shown_and_not_counted() -> None:
    cheaper = parameter("rent", "£/month", (APRIL, "1000"))
    budget = replace(BUDGET, parameters=(cheaper, *(p for p in BUDGET.parameters if p.name != "rent")))

    cap = find(explain(calculated(budget), "office", YEAR), ReasonKind.CAP)

    assert not cap.is_counted
    assert cap.remarks == ("The cap is not exceeded.",)


def test_what_users_bear_stands_outside_the_provision() -> None:
    desks = find(explain(SMALL, "office", YEAR), ReasonKind.COMPONENT, "desks")

    assert desks.value == 120
    assert not desks.is_counted
    assert "charged to users" in desks.remarks[-1]


def test_a_component_whose_window_misses_the_year_counts_nothing_and_says_so() -> None:
    past = replace(BUDGET.components[0], window=Window(end=date(2020, 3, 31)))
    budget = replace(BUDGET, components=(past, *BUDGET.components[1:]))

    component = find(explain(calculated(budget), "website", YEAR), ReasonKind.COMPONENT, "support")

    assert component.value == 0
    assert not component.parts
    assert component.remarks == ("Its window does not touch 2020/21, so it counts nothing.",)


def test_a_referred_line_is_opened_only_where_it_is_first_met() -> None:
    budget = replace(
        BUDGET, components=(*BUDGET.components, Component("idle", "twice", "", "website + 10% * website"))
    )

    explanation = explain(calculated(budget), "idle", YEAR)

    opened = [reason.opening for reason in every_reason(explanation.root) if reason.ref == "website"]
    assert opened == [Opening.WHOLE, Opening.ELSEWHERE]


def test_references_are_opened_no_deeper_than_was_asked() -> None:
    shut = find(explain(SMALL, "discount", YEAR, depth=0), ReasonKind.LINE, "team")
    opened = find(explain(SMALL, "discount", YEAR, depth=1), ReasonKind.LINE, "team")

    assert (shut.opening, shut.parts) == (Opening.DEEPER, ())
    assert (opened.opening, opened.value) == (Opening.WHOLE, shut.value)
    assert opened.parts


def test_a_stated_amount_is_published_and_explained_no_further() -> None:
    stated = find(explain(SMALL, "audit", YEAR), ReasonKind.STATED)

    assert (stated.value, stated.source, stated.place) == (
        Fraction("1234.565"),
        PAPER,
        Place("amounts.csv", 2),
    )
    assert "published without drivers" in stated.remarks[0]


@pytest.mark.parametrize(
    ("kind", "said"),
    [(SourceKind.OURS, "our own reckoning"), (SourceKind.ESTIMATE, "an estimate")],
)
def test_a_stated_amount_says_what_it_rests_on(kind: SourceKind, said: str) -> None:
    stated = tuple(replace(one, source=Source(kind, "x")) for one in SMALL.budget.stated)
    calculation = calculated(replace(SMALL.budget, stated=stated))

    remark = find(explain(calculation, "audit", YEAR), ReasonKind.STATED).remarks[0]

    assert remark == f"It is stated without drivers; its source is {said}."


def test_a_line_without_a_provision_says_so() -> None:
    explanation = explain(SMALL, "idle", YEAR)

    assert explanation.value is None
    assert explanation.root.remarks == ("It has no provision in 2020/21.",)


def test_an_estimate_of_a_category_as_a_whole_is_not_placed_on_lines() -> None:
    explanation = explain(SMALL, "reserve", "2021/22")

    assert explanation.value == 5000
    assert [part.kind for part in explanation.root.parts] == [ReasonKind.ESTIMATE]


def test_what_we_placed_on_a_line_is_marked_as_ours() -> None:
    spread = calculated(with_spread("operations", 100_000))

    explanation = explain(spread, "website", "2021/22")

    provision = spread.provision("website", "2021/22")
    assert provision is not None
    assert (explanation.value, explanation.root.is_ours) == (provision.exact, True)
    assert explanation.root.parts[0].remarks[0].startswith("We placed it on this line")


def test_the_lines_of_a_spread_estimate_add_to_it() -> None:
    explanation = explain(calculated(with_spread("operations", 100_000)), "operations", "2021/22")

    assert explanation.value == 100_000
    assert_steps_add_up(explanation)
    assert not explanation.root.parts[-1].is_counted


def test_a_parameter_is_explained_by_its_dated_values() -> None:
    explanation = explain(SMALL, "rpi", YEAR)

    assert explanation.value == Fraction("1.027")
    assert [(part.since, part.value) for part in explanation.root.parts] == [
        (date(2019, 4, 1), 1),
        (APRIL, Fraction("1.027")),
    ]


def test_a_parameter_over_a_dimension_has_no_single_value() -> None:
    explanation = explain(SMALL, "fte", YEAR)

    assert (explanation.value, explanation.root.remarks) == (None, ("It varies over Grade.",))
    grades = [member.title for member in SMALL.budget.dimension_by_name["grade"].members]
    shown = [part.title for part in explanation.root.parts]
    assert shown == [title for title in grades if title in shown]
    assert shown


def test_a_comparative_is_the_sum_of_its_published_amounts() -> None:
    explanation = explain(SMALL, "approved_2019_20", YEAR)

    assert explanation.year == "2019/20"
    assert explanation.value == 100_000
    assert [part.ref for part in explanation.root.parts] == ["website", "services"]
    assert explanation.root.parts[0].source == PAPER


def test_what_could_not_be_calculated_says_why() -> None:
    component = Component("idle", "ratio", "", "£1 / (support / support - 1)")
    budget = replace(BUDGET, components=(*BUDGET.components, component))

    explanation = explain(calculated(budget), "idle", YEAR)

    assert explanation.value is None
    assert explain(calculated(budget), "operations", YEAR).value is None
    assert any("divides by nil" in remark for r in every_reason(explanation.root) for remark in r.remarks)


def test_what_is_not_in_the_book_cannot_be_explained() -> None:
    with pytest.raises(AssertionError, match="is in the book"):
        explain(SMALL, "nowhere", YEAR)


def test_a_year_outside_the_book_cannot_be_explained() -> None:
    with pytest.raises(AssertionError, match="the book's years"):
        explain(SMALL, "website", "1999/00")


def test_a_line_and_a_group_inside_a_whole_estimate_point_at_it() -> None:
    structure = Structure((*BUDGET.structure.categories, Category("inner", "Inner", "reserve")))
    lines = (*BUDGET.lines, Line("kept", "9", "Kept", "inner"))
    calculation = calculated(replace(BUDGET, structure=structure, lines=lines))

    for ref in ("kept", "inner"):
        remark = explain(calculation, ref, "2021/22").root.remarks[-1]
        assert remark == "2021/22 is estimated for Reserve as a whole, and is not placed on its lines."


def test_a_parameter_that_has_not_begun_has_no_value() -> None:
    explanation = explain(SMALL, "support", "2019/20")

    assert explanation.value is None
    assert explanation.root.remarks == ("It has no value in 2019/20.",)


ATOMS = st.sampled_from(
    ["support * months", "chair", "£1", "£0.005", "rent * days / 3 day * 1 month", "sum(fte * rate, grade)"]
)


@st.composite
def formulas(draw: st.DrawFn, known: list[str]) -> str:
    atom = st.one_of(ATOMS, st.sampled_from(known)) if known else ATOMS
    one, other = draw(atom), draw(atom)
    return draw(
        st.sampled_from(
            [
                one,
                f"{one} + {other}",
                f"{one} - ({other} - {one})",
                f"-discount_rate * ({one} + {other})",
                f"({one}) / 7",
                f"max({one}, {other})",
                f"min({one}, {other}, £1000)",
                f"rpi * ({one}) * 3 / 9",
                f"-(-({other}))",
            ]
        )
    )


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    lines: list[Line] = []
    components: list[Component] = []
    for n in range(draw(st.integers(1, 5))):
        ref = f"line_{n}"
        text = formulas([line.ref for line in lines])
        lines.append(Line(ref, str(n), ref, draw(st.sampled_from(["operations", "services"]))))
        for part in range(draw(st.integers(1, 3))):
            components.append(
                Component(
                    ref,
                    f"part_{part}",
                    "",
                    draw(text),
                    cap=draw(st.sampled_from(["", "", "£500.005", "£2000 / 3"])),
                    window=draw(st.sampled_from([Window(), Window(date(2020, 6, 10)), Window(end=APRIL)])),
                    index=(index := draw(st.sampled_from(["", "", "rpi"]))),
                    index_base=date(2019, 4, 1) if index else None,
                    borne_by=draw(st.sampled_from([BorneBy.BODY, BorneBy.BODY, BorneBy.USERS])),
                )
            )
    return replace(
        BUDGET, lines=tuple(lines), components=tuple(components), stated=(), comparative_amounts=()
    )


@given(budget=budgets(), depth=st.sampled_from([0, 1, None]))
def test_any_figure_is_what_its_explanation_comes_to(budget: Budget, depth: int | None) -> None:
    calculation = calculated(budget)
    for ref in ("", "operations", "services", *budget.line_index):
        explanation = explain(calculation, ref, YEAR, depth)

        if ref in budget.line_index:
            provision = calculation.provision(ref, YEAR)
            assert explanation.value == (provision.exact if provision else None)
        else:
            assert explanation.value == calculation.total(ref, YEAR).exact
        assert_steps_add_up(explanation)
