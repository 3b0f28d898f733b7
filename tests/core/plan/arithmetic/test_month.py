"""The months of a provision follow its profile, within its windows, and always add back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.core.plan.invention import YEARS
from tests.core.plan.small import calculated, component, line, small, stated
from votebook.core.measure.window import Window
from votebook.core.plan.budget import EventDay, HandProfile
from votebook.core.plan.line import Line

LINES = (line("one"), line("two"))
FIRST = str(YEARS[0])


def months_of(profile: str, *more: Line, **parts: object) -> list[str]:
    lines = (replace(LINES[0], profile=profile), *more)
    calculation = calculated(small(*lines, formulas=None, **parts))
    return [str(month) for month in calculation.months("one", FIRST)]


@pytest.mark.parametrize(
    ("profile", "months"),
    [
        ("even", ["£83.34"] * 4 + ["£83.33"] * 8),
        ("quarterly", ["£0.00", "£0.00", "£250.00"] * 4),
        ("meetings", ["£0.00"] * 2 + ["£750.00"] + ["£0.00"] * 6 + ["£250.00"] + ["£0.00"] * 2),
        (
            "working_days",
            "£84.29 £88.13 £76.63 £88.12 £84.29 £80.46 £88.12 £80.46 £80.46 £88.12 £76.63 £84.29".split(),
        ),
    ],
)
def test_the_months_follow_the_profile(profile: str, months: list[str]) -> None:
    parts: dict[str, object] = {
        "stated": (stated("one", "1000"),),
        "profiles": (HandProfile("quarterly", tuple(Fraction(n % 3 == 2) for n in range(12))),),
        "events": (
            EventDay("meetings", date(2019, 6, 3), Fraction(3)),
            EventDay("meetings", date(2020, 1, 3), Fraction(1)),
            EventDay("meetings", date(2020, 4, 3), Fraction(9)),
        ),
    }

    assert months_of(profile, **parts) == months


def test_a_component_is_spent_within_its_window_only() -> None:
    window = Window(date(2019, 7, 1), date(2019, 8, 31))
    parts = (component("one", "rent * months", window=window), component("one", "-£12", 3))

    assert months_of("even", components=parts) == ["(£1.00)"] * 3 + ["£1,999.00"] * 2 + ["(£1.00)"] * 7


def test_a_profile_without_weight_in_a_window_gives_way_to_the_days() -> None:
    quarterly = HandProfile("quarterly", tuple(Fraction(n % 3 == 2) for n in range(12)))
    parts = (component("one", "£70", window=Window(date(2019, 4, 1), date(2019, 5, 31))),)

    assert months_of("quarterly", components=parts, profiles=(quarterly,)) == ["£35.00"] * 2 + ["£0.00"] * 10


def test_a_line_follows_the_months_of_another() -> None:
    other = component("two", "£3", 3, window=Window(date(2019, 10, 1)))

    months = months_of("follow:two", LINES[1], components=(component("one", "£1200"), other))

    assert months == ["£0.00"] * 6 + ["£200.00"] * 6


def test_a_line_that_follows_one_without_months_is_spread_evenly() -> None:
    assert months_of("follow:two", LINES[1], components=(component("one", "£1200"),)) == ["£100.00"] * 12


def test_a_line_without_a_provision_spends_nothing() -> None:
    assert months_of("even") == ["£0.00"] * 12


def test_months_of_both_signs_that_nearly_cancel_stay_within_a_penny_of_their_exact_amounts() -> None:
    spring = component("one", "£1000.004", window=Window(date(2019, 4, 1), date(2019, 4, 30)))
    summer = component("one", "-£999.999", 3, window=Window(date(2019, 7, 1), date(2019, 7, 31)))

    months = months_of("even", components=(spring, summer))

    assert months == ["£1,000.01", "£0.00", "£0.00", "(£1,000.00)", *["£0.00"] * 8]
