"""What the paper says beside its tables is in the book: places, people, contracts, history, moves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from votebook.app.book import Book
from votebook.core.measure.source import SourceKind
from votebook.core.plan.version import Basis


def test_the_first_year_authorises_and_the_other_two_are_estimated(book: Book) -> None:
    years = [(str(year.year), year.basis) for year in book.budget.years]

    assert years == [
        ("2020/21", Basis.APPROVED),
        ("2021/22", Basis.ESTIMATED),
        ("2022/23", Basis.ESTIMATED),
    ]


def test_the_seventeen_numbered_items_are_the_lines_of_secco(book: Book) -> None:
    inside = book.budget.structure.inside("secco")
    numbers = [line.number for line in book.budget.lines if line.category in inside]

    assert numbers == [str(number) for number in range(1, 18)]


def test_privacy_has_no_sub_committee_and_committee_support_is_retired(book: Book) -> None:
    area = book.budget.dimension_by_name["area"]
    privacy, support = area.member("privacy"), area.member("committee_support")

    assert privacy is not None
    assert privacy.links == ()
    assert privacy.within == "security"
    assert support is not None
    assert support.retired == date(2020, 3, 31)


def test_meetings_belong_to_several_bodies_and_bodies_to_several_kinds_of_place(book: Book) -> None:
    panel = book.budget.dimension_by_name["meeting_kind"].member("panel")

    assert panel is not None
    assert panel.links == (("body", "panel"), ("body", "board"), ("body", "pfcg"))


def test_every_line_has_an_owner_and_an_assumption(book: Book) -> None:
    bare = [line.ref for line in book.budget.lines if not (line.owner and line.assumption)]

    assert not bare


def test_no_reference_of_a_line_is_a_number_of_the_paper(book: Book) -> None:
    assert not [line.ref for line in book.budget.lines if line.number and line.number in line.ref.split("_")]


def test_the_user_cio_contract_ends_in_the_year_and_names_its_procurement(book: Book) -> None:
    contract = next(c for c in book.budget.contracts if c.ref == "user_cio_contract")

    assert contract.expires == date(2020, 7, 31)
    assert contract.procurement == "user_cio_procurement"
    assert book.budget.line("user_cio").contract == contract.ref


def test_the_office_is_capped_and_outside_rooms_are_passed_through(book: Book) -> None:
    office = next(c for c in book.budget.contracts if c.ref == "chair_office_terms")
    rooms = next(c for c in book.budget.contracts if c.ref == "external_venues")
    (rent,) = book.budget.components_by_line["chair_office"]

    assert not office.is_indexed
    assert rent.cap == "office_rent_cap * months"
    assert rent.index == ""
    assert rooms.is_passed_through


@pytest.mark.parametrize(
    ("comparative", "total"),
    [("approved_2019_20", 7_753_955), ("outturn_2019_20", 7_067_056), ("estimate_2020_21", 7_571_550)],
)
def test_a_comparative_adds_to_its_published_total_within_its_rounding(
    comparative: str, total: int, book: Book
) -> None:
    amounts = [a.amount for a in book.budget.comparative_amounts if a.comparative == comparative]

    assert sum(amounts) == total


def test_the_moves_say_what_is_stated_and_what_is_ours(book: Book) -> None:
    moves = {(m.to_at, m.to_members): (m.amount, m.source.kind) for m in book.budget.restatements}

    assert moves == {
        ("user_cio", ()): (Fraction(200_000), SourceKind.PUBLISHED),
        ("licences", ()): (Fraction(3_300), SourceKind.OURS),
        ("secas_people", (("area", "technical"),)): (Fraction(320_000), SourceKind.PUBLISHED),
    }


def test_the_history_runs_from_the_first_draft_to_approval(book: Book) -> None:
    history = [(note.iteration, note.dated) for note in book.budget.history]

    assert history == [
        ("0.1", date(2019, 10, 29)),
        ("0.2", date(2019, 11, 8)),
        ("0.3", date(2019, 12, 6)),
        ("0.4", date(2019, 12, 23)),
        ("1.0", date(2020, 3, 2)),
    ]


def test_activity_volumes_are_indicators_with_a_unit(book: Book) -> None:
    indicators = {p.name: str(p.unit) for p in book.budget.parameters if p.role.value == "indicator"}

    assert indicators["helpdesk_emails"] == "e-mail/month"
    assert indicators["modifications_open"] == "modification"
    assert len(indicators) == 10
