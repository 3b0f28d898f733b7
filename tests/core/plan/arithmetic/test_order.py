"""Everything stands above what it waits for; a loop is found and named wherever the walk begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from votebook.core.plan.arithmetic.order import Order, put_in_order


def ordered(needs: dict[int, set[int]], categories: frozenset[int] = frozenset()) -> Order:
    frozen = {node: frozenset(found) for node, found in needs.items()}
    return put_in_order(frozen, lambda node: int(node not in categories), lambda node: f"{node:03}")


def test_a_line_stands_one_above_what_it_reads_and_a_category_with_its_highest_line() -> None:
    order = ordered({1: {0}, 2: {1, 0}, 9: {2, 1}, 3: {9}}, frozenset({9}))

    assert order.level == {1: 1, 2: 2, 9: 2, 3: 3}
    assert order.loops == ()


def test_two_loops_are_both_named_and_what_hangs_on_them_is_not() -> None:
    order = ordered({5: {4}, 4: {5}, 1: {2}, 2: {3}, 3: {1}, 7: {4, 1}})

    assert order.loops == ((1, 2, 3), (4, 5))


def test_loops_that_share_a_node_are_broken_one_after_the_other() -> None:
    order = ordered({1: {2, 3}, 2: {1}, 3: {1}})

    assert order.loops == ((1, 2),)


def test_a_chain_of_thousands_is_no_recursion() -> None:
    order = ordered({node: {node - 1} for node in range(1, 5_000)})

    assert order.level[4_999] == 4_999


@given(st.dictionaries(st.integers(0, 12), st.sets(st.integers(0, 12), max_size=4), max_size=12))
def test_without_loops_every_need_is_met_and_with_one_a_loop_is_a_loop(needs: dict[int, set[int]]) -> None:
    order = ordered(needs)

    for loop in order.loops:
        assert all(after in needs[node] for node, after in zip(loop, (*loop[1:], loop[0]), strict=True))
    if not order.loops:
        assert all(
            order.level[node] > order.level.get(need, 0) - (need == node)
            for node in needs
            for need in needs[node]
        )
