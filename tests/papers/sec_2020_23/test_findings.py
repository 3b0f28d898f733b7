"""The SEC paper's own inconsistencies, worked out by hand: each is found, once, by rules that know no paper.

Everything the examination says about the book is expected here by code and place. A finding that is not
in the list would be a false alarm, and a line of the list that is not found would be missed.
"""

from __future__ import annotations

import pytest

from votebook.app.book import Book
from votebook.core.check.casting import DeviatingFigure
from votebook.core.check.examination import examine
from votebook.core.check.finding import Finding, Severity
from votebook.core.plan.calculation import Calculation
from votebook.core.report.table import Table

ROOTS = {
    "table_06/total/approved": "check.omitted-row",  # 4,327,809 leaves out Committee Support, 903,259
    "table_02/people/approved": "check.places-disagree",  # 4,995,769 against Table 6's rows, 5,231,068
    "table_06/security_total/budget": "check.omitted-row",  # 1,560,092 leaves out Privacy, 42,331
}

ROUNDINGS = {
    "table_01/total/y2020",  # 8,349,486, the printed parts add to 8,349,487
    "table_01/total/y2022",  # 7,829,421, the printed parts add to 7,829,422
    "table_02/services/approved",  # 5,429,069, Table 6's rows and accommodation add to 5,429,068
    "table_03/panel_board/total",  # 664,239, printed parts 664,238
    "table_03/ssc/total",  # 1,634,853, printed parts 1,634,854
    "table_03/privacy/total",  # 42,331, printed parts 42,332
    "table_03/total/sme",  # 1,325,495, printed parts 1,325,496
    "table_05/panel_board/total",  # 496,787, printed parts 496,786
    "table_05/ssc/total",  # 1,438,853, printed parts 1,438,854
    "table_06/change/variance",  # -28,666, printed columns -28,665
}

OTHERS = {
    ("check.amount-out-of-reach", "Meeting Room"): "at least £172,000, so the amount is £3,000 too little",
    (
        "check.drivers-miss-amount",
        "Line 14 Website",
    ): "the drivers give £20,100 and the published amount is £20,000",
    ("check.equal-drivers-differ", "TABASC"): "TABASC with £462,581 and Core Team: TAG with £482,012",
    (
        "check.funded-after-expiry",
        "User CIO",
    ): "User CIO Procurement (£25,000 in 2020/21) procures its successor",
    ("check.pool-charged-to-few", "Line 8 All Sub-Committees"): "£30,000 in 2020/21, serves 6 members",
    (
        "check.comparative-not-restated",
        "Table 2",
    ): "SECCo & Panel Operations shows £257,116, of which £182,970",
    (
        "check.comparative-not-restated",
        "Table 4",
    ): "Total shows £257,116, of which £182,970 is reclassification",
    ("check.comparative-not-restated", "Table 6"): "shows £733,919, of which £320,000 is reclassification",
    ("check.remainder-unallocated", "Committee Support"): "£597,000 remains unallocated",
    ("check.heading", "Table 2"): "says Draft",
    ("check.heading", "Table 4"): "says Draft",
    ("check.heading", "Table 6"): "says Draft",
    ("check.heading", "Table 9"): "says 2019/21",
    ("check.prose-disagrees", "meetings above the 2019/20 budget"): "the figure comes to 12.5%",
    ("check.earlier-estimate-differs", "£7,571,550"): "(10.3%) more",
    ("check.fitted-rates-leave-residual", "Implied yearly rate"): "9 lines keep a residual",
    ("check.lines-unowned", "no obligation"): "Line 3 Legal",
}


@pytest.fixture(scope="module")
def findings(book: Book, calculation: Calculation, tables: dict[str, Table]) -> tuple[Finding, ...]:
    """What the examination of the book and its paper finds."""
    return examine(calculation, tables.values(), book.published)


@pytest.fixture(scope="module")
def figures(findings: tuple[Finding, ...]) -> dict[str, DeviatingFigure]:
    """The figures that deviate and follow from no other, by where they stand."""
    return {str(f.figure.address): f for f in findings if isinstance(f, DeviatingFigure)}


def test_the_wrong_figures_of_the_tables_are_found_with_their_causes(
    figures: dict[str, DeviatingFigure],
) -> None:
    errors = {at: finding.code for at, finding in figures.items() if finding.severity is Severity.ERROR}

    assert errors == ROOTS


def test_what_needs_unpublished_pence_is_noted_and_nothing_else(figures: dict[str, DeviatingFigure]) -> None:
    notes = {at for at, finding in figures.items() if finding.code == "check.rounding"}

    assert notes == ROUNDINGS


def test_both_figures_of_the_grand_total_are_shown(figures: dict[str, DeviatingFigure]) -> None:
    said = figures["table_01/total/y2020"].explain()

    assert "prints £8,349,486" in said
    assert "The printed figures that it is made of come to £8,349,487" in said


@pytest.mark.parametrize(("expected", "said"), OTHERS.items(), ids=str)
def test_each_other_inconsistency_is_found_once(
    findings: tuple[Finding, ...], expected: tuple[str, str], said: str
) -> None:
    code, about = expected
    found = [f for f in findings if f.code == code and about in f.explain() and said in f.explain()]

    assert len(found) == 1
    assert len(found[0].settlements) == 2


def test_nothing_is_found_that_is_not_expected(findings: tuple[Finding, ...]) -> None:
    expected = [*ROOTS.values(), *("check.rounding" for _ in ROUNDINGS), *(code for code, _ in OTHERS)]

    assert sorted(finding.code for finding in findings) == sorted(expected)


def test_the_wrong_security_subtotal_carries_its_variance_the_totals_and_the_prose_beneath_it(
    figures: dict[str, DeviatingFigure],
) -> None:
    symptoms = [symptom.explain() for symptom in figures["table_06/security_total/budget"].symptoms]

    assert [text.split(":")[0] for text in symptoms] == [
        "Table 6, Sub total of Security & Privacy, Variance to estimated outturn, printed as -£74,211",
        "Table 6, Total, 2020/21 approved budget, printed as £6,027,378",
        "Table 6, Total, Variance to estimated outturn, printed as £494,256",
        "Section 3.2.1, Security & Privacy falls by, prints £74,211",
    ]


def test_the_total_beneath_table_2_contradicts_its_own_row(figures: dict[str, DeviatingFigure]) -> None:
    finding = figures["table_02/people/approved"]

    assert "the rows under Table 6, Total, 2019/20 approved budget add to £5,231,068" in finding.explain()
    assert "printed as £5,429,069" in finding.symptoms[0].explain()


def test_prose_that_repeats_a_rounded_total_is_no_finding_of_its_own(findings: tuple[Finding, ...]) -> None:
    symptoms = [symptom.text for finding in findings for symptom in finding.symptoms]

    for printed in ("£8,349,486", "£7,829,421", "£7,753,956", "£509,230"):
        assert any(text.startswith("Section 1") and f"prints {printed}" in text for text in symptoms)


def test_errors_are_read_first_the_largest_gap_leading(findings: tuple[Finding, ...]) -> None:
    assert [finding.size for finding in findings if finding.severity is Severity.ERROR] == [
        903259,
        235299,
        42333,
        3000,
    ]
