"""Order: which figures are calculated before which, and the loops in which none can be first.

Lines and categories are one row of numbers: first the lines, then the categories. A line comes
after what its formulas refer to, a category after its lines and the categories within it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Needs = Mapping[int, frozenset[int]]
"""What each line or category must wait for; one that waits for nothing is left out."""


@dataclass(frozen=True, slots=True)
class Order:
    """The level of each line or category that waits (all others are 0), and the loops."""

    level: Mapping[int, int]
    loops: tuple[tuple[int, ...], ...]


def put_in_order(needs: Needs, rises: Callable[[int], int], name: Callable[[int], str]) -> Order:
    """Give everything a level above what it waits for; ``rises`` is 1 for a line, 0 for a category.

    A category stands on the level of its highest line, because its total is taken after the lines
    of that level. Loops are named and turned so that they do not depend on the order of files.
    """
    level: dict[int, int] = {}
    waiting = _settle(needs, {node: set(found) & needs.keys() for node, found in needs.items()}, level, rises)
    loops: list[tuple[int, ...]] = []
    while waiting:
        loop = _walk_round(waiting, name)
        loops.append(_turned(loop, name))
        freed = {node: set[int]() if node in loop else found for node, found in waiting.items()}
        waiting = _settle(needs, freed, level, rises)
    return Order(level, tuple(loops))


def _settle(
    needs: Needs, open_needs: dict[int, set[int]], level: dict[int, int], rises: Callable[[int], int]
) -> dict[int, set[int]]:
    """Give levels to all that can have one; return what still waits, and for what."""
    dependents: dict[int, list[int]] = {}
    for node, found in open_needs.items():
        for need in found:
            dependents.setdefault(need, []).append(node)
    ready = [node for node, found in open_needs.items() if not found]
    remaining = dict(open_needs)
    while ready:
        node = ready.pop()
        below = max((level.get(need, 0) for need in needs[node]), default=0)
        level[node] = below + rises(node)
        del remaining[node]
        for dependent in dependents.get(node, ()):
            remaining[dependent].discard(node)
            if not remaining[dependent]:
                ready.append(dependent)
    return remaining


def _walk_round(waiting: Mapping[int, set[int]], name: Callable[[int], str]) -> tuple[int, ...]:
    """Follow what waits from need to need until one comes round again."""
    node = min(waiting, key=name)
    path: dict[int, None] = {}
    while node not in path:
        path[node] = None
        node = min(waiting[node], key=name)
    walked = list(path)
    return tuple(walked[walked.index(node) :])


def _turned(loop: tuple[int, ...], name: Callable[[int], str]) -> tuple[int, ...]:
    first = loop.index(min(loop, key=name))
    return loop[first:] + loop[:first]
