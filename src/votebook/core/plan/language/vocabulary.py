"""Vocabulary: what the names of a book mean in its formulas, and the nearest of them to a slip."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from votebook.core.measure.source import Fault, Place
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.expression import Name
from votebook.core.plan.language.formula import point_into
from votebook.core.plan.parameter import Parameter

CANDIDATES_MAX = 2_000
"""The most names among which the nearest is sought; more are first narrowed by their beginning."""


class Meaning(Enum):
    """What a name in a formula stands for."""

    PARAMETER = "parameter"
    LINE = "line"
    CATEGORY = "category"
    COMPARATIVE = "prior figure"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a formula stands, and its text: what a message needs in order to point into it."""

    text: str
    place: Place

    def fault(self, code: str, at: int, found: str, expected: str, nearest: str = "") -> Fault:
        """Make a fault that points at a character of the formula."""
        return Fault(code, self.place, f"{point_into(self.text, at)} {found}", expected, nearest)


@dataclass(frozen=True)
class Vocabulary:
    """The names of one budget."""

    budget: Budget

    def meaning(self, name: Name) -> Meaning | None:
        """Say what a name stands for; None when the book does not know it."""
        budget = self.budget
        if name.comparative:
            known = name.name in budget.line_index or name.name in budget.structure.by_ref
            return Meaning.COMPARATIVE if known else None
        if name.name in budget.parameter_by_name:
            return Meaning.PARAMETER
        if name.name in budget.line_index:
            return Meaning.LINE
        return Meaning.CATEGORY if name.name in budget.structure.by_ref else None

    @cached_property
    def comparatives(self) -> frozenset[str]:
        """The references of the comparatives."""
        return frozenset(comparative.ref for comparative in self.budget.comparatives)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        return (*self.budget.structure.by_ref, *self.budget.line_index)

    def nearest(self, word: str, known: tuple[str, ...]) -> str:
        """Name the known word that is nearest to a slip; "" when none is near."""
        if len(known) > CANDIDATES_MAX:
            known = tuple(name for name in known if name[:2] == word[:2])[:CANDIDATES_MAX]
        return next(iter(difflib.get_close_matches(word, known, n=1)), "")

    def nearest_value(self, word: str) -> str:
        """The nearest parameter, category or line."""
        return self.nearest(word, (*self.budget.parameter_by_name, *self._places))

    def unknown(self, name: Name, spot: Spot) -> Fault:
        """Say that no parameter, line or category has this name."""
        at = name.span[0]
        if name.comparative:
            nearest = self.nearest(name.name, self._places)
            return spot.fault(
                "formula.unknown-name",
                at,
                f"stands '{name.name}', which is no line or category",
                "a prior figure is written line@comparative or category@comparative",
                nearest and f"{nearest}@{name.comparative}",
            )
        return spot.fault(
            "formula.unknown-name",
            at,
            f"stands '{name.name}', which is no parameter, line or category of the book",
            "expected a known name; a unit is written right after a number, as in 150 £/day",
            self.nearest_value(name.name),
        )

    def picked(self, name: Name, parameter: Parameter, spot: Spot) -> dict[str, str] | Fault:
        """Read the picks of a name as members of the parameter's dimensions, or say what is wrong."""
        found: dict[str, str] = {}
        for pick in name.picks:
            fitting = self._fitting(parameter, pick.dimension, pick.member)
            if len(fitting) != 1 or fitting[0] in found:
                return self._unfit(name, parameter, pick.member, fitting, spot)
            found[fitting[0]] = pick.member
        return found

    def _fitting(self, parameter: Parameter, dimension: str, member: str) -> list[str]:
        dimensions = self.budget.dimension_by_name
        return [
            name
            for name in parameter.dimensions
            if dimension in ("", name) and name in dimensions and dimensions[name].member(member)
        ]

    def _unfit(self, name: Name, parameter: Parameter, member: str, fitting: list[str], spot: Spot) -> Fault:
        at = name.span[0]
        if not parameter.dimensions:
            found = f"'{name.name}' varies over no dimension"
            return spot.fault("formula.unknown-member", at, found, f"leave out [{member}]")
        if len(fitting) > 1:
            found = f"'{member}' is a member of {' and of '.join(fitting)}"
            expected = f"write which is meant, such as {name.name}[{fitting[0]}={member}]"
            return spot.fault("formula.unknown-member", at, found, expected)
        if fitting:
            found = f"'{name.name}' picks two members of {fitting[0]}"
            return spot.fault(
                "formula.unknown-member", at, found, "pick one member, or sum over the dimension"
            )
        over = " or ".join(parameter.dimensions)
        dimensions = (self.budget.dimension_by_name.get(dimension) for dimension in parameter.dimensions)
        members = tuple(m.ref for dimension in dimensions if dimension for m in dimension.members)
        found = f"'{member}' is no member of {over}, over which '{name.name}' varies"
        nearest = self.nearest(member, members)
        return spot.fault("formula.unknown-member", at, found, f"expected a member of {over}", nearest)
