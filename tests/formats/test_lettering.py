"""Text is measured as it stands on a page, wrapped at spaces, and cannot disturb what stands beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.formats.lettering import centre, clean, left, right, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Panel", 5),
        ("£1,082,102", 10),
        ("予算", 4),
        ("e\u0301", 1),
        ("🏛", 1),
        ("🏛\ufe0f", 2),
        ("💷", 2),
        ("👍🏽", 2),
        ("👩\u200d🔧", 2),
        ("", 0),
    ],
)
def test_a_text_is_as_wide_as_it_stands(text: str, columns: int) -> None:
    assert width(text) == columns


def test_texts_are_set_to_the_same_width() -> None:
    for setting in (left, right, centre):
        assert width(setting("予算", 9)) == 9
    assert right("5", 3) == "  5"
    assert centre("ab", 6) == "  ab  "


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("two\nlines", "two lines"),
        ("a\ttab", "a tab"),
        ("over\u202eridden", "over�ridden"),
        ("bell\x07", "bell�"),
        ("zero\u200bwidth", "zero�width"),
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_controls_are_made_visible(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_word_that_is_too_long_is_broken() -> None:
    assert wrap("a " + "b" * 7, 4, 1) == ["a", " bbb", " bbb", " b"]


@given(st.text(max_size=80).map(clean), st.integers(6, 30), st.integers(0, 2))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, columns: int, hanging: int) -> None:
    lines = wrap(text, columns, hanging)

    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
