"""Placement rule: nothing is charged to a member after it was retired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.check.books import SOURCE, amount, clean_book, line, work_out
from votebook.core.check.finding import Severity
from votebook.core.check.plan.placement import RetiredMemberCharged, check_placements
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import Share


def with_archive(pounds: str, **fields: tuple[tuple[str, str], ...]) -> Budget:
    """The clean book with one more line, of which both years have an amount."""
    book = clean_book()
    stated = (amount("archive", "2020/21", pounds), amount("archive", "2021/22", pounds))
    lines = (*book.lines, line("archive", "office", "Archive", **fields))
    return replace(book, lines=lines, stated=(*book.stated, *stated))


def find(book: Budget) -> list[RetiredMemberCharged]:
    return list(check_placements(work_out(book)))


def test_a_line_on_a_retired_member_is_one_warning_for_all_its_years() -> None:
    (finding,) = find(with_archive("700", members=(("area", "old"),)))

    assert (finding.code, finding.severity) == ("check.retired-member-charged", Severity.WARNING)
    assert finding.size == 700
    assert finding.explain() == (
        "Archive charges £700 in 2020/21 and £700 in 2021/22 to Old area, which was retired on 2020-03-31. "
        "To settle it, either charge the cost to the member that took over, "
        "or correct the day on which the member retired."
    )
    assert finding.places == (finding.line.place,)


def test_a_share_of_a_retired_member_is_a_warning_with_its_own_amount() -> None:
    shares = (
        Share("archive", "area", "north", Fraction(3, 4), False, SOURCE),
        Share("archive", "area", "old", Fraction(1, 4), False, SOURCE),
    )
    (finding,) = find(replace(with_archive("800"), shares=shares))

    assert finding.size == 200


def test_a_year_in_which_the_member_was_still_there_does_not_count() -> None:
    book = with_archive("700", members=(("area", "old"),))
    (dimension,) = book.dimensions
    late = replace(dimension.members[-1], retired=date(2020, 9, 30))
    (finding,) = find(
        replace(book, dimensions=(replace(dimension, members=(*dimension.members[:-1], late)),))
    )

    assert [year for year, _ in finding.amounts] == ["2021/22"]


def test_a_nil_amount_and_a_member_that_is_not_retired_are_left_alone() -> None:
    assert find(with_archive("0", members=(("area", "old"),))) == []
    assert find(clean_book()) == []
