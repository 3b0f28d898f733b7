"""A column's formula is worked out exactly, keeps its units, and shows whether a reader can add it up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from votebook.core.measure.source import NOWHERE, Fault
from votebook.core.measure.unit import POUNDS, PURE, parse_unit
from votebook.core.plan.language.expression import Expression
from votebook.core.report.derivation import columns_in, derive, read_derivation, signed_columns, unit_of

FTE = parse_unit("FTE")


def read(text: str) -> Expression:
    expression = read_derivation(text, NOWHERE)
    assert not isinstance(expression, Fault)
    return expression


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a", "10"),
        ("-a", "-10"),
        ("a - b * 2", "4"),
        ("(a - b) / b", "7/3"),
        ("a * 5%", "1/2"),
        ("a / nil", None),
        ("-(a / nil)", None),
        ("1 + a / nil", None),
    ],
)
def test_a_formula_is_worked_out_exactly(formula: str, value: str | None) -> None:
    found = derive(read(formula), {"a": Fraction(10), "b": Fraction(3), "nil": Fraction(0)})

    assert found == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    ("formula", "signed"),
    [
        ("a", ((1, "a"),)),
        ("a - b", ((1, "a"), (-1, "b"))),
        ("a - (b - c)", ((1, "a"), (-1, "b"), (1, "c"))),
        ("-a + b", ((-1, "a"), (1, "b"))),
        ("a * 2", None),
        ("a + 1", None),
        ("-(a / b)", None),
        ("a - b * c", None),
    ],
)
def test_only_a_plain_sum_or_difference_can_be_added_up(
    formula: str, signed: tuple[tuple[int, str], ...] | None
) -> None:
    assert signed_columns(read(formula)) == signed


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("a + b", "£"),
        ("-a", "£"),
        ("a / fte", "£/FTE"),
        ("a / b", "1"),
        ("a * 2", "£"),
        ("a + fte", "'a + fte' adds £ and FTE"),
        ("-(a + fte) * 2", "'a + fte' adds £ and FTE"),
        ("2 * (a + 1)", "'a + 1' adds £ and 1"),
    ],
)
def test_units_are_kept_or_the_mixture_is_named(formula: str, unit: str) -> None:
    assert FTE is not None
    units = {"a": POUNDS, "b": POUNDS, "fte": FTE}

    assert str(unit_of(read(formula), units, formula)) == unit


def test_each_column_is_named_once_in_the_order_of_the_text() -> None:
    assert columns_in(read("b + a - b * 2")) == ("b", "a")
    assert str(unit_of(read("5%"), {}, "5%")) == str(PURE)
