"""Naming: what to say when a reader asks for something by a name that the book does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar

SHOWN_MAX = 8
"""The most known names that an explanation lists; beyond that it names only the nearest."""


CANDIDATES_MAX = 2_000
"""The most names among which the nearest are sought; more are first narrowed by their beginning."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that was asked for and that the book does not have."""

    code: ClassVar[str] = "app.unknown-name"

    kind: str
    asked: str
    nearest: tuple[str, ...]
    known: tuple[str, ...]

    def explain(self) -> str:
        """Say what was asked, that it is not there, and what is."""
        said = f"The book has no {self.kind} named {self.asked!r}."
        if self.nearest:
            return f"{said} Did you mean {' or '.join(self.nearest)}?"
        if not self.known:
            return f"{said} It has none at all."
        if len(self.known) <= SHOWN_MAX:
            return f"{said} It has {', '.join(self.known)}."
        return f"{said} It has {len(self.known)}, such as {', '.join(self.known[:3])}."


@dataclass(frozen=True, slots=True)
class SeveralNamed:
    """A title that several things in the book share, so that it does not say which is meant."""

    code: ClassVar[str] = "app.several-named"

    asked: str
    refs: tuple[str, ...]

    def explain(self) -> str:
        """Say that it is shared, and by which references."""
        return f"{self.asked!r} could be any of {', '.join(self.refs)}. Ask for one of these."


def unknown_name(kind: str, asked: str, known: Iterable[str]) -> UnknownName:
    """Refuse a name, with up to three of the nearest that exist.

    >>> unknown_name("statement", "table7", ["table_1", "table_7"]).explain()
    "The book has no statement named 'table7'. Did you mean table_7 or table_1?"
    """
    names = tuple(known)
    folded = {name.casefold(): name for name in names}
    if len(folded) > CANDIDATES_MAX:
        folded = {key: name for key, name in folded.items() if key[:2] == asked.casefold()[:2]}
    close = get_close_matches(asked.casefold(), folded, n=3, cutoff=0.6)
    return UnknownName(kind, asked, tuple(folded[name] for name in close), names)
