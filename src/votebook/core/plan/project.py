"""Project: a line that is spent only after its brief has passed, with what the plan says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Project:
    """What the plan knows of a project, beside its line's amounts.

    ``third_party`` is the share of cost that goes to third parties, the rest being the
    administrator's; None when the plan does not say.
    """

    line: str
    body: str
    obligation: str
    third_party: Fraction | None
    description: str
    place: Place = field(default=NOWHERE, compare=False)
