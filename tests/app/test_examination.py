"""A book is examined with all its statements; only what is more than a note needs somebody to act."""

from __future__ import annotations

from dataclasses import replace

from tests.app.shelf import opened
from tests.app.test_statements import ONE
from tests.core.plan.small_book import BUDGET
from votebook.app.examination import check_book, needs_action
from votebook.core.check.finding import Severity
from votebook.core.check.published import PublishedCell, PublishedPaper, PublishedTable
from votebook.core.plan.line import Component
from votebook.core.report.statement import Column, Measure


def test_a_published_figure_that_deviates_is_found() -> None:
    paper = PublishedPaper((PublishedTable("one", (PublishedCell("website_website", "now", "£2,000"),)),))

    findings, faults = check_book(opened(statements=(ONE,), published=paper))

    assert faults == ()
    assert any("£2,000" in finding.explain() for finding in findings)
    assert needs_action(findings)


def test_a_statement_that_cannot_be_worked_out_is_a_fault() -> None:
    bad = replace(ONE, columns=(Column("now", Measure.PROVISION, "1999/00"),))

    findings, faults = check_book(opened(statements=(bad,)))

    assert findings == ()
    assert len(faults) == 1


def test_what_could_not_be_calculated_is_found() -> None:
    component = Component("idle", "ratio", "", "£1 / (support / support - 1)")
    book = opened(replace(BUDGET, components=(*BUDGET.components, component)))

    findings, _ = check_book(book)

    assert any("divides by nil" in finding.explain() for finding in findings)


def test_notes_alone_need_no_action() -> None:
    findings, _ = check_book(opened())
    notes = tuple(finding for finding in findings if finding.severity is Severity.NOTE)

    assert not needs_action(notes)
