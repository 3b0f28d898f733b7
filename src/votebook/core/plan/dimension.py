"""Dimension: a way of dividing a budget that the book itself names, such as service area or grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension; ``within`` names the member that contains it.

    A retired member keeps its reference and its comparatives. ``links`` tie it to members of
    other dimensions: pairs of dimension and member (a meeting kind to the bodies that hold it).
    """

    ref: str
    title: str
    within: str = ""
    retired: date | None = None
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A named dimension and its members, in their printed order."""

    name: str
    title: str
    members: tuple[Member, ...]

    def member(self, ref: str) -> Member | None:
        """Find a member by its reference."""
        return next((member for member in self.members if member.ref == ref), None)

    def leaves(self, ref: str) -> tuple[str, ...]:
        """Name the innermost members inside a member, itself when it contains none."""
        inside = [member.ref for member in self.members if member.within == ref]
        if not inside:
            return (ref,)
        return tuple(leaf for member in inside for leaf in self.leaves(member))
