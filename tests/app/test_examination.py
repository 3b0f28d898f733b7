"""A book is examined with all its statements; only what is more than a note needs somebody to act."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.app.shelf import opened
from tests.app.test_statements import ONE
from tests.core.plan.small_book import BUDGET
from votebook.app.examination import check_book, needs_action
from votebook.core.check.finding import Severity
from votebook.core.check.published import PublishedCell, PublishedPaper, PublishedTable
from votebook.core.measure.source import Source, SourceKind
from votebook.core.plan.budget import CategoryEstimate
from votebook.core.plan.structure import Category, Structure
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


def test_an_estimate_that_could_not_be_spread_is_found() -> None:
    spread = CategoryEstimate("empty", "2021/22", Fraction(100), True, Source(SourceKind.OURS))
    structure = Structure((*BUDGET.structure.categories, Category("empty", "Empty")))

    findings, _ = check_book(opened(replace(BUDGET, structure=structure, estimates=(spread,))))

    said = [finding.explain() for finding in findings]
    assert any("The estimate of 'empty' for 2021/22 is not spread" in one for one in said)
    assert not any("is spread by the approved year" in one for one in said)


def test_notes_alone_need_no_action() -> None:
    findings, _ = check_book(opened())
    notes = tuple(finding for finding in findings if finding.severity is Severity.NOTE)

    assert not needs_action(notes)
