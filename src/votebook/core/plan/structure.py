"""Structure: the tree of budget categories and groups that lines belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Category:
    """A budget category, or a group inside one: ``within`` names what contains it, "" at the top."""

    ref: str
    title: str
    within: str = ""


@dataclass(frozen=True)
class Structure:
    """The categories in their printed order, each after the one that contains it."""

    categories: tuple[Category, ...]

    @cached_property
    def by_ref(self) -> dict[str, Category]:
        """Every category by its reference."""
        return {category.ref: category for category in self.categories}

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each category in the printed order."""
        return {category.ref: position for position, category in enumerate(self.categories)}

    def path(self, ref: str) -> tuple[str, ...]:
        """The references from a category up to its outermost one, itself first."""
        path: list[str] = []
        while ref and ref in self.by_ref and ref not in path:
            path.append(ref)
            ref = self.by_ref[ref].within
        return tuple(path)

    def inside(self, ref: str) -> frozenset[str]:
        """The references of a category and of everything inside it."""
        return frozenset(c.ref for c in self.categories if ref in self.path(c.ref))
