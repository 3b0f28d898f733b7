"""Published rule: a printed figure is read with the worth of its last digit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from votebook.core.check.published import read_figure


@pytest.mark.parametrize(
    ("printed", "amount", "quantum"),
    [
        ("£8,349,486", "8349486", "1"),
        ("-£74,211", "-74211", "1"),
        ("(£13,600)", "-13600", "1"),
        ("29.3", "29.3", "0.1"),
        ("0.05", "0.05", "0.01"),
        ("12%", "0.12", "0.01"),
        ("2.7%", "0.027", "0.001"),
        ("£10k", "10000", "1000"),
        ("£1.2m", "1200000", "100000"),
        ("–", "0", "1"),
    ],
)
def test_a_figure_is_read_with_its_precision(printed: str, amount: str, quantum: str) -> None:
    figure = read_figure(printed)

    assert figure is not None
    assert (figure.amount, figure.quantum) == (Fraction(amount), Fraction(quantum))


@pytest.mark.parametrize("printed", ["", "n/a", "1,2", "(5", "£", "12 or so"])
def test_what_is_no_figure_is_not_read(printed: str) -> None:
    assert read_figure(printed) is None
