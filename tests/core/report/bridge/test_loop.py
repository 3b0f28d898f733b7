"""Lines that come to use each other when two versions are compared have a variance, whichever comes first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.report.plans import Plan, budget
from votebook.core.measure.money import Money
from votebook.core.plan.budget import Budget
from votebook.core.plan.structure import Category, Structure
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.bridge.loop import order_places
from votebook.core.report.variance import VarianceSplit, split_variance

PLACES = Structure(tuple(Category(ref, ref) for ref in ("one", "two", "three")))
"""In the first version a is in one and b in two; in the second a is in three and b in one."""


def version(a: str, b: str, c: str, d: str, order: tuple[int, ...] = (0, 1, 2, 3)) -> Budget:
    """A version in which a takes a tenth of two, and b a tenth of three."""
    made = budget({f"{a}.a": "10% * two", f"{b}.b": "10% * three", "two.c": c, "three.d": d})
    return replace(made, structure=PLACES, lines=tuple(made.lines[place] for place in order))


def split(of: Budget, against: Budget) -> VarianceSplit:
    result = split_variance(Plan(of), "2020/21", Plan(against), "2020/21")
    assert isinstance(result, VarianceSplit)
    return result


BEFORE = version("one", "two", "£100", "£100")
AFTER = version("three", "one", "£200", "£300")


def test_lines_that_use_each_other_only_across_versions_are_unexplained_to_each_other() -> None:
    result = split(AFTER, BEFORE)

    assert [(row.ref, row.of.pence, row.against.pence) for row in result.rows if row.is_line] == [
        ("b", 3200, 1000),
        ("c", 20000, 10000),
        ("a", 2000, 1100),
        ("d", 30000, 10000),
    ]
    assert all(row.parts.total == row.variance for row in result.rows)
    assert result.row("a").parts.part(Cause.UNEXPLAINED) != Money(0)


def test_a_variance_of_such_versions_read_backwards_turns_every_sign() -> None:
    forth, back = split(AFTER, BEFORE), split(BEFORE, AFTER)

    assert {row.ref: row.parts for row in forth.rows} == {row.ref: -row.parts for row in back.rows}


@pytest.mark.parametrize("order", list(permutations(range(4)))[1::5])
def test_the_order_of_the_lines_means_nothing(order: tuple[int, ...]) -> None:
    turned = split(
        version("three", "one", "£200", "£300", order), version("one", "two", "£100", "£100", order)
    )

    assert {row.ref: row.parts for row in turned.rows} == {
        row.ref: row.parts for row in split(AFTER, BEFORE).rows
    }


def test_a_long_row_of_lines_that_each_use_the_next_is_split() -> None:
    places = {f"p{n}": (f"p{n + 1}",) for n in range(5000)} | {"p5000": ()}

    order = order_places(places)

    assert order.refs == tuple(f"p{n}" for n in range(5000, -1, -1))
    assert not order.looped


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef")), min_size=6))
def test_every_place_stands_after_those_it_uses_unless_both_are_in_loops(used: dict[str, set[str]]) -> None:
    order = order_places(used)

    assert sorted(order.refs) == sorted(used)
    for ref, places in used.items():
        for place in places:
            is_before = order.refs.index(place) < order.refs.index(ref)
            assert is_before or {ref, place} <= order.looped
