"""Tables 5 and 6 of the paper: SECAS Services by service area, and against the year before."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from votebook.app.book import Book
from votebook.core.measure.money import Money
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.line import Nature
from votebook.core.plan.share import amounts_by_member

TABLE_5 = """
                core       sme        total
    panel_board   425,485     71,301    496,787
    tabasc        462,581    143,085    605,666
    opsg          626,156     85,851    712,007
    tag           482,012     57,234    539,246
    ssc           643,350    795,504  1,438,853
    smki_pma      121,239          .    121,239
    privacy        17,724     24,608     42,331
    change        979,686    114,468  1,094,154
    party         943,650     33,445    977,095
    total       4,701,883  1,325,495  6,027,378
"""

TABLE_6 = """
                    approved   outturn    budget     variance
    support           903,259    917,000          0  (917,000)
    panel_board             0          0    496,787    496,787
    tabasc                  .          .    605,666          .
    opsg                    .          .    712,007          .
    tag                     .          .    539,246          .
    technical_total   934,603  1,123,000  1,856,919    733,919
    ssc                     .          .  1,438,853          .
    smki_pma                .          .    121,239          .
    privacy                 .          .     42,331          .
    security_total  1,524,303  1,634,303  1,560,092   (74,211)
    change          1,242,189  1,122,819  1,094,154   (28,666)
    party             626,714    736,000    977,095    241,095
    total           4,327,809  5,533,122  6,027,378    494,256
"""


def test_table_5_comes_out_but_for_unpublished_pence(agree: Callable[..., None]) -> None:
    agree(
        "table_05",
        TABLE_5,
        but={
            "panel_board/total": "496,786",
            "ssc/total": "1,438,854",
            "privacy/total": "42,332",
            "total/sme": "1,325,496",
            "total/total": "6,027,379",
        },
    )


def test_table_6_comes_out_but_for_its_omitted_rows(agree: Callable[..., None]) -> None:
    rounding = {
        "panel_board/budget": "496,786",
        "panel_board/variance": "496,786",
        "ssc/budget": "1,438,854",
        "privacy/budget": "42,332",
        "change/variance": "(28,665)",
        "total/budget": "6,027,379",
        "total/variance": "494,257",
    }
    privacy_omitted = {"security_total/budget": "1,602,425", "security_total/variance": "(31,878)"}
    committee_support_omitted = {"total/approved": "5,231,068"}

    agree("table_06", TABLE_6, but=rounding | privacy_omitted | committee_support_omitted)


def test_the_discount_is_a_tenth_of_core_team_and_experts_and_not_of_accommodation(
    calculation: Calculation,
) -> None:
    people = calculation.total("secas_people", "2020/21")

    assert calculation.provision("contractual_discount", "2020/21") == -people.share("0.10")
    assert (-people.share("0.10")).published() == "(£602,738)"


CHAIRS = """
    line                ssc      smki_pma
    committee_expenses   30,000        0
    ssc_smki_chair      166,000   34,000
    smki_specialist           0   35,000
"""


def test_inferred_shares_of_pool_and_chair_give_table_3(calculation: Calculation) -> None:
    totals = {"ssc": Money(0), "smki_pma": Money(0)}
    for row in CHAIRS.strip().splitlines()[1:]:
        line, *figures = row.split()
        amounts = amounts_by_member(calculation, line, "2020/21", "area")
        for area, figure in zip(totals, figures, strict=True):
            assert amounts.get(area, Money(0)) == Money.pounds(figure), f"{line} over {area}"
            totals[area] += amounts.get(area, Money(0))

    assert totals == {"ssc": Money.pounds("196000"), "smki_pma": Money.pounds("69000")}


def test_every_share_that_the_paper_does_not_state_is_marked_inferred(book: Book) -> None:
    assert book.budget.shares
    assert all(share.is_inferred for share in book.budget.shares)


CORE = TABLE_5.strip().splitlines()[1:-1]


@pytest.mark.parametrize("row", CORE, ids=lambda row: row.split()[0])
def test_a_core_team_line_is_its_resource_at_implied_rates_and_a_named_gap(
    row: str, book: Book, calculation: Calculation
) -> None:
    area, published, *_ = row.split()
    components = book.budget.components_by_line[f"core_{area}"]
    fte, rate = (book.budget.parameter_by_name[name] for name in ("fte", "grade_rate"))

    rates = {value.members[0]: value.value for value in rate.values}
    team = sum(
        (value.value * rates[value.members[1]] for value in fte.values if value.members[0] == area),
        Fraction(0),
    )
    gaps = [Fraction(c.formula.replace("£", "")) for c in components if c.nature is Nature.RECONCILING]

    assert team + sum(gaps) == Money.pounds(published).exact
    assert calculation.provision(f"core_{area}", "2020/21") == Money.pounds(published)
