"""Containment: what of a comparative lies within what, so that nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from votebook.formats.book.faults import Faults
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.schema.values import members_of
from votebook.formats.book.table import BAD, Table


def check_comparatives(frame: Frame, tables: dict[str, Table], faults: Faults) -> None:
    """Report amounts of one comparative of which one contains another."""
    table = tables["comparatives.csv"]
    if not table.count:
        return
    reach = _Reach(frame, tables["lines.csv"])
    given: dict[tuple[Any, ...], int] = {}
    rows = list(zip(table.rows("comparative", "at"), members_of(table, frame), strict=True))
    for row, ((comparative, at), members) in enumerate(rows):
        key = (comparative, at, members)
        if BAD not in (comparative, at) and given.setdefault(key, row) != row:
            table.report(
                faults,
                row,
                "at",
                "book.contained",
                f"{comparative} gives this amount twice",
                f"it is given before at line {table.place(given[key], 'at').line}",
            )
    for row, ((comparative, at), members) in enumerate(rows):
        if BAD in (comparative, at) or given[comparative, at, members] != row:
            continue
        for container in reach.containers(at, members):
            other = given.get((comparative, *container))
            if other is not None:
                expected = "keep the parts or the whole, or the amount counts twice"
                found = f"this amount lies within the one at line {table.place(other, 'at').line}"
                table.report(faults, row, "at", "book.contained", found, expected)
                break


class _Reach:
    """What contains what: places by structure, members by their dimension."""

    def __init__(self, frame: Frame, lines: Table) -> None:
        self._paths = _paths(frame.structure)
        self._category = dict(lines.rows("ref", "category"))
        names = ("ref", *frame.dimensions)
        self._on = {row[0]: dict(zip(frame.dimensions, row[1:], strict=True)) for row in lines.rows(*names)}
        self._within = {name: _paths(table) for name, table in frame.members.items()}
        self._order = frame.dimensions

    def above(self, at: str) -> tuple[str, ...]:
        """The places that contain a place, itself first, the whole budget last."""
        if at in self._category:
            return (at, *self._paths.get(self._category[at], ()), "")
        return (*self._paths.get(at, ()), "") if at else ("",)

    def placed(self, at: str, members: tuple[tuple[str, str], ...]) -> dict[str, str]:
        """The members an amount stands on: its line's own, unless it names others."""
        own = {name: member for name, member in self._on.get(at, {}).items() if member and member is not BAD}
        return own | dict(members)

    def chain(self, dimension: str, member: str) -> tuple[str, ...]:
        """A member and those that contain it."""
        return self._within.get(dimension, {}).get(member, (member,))

    def containers(
        self, at: str, members: tuple[tuple[str, str], ...]
    ) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        """Every other selection within which an amount lies wholly."""
        placed = self.placed(at, members)
        choices = [
            [(name, m) for m in self.chain(name, placed[name])] + [None]
            for name in self._order
            if name in placed
        ]
        for place in self.above(at):
            for picked in product(*choices):
                container = (place, tuple(pair for pair in picked if pair is not None))
                if container != (at, members):
                    yield container


def _paths(table: Table) -> dict[str, tuple[str, ...]]:
    paths: dict[str, tuple[str, ...]] = {}
    for ref, within in table.rows("ref", "within"):
        if ref is not BAD:
            paths.setdefault(ref, (ref, *paths.get(within, ())))
    return paths
