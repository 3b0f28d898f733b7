"""Difference: what differs is found by stable reference, and the lines' differences add to the totals'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.report.plans import OURS, Plan, budget, grades, plain, with_prior
from votebook.core.measure.money import Money
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget, CategoryEstimate, Comment
from votebook.core.plan.dimension import Member
from votebook.core.plan.parameter import Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.report.bridge.departure import say
from votebook.core.report.difference import Difference, compare, pair_narrative
from votebook.core.report.statement import Column, Measure, Row, Statement

PLAN = with_prior(
    budget(
        {"secco.web": "support * months + £12000", "secas.cio": "£200000"},
        plain("support", "£/month", Role.RATE, y2020="675"),
        stated={"secco.legal": (30_000, 30_000)},
        dimensions=(grades("g1", "g2"),),
    ),
    cio=200_000,
)


OUTLINE = "formula: £200000; nature: driven; window: always to always; borne by: body"


def differ(after: Budget, before: Budget = PLAN) -> Difference:
    return compare(Plan(before), Plan(after))


def told(difference: Difference) -> list[tuple[str, ...]]:
    return [
        (d.subject.value, d.how.value, d.about, d.particular, d.before, d.after)
        for d in difference.departures
    ]


def with_line(ref: str, **particulars: object) -> Budget:
    lines = (
        replace(line, **particulars) if line.ref == ref else line  # type: ignore[arg-type]  # fields of many types
        for line in PLAN.lines
    )
    return replace(PLAN, lines=tuple(lines))


def test_a_budget_does_not_differ_from_itself_nor_from_its_lines_in_another_order_of_the_file() -> None:
    assert differ(PLAN).is_empty
    assert differ(replace(PLAN, parameters=PLAN.parameters[::-1], components=PLAN.components[::-1])).is_empty


def test_a_dearer_contract_shows_as_a_value_and_as_an_amount() -> None:
    support = PLAN.parameters[0]
    dearer = replace(support, values=(replace(support.values[0], value=Fraction("700.50")),))

    difference = differ(replace(PLAN, parameters=(dearer,)))

    assert told(difference) == [
        ("parameters", "amended", "parameter support 2020-04-01", "value", "675", "700.5")
    ]  # fmt: skip
    assert [(a.ref, a.year, a.difference) for a in difference.amounts] == [
        ("web", "2020/21", Money.pounds("306")),
        ("web", "2021/22", Money.pounds("306")),
    ]
    assert {t.ref: t.difference.pence for t in difference.totals if t.year == "2020/21"} == {
        "secco": 30_600, "secas": 0, "": 30_600,
    }  # fmt: skip


def test_a_line_that_moved_is_renumbered_and_renamed_and_keeps_what_it_had() -> None:
    plan = replace(PLAN, comments=(Comment("cio", "a reader", date(2020, 1, 9), "Why here?"),))
    lines = (
        replace(line, category="secco", number="6", title="User CIO") if line.ref == "cio" else line
        for line in plan.lines
    )

    difference = differ(replace(plan, lines=tuple(lines)), plan)

    assert told(difference) == [
        ("structure", "renumbered", "line cio", "number", "2", "6"),
        ("structure", "renamed", "line cio", "title", "Cio", "User CIO"),
        ("structure", "moved", "line cio", "category", "secas", "secco"),
    ]
    assert {d.keeps for d in difference.departures} == {"keeps 1 component, 1 prior amount, 1 comment"}
    assert [(a.ref, a.difference.pence, a.is_moved) for a in difference.amounts[:1]] == [("cio", 0, True)]
    assert {t.ref: t.difference.exact for t in difference.totals if t.year == "2020/21"} == {
        "secco": 200_000, "secas": -200_000, "": 0,
    }  # fmt: skip


def test_a_line_with_nothing_else_says_so_when_it_is_renumbered() -> None:
    empty = budget({"secco.empty": ""})

    difference = differ(replace(empty, lines=(replace(empty.lines[0], number="9"),)), empty)

    assert difference.departures[0].keeps == "has nothing else to keep"


def test_words_of_a_line_are_text() -> None:
    difference = differ(with_line("legal", assumption="As last year", owner="Secretary"))

    assert told(difference) == [
        ("text", "amended", "line legal", "owner", "", "Secretary"),
        ("text", "amended", "line legal", "assumption", "", "As last year"),
    ]


def test_formulas_are_compared_component_by_component() -> None:
    web = replace(PLAN.components[0], formula="support * months", window=Window(end=date(2021, 3, 31)))
    after = replace(PLAN, components=(web,))
    about = "component web, cost"

    difference = differ(after)

    assert told(difference) == [
        ("formulas", "amended", about, "formula", "support * months + £12000", "support * months"),
        ("formulas", "amended", about, "window", "always to always", "always to 2021-03-31"),
        ("formulas", "removed", "component cio, cost", "", OUTLINE, ""),
    ]  # fmt: skip
    assert {a.ref: a.after for a in difference.amounts if a.year == "2020/21"} == {
        "web": Money(810_000),
        "cio": None,
    }


def test_structure_that_is_added_moved_or_reordered_is_told() -> None:
    secco, secas = PLAN.structure.categories
    structure = Structure((secas, replace(secco, within="secas"), Category("new", "New")))

    difference = differ(replace(PLAN, structure=structure))

    assert told(difference) == [
        ("structure", "moved", "category secco", "within", "", "secas"),
        ("structure", "added", "category new", "", "", "title: New"),
        ("structure", "reordered", "category", "order", "secco, secas", "secas, secco"),
    ]


def test_members_and_parameters_that_come_and_go_are_told() -> None:
    grade = PLAN.dimensions[0]
    grown = replace(grade, members=(replace(grade.members[0], title="Junior"), Member("g3", "Senior")))
    lost = replace(PLAN, dimensions=(grown,), parameters=PLAN.parameters)
    fee = plain("fee", "£", Role.RATE, y2020="1")

    assert told(differ(lost)) == [
        ("structure", "renamed", "grade member g1", "title", "g1", "Junior"),
        ("structure", "removed", "grade member g2", "", "title: g2", ""),
        ("structure", "added", "grade member g3", "", "", "title: Senior"),
    ]
    assert told(differ(replace(PLAN, parameters=(*PLAN.parameters, fee), dimensions=()))) == [
        ("structure", "removed", "dimension grade", "", "title: Grade", ""),
        ("parameters", "added", "parameter fee", "", "", "title: fee; unit: £; role: rate; is yearly: no"),
    ]
    assert [
        d.how.value for d in differ(PLAN, replace(PLAN, parameters=(*PLAN.parameters, fee))).departures
    ] == ["removed"]


def test_the_version_and_the_years_are_compared() -> None:
    shorter = replace(PLAN, years=PLAN.years[:1], version=replace(PLAN.version, iteration="0.9"))

    difference = differ(PLAN, shorter)

    assert told(difference) == [
        ("version", "amended", "version", "iteration", "0.9", "1.0"),
        ("version", "added", "year 2021/22", "", "", "basis: estimated"),
    ]
    assert [t.before for t in difference.totals if t.year == "2021/22"] == [None, None, None]


def test_two_prior_amounts_at_one_place_are_both_seen() -> None:
    prior = PLAN.comparative_amounts[0]
    twice = replace(PLAN, comparative_amounts=(prior, prior))

    assert [d.how.value for d in differ(twice).departures] == ["added"]


def test_a_category_estimated_as_a_whole_differs_as_a_whole() -> None:
    estimate = CategoryEstimate("secco", "2021/22", Fraction(1_106_701), False, OURS)

    difference = differ(
        replace(PLAN, estimates=(replace(estimate, amount=Fraction(9)),)),
        replace(PLAN, estimates=(estimate,)),
    )

    assert [(a.ref, a.is_line, a.before, a.after) for a in difference.amounts] == [
        ("secco", False, Money.pounds("1106701"), Money(900))
    ]
    assert [(a.ref, a.is_line) for a in differ(replace(PLAN, estimates=(estimate,))).amounts] == [
        ("web", True), ("legal", True), ("secco", False),
    ]  # fmt: skip


def test_declarations_of_statements_are_compared_by_their_keys() -> None:
    columns = (Column("budget", Measure.PROVISION, "2020/21"),)
    before = Statement(
        "table_1", "Overview", "£", ("Category",), columns, (Row("a", ("A",)), Row("b", ("B", "C")))
    )
    rows = (Row("b", ("B", "D")), Row("a", ("A",)), Row("total", sum=("a", "b")))
    after = replace(before, title="Summary", rows=rows)

    difference = compare(
        Plan(PLAN), Plan(PLAN), statements=((before,), (after, replace(before, name="table_2")))
    )

    assert [
        (d.how.value, d.about, d.particular, d.before, d.after) for d in difference.departures if d.before
    ] == [
        ("amended", "statement table_1", "title", "Overview", "Summary"),
        ("amended", "statement table_1, row b", "labels", "B, C", "B, D"),
        ("reordered", "statement table_1, row", "order", "a, b", "b, a"),
    ]
    assert [d.about for d in difference.departures if d.how.value == "added"] == [
        "statement table_2", "statement table_1, row total",
    ]  # fmt: skip
    assert [d.how.value for d in compare(Plan(PLAN), Plan(PLAN), statements=((before,), ())).departures] == [
        "removed"
    ]


def test_sections_of_narrative_are_paired_by_name() -> None:
    sections = pair_narrative(
        [("1", "old"), ("2", "same"), ("3", "gone")], [("1", "new"), ("2", "same"), ("4", "come")]
    )

    difference = compare(Plan(PLAN), Plan(PLAN), narrative=sections)

    assert [(d.how.value, d.about, d.before, d.after) for d in difference.departures] == [
        ("amended", "section 1", "old", "new"),
        ("removed", "section 3", "gone", ""),
        ("added", "section 4", "", "come"),
    ]


def test_numbers_are_said_as_a_book_writes_them() -> None:
    numbers = (Fraction(675), Fraction(-1, 2), Fraction(1, 3), Fraction(1, 20))

    assert [say(number) for number in numbers] == ["675", "-0.5", "1/3", "0.05"]


@st.composite
def plans(draw: st.DrawFn) -> Budget:
    refs = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    amounts = st.none() | st.integers(-10_000, 10_000)
    stated = {f"{draw(st.sampled_from(('x', 'y')))}.{ref}": (draw(amounts), draw(amounts)) for ref in refs}
    return budget({"x.z": "£1"}, stated=stated)


@settings(max_examples=40)
@given(before=plans(), after=plans())
def test_the_differences_of_lines_add_to_the_totals_whatever_came_moved_or_went(
    before: Budget, after: Budget
) -> None:
    difference = differ(after, before)

    for year in difference.years:
        whole = next(t for t in difference.totals if not t.ref and t.year == year)
        assert sum(a.difference.pence for a in difference.amounts if a.year == year) == whole.difference.pence
