"""Settings come from the surroundings once: ink, page width, traces, and the coming year."""

from __future__ import annotations

from datetime import date

import pytest

from votebook.wiring.settings import PAGE_WIDTH, coming_year, read_settings


@pytest.mark.parametrize(
    ("environment", "is_terminal", "is_inked"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_ink_is_for_a_terminal_that_wants_it(
    environment: dict[str, str], is_terminal: bool, is_inked: bool
) -> None:
    assert read_settings(environment, is_terminal).is_inked is is_inked


def test_a_file_is_as_wide_as_a_page() -> None:
    assert read_settings({}, is_terminal=False).page_width == PAGE_WIDTH


@pytest.mark.parametrize(
    ("told", "across"), [("72", 72), ("140", 140), ("10", 40), ("wide", PAGE_WIDTH), ("", PAGE_WIDTH)]
)
def test_a_pipe_is_as_wide_as_the_surroundings_say(told: str, across: int) -> None:
    assert read_settings({"COLUMNS": told}, is_terminal=False).page_width == across


def test_a_trace_is_shown_only_when_it_was_asked_for() -> None:
    assert read_settings({"VOTEBOOK_DEBUG": "1"}, is_terminal=False).shows_trace
    assert not read_settings({"VOTEBOOK_DEBUG": "0"}, is_terminal=False).shows_trace


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 3, 31), 2026), (date(2026, 4, 1), 2027), (date(2026, 12, 31), 2027)],
)
def test_a_new_book_is_for_the_year_to_come(today: date, year: int) -> None:
    assert coming_year(today) == year
