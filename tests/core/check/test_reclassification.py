"""Reclassification rule: a variance says how much of it only moved, and a move says where all of it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.check.books import SOURCE, clean_book, lay, prior, work_out
from votebook.core.check.finding import Finding
from votebook.core.check.reclassification import check_comparatives
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Comparative, ComparativeKind, Restatement, Stage
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column, Measure, Row, Statement

TABLE = Statement(
    "overview",
    "Budget against outturn",
    "£",
    ("Part",),
    (
        Column("outturn", Measure.COMPARATIVE, "outturn"),
        Column("budget", Measure.PROVISION, "2020/21"),
        Column("variance", Measure.FORMULA, "budget - outturn", "Variance"),
    ),
    (
        Row("running", ("Running",), Selection(("running",))),
        Row("people", ("People",), Selection(("people",))),
        Row("total", ("Total",), sum=("running", "people")),
    ),
    number="2",
)


def moved(pounds: str, *, member: bool = False) -> Budget:
    """The clean book with an amount moved from people, or from the old area, to the audit."""
    book = clean_book()
    amounts = book.comparative_amounts
    if member:
        amounts = (*amounts, prior("people", "9170", area="old"))
    move = Restatement(
        "outturn", "people" if member else "team_south", (("area", "old"),) if member else (), "audit", (),
        Fraction(pounds), Stage.NET, "", Fraction(0), date(2020, 3, 2), "Council", SOURCE,
    )  # fmt: skip
    return replace(book, comparative_amounts=amounts, restatements=(move,))


def check(book: Budget) -> tuple[Finding, ...]:
    calculation = work_out(book)
    return check_comparatives(calculation, lay(calculation, TABLE))


def test_a_book_without_moves_has_no_finding() -> None:
    assert check(clean_book()) == ()


def test_a_variance_against_figures_that_moved_says_what_is_reclassification() -> None:
    (finding,) = check(moved("2000"))

    assert finding.code == "check.comparative-not-restated"
    assert finding.size == 2000
    assert finding.explain().startswith(
        "Table 2: the variance is taken against 2019/20 Estimated Outturn as published, although amounts "
        "have moved since: Running shows £1,500, of which £2,000 is reclassification and -£500 is not; "
        "People shows £7,000, of which -£2,000 is reclassification and £9,000 is not."
    )


def test_a_restated_column_is_no_finding() -> None:
    calculation = work_out(moved("2000"))
    restated = replace(
        TABLE, columns=(replace(TABLE.columns[0], measure=Measure.RESTATED), *TABLE.columns[1:])
    )

    assert check_comparatives(calculation, lay(calculation, restated)) == ()


def test_the_rest_of_a_retired_area_that_went_nowhere_is_named() -> None:
    found = check(moved("3200", member=True))

    (rest,) = [finding for finding in found if finding.code == "check.remainder-unallocated"]
    assert "Old area is retired, and of its £9,170 only £3,200 is restated" in rest.explain()
    assert rest.size == 5970


def test_a_retired_area_that_moved_on_in_full_leaves_no_rest() -> None:
    codes = [finding.code for finding in check(moved("9170", member=True))]

    assert "check.remainder-unallocated" not in codes


def test_an_earlier_estimate_is_compared_with_what_is_provided_now() -> None:
    book = clean_book()
    earlier = Comparative(
        "earlier", "2020/21 as estimated before", FinancialYear(2020), ComparativeKind.ESTIMATED
    )
    book = replace(
        book,
        comparatives=(*book.comparatives, earlier),
        comparative_amounts=(*book.comparative_amounts, prior("", "40000", "earlier")),
    )

    (finding,) = check(book)

    assert finding.explain().startswith(
        "2020/21 as estimated before: £40,000 was estimated for 2020/21 and £41,000 is provided, "
        "£1,000 (2.5%) more."
    )
