"""A name that is not there is refused with what is: the nearest, all of a few, or some of many."""

from __future__ import annotations

import pytest

from votebook.app.naming import unknown_name


@pytest.mark.parametrize(
    ("asked", "known", "words"),
    [
        ("Table_1", ["table_1", "x"], "Did you mean table_1?"),
        ("q", [], "It has none at all."),
        ("q", ["a", "b"], "It has a, b."),
        ("q", [f"line_{n}" for n in range(20)], "It has 20, such as line_0, line_1, line_2."),
        ("line_30", [f"line_{n}" for n in range(20)], "Did you mean line_3 or line_0 or line_13?"),
    ],
)
def test_a_refusal_names_what_there_is(asked: str, known: list[str], words: str) -> None:
    refusal = unknown_name("line", asked, known)

    assert refusal.explain() == f"The book has no line named {asked!r}. {words}"


def test_among_very_many_names_the_nearest_begins_alike() -> None:
    refusal = unknown_name("line", "panle", ["panel", *(f"x{n}" for n in range(3000))])

    assert refusal.nearest == ("panel",)
