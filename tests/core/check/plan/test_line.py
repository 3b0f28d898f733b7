"""Line rule: numbers tell lines apart, and every line plans something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.check.books import SOURCE, clean_book, line, prior
from votebook.core.check.finding import Severity
from votebook.core.check.plan.line import LinesIdle, NumberRepeated, check_lines
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.line import Line


def find(book: Budget) -> list[NumberRepeated | LinesIdle]:
    return list(check_lines(book))


def adding(*lines: Line) -> Budget:
    book = clean_book()
    return replace(book, lines=(*book.lines, *lines))


def test_two_lines_of_one_category_with_one_number_are_a_warning() -> None:
    book = clean_book()
    numbers = {"team_north": "3", "team_south": "3.", "room": "3"}
    lines = tuple(replace(one, number=numbers.get(one.ref, "")) for one in book.lines)
    (finding,) = find(replace(book, lines=lines))

    assert (finding.code, finding.severity) == ("check.number-repeated", Severity.WARNING)
    assert "Team north and Team south of People have the same number, 3." in finding.explain()
    assert len(finding.places) == 2


def test_lines_that_plan_nothing_are_one_note() -> None:
    (finding,) = find(adding(*(line(f"idle_{n}", "office", f"Idle {n}") for n in range(7))))

    assert (finding.code, finding.severity, len(finding.places)) == ("check.lines-idle", Severity.NOTE, 7)
    assert "Idle 0, Idle 1, Idle 2, Idle 3, Idle 4 and 2 more have no cost in any year" in finding.explain()


def test_one_idle_line_is_named() -> None:
    (finding,) = find(adding(line("idle", "office", "Idle")))

    assert finding.explain().startswith("Idle has no cost in any year")


def test_a_retired_line_a_prior_amount_and_an_estimate_over_it_are_reasons_enough() -> None:
    idle = line("idle", "office", "Idle")
    book = adding(idle)
    estimate = CategoryEstimate("running", "2021/22", Fraction(1), False, SOURCE)

    assert find(adding(replace(idle, retired=date(2020, 3, 31)))) == []
    assert find(replace(book, comparative_amounts=(*book.comparative_amounts, prior("idle", "5")))) == []
    assert find(replace(book, estimates=(estimate,))) == []
    assert find(clean_book()) == []
