"""Formulas share a shape only when they differ in nothing but names, numbers and spaces."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.plan.invention import YEARS, parameter
from tests.core.plan.oracle import Oracle
from tests.core.plan.small import calculated, faults_of, line, small, with_parameters
from votebook.core.measure.money import Money
from votebook.core.plan.budget import Budget
from votebook.core.plan.model import Model, prepare

FIRST = str(YEARS[0])
START = date(2018, 4, 1)
NAMES = re.compile(r"(?:£ ?)?[0-9]+(?: ?[£%])?|[a-z_]+")
VALUES = {"fee": "7", "credit": "3", "rebate": "5", "half": "0.5", "part": "-4"}
PARAMETERS = tuple(
    parameter(name, "1" if name in ("half", "part") else "£", [((), START, Fraction(value))])
    for name, value in VALUES.items()
)


def book_of(*formulas: str) -> Budget:
    """A budget with a line for each formula over three amounts and two pure numbers."""
    lines = tuple(line(f"line_{number}") for number in range(len(formulas)))
    written = {f"line_{number}": formula for number, formula in enumerate(formulas)}
    return small(*lines, formulas=written, parameters=PARAMETERS)


def without_faults(formulas: list[str]) -> list[str]:
    """The formulas that can be calculated; those of a book stand in rows from 2."""
    outcome = prepare(book_of(*formulas))
    rows = set() if isinstance(outcome, Model) else {fault.place.line for fault in outcome}
    return [formula for row, formula in enumerate(formulas, 2) if row not in rows]


class Scribe:
    """Writes formulas of few names with signs and spaces by chance, so that many nearly look alike."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def space(self) -> str:
        return self.chance.choice(["", "", " ", " ", "\t"])

    def signs(self) -> str:
        return "".join(f"-{self.space()}" for _ in range(self.chance.choice([0, 0, 1, 1, 2])))

    def pounds(self, depth: int) -> str:
        """A sum of two or three products in pounds."""
        terms = [self.product(depth) for _ in range(self.chance.choice([2, 2, 3]))]
        written = terms[0]
        for term in terms[1:]:
            written += f"{self.space()}{self.chance.choice('+--')}{self.space()}{term}"
        return written

    def product(self, depth: int) -> str:
        """An amount or a bracket, often times a pure number, each with its own signs."""
        chance = self.chance
        pure = chance.choice(["half", "half", "part", "2", "10%", "10 %"])
        factor = f"{self.signs()}{pure}{self.space()}*{self.space()}" if chance.random() < 0.5 else ""
        amount = chance.choice(["fee", "credit", "rebate", "fee", "£2", "£ 2", "2 £"])
        if depth and chance.random() < 0.2:
            amount = f"({self.space()}{self.pounds(depth - 1)}{self.space()})"
        return f"{factor}{self.signs()}{amount}"

    def moved(self, formula: str) -> str:
        """The same words in the same order, with the signs and spaces between them moved to other gaps."""
        words = NAMES.findall(formula)
        between = " ".join(NAMES.split(formula))
        spaces = [at for at, character in enumerate(between) if character == " "]
        cuts = [-1, *sorted(self.chance.sample(spaces, len(words))), len(between)]
        gaps = [between[before + 1 : after] for before, after in pairwise(cuts)]
        return "".join(gap + word for gap, word in zip(gaps, [*words, ""], strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("half*fee- -credit", "half* -fee-credit"),
        ("fee - -credit- rebate", "fee -credit- - rebate"),
        ("half*credit-( -rebate)", "half* -(credit-rebate)"),
        ("half*fee--credit", "half*-fee-credit"),
    ],
)
def test_a_minus_that_stands_elsewhere_makes_another_formula(one: str, other: str) -> None:
    for formulas in ((one, other), (other, one)):
        budget = book_of(*formulas)
        calculation, oracle = calculated(budget), Oracle(budget)

        found = [calculation.provision(each.ref, FIRST) for each in budget.lines]

        assert found == [oracle.provision(each.ref, FIRST) for each in budget.lines]
        assert found[0] != found[1]


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_of_many_formulas_that_nearly_look_alike_each_comes_to_its_own_figure(seed: int) -> None:
    scribe = Scribe(seed)
    written = [scribe.pounds(1) for _ in range(20)]
    moved = [scribe.moved(formula) for formula in written for _ in range(15)]
    budget = book_of(*without_faults([*written, *moved]))

    calculation, oracle = calculated(budget), Oracle(budget)

    for each in budget.lines:
        formula = budget.components_by_line[each.ref][0].formula
        assert calculation.provision(each.ref, FIRST) == oracle.provision(each.ref, FIRST), formula


def test_formulas_that_differ_in_names_numbers_and_spaces_alone_share_a_shape() -> None:
    model = prepare(book_of("half*fee- -credit", " half *  rebate --\tfee ", "part*credit-  -rebate"))

    assert isinstance(model, Model)
    assert len(model.groups) == 1


@pytest.mark.parametrize("formulas", [("fee credit", "fee - credit"), ("fee - credit", "fee credit")])
def test_a_formula_that_cannot_be_read_keeps_no_other_from_being_read(formulas: tuple[str, ...]) -> None:
    faults = faults_of(book_of(*formulas))

    assert [fault.code for fault in faults] == ["formula.syntax"]


def test_a_quotient_with_spaces_divides_by_a_name_and_without_is_a_unit() -> None:
    budget = with_parameters(
        small(line("one"), line("two"), formulas={"one": "6 £/day * days", "two": "6 £ / day * days"}),
        parameter("day", "day", [((), START, Fraction(3))]),
    )

    calculation = calculated(budget)

    assert calculation.provision("one", FIRST) == Money(6 * 366 * 100)
    assert calculation.provision("two", FIRST) == Money(6 * 122 * 100)
