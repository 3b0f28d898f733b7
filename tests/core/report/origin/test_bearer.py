"""A member is explained by the lines charged to it, a contract by its terms and what pays it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.report.accounts import ACCOUNTS, OURS, calculated
from votebook.core.plan.contract import Contract
from votebook.core.report.origin.bearer import explain_contract, explain_member

CONTRACT = Contract(
    "hosting",
    "Hosting",
    "A firm",
    OURS,
    date(2019, 4, 1),
    date(2022, 3, 31),
    is_indexed=False,
    is_passed_through=True,
    procurement="switching",
)


def test_a_member_bears_its_lines_and_those_within_it() -> None:
    root = explain_member(calculated(ACCOUNTS), "area", "technical", "2020/21").root

    assert {"tabasc_job", "tag_job"} <= {part.ref for part in root.parts}
    assert root.value == sum((part.value or Fraction(0) for part in root.parts), Fraction(0))


def test_a_member_without_lines_is_said_to_have_none() -> None:
    root = explain_member(calculated(ACCOUNTS), "grade", "grade_4", "2020/21").root

    assert (root.value, root.remarks) == (None, ("No line is charged to it in 2020/21.",))


def test_a_contract_tells_its_terms_and_who_pays() -> None:
    lines = tuple(replace(line, contract="hosting" if line.ref == "chair" else "") for line in ACCOUNTS.lines)
    calculation = calculated(replace(ACCOUNTS, lines=lines, contracts=(CONTRACT,)))

    root = explain_contract(calculation, CONTRACT, "2020/21").root

    assert [part.ref for part in root.parts] == ["chair"]
    assert root.value == Fraction("24000.5")
    assert root.remarks == (
        "It is with A firm from 1 Apr 2019, and expires on 31 Mar 2022.",
        "Its price may not be indexed.",
        "Its cost is passed through.",
        "Its successor is procured by switching.",
    )


def test_a_contract_that_nothing_pays_is_said_to_be_so() -> None:
    root = explain_contract(calculated(ACCOUNTS), replace(CONTRACT, counterparty=""), "2020/21").root

    assert root.value is None
    assert root.remarks[-1] == "Nothing is paid under it in 2020/21."
