"""Finding rule: errors are read first, the largest gap leading, and messages are whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from votebook.core.check.finding import (
    Severity,
    Symptom,
    conclude,
    enumerate_phrases,
    order_findings,
    print_number,
    print_percent,
    print_pounds,
    print_whole_pounds,
)
from votebook.core.measure.source import Place


@dataclass(frozen=True)
class Odd:
    """A finding with nothing but what the order looks at."""

    code: str
    severity: Severity
    size: Fraction
    places: tuple[Place, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    settlements: tuple[str, str] = ("mend it", "keep it")

    def explain(self) -> str:
        """Say its code."""
        return self.code


ODDS = st.lists(
    st.builds(Odd, st.sampled_from("abc"), st.sampled_from(Severity), st.fractions(0, 9)), max_size=8
)


@given(ODDS)
def test_the_order_does_not_depend_on_the_order_of_the_rules(odds: list[Odd]) -> None:
    assert order_findings(odds) == order_findings(reversed(odds))


@given(ODDS)
def test_errors_come_before_warnings_and_notes_and_large_gaps_before_small(odds: list[Odd]) -> None:
    weights = [(list(Severity).index(odd.severity), -odd.size) for odd in order_findings(odds)]

    assert weights == sorted(weights)


def test_an_explanation_ends_with_two_ways_out() -> None:
    assert conclude("It is odd.", ("mend it", "keep it")) == (
        "It is odd. To settle it, either mend it, or keep it."
    )


def test_phrases_are_joined_as_they_are_read_aloud() -> None:
    assert enumerate_phrases([]) == "none"
    assert enumerate_phrases(["a"]) == "a"
    assert enumerate_phrases(["a", "b"]) == "a and b"
    assert enumerate_phrases(["a", "b", "c"]) == "a, b and c"


def test_numbers_in_text_show_no_more_digits_than_they_need() -> None:
    assert print_number(Fraction(162)) == "162"
    assert print_number(Fraction("-0.05"), 2) == "-0.05"
    assert print_number(Fraction("12.5")) == "12.5"
    assert print_pounds(Fraction("927752.30")) == "£927,752.30"
    assert print_whole_pounds(Fraction("-0.5")) == "-£1"
    assert print_percent(Fraction("0.10274")) == "10.3%"
