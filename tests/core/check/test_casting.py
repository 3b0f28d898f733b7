"""Casting rule: what is wrong is reported once, where it starts, with everything that follows beneath it."""

from __future__ import annotations

from tests.core.check.printed import print_table, put_together
from votebook.core.check.casting import DeviatingFigure, MissingFigure, find_deviations, trace_roots
from votebook.core.check.comparison import Comparison
from votebook.core.check.finding import Severity

SERVICES = """
row        outturn  budget
support    917000   0
panel      0        496787
technical  1123000  1856919
ssc        1000000  1438853
smki       400000   121239
privacy    234303   42331
change     1122819  1094154
party      736000   977095
"""
SUMS = {"security": "ssc smki privacy", "total": "support panel technical security change party"}


def services(**printed: str) -> Comparison:
    return print_table(
        "table_06",
        SERVICES,
        sums=SUMS,
        formulas={"variance": "budget - outturn"},
        printed={key.replace("__", "/"): text for key, text in printed.items()},
    )


def find(comparison: Comparison) -> list[DeviatingFigure]:
    found = find_deviations(comparison, trace_roots(comparison), {})
    return [finding for finding in found if isinstance(finding, DeviatingFigure)]


def test_a_paper_that_prints_what_is_calculated_has_no_findings() -> None:
    assert find_deviations(services(), trace_roots(services()), {}) == ()


def test_a_wrong_subtotal_is_one_finding_with_all_that_follows_beneath_it() -> None:
    paper = services(security__budget="£1,560,092", security__variance="-£74,211")

    (finding,) = find(paper)

    assert finding.code == "check.omitted-row"
    assert str(finding.figure.address) == "table_06/security/budget"
    assert finding.explain() == (
        "table_06, security, budget: the paper prints £1,560,092, and the figure comes to £1,602,423: "
        "£42,331 too little. The sum seems to leave out table_06, privacy, budget. "
        "To settle it, either include table_06, privacy, budget in the printed sum, "
        "or show it outside the sum and say so under the table."
    )
    variance, total, total_variance = [symptom.explain() for symptom in finding.symptoms]
    assert variance == (
        "table_06, security, variance, printed as -£74,211: it follows from table_06, security, budget."
    )
    assert total == (
        "table_06, total, budget, printed as 6027378: it is right, but the printed figures it is made of "
        "miss it by £42,331, because of table_06, security, budget."
    )
    assert total_variance.startswith("table_06, total, variance, printed as 494256: it is right")


def test_a_total_that_carries_a_wrong_subtotal_on_follows_from_it() -> None:
    paper = services(security__budget="1,560,092", total__budget="5,985,047", security__variance="-74,211")

    findings = find(paper)

    assert [str(finding.figure.address) for finding in findings] == ["table_06/security/budget"]
    assert any(
        "total, budget" in symptom.text and "follows" in symptom.text for symptom in findings[0].symptoms
    )


def test_a_figure_that_repeats_another_wrong_figure_of_the_same_quantity_is_its_symptom() -> None:
    overview = print_table(
        "table_02", "row outturn budget\nssc 1000000 1438853", printed={"ssc/budget": "1,348,853"}
    )
    paper = put_together(overview, services(ssc__budget="1,348,853"))

    (finding,) = find(paper)

    assert finding.code == "check.transposed-digits"
    assert "table_06, ssc, budget, printed as 1,348,853: it repeats table_02, ssc, budget." in {
        symptom.text for symptom in finding.symptoms
    }


def test_the_table_whose_own_sum_explains_the_wrong_figure_is_its_root() -> None:
    overview = print_table(
        "table_02",
        "row budget\nssc 1438853\nsmki 121239\nprivacy 42331",
        sums={"security": "ssc smki privacy"},
    )
    wrong = print_table(
        "table_02",
        "row budget\nssc 1438853\nsmki 121239\nprivacy 42331",
        sums={"security": "ssc smki privacy"},
        printed={"security/budget": "1,560,092"},
    )
    assert find(overview) == []
    paper = put_together(wrong, services(security__budget="1,560,092", security__variance="-74,211"))

    (finding,) = find(paper)

    assert finding.figure.address.statement == "table_02"
    assert finding.code == "check.omitted-row"


