"""Budget category rule: an estimate that stands over driven lines says what it sets aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.check.books import SOURCE, clean_book, component, parameter, work_out
from votebook.core.check.finding import Severity
from votebook.core.check.plan.budget_category import EstimateSetsDriversAside, check_estimates
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.parameter import Role


def estimated(book: Budget, category: str = "people") -> Budget:
    """A book with an estimate of £20,000 for a category in the second year."""
    return replace(book, estimates=(CategoryEstimate(category, "2021/22", Fraction(20000), False, SOURCE),))


def find(book: Budget) -> list[EstimateSetsDriversAside]:
    return list(check_estimates(work_out(book)))


def test_an_estimate_over_driven_lines_notes_how_many_and_what_they_would_give() -> None:
    (finding,) = find(estimated(clean_book()))

    assert (finding.code, finding.severity) == ("check.estimate-sets-drivers-aside", Severity.NOTE)
    assert finding.explain().startswith(
        "People is estimated as a whole at £20,000 in 2021/22, which sets aside 2 driven lines of that year; "
        "their drivers would give £24,000. To settle it, either leave the estimate out, "
    )
    assert finding.size == 4000
    assert finding.places == (finding.estimate.place,)


def test_components_that_end_before_the_year_are_not_set_aside() -> None:
    book = clean_book()
    ended = Window(None, date(2021, 3, 31))

    assert (
        find(estimated(replace(book, components=tuple(replace(c, window=ended) for c in book.components))))
        == []
    )


def test_an_estimate_over_nothing_driven_is_left_alone() -> None:
    book = clean_book()
    lines = tuple(one for one in book.lines if one.category != "people")
    refs = {one.ref for one in lines}
    parts = tuple(one for one in book.components if one.line in refs)
    prior = tuple(one for one in book.comparative_amounts if one.at in refs)

    assert find(estimated(replace(book, lines=lines, components=parts, comparative_amounts=prior))) == []
    assert find(clean_book()) == []


def test_lines_whose_drivers_lack_a_value_for_the_year_are_only_counted() -> None:
    book = clean_book()
    once = replace(parameter("grant", "£", Role.RATE, {(): 50}), is_yearly=True)
    book = replace(
        book,
        parameters=(*book.parameters, once),
        components=(*book.components[:-2], component("team_north", "grant")),
    )
    (finding,) = find(estimated(book))

    assert finding.driven is None
    assert finding.size == 0
    assert "which sets aside 1 driven line of that year. To settle it" in finding.explain()
