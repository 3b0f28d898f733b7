"""A recalculation works out only what depends on a change, and equals the full calculation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.plan.invention import NUMBERS, OURS, YEARS, invent
from tests.core.plan.small import START, calculated, line, small, stated
from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.plan import recalculation
from votebook.core.plan.arithmetic.group import fill_in
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.recalculation import recalculate, recalculate_amount, recalculate_value

FIRST, SECOND, THIRD = map(str, YEARS)
LINES = (
    line("one"),
    line("two", area="north"),
    line("kept"),
    line("last", "reserve"),
    *(line(f"idle_{n}", "staff") for n in range(40)),
)
FORMULAS = {"one": "rent * months", "two": "one + £5", "kept": "£7 / share", "last": "5% * works"}


def assert_same(one: Calculation, other: Calculation) -> None:
    """Two calculations have the same figures and findings everywhere."""
    for ref in one.budget.line_index:
        for year in (FIRST, SECOND, THIRD):
            assert one.provision(ref, year) == other.provision(ref, year), (ref, year)
            assert one.charged_to_users(ref, year) == other.charged_to_users(ref, year)
    for ref in ("", *one.budget.structure.by_ref):
        for year in (FIRST, SECOND, THIRD):
            assert one.total(ref, year) == other.total(ref, year), (ref, year)
            assert one.is_incomplete(ref, year) == other.is_incomplete(ref, year)
    assert one.findings == other.findings


def in_full(budget: Budget) -> Calculation:
    """The full calculation of a budget without faults."""
    model = prepare(budget)
    assert isinstance(model, Model)
    return calculate(model)


def change_something(calculation: Calculation, chance: Random) -> Calculation | tuple[Fault, ...]:
    """Change one value or one stated amount."""
    budget, number = calculation.budget, Fraction(chance.choice(NUMBERS))
    if budget.stated and chance.random() < 0.3:
        amount = chance.choice(budget.stated)
        return recalculate_amount(calculation, amount.line, amount.year, number, OURS)
    parameter = chance.choice(budget.parameters)
    value = chance.choice(parameter.values)
    return recalculate_value(calculation, parameter.name, value.members, value.start, number, OURS)


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from([1, 10**9]))
def test_a_changed_value_equals_a_full_calculation(seed: int, many: int) -> None:
    model = prepare(invent(seed))
    assume(isinstance(model, Model))
    assert isinstance(model, Model)
    calculation, chance = calculate(model), Random(seed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recalculation, "MANY", many)
        for _ in range(3):
            changed = change_something(calculation, chance)
            if isinstance(changed, Calculation):
                assert_same(changed, in_full(changed.budget))
                assert_same(recalculate(calculation, changed.budget), changed)
                calculation = changed


def test_a_change_reaches_dependents_categories_and_what_reads_them() -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS))

    changed = recalculate_value(calculation, "rent", (), START, Fraction(3000), OURS)

    assert isinstance(changed, Calculation)
    assert [str(changed.provision(ref, FIRST)) for ref in ("one", "two", "last")] == [
        "£36,000.00",
        "£36,005.00",
        "£3,603.75",
    ]
    assert changed.total("", FIRST) == Money(36_000_00 + 36_005_00 + 70_00 + 3_603_75)
    assert calculation.provision("one", FIRST) == Money(24_000_00)


def test_a_change_leaves_everything_else_uncalculated(monkeypatch: pytest.MonkeyPatch) -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS))
    worked: list[int] = []

    def watch(group, tables, slate, years, chosen):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - a watcher
        worked.extend(group.rows[chosen].tolist())
        fill_in(group, tables, slate, years, chosen)

    monkeypatch.setattr("votebook.core.plan.recalculation.fill_in", watch)
    recalculate_value(calculation, "share", (), START, Fraction(1, 5), OURS)

    assert worked == [2, 3]


def test_a_value_from_a_new_date_counts_from_then() -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS))

    changed = recalculate_value(calculation, "rent", (), YEARS[1].start, Fraction(1), OURS)

    assert isinstance(changed, Calculation)
    assert [changed.provision("one", year) for year in (FIRST, SECOND)] == [Money(24_000_00), Money(12_00)]


def test_a_value_that_makes_a_fault_gives_the_fault() -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS))

    faults = recalculate_value(calculation, "rent", (), date(2020, 8, 1), Fraction(1), OURS)

    assert isinstance(faults, tuple)
    assert "'rent' changes on 2020-08-01 inside 2020/21" in faults[0].found


def test_a_division_by_nil_comes_and_goes() -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS))

    broken = recalculate_value(calculation, "share", (), START, Fraction(0), OURS)
    assert isinstance(broken, Calculation)
    mended = recalculate_value(broken, "share", (), START, Fraction(1, 10), OURS)

    assert isinstance(mended, Calculation)
    assert_same(broken, in_full(broken.budget))
    assert broken.is_incomplete("last", FIRST)
    assert_same(mended, calculation)


def test_an_amount_that_was_not_stated_before_is_calculated_in_full() -> None:
    calculation = calculated(small(*LINES, formulas=FORMULAS, stated=(stated("idle_3", "5"),)))

    new_line = recalculate_amount(calculation, "idle_4", FIRST, Fraction(9), OURS)
    new_year = recalculate_amount(calculation, "idle_3", SECOND, Fraction(9), OURS)

    assert isinstance(new_line, Calculation)
    assert isinstance(new_year, Calculation)
    assert new_line.provision("idle_4", FIRST) == new_year.provision("idle_3", SECOND) == Money(900)
    assert new_year.provision("idle_3", FIRST) == Money(500)


@pytest.mark.parametrize(
    "part",
    ["components", "lines", "stated", "parameters", "renamed", "coming", "nothing"],
)
def test_any_other_change_equals_a_full_calculation(part: str) -> None:
    budget = small(*LINES, formulas=FORMULAS, stated=(stated("idle_3", "5"), stated("idle_4", "6")))
    first, *rest = budget.components
    scaled = replace(budget.parameters[2], unit=budget.parameters[2].unit, is_yearly=False, title="Other")
    changes = {
        "components": replace(budget, components=(replace(first, formula="rent * 3 month"), *rest)),
        "lines": replace(budget, lines=(*budget.lines, line("more", "staff"))),
        "stated": replace(budget, stated=(stated("idle_3", "7"), budget.stated[1])),
        "parameters": replace(budget, parameters=(*budget.parameters[:2], scaled, *budget.parameters[3:])),
        "renamed": replace(budget, parameters=budget.parameters[::-1]),
        "coming": replace(budget, stated=budget.stated[:1]),
        "nothing": replace(budget),
    }

    changed = recalculate(calculated(budget), changes[part])

    assert_same(changed, in_full(changes[part]))


def test_a_parameter_more_or_less_is_a_full_calculation() -> None:
    budget = small(*LINES, formulas=FORMULAS)
    fewer = replace(budget, parameters=tuple(p for p in budget.parameters if p.name != "late"))

    assert_same(recalculate(calculated(budget), fewer), in_full(fewer))


def test_a_value_for_a_member_that_had_none_joins_the_sum() -> None:
    formulas = FORMULAS | {"two": "sum(fte * grade_rate, grade)"}
    calculation = calculated(small(*LINES, formulas=formulas))

    changed = recalculate_value(calculation, "fte", ("north", "g2"), START, Fraction(1), OURS)

    assert isinstance(changed, Calculation)
    assert changed.provision("two", FIRST) == Money(100_000_00)
    assert_same(changed, in_full(changed.budget))


def test_a_budget_with_faults_is_not_recalculated() -> None:
    budget = small(*LINES, formulas=FORMULAS)

    with pytest.raises(AssertionError, match="is prepared, not recalculated"):
        recalculate(calculated(budget), replace(budget, lines=()))