def test_two_roots_stay_two_findings() -> None:
    paper = services(party__outturn="763,000", security__budget="1,560,092")

    codes = {(str(finding.figure.address), finding.code) for finding in find(paper)}

    assert ("table_06/security/budget", "check.omitted-row") in codes
    assert ("table_06/party/outturn", "check.transposed-digits") in codes


def test_a_variance_that_is_not_its_columns_difference_is_a_root() -> None:
    (finding,) = find(services(change__variance="28,665"))

    assert finding.code == "check.sign"
    assert finding.severity is Severity.ERROR


def test_a_total_that_needs_pence_nobody_published_is_a_note_with_both_figures() -> None:
    (finding,) = find(services(total__outturn="5,533,123"))

    assert (finding.code, finding.severity) == ("check.rounding", Severity.NOTE)
    assert "prints 5,533,123, and the figure comes to £5,533,122: £1 too much" in finding.explain()


def test_what_drivers_give_to_the_penny_leaves_no_room_for_rounding() -> None:
    paper = print_table(
        "table_09",
        "row forecast\npanel 17\nssc 24",
        sums={"total": "panel ssc"},
        printed={"total/forecast": "42"},
        loose=False,
        unit="meeting",
    )

    (finding,) = find(paper)

    assert finding.severity is Severity.ERROR


def test_a_right_total_over_a_wrong_part_shows_that_the_part_is_wrong() -> None:
    (finding,) = find(services(party__outturn="736,500", party__variance="241095"))

    assert str(finding.figure.address) == "table_06/party/outturn"
    assert any(symptom.text.startswith("table_06, total, outturn") for symptom in finding.symptoms)


def test_a_blank_where_row_and_column_are_filled_is_a_missing_figure() -> None:
    paper = services(party__budget="")

    findings = find_deviations(paper, trace_roots(paper), {})

    missing = [finding for finding in findings if isinstance(finding, MissingFigure)]
    assert [str(finding.figure.address) for finding in missing] == ["table_06/party/budget"]
    assert missing[0].severity is Severity.WARNING
    assert "prints nothing, and the figure comes to £977,095" in missing[0].explain()


def test_a_missing_figure_keeps_its_sign() -> None:
    paper = print_table(
        "rent", "row outturn budget\nroom 90 100\nrefund -70 -5260", printed={"refund/budget": ""}
    )

    (finding,) = find_deviations(paper, trace_roots(paper), {})

    assert "the figure comes to -£5,260." in finding.explain()


def test_a_sum_over_parts_that_are_not_all_printed_says_so() -> None:
    paper = services(ssc__budget="", smki__budget="121240", security__budget="1700000", total__budget="")

    said = {str(finding.figure.address): finding.explain() for finding in find(paper)}

    assert (
        "The printed figures that it is made of, with the calculated figures for what is not printed, "
        "come to £1,602,424."
    ) in said["table_06/security/budget"]


def test_a_sum_none_of_whose_parts_is_printed_does_not_speak_of_them() -> None:
    bare = {"ssc__budget": "", "smki__budget": "", "privacy__budget": "", "total__budget": ""}
    (finding,) = find(services(**bare, security__budget="1700000", security__variance="", total__variance=""))

    assert finding.cast is None
    assert "made of" not in finding.explain()


def test_a_figure_that_is_right_to_its_own_precision_does_not_deviate() -> None:
    paper = services(party__budget="977.1k", panel__budget="£0.497m", party__outturn="736,000.00")

    assert find(paper) == []


def test_a_figure_that_is_wrong_at_its_own_precision_deviates() -> None:
    (finding,) = find(services(party__budget="978k"))

    assert str(finding.figure.address) == "table_06/party/budget"


def test_a_nil_figure_may_be_left_blank() -> None:
    paper = services(panel__outturn="")

    assert find_deviations(paper, trace_roots(paper), {}) == ()
