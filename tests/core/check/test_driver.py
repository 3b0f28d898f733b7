"""Driver rule: what the inputs give must be what was published, or a decision says why not."""

from __future__ import annotations

from dataclasses import replace

from tests.core.check.books import amount, clean_book, component, parameter, work_out
from votebook.core.check.driver import DriversMissAmount, check_drivers, name_line, names_in
from votebook.core.check.finding import Severity
from votebook.core.measure.source import Source, SourceKind
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Nature
from votebook.core.plan.parameter import Role


def reconciled(line: str, pounds: str, book: Budget | None = None) -> Budget:
    book = book or clean_book()
    return replace(book, components=(*book.components, component(line, pounds, Nature.RECONCILING)))


def test_a_book_whose_drivers_give_its_amounts_has_no_finding() -> None:
    assert check_drivers(work_out(clean_book())) == ()


def test_drivers_that_miss_the_published_amount_are_said_with_every_year() -> None:
    (finding,) = check_drivers(work_out(reconciled("room", "-£100")))

    assert finding.code == "check.drivers-miss-amount"
    assert finding.severity is Severity.WARNING
    assert finding.explain() == (
        "Room: in 2020/21 the drivers give £12,000 and the published amount is £11,900, £100 less; "
        "in 2021/22 the drivers give £12,000 and the published amount is £11,900, £100 less. "
        "A reconciling item makes up the difference. To settle it, either correct the driver that is wrong, "
        "or record a decision to provide the published amount as it is."
    )


def test_a_gap_that_another_finding_explains_is_not_said_again() -> None:
    calculation = work_out(reconciled("room", "-£100"))

    known = frozenset({("room", "2020/21"), ("room", "2021/22")})

    assert check_drivers(calculation, known) == ()


def test_what_fitted_rates_leave_over_is_one_note_for_all_lines() -> None:
    fitted = Source(SourceKind.CALIBRATED, "least squares")
    book = clean_book()
    rate = parameter("day_rate", "£/day", Role.RATE, {(): 300}, source=fitted)
    book = replace(book, parameters=(book.parameters[0], rate, book.parameters[2]))

    found = check_drivers(work_out(reconciled("team_north", "£250", reconciled("team_south", "£250", book))))

    (note,) = found
    assert (note.code, note.severity) == ("check.fitted-rates-leave-residual", Severity.NOTE)
    assert (
        "The values of Day rate are fitted to the published amounts, and 2 lines keep a residual"
        in note.explain()
    )


def test_lines_with_equal_inputs_and_different_amounts_are_named_together() -> None:
    found = check_drivers(work_out(reconciled("team_north", "£500", reconciled("team_south", "-£250"))))

    twins = [finding for finding in found if finding.code == "check.equal-drivers-differ"]
    assert [finding.size for finding in twins] == [750, 750]
    assert "Team north with £12,500 and Team south with £11,750" in twins[0].explain()


def test_lines_with_other_inputs_may_have_other_amounts() -> None:
    book = clean_book()
    visits = parameter("visits", "day", Role.VOLUME, {("north",): 40, ("south",): 41}, ("area",))
    book = replace(book, parameters=(*book.parameters[:2], visits))

    found = check_drivers(work_out(reconciled("team_north", "£500", reconciled("team_south", "-£250", book))))

    assert all(isinstance(finding, DriversMissAmount) for finding in found)


def test_a_line_is_named_by_its_number_and_a_formula_by_its_names() -> None:
    line = replace(clean_book().lines[0], number="14.")

    assert name_line(line) == "Line 14 Room"
    assert names_in(component("room", "rent * months", cap="ceiling", index="rpi")) == {
        "rent",
        "ceiling",
        "rpi",
    }
    assert names_in(component("room", "rent *")) == frozenset()


def test_an_amount_stated_as_reconciling_is_a_reconciling_item_too() -> None:
    book = clean_book()
    stated = (*book.stated, replace(amount("room", "2020/21", "-100"), nature=Nature.RECONCILING))

    (finding,) = check_drivers(work_out(replace(book, stated=stated)))

    assert "in 2020/21 the drivers give £12,000 and the published amount is £11,900" in finding.explain()
