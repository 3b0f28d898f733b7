"""Mutation rule: a defect planted anywhere in a clean paper is found at its own cell, with its own cause.

More than one cause may fit the same figures (an omitted row may be worth as much as a swap of two
digits), so the planted cause must be the likeliest or stand among the others that the finding names.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.core.check.printed import print_table
from votebook.core.check.casting import DeviatingFigure, find_deviations, trace_roots
from votebook.core.check.claim import WeighedClaim, judge_claims
from votebook.core.check.comparison import Address, Comparison
from votebook.core.check.finding import Severity
from votebook.core.check.published import Claim, Reading
from votebook.core.measure.source import Place

LEAVES = ("chair", "members", "legal", "survey", "team", "experts", "rooms", "office", "space")
SUMS = {
    "board": "chair members legal survey",
    "people": "team experts",
    "accommodation": "rooms office space",
    "total": "board people accommodation",
}
AMOUNTS = st.integers(min_value=1_000, max_value=2_000_000)
TABLES = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=len(LEAVES), max_size=len(LEAVES))
few = settings(max_examples=40)
"""Enough tables for each defect; every one is a different place in different figures."""

COLUMNS = st.sampled_from(["outturn", "budget"])


def plant(amounts: list[tuple[int, int]], printed: dict[str, str] | None = None) -> Comparison:
    rows = "\n".join(f"{row} {a} {b}" for row, (a, b) in zip(LEAVES, amounts, strict=True))
    return print_table(
        "table",
        f"row outturn budget\n{rows}",
        sums=SUMS,
        formulas={"variance": "budget - outturn"},
        printed=printed,
    )


def find(paper: Comparison) -> list[DeviatingFigure]:
    found = find_deviations(paper, trace_roots(paper), {})
    return [finding for finding in found if isinstance(finding, DeviatingFigure)]


def amount_at(paper: Comparison, row: str, column: str) -> int:
    calculated = paper.by_address[Address("table", row, column)].calculated
    assert calculated is not None
    return int(calculated)


def assert_one_root(paper: Comparison, row: str, column: str, code: str) -> DeviatingFigure:
    findings = find(paper)
    assert [finding.figure.address for finding in findings] == [Address("table", row, column)]
    finding = findings[0]
    assert code in {finding.code, *(cause.code for cause in finding.other_causes)}
    assert len(finding.settlements) == 2
    return finding


@few
@given(TABLES)
def test_a_clean_paper_has_no_finding(amounts: list[tuple[int, int]]) -> None:
    assert find(plant(amounts)) == []


@few
@given(TABLES, COLUMNS, st.sampled_from(list(SUMS)), st.data())
def test_a_row_left_out_of_a_sum_is_found_at_the_sum(
    amounts: list[tuple[int, int]], column: str, row: str, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(SUMS[row].split()))
    clean = plant(amounts)
    wrong = amount_at(clean, row, column) - amount_at(clean, part, column)

    paper = plant(amounts, {f"{row}/{column}": str(wrong)})

    finding = assert_one_root(paper, row, column, "check.omitted-row")
    assert finding.severity is Severity.ERROR


@few
@given(TABLES, st.sampled_from(["board", "people", "accommodation"]), st.data())
def test_what_is_carried_on_from_a_wrong_subtotal_is_no_finding_of_its_own(
    amounts: list[tuple[int, int]], row: str, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(SUMS[row].split()))
    clean = plant(amounts)
    short = amount_at(clean, part, "budget")
    carried = {
        f"{sum_row}/{column}": str(amount_at(clean, sum_row, column) - short)
        for sum_row in (row, "total")
        for column in ("budget", "variance")
    }

    finding = assert_one_root(plant(amounts, carried), row, "budget", "check.omitted-row")

    followed = {symptom.place for symptom in finding.symptoms}
    assert len(finding.symptoms) == 3
    assert followed == {finding.figure.place}


@few
@given(TABLES, COLUMNS, st.sampled_from(LEAVES))
def test_a_turned_sign_is_found(amounts: list[tuple[int, int]], column: str, row: str) -> None:
    right = amount_at(plant(amounts), row, column)

    paper = plant(amounts, {f"{row}/{column}": f"({right})"})

    assert_one_root(paper, row, column, "check.sign")


@few
@given(TABLES, COLUMNS, st.sampled_from((*LEAVES, *SUMS)), st.sampled_from([-3, 3, 6]))
def test_a_wrong_unit_is_found(amounts: list[tuple[int, int]], column: str, row: str, power: int) -> None:
    right = amount_at(plant(amounts), row, column)
    wrong = right * 10**power if power > 0 else (2 * right + 1000) // 2000
    assume(wrong > 2)

    paper = plant(amounts, {f"{row}/{column}": str(wrong)})

    assert_one_root(paper, row, column, "check.unit")


@few
@given(TABLES, COLUMNS, st.sampled_from(LEAVES), st.integers(min_value=0, max_value=5))
def test_two_digits_that_changed_places_are_found(
    amounts: list[tuple[int, int]], column: str, row: str, position: int
) -> None:
    digits = str(amount_at(plant(amounts), row, column))
    assume(position + 1 < len(digits) and digits[position] != digits[position + 1])
    swapped = digits[:position] + digits[position + 1] + digits[position] + digits[position + 2 :]
    assume(not swapped.startswith("0"))

    paper = plant(amounts, {f"{row}/{column}": swapped})

    assert_one_root(paper, row, column, "check.transposed-digits")


@few
@given(TABLES, st.sampled_from(LEAVES))
def test_last_years_figure_in_this_years_column_is_found(amounts: list[tuple[int, int]], row: str) -> None:
    clean = plant(amounts)
    stale = amount_at(clean, row, "outturn")
    assume(abs(stale - amount_at(clean, row, "budget")) > 2)

    paper = plant(amounts, {f"{row}/budget": str(stale)})

    assert_one_root(paper, row, "budget", "check.stale-figure")


@few
@given(TABLES, COLUMNS, st.sampled_from(list(SUMS)), st.sampled_from([-1, 1]))
def test_a_total_one_pound_off_is_a_note_of_rounding(
    amounts: list[tuple[int, int]], column: str, row: str, off: int
) -> None:
    right = amount_at(plant(amounts), row, column)

    paper = plant(amounts, {f"{row}/{column}": str(right + off)})

    finding = assert_one_root(paper, row, column, "check.rounding")
    assert finding.severity is Severity.NOTE


@few
@given(TABLES, st.sampled_from(["board", "people", "accommodation"]), st.data())
def test_prose_that_repeats_a_wrong_figure_is_its_symptom(
    amounts: list[tuple[int, int]], row: str, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(SUMS[row].split()))
    clean = plant(amounts)
    wrong = amount_at(clean, row, "budget") - amount_at(clean, part, "budget")
    paper = plant(amounts, {f"{row}/budget": str(wrong)})
    claim = Claim(
        "1", "this year", f"table/{row}/budget", "", "", f"£{wrong:,}", Reading.EXACT, Place("claims.csv", 2)
    )
    weighed = WeighedClaim(claim, Fraction(amount_at(clean, row, "budget")), "£")

    judgement = judge_claims([weighed], paper, trace_roots(paper))

    assert judgement.findings == ()
    assert [address.row for address in judgement.symptoms] == [row]
