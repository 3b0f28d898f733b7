"""Expiry rule: a line must not be funded beyond its contract unnoticed, and the renewal is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.core.check.books import SOURCE, amount, clean_book, component, line, work_out
from votebook.core.check.expiry import check_expiry
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.contract import Contract

JULY = date(2020, 7, 31)


def audited(expires: date | None, procurement: str = "") -> Budget:
    """The clean book with its audit under a contract, and a project that may renew it."""
    book = clean_book()
    lines = (*book.lines[:3], replace(book.lines[3], contract="auditor"), line("tender", "running", "Tender"))
    contract = Contract(
        "auditor", "the audit contract", "Auditor", SOURCE, expires=expires, procurement=procurement
    )
    stated = (*book.stated, amount("tender", "2020/21", "2500"))
    return replace(book, lines=lines, contracts=(contract,), stated=stated)


def test_a_line_funded_after_its_contract_names_the_project_that_renews_it() -> None:
    (finding,) = check_expiry(work_out(audited(JULY, "tender")))

    assert finding.code == "check.funded-after-expiry"
    assert finding.explain() == (
        "Audit pays for the audit contract, which ends on 2020-07-31, and is funded beyond that day: "
        "£5,000 in 2020/21 and £5,000 in 2021/22. The project Tender (£2,500 in 2020/21) procures its "
        "successor, whose price is not known yet. To settle it, either record the successor contract, or the "
        "decision to procure it, with its price, or end the line's component with the contract on 2020-07-31."
    )


def test_a_contract_without_a_renewal_is_said_so() -> None:
    (finding,) = check_expiry(work_out(audited(JULY)))

    assert "No project procures a successor." in finding.explain()
    assert len(finding.places) == 2


def test_a_renewal_without_money_is_said_so() -> None:
    book = audited(JULY, "tender")
    book = replace(book, stated=book.stated[:2])

    (finding,) = check_expiry(work_out(book))

    assert "The project Tender procures its successor but has no provision." in finding.explain()


@pytest.mark.parametrize("expires", [None, date(2022, 3, 31), date(2025, 1, 1)])
def test_a_contract_that_outlasts_the_budget_is_no_finding(expires: date | None) -> None:
    assert check_expiry(work_out(audited(expires))) == ()


def test_a_contract_that_ends_with_a_year_is_no_finding_for_that_year() -> None:
    (finding,) = check_expiry(work_out(audited(date(2021, 3, 31))))

    assert [year for year, _ in finding.provisions] == ["2021/22"]


def test_a_component_that_ends_with_its_contract_is_no_finding() -> None:
    book = audited(JULY)
    lines = tuple(replace(one, contract="") for one in book.lines)
    room = component("room", "rent * months", window=Window(end=JULY), contract="auditor")
    book = replace(book, lines=lines, components=(room, *book.components[1:]))

    assert check_expiry(work_out(book)) == ()


def test_a_component_that_outlives_its_contract_is_a_finding() -> None:
    book = audited(JULY)
    lines = tuple(replace(one, contract="") for one in book.lines)
    room = component("room", "rent * months", contract="auditor")
    book = replace(book, lines=lines, components=(room, *book.components[1:]))

    (finding,) = check_expiry(work_out(book))

    assert finding.line.ref == "room"
    assert finding.size == 12000
