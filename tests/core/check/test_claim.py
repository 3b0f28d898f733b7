"""Claim rule: a figure in the prose is read as closely as it is meant, and blamed on the table it repeats."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.check.printed import print_table
from votebook.core.check.casting import trace_roots
from votebook.core.check.claim import Judgement, WeighedClaim, cell_address, judge_claims
from votebook.core.check.comparison import Address, Comparison
from votebook.core.check.finding import Severity
from votebook.core.check.published import Claim, Reading
from votebook.core.measure.source import Place

MEETINGS = print_table(
    "meetings", "row prior forecast\npanel 14 17\nssc 130 145", sums={"total": "panel ssc"}
)


def judge(
    printed: str,
    calculated: str | None,
    reading: Reading = Reading.EXACT,
    *,
    cell: str = "",
    paper: Comparison = MEETINGS,
    unit: str = "£",
) -> Judgement:
    claim = Claim(
        "3.4", "what is claimed", cell, "" if cell else "growth", "", printed, reading, Place("claims.csv", 2)
    )
    value = None if calculated is None else Fraction(calculated)
    return judge_claims([WeighedClaim(claim, value, unit, "growth has no value")], paper, trace_roots(paper))


@pytest.mark.parametrize(
    ("printed", "calculated", "reading"),
    [
        ("£20,000", "20000", Reading.EXACT),
        ("£602,738", "602737.8", Reading.EXACT),
        ("£10k", "10000", Reading.EXACT),
        ("£10k", "9500", Reading.EXACT),
        ("13%", "0.125", Reading.EXACT),
        ("12%", "0.125", Reading.AROUND),
        ("£2,000", "2099", Reading.AROUND),
        ("£1.2m", "1150000", Reading.AROUND),
        ("£1m", "1200000", Reading.AT_LEAST),
    ],
)
def test_a_claim_within_its_reading_is_no_finding(printed: str, calculated: str, reading: Reading) -> None:
    assert judge(printed, calculated, reading).findings == ()


@pytest.mark.parametrize(
    ("printed", "calculated", "reading", "severity"),
    [
        ("£20,000", "20100", Reading.EXACT, Severity.ERROR),
        ("12%", "0.125", Reading.EXACT, Severity.NOTE),
        ("£10k", "9499", Reading.EXACT, Severity.NOTE),
        ("£10k", "8900", Reading.EXACT, Severity.ERROR),
        ("£2,000", "2200", Reading.AROUND, Severity.ERROR),
        ("£1m", "999999", Reading.AT_LEAST, Severity.ERROR),
        ("-£5", "5", Reading.EXACT, Severity.ERROR),
    ],
)
def test_a_claim_beyond_its_reading_is_a_finding(
    printed: str, calculated: str, reading: Reading, severity: Severity
) -> None:
    (finding,) = judge(printed, calculated, reading).findings

    assert finding.code == "check.prose-disagrees"
    assert finding.severity is severity


def test_a_percentage_rounded_down_says_both_figures() -> None:
    (finding,) = judge("12%", "0.125", unit="%").findings

    assert finding.explain().startswith(
        "Section 3.4, what is claimed: the prose prints 12%, which is meant exactly, and the figure comes to "
        "12.5%. The difference is one of rounding."
    )


def test_prose_gives_the_direction_in_words() -> None:
    assert judge("£917,000", "-917000").findings == ()


def test_a_claim_that_gives_no_figure_is_named() -> None:
    (blank,) = judge("many", "5").findings
    (unknown,) = judge("£5", None).findings

    assert "many is not a figure" in blank.explain()
    assert "growth has no value" in unknown.explain()
    assert blank.severity is Severity.WARNING


def test_a_claim_that_is_right_where_its_table_is_wrong_is_a_witness() -> None:
    paper = print_table(
        "t", "row budget\na 100000\nb 50000", sums={"sum": "a b"}, printed={"sum/budget": "100,000"}
    )

    judgement = judge("£150,000", "150000", cell="t/sum/budget", paper=paper)

    ((symptom,),) = judgement.symptoms.values()
    assert symptom.explain().endswith("it is right and contradicts t, sum, budget.")


def test_a_formula_that_repeats_a_wrong_table_figure_is_its_symptom() -> None:
    paper = print_table(
        "t", "row budget\na 100000\nb 50000", sums={"sum": "a b"}, printed={"sum/budget": "100,001"}
    )

    judgement = judge("£100,001", "150000", paper=paper)

    assert list(judgement.symptoms) == [Address("t", "sum", "budget")]


def test_a_claim_that_misquotes_a_right_table_stands_alone() -> None:
    judgement = judge("£164", "162", cell="meetings/total/forecast")

    assert judgement.symptoms == {}
    assert [finding.code for finding in judgement.findings] == ["check.prose-disagrees"]


def test_a_cell_is_named_by_statement_row_and_column() -> None:
    assert cell_address("t/sum/budget") == Address("t", "sum", "budget")
    assert cell_address("t/sum") is None
