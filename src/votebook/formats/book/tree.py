"""Tree: a YAML file's meaning as nested keys, lists and typed values, for writing it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from votebook.formats.book.kind import NAME, TEXT, Kind


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value of a kind; one that ``is_silent`` is left out of the file."""

    kind: Kind = field(compare=False)
    value: Any
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; one that ``is_silent`` is left out of the file."""

    items: tuple[Tree, ...]
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys with what stands under them; ``is_ordered`` when their order means something."""

    entries: tuple[tuple[str, Tree], ...]
    is_ordered: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nothing stands under any key."""
        return all(tree.is_silent for _, tree in self.entries)


Tree = Leaf | Items | Keys


def leaf(value: Any, kind: Kind = TEXT) -> Leaf:  # noqa: ANN401 - of the kind's own type
    """A value that always stands in the file."""
    return Leaf(kind, value)


def silent(value: Any, kind: Kind = TEXT, blank: Any = "") -> Leaf:  # noqa: ANN401 - of the kind's own type
    """A value that is left out when it is the blank one."""
    return Leaf(kind, value, value == blank)


def names(values: Iterable[str], kind: Kind = NAME) -> Items:
    """A list of names, left out when there are none."""
    items = tuple(Leaf(kind, value) for value in values)
    return Items(items, not items)


def listed(entries: Iterable[Tree]) -> Items:
    """A list of entries, left out when there are none."""
    items = tuple(entries)
    return Items(items, not items)


def paired(pairs: Sequence[tuple[str, str]], kind: Kind = NAME) -> Keys:
    """Pairs of key and value; a key that stands more than once has a list under it."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    under = {key: tuple(Leaf(kind, value) for value in values) for key, values in found.items()}
    entries = tuple((key, one[0] if len(one) == 1 else Items(one)) for key, one in under.items())
    return Keys(entries, is_ordered=True)


def keyed(**entries: Tree) -> Keys:
    """Keys in the order in which they are written."""
    return Keys(tuple(entries.items()))
