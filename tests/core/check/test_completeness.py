"""Completeness rule: inputs do something and stand on something, identities hold, and gaps are said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.check.books import SOURCE, clean_book, component, overview, parameter, work_out
from votebook.core.check.completeness import check_completeness
from votebook.core.check.finding import Finding
from votebook.core.check.published import Claim, PublishedPaper, Reading
from votebook.core.measure.source import Source, SourceKind
from votebook.core.plan.budget import Budget, CategoryEstimate, Identity
from votebook.core.plan.parameter import Role
from votebook.core.report.statement import Column, Measure


def check(book: Budget, paper: PublishedPaper | None = None) -> tuple[Finding, ...]:
    return check_completeness(work_out(book), (overview(),), paper or PublishedPaper())


def with_calls(role: Role) -> Budget:
    book = clean_book()
    return replace(book, parameters=(*book.parameters, parameter("calls", "call", role, {(): 50})))


def test_a_clean_book_has_no_finding() -> None:
    assert check(clean_book()) == ()


def test_a_parameter_that_nothing_uses_is_a_finding() -> None:
    (finding,) = check(with_calls(Role.VOLUME))

    assert finding.code == "check.unused-parameter"
    assert "The parameter calls (Calls) changes no amount: nothing uses it." in finding.explain()


def test_an_indicator_need_not_be_used() -> None:
    assert check(with_calls(Role.INDICATOR)) == ()


def test_a_claim_an_identity_and_a_column_use_parameters() -> None:
    book = with_calls(Role.VOLUME)
    claim = Claim("3", "calls", "", "calls", "2020/21", "50", Reading.EXACT)
    identity = Identity("same", "Calls agree", "calls", "calls")
    column = Column("calls", Measure.PARAMETER, "calls", year="2020/21")
    statement = replace(overview(), columns=(*overview().columns, column))

    assert check(book, PublishedPaper(claims=(claim,))) == ()
    assert check(replace(book, identities=(identity,))) == ()
    assert check_completeness(work_out(book), (statement,), PublishedPaper()) == ()


def test_values_without_a_named_source_are_one_finding() -> None:
    bare = Source(SourceKind.ESTIMATE)
    book = clean_book()
    rent = parameter("rent", "£/month", Role.RATE, {(): 1000}, source=bare)
    rate = parameter("day_rate", "£/day", Role.RATE, {(): 300}, source=bare)

    (finding,) = check(replace(book, parameters=(rent, rate, book.parameters[2])))

    assert finding.code == "check.missing-source"
    assert "The source of Rent and Day rate is not named" in finding.explain()


@pytest.mark.parametrize(
    ("right", "broken"), [("sum(visits, area)", 0), ("visits[north]", 2), ("visits[old]", 0)]
)
def test_an_identity_must_hold_in_every_year_for_which_both_sides_have_values(
    right: str, broken: int
) -> None:
    book = replace(clean_book(), identities=(Identity("all", "All visits", "sum(visits, area)", right),))

    found = check(book)

    assert len(found) == broken
    assert all(
        "one side is 80 days and the other 40 days, a difference of 40 days" in f.explain() for f in found
    )


def test_a_spread_estimate_is_marked_once_for_its_category() -> None:
    book = clean_book()
    spread = CategoryEstimate("people", "2021/22", book.stated[0].amount, True, SOURCE)
    book = replace(book, estimates=(spread,))

    notes = [finding for finding in check(book) if finding.code == "check.estimate-spread"]

    assert len(notes) == 1
    assert "People is estimated as a whole (£5,000 for 2021/22)" in notes[0].explain()


def test_lines_that_say_less_than_others_are_one_note() -> None:
    book = clean_book()
    owned = replace(book.lines[0], owner="Clerk", assumption="As last year")
    (finding,) = check(replace(book, lines=(owned, *book.lines[1:])))

    assert finding.code == "check.lines-unowned"
    assert "no owner: Team north, Team south and Audit; no assumption: Team north" in finding.explain()


def test_a_book_that_names_no_owner_at_all_is_left_alone() -> None:
    assert not any(finding.code == "check.lines-unowned" for finding in check(clean_book()))


def test_an_amount_that_cannot_be_calculated_is_a_finding() -> None:
    book = clean_book()
    nil = parameter("nil", "1", Role.SCOPE, {(): 0})
    book = replace(
        book,
        parameters=(*book.parameters, nil),
        components=(*book.components, component("audit", "£5 / nil")),
    )

    found = [finding for finding in check(book) if finding.code == "check.not-calculated"]

    assert found
    assert all(len(finding.places) == 1 and finding.symptoms == () for finding in found)
    assert all("To settle it, either" in finding.explain() for finding in found)


def test_every_kind_of_finding_has_places_and_two_ways_out() -> None:
    identity = Identity("all", "All", "sum(visits, area)", "visits[north]")

    for finding in check(replace(with_calls(Role.VOLUME), identities=(identity,))):
        assert finding.places
        assert all(finding.settlements)
        assert finding.size >= 0
