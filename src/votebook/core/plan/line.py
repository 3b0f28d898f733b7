"""Line: the numbered place where money is planned, the components that build its cost, and projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.window import ALWAYS, Window


class BorneBy(Enum):
    """Who bears a component's cost: the body itself, or the users it is charged on to."""

    BODY = "body"
    USERS = "users"


class Nature(Enum):
    """What a component is: driven by inputs, published without drivers, a gap named openly, or ours.

    ``RECONCILING`` is an amount that only makes the drivers meet the published figure; ``SPREAD``
    is an amount that we, not the body, placed on the line.
    """

    DRIVEN = "driven"
    PUBLISHED = "published"
    RECONCILING = "reconciling"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a line's cost build-up.

    ``formula`` is text in the formula language and gives pounds a year. It counts only within
    ``window`` (through ``months``, ``days``), never exceeds ``cap`` (a formula in pounds a year)
    and grows with the index parameter ``index`` since ``index_base``.
    """

    line: str
    name: str
    title: str
    formula: str
    nature: Nature = Nature.DRIVEN
    window: Window = ALWAYS
    cap: str = ""
    index: str = ""
    index_base: date | None = None
    borne_by: BorneBy = BorneBy.BODY
    contract: str = ""
    source: Source | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount of pounds stated for a line and a year, without drivers; ``nature`` is not driven."""

    line: str
    year: str
    amount: Fraction
    source: Source
    nature: Nature = Nature.PUBLISHED
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a line that a member of a dimension bears.

    ``is_inferred`` marks a share that no document states and that we worked out from the figures.
    """

    line: str
    dimension: str
    member: str
    share: Fraction
    is_inferred: bool
    source: Source
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line. ``ref`` never changes; number, title and category may.

    ``members`` places the line on dimensions: pairs of dimension and member. ``serves`` names,
    for a pool that several members share, the members it is meant for. ``profile`` names how a
    year is spread over its months.
    """

    ref: str
    number: str
    title: str
    category: str
    members: tuple[tuple[str, str], ...] = ()
    serves: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    basis: str = ""
    assumption: str = ""
    obligation: str = ""
    contract: str = ""
    profile: str = "even"
    retired: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CategoryMembership:
    """The category a line belonged to until a date, before it moved to where it is now."""

    line: str
    category: str
    until: date
    reason: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Project:
    """A line that is spent only after its brief has passed, with what the plan says of it beside its amounts.

    ``third_party`` is the share of cost that goes to third parties, the rest being the
    administrator's; None when the plan does not say.
    """

    line: str
    body: str
    obligation: str
    third_party: Fraction | None
    description: str
    place: Place = field(default=NOWHERE, compare=False)
