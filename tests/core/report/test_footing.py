"""Footing: every sum holds as printed, every figure is the floor or ceiling of its true value."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from votebook.core.measure.money import round_half_away
from votebook.core.report.footing import NotFootable, SumOf, foot

Key = tuple[str, str]
Sums = list[SumOf[Key]]

PENCE = st.one_of(
    st.integers(-(10**7), 10**7), st.just(0), st.integers(-50, 50).map(lambda pounds: pounds * 100)
).map(lambda pence: Fraction(pence, 100))
"""Amounts in pounds: large, nil, and whole ones, of either sign."""


def completed(cells: dict[Key, Fraction], sums: Sums) -> dict[Key, Fraction]:
    """Add the sums' true values, in their order."""
    exact = dict(cells)
    for one in sums:
        exact[one.total] = sum((sign * exact[key] for sign, key in one.parts), Fraction(0))
    return exact


def sums_of(rows: int, columns: int, groups: list[int], signs: list[int]) -> Sums:
    """Subtotals of runs of rows, a total of the subtotals, and one signed sum across every row."""
    sums: Sums = []
    names = [f"r{n}" for n in range(rows)]
    bounds = sorted({0, rows, *(n % rows for n in groups)})
    runs = [(f"s{low}", names[low:high]) for low, high in pairwise(bounds)]
    for column in (f"c{n}" for n in range(columns)):
        for name, run in runs:
            sums.append(SumOf((name, column), tuple((1, (row, column)) for row in run)))
        sums.append(SumOf(("total", column), tuple((1, (name, column)) for name, _ in runs)))
    across = tuple((signs[n % len(signs)], f"c{n}") for n in range(columns))
    for row in [*names, *(name for name, _ in runs), "total"]:
        sums.append(SumOf((row, "across"), tuple((sign, (row, column)) for sign, column in across)))
    return sums


def misses(printed: dict[Key, int], sums: Sums) -> int:
    return sum(printed[one.total] != sum(sign * printed[key] for sign, key in one.parts) for one in sums)


@st.composite
def tables(draw: st.DrawFn, rows_max: int = 9, columns_max: int = 7) -> tuple[dict[Key, Fraction], Sums]:
    rows, columns = draw(st.integers(1, rows_max)), draw(st.integers(1, columns_max))
    amounts = draw(st.lists(PENCE, min_size=rows * columns, max_size=rows * columns))
    cells = {(f"r{n // columns}", f"c{n % columns}"): amount for n, amount in enumerate(amounts)}
    groups = draw(st.lists(st.integers(0, 40), max_size=4))
    signs = draw(st.lists(st.sampled_from((1, -1)), min_size=1, max_size=3))
    sums = sums_of(rows, columns, groups, signs)
    return completed(cells, sums), sums


@given(tables())
def test_every_sum_holds_and_every_figure_stays_within_one_unit(
    table: tuple[dict[Key, Fraction], Sums],
) -> None:
    exact, sums = table

    printed = foot(exact, sums)

    assert isinstance(printed, dict)
    assert printed.keys() == exact.keys()
    assert misses(printed, sums) == 0
    for key, value in exact.items():
        assert abs(printed[key] - value) < 1
        assert value.denominator > 1 or printed[key] == value


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_a_table_of_forty_by_forty_foots(random: object) -> None:
    amounts = {
        (f"r{row}", f"c{column}"): Fraction(random.randint(-(10**7), 10**7), 100)  # type: ignore[attr-defined] # hypothesis gives a Random
        for row in range(40)
        for column in range(40)
    }
    sums = sums_of(40, 40, [7, 19, 30], [1, -1, 1])
    exact = completed(amounts, sums)

    printed = foot(exact, sums)

    assert isinstance(printed, dict)
    assert misses(printed, sums) == 0
    assert all(abs(printed[key] - value) < 1 for key, value in exact.items())


def test_rounding_each_figure_by_itself_does_not_foot() -> None:
    cells = {(f"r{n}", f"c{m}"): Fraction(1, 2) for n in range(3) for m in range(3)}
    sums = sums_of(3, 3, [], [1])
    exact = completed(cells, sums)

    naive = {key: round_half_away(value) for key, value in exact.items()}

    assert misses(naive, sums) > 0
    footed = foot(exact, sums)
    assert isinstance(footed, dict)
    assert misses(footed, sums) == 0


def test_a_table_without_sums_is_rounded_figure_by_figure() -> None:
    exact = {"a": Fraction(1, 2), "b": Fraction(-1, 2), "c": Fraction(3)}

    assert foot(exact, []) == {"a": 1, "b": -1, "c": 3}


def test_a_total_that_lists_lines_beside_their_subtotal_foots() -> None:
    cells = {key: Fraction(1, 2) for key in "abc"}
    exact = {**cells, "sub": Fraction(1), "total": Fraction(3, 2)}
    sums = [SumOf("sub", ((1, "a"), (1, "b"))), SumOf("total", ((1, "a"), (1, "b"), (1, "c")))]

    footed = foot(exact, sums)

    assert isinstance(footed, dict)
    assert footed["sub"] == footed["a"] + footed["b"]
    assert footed["total"] == footed["sub"] + footed["c"]


def test_a_sum_of_one_figure_prints_as_that_figure() -> None:
    footed = foot({"a": Fraction(1, 2), "only": Fraction(1, 2)}, [SumOf("only", ((1, "a"),))])

    assert isinstance(footed, dict)
    assert footed["only"] == footed["a"]


@pytest.mark.parametrize(
    ("sums", "reason"),
    [
        ([SumOf("t", ((1, "a"), (1, "a")))], "counts a more than once"),
        ([SumOf("s", ((1, "a"), (1, "b"))), SumOf("t", ((1, "s"), (1, "a")))], "counts a more than once"),
        (
            [SumOf("plus", ((1, "a"), (1, "b"))), SumOf("less", ((1, "a"), (-1, "b")))],
            "with another sign",
        ),
        (
            [
                SumOf("x", ((1, "a"), (1, "b"))),
                SumOf("y", ((1, "b"), (1, "c"))),
                SumOf("z", ((1, "c"), (1, "a"))),
            ],
            "overlap with a third sum",
        ),
    ],
)
def test_a_structure_that_cannot_foot_is_refused_by_name(sums: list[SumOf[str]], reason: str) -> None:
    refused = foot({key: Fraction(1, 3) for key in "abc"}, sums)

    assert isinstance(refused, NotFootable)
    assert reason in refused.explain()
    assert refused.explain().startswith("The table cannot be rounded so that it foots: ")


def test_a_sum_of_itself_is_a_broken_promise() -> None:
    with pytest.raises(AssertionError, match="does not contain itself"):
        foot({"a": Fraction(1), "b": Fraction(1)}, [SumOf("a", ((1, "b"),)), SumOf("b", ((1, "a"),))])
