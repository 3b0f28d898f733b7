"""A formula is read as a spreadsheet reads it; what cannot be read is named with its place and mend."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.source import Fault, Place
from votebook.core.measure.unit import PURE, Unit
from votebook.core.plan.language.expression import (
    Covered,
    Expression,
    Extreme,
    Name,
    Negation,
    Number,
    Operation,
    Summation,
    every_part,
)
from votebook.core.plan.language.formula import LENGTH_MAX, parse_formula, point_into

CELL = Place("components.csv", 3, 4)


def read(text: str) -> Expression:
    """Read a formula that can be read."""
    expression = parse_formula(text, CELL)
    assert not isinstance(expression, Fault), expression
    return expression


def told(expression: Expression) -> str:
    """Print a tree with every bracket, so that a table can show how a text was read."""
    match expression:
        case Number():
            unit = "" if expression.unit == PURE else f" {expression.unit}"
            return f"{expression.value}{unit}"
        case Covered():
            return expression.duration.value
        case Name():
            picks = ", ".join(f"{p.dimension or '?'}={p.member}" for p in expression.picks)
            prior = f"@{expression.comparative}" if expression.comparative else ""
            return expression.name + (f"[{picks}]" if picks else "") + prior
        case Negation():
            return f"-{told(expression.operand)}"
        case Operation():
            return f"({told(expression.left)} {expression.sign} {told(expression.right)})"
        case Summation():
            return f"sum({told(expression.operand)} over {', '.join(expression.dimensions)})"
        case Extreme():
            return f"{expression.function}({', '.join(map(told, expression.operands))})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("675 * 12", "(675 * 12)"),
        ("website_support * months + £12000", "((website_support * months) + 12000 £)"),
        ("sum(fte * grade_rate, grade)", "sum((fte * grade_rate) over grade)"),
        ("sum(fte, area, grade)", "sum(fte over area, grade)"),
        ("-10% * (secas_core + secas_sme)", "(-1/10 * (secas_core + secas_sme))"),
        ("min(office_rent * months, £24000)", "min((office_rent * months), 24000 £)"),
        ("max(a)", "max(a)"),
        ("meetings[ssc] * room_rate", "(meetings[?=ssc] * room_rate)"),
        ("fte[grade=grade_4, area=tag]", "fte[grade=grade_4, area=tag]"),
        ("user_cio@outturn_2019_20 / 2", "(user_cio@outturn_2019_20 / 2)"),
        ("a - b - c", "((a - b) - c)"),
        ("a / b / c", "((a / b) / c)"),
        ("a - (b - c)", "(a - (b - c))"),
        ("a + b * c", "(a + (b * c))"),
        ("--a", "--a"),
        ("a * -b", "(a * -b)"),
        ("28 day * 150 £/day", "(28 day * 150 £/day)"),
        ("1.5 FTE", "3/2 FTE"),
        ("2 £/FTE/month", "2 £/FTE/month"),
        (".5", "1/2"),
        ("£0.50", "1/2 £"),
        ("£ 7", "7 £"),
        ("12.5 %", "1/8"),
        ("days + working_days", "(days + working_days)"),
        ("  a\n+\tb ", "(a + b)"),
        ("28 day / fte", "(28 day / fte)"),
        ("£12/month", "(12 £ / month)"),
    ],
)
def test_a_formula_reads_as_in_a_spreadsheet(text: str, tree: str) -> None:
    assert told(read(text)) == tree


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "at character 1 of '' stands nothing", "a formula such as rate * months"),
        ("a + * b", "at character 5 of 'a + * b' stands '*'", "a number, a name or a bracket"),
        ("a b", "at character 3 of 'a b' stands 'b'", "an operator or the end"),
        ("a +", "at character 4 of 'a +' the formula ends", "a number, a name or a bracket"),
        ("(a", "the formula ends", ") to close the bracket"),
        ("a)", "stands ')'", "an operator or the end"),
        ("£12,000", "stands ','", "without thousands commas"),
        ("£", "stands '£'", "a number after the £"),
        ("%", "stands '%'", "a number before the %"),
        ("$5", "stands '$'", "a book has one currency"),
        ("a \N{MINUS SIGN} b", "stands '\N{MINUS SIGN}'", "a plain minus, -"),
        ("a \N{MULTIPLICATION SIGN} b", "stands '\N{MULTIPLICATION SIGN}'", "expected *"),
        ("2^3", "stands '^'", "the product written out: a * a"),
        ("a & b", "stands '&'", "one of + - * / ( ) [ ] , = @"),
        (
            "\N{ARABIC-INDIC DIGIT THREE}",
            "stands '\N{ARABIC-INDIC DIGIT THREE}'",
            "a number, a name or a unit",
        ),
        ("sum(a)", "stands ')'", "a comma and the dimension to sum over"),
        ("sum(a, 3)", "stands '3'", "the name of a dimension"),
        ("sum a", "stands 'a'", "( after sum"),
        ("min(a, b", "the formula ends", ") to close min"),
        ("sum(a, b", "the formula ends", ") to close sum"),
        ("a[", "the formula ends", "the name of a member"),
        ("a[b=]", "stands ']'", "the name of a member"),
        ("a[b", "the formula ends", "] after the members"),
        ("a[sum]", "stands 'sum'", "the name of a member"),
        ("a@", "the formula ends", "the name of a comparative"),
        ("year * 2", "stands 'year'", "a number, a name or a bracket"),
        ("12 months", "stands '12 months'", "write '12 * months', or '12 month'"),
        ("£5 day", "stands '£5 day'", "it has a £ before it and 'day' after it"),
        ("1234567890123456", "stands '1234567890123456'", "more than 15 digits"),
        ("3 " + "x" * 41, "stands '3 x", "is no unit"),
        ("1.2.3", "stands '.3'", "an operator or the end"),
        ("1_000", "stands '_000'", "an operator or the end"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place_and_mend(text: str, found: str, expected: str) -> None:
    fault = parse_formula(text, CELL)

    assert isinstance(fault, Fault)
    assert fault.place == CELL
    assert found in fault.found
    assert expected in fault.expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 100_000, "formula.too-long"),
        ("1+" * (LENGTH_MAX // 2) + "1", "formula.too-long"),
        ("(" * 1_000 + "a" + ")" * 1_000, "formula.too-deep"),
        ("min(" * 500 + "a" + ")" * 500, "formula.too-deep"),
        ("-" * 1_000 + "a", "formula.too-deep"),
        ("+".join("a" * 1_000), "formula.too-deep"),
        ("*".join("a" * 1_000), "formula.too-deep"),
    ],
)
def test_no_text_exhausts_the_reader(text: str, code: str) -> None:
    fault = parse_formula(text, CELL)

    assert isinstance(fault, Fault)
    assert fault.code == code


def test_a_hundred_terms_are_read() -> None:
    expression = read(" + ".join(f"line_{n}" for n in range(100)))

    assert sum(isinstance(part, Name) for part in every_part(expression)) == 100


def test_every_part_knows_the_text_it_was_read_from() -> None:
    text = "min(rent * months, £24000) - sum(fte * rate[g1], grade)"
    quoted = [text[part.span[0] : part.span[1]] for part in every_part(read(text))]

    assert quoted[0] == text
    assert {"rent * months", "£24000", "months", "fte * rate[g1]", "rate[g1]"} <= set(quoted)


def test_two_texts_with_one_meaning_give_equal_trees() -> None:
    assert read("a*(b+£1.50)") == read("a * ( b + £1.5 )")


def test_a_long_formula_is_quoted_around_the_place() -> None:
    assert point_into("x" * 100, 50) == f"at character 51 of '...{'x' * 60}...'"


@given(st.text(alphabet="ab12.£% +-*/()[],=@_summinx\n", max_size=60))
def test_any_text_gives_a_tree_or_a_fault(text: str) -> None:
    outcome = parse_formula(text, CELL)

    assert isinstance(outcome, Fault) or all(isinstance(p, Expression) for p in every_part(outcome))


@given(st.integers(0, 10**12), st.sampled_from(["", "%", " day", " £/day"]))
def test_a_number_keeps_its_value_and_unit(pence: int, suffix: str) -> None:
    expression = read(f"{pence // 100}.{pence % 100:02}{suffix}")

    assert isinstance(expression, Number)
    assert expression.value == Fraction(pence, 10_000 if suffix == "%" else 100)
    assert isinstance(expression.unit, Unit)
