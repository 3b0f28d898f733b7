"""Budget: the whole plan as one immutable value, from which everything printed is calculated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.comparative import Comparative, ComparativeAmount, Restatement
from votebook.core.plan.contract import Contract
from votebook.core.plan.dimension import Dimension
from votebook.core.plan.line import CategoryMembership, Component, Line, Project, Share, StatedAmount
from votebook.core.plan.parameter import Parameter
from votebook.core.plan.structure import Structure
from votebook.core.plan.version import BudgetYear, Version, VersionNote


@dataclass(frozen=True, slots=True)
class CategoryEstimate:
    """An estimated year given for a category as a whole, in pounds.

    When ``is_spread``, it is placed on the category's lines in proportion to the approved year,
    and those amounts are marked as ours; otherwise it stays on the category, unspread.
    """

    category: str
    year: str
    amount: Fraction
    is_spread: bool
    source: Source
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Two formulas that the book says are equal in every year for which both have values."""

    ref: str
    title: str
    left: str
    right: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on something in the book, tied to its reference."""

    about: str
    by: str
    dated: date
    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class HandProfile:
    """A profile set by hand: the weights of the twelve months, in the year's order."""

    name: str
    weights: tuple[Fraction, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class EventDay:
    """A dated event of a calendar profile, with its weight."""

    profile: str
    day: date
    weight: Fraction
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Budget:
    """Structure, parameters, lines and comparatives of one budget over its years.

    The value holds what the book's files say and nothing that is calculated. Tuples are in the
    order of the files, which never changes an amount. ``calendar`` names whose holidays working
    days leave out; ``holidays`` are their dates, filled in from outside.
    """

    ref: str
    title: str
    body: str
    currency: str
    classification: str
    years: tuple[BudgetYear, ...]
    version: Version
    structure: Structure
    dimensions: tuple[Dimension, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    lines: tuple[Line, ...] = ()
    components: tuple[Component, ...] = ()
    stated: tuple[StatedAmount, ...] = ()
    estimates: tuple[CategoryEstimate, ...] = ()
    shares: tuple[Share, ...] = ()
    memberships: tuple[CategoryMembership, ...] = ()
    contracts: tuple[Contract, ...] = ()
    projects: tuple[Project, ...] = ()
    comparatives: tuple[Comparative, ...] = ()
    comparative_amounts: tuple[ComparativeAmount, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    identities: tuple[Identity, ...] = ()
    comments: tuple[Comment, ...] = ()
    history: tuple[VersionNote, ...] = ()
    profiles: tuple[HandProfile, ...] = ()
    events: tuple[EventDay, ...] = ()
    calendar: str = ""
    holidays: tuple[date, ...] = field(default=(), compare=False)

    @cached_property
    def line_index(self) -> dict[str, int]:
        """The position of each line by its reference."""
        return {line.ref: position for position, line in enumerate(self.lines)}

    @cached_property
    def year_index(self) -> dict[str, int]:
        """The position of each year by its label."""
        return {str(budget_year.year): position for position, budget_year in enumerate(self.years)}

    @cached_property
    def stated_index(self) -> dict[tuple[str, str], int]:
        """The position of each stated amount by its line and year."""
        return {(stated.line, stated.year): position for position, stated in enumerate(self.stated)}

    @cached_property
    def dimension_by_name(self) -> dict[str, Dimension]:
        """The dimensions by their names."""
        return {dimension.name: dimension for dimension in self.dimensions}

    @cached_property
    def parameter_by_name(self) -> dict[str, Parameter]:
        """The parameters by their names."""
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def components_by_line(self) -> dict[str, tuple[Component, ...]]:
        """The components of each line that has any, in the order of the file."""
        found: dict[str, list[Component]] = {}
        for component in self.components:
            found.setdefault(component.line, []).append(component)
        return {ref: tuple(components) for ref, components in found.items()}

    @cached_property
    def shares_by_line(self) -> dict[tuple[str, str], tuple[Share, ...]]:
        """The shares of each line over each dimension, in the order of the file."""
        found: dict[tuple[str, str], list[Share]] = {}
        for share in self.shares:
            found.setdefault((share.line, share.dimension), []).append(share)
        return {key: tuple(shares) for key, shares in found.items()}

    @property
    def approved_year(self) -> FinancialYear:
        """The first year, the one that authorises once the version is approved."""
        return self.years[0].year

    def line(self, ref: str) -> Line:
        """The line with a reference, which must exist."""
        return self.lines[self.line_index[ref]]
