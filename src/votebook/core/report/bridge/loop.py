"""Loop: places whose figures come to use each other when two budgets are looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Places, each after those whose figures it uses; those that are ``looped`` use each other."""

    refs: tuple[str, ...]
    looped: frozenset[str]


def order_places(used: Mapping[str, Iterable[str]]) -> Order:
    """Order places after those that they use; what stands in or between loops is looped.

    Places without loops are taken away from below and from above until only the loops are left, so
    that the answer does not depend on the order in which the places are given.

    >>> order_places({"a": ["b"], "b": []})
    Order(refs=('b', 'a'), looped=frozenset())
    >>> order = order_places({"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": []})
    >>> order.refs, sorted(order.looped)
    (('d', 'b', 'c', 'a'), ['b', 'c'])
    """
    users: dict[str, list[str]] = {ref: [] for ref in used}
    uses: dict[str, list[str]] = {ref: list(dict.fromkeys(places)) for ref, places in used.items()}
    for ref, places in uses.items():
        for place in places:
            users[place].append(ref)
    below = _peeled(uses, users)
    done = set(below)
    rest = {ref: [place for place in uses[ref] if place not in done] for ref in used if ref not in done}
    above = _peeled({ref: [one for one in users[ref] if one in rest] for ref in rest}, rest)
    looped = [ref for ref in rest if ref not in set(above)]
    return Order((*below, *looped, *reversed(above)), frozenset(looped))


def _peeled(needs: Mapping[str, list[str]], needed: Mapping[str, list[str]]) -> list[str]:
    """Take away, one after the other, the places of which nothing that they need is left."""
    left = {ref: len(places) for ref, places in needs.items()}
    found = [ref for ref, count in left.items() if not count]
    for ref in found:
        for other in needed[ref]:
            left[other] -= 1
            if not left[other]:
                found.append(other)
    return found
