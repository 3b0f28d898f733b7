"""Units are products of powers of words, in one form each; they print as they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votebook.core.measure.unit import DAYS, MONTHS, POUNDS, PURE, Unit, parse_unit

WORDS = st.sampled_from(["£", "FTE", "month", "day", "meeting", "work-package"])
UNITS = st.dictionaries(WORDS, st.integers(-9, 9).filter(bool), max_size=4).map(
    lambda powers: Unit(tuple(sorted(powers.items())))
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("£", "£"),
        ("1", "1"),
        ("%", "1"),
        ("percent", "1"),
        ("£/month", "£/month"),
        (" £ / months ", "£/month"),
        ("£/FTE/month", "£/FTE/month"),
        ("month*£", "£*month"),
        ("1/month", "1/month"),
        ("FTE/FTE", "1"),
        ("m^2", "m^2"),
        ("meetings", "meeting"),
        ("days", "day"),
        ("work-package", "work-package"),
    ],
)
def test_a_unit_is_read_and_printed(text: str, printed: str) -> None:
    unit = parse_unit(text)

    assert unit is not None
    assert str(unit) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "£/",
        "/month",
        "£//month",
        "£k",
        "£ month",
        "£/FTE*month",
        "2",
        "m2",
        "£^0",
        "m^-1",
        "m^10",
        "é",
        "x" * 41,
    ],
)
def test_what_is_no_unit_is_none(text: str) -> None:
    assert parse_unit(text) is None


def test_the_named_units_are_those_that_formulas_use() -> None:
    assert (str(POUNDS), str(MONTHS), str(DAYS), str(PURE)) == ("£", "month", "day", "1")
    assert PURE.is_pure
    assert not POUNDS.is_pure


@given(UNITS)
def test_what_is_printed_reads_back(unit: Unit) -> None:
    assert parse_unit(str(unit)) == unit


@given(UNITS, UNITS, UNITS)
def test_units_combine_as_quantities_do(a: Unit, b: Unit, c: Unit) -> None:
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)
    assert a * PURE == a
    assert (a / a).is_pure
    assert (a * b) / b == a


@pytest.mark.parametrize("powers", [(("month", 1), ("FTE", 1)), (("£", 1), ("£", 1)), (("£", 0),)])
def test_a_unit_has_one_form_only(powers: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(AssertionError, match="a unit"):
        Unit(powers)
