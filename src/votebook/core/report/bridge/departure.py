"""Departure: one way in which a budget says something else than another, by stable reference.

Everything in a budget has a key that survives renumbering, moving and reordering; two budgets are
laid side by side by those keys. Where a value stands in the files is no departure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import Any, cast

from votebook.core.measure.number import DIGITS_MAX
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Statement


class Subject(Enum):
    """What a departure is about, in the order in which departures are shown."""

    VERSION = "version"
    STRUCTURE = "structure"
    FORMULA = "formulas"
    PARAMETER = "parameters"
    AMOUNT = "stated and prior amounts"
    TERM = "contracts and projects"
    TEXT = "text"
    STATEMENT = "statements"
    NARRATIVE = "narrative"


class How(Enum):
    """In which way something departs."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    RENAMED = "renamed"
    REORDERED = "reordered"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class Departure:
    """What departs (``about``), in which of its particulars, from what to what, in words.

    ``keeps`` says what stayed with a line that moved, was renumbered or renamed.
    """

    subject: Subject
    how: How
    about: str
    particular: str = ""
    before: str = ""
    after: str = ""
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing that a budget holds: how it is called, where it is, and what identifies it."""

    noun: str
    subject: Subject
    held: Callable[[Any], Iterable[Any]]
    key: tuple[str, ...]
    hidden: tuple[str, ...] = ()


_BUDGET_KINDS = (
    _Kind("year", Subject.VERSION, lambda b: b.years, ("year",)),
    _Kind("history", Subject.VERSION, lambda b: b.history, ("iteration", "dated")),
    _Kind("category", Subject.STRUCTURE, lambda b: b.structure.categories, ("ref",)),
    _Kind("dimension", Subject.STRUCTURE, lambda b: b.dimensions, ("name",), ("members",)),
    _Kind("line", Subject.STRUCTURE, lambda b: b.lines, ("ref",)),
    _Kind("former category", Subject.STRUCTURE, lambda b: b.memberships, ("line", "until")),
    _Kind("component", Subject.FORMULA, lambda b: b.components, ("line", "name")),
    _Kind("identity", Subject.FORMULA, lambda b: b.identities, ("ref",)),
    _Kind("profile", Subject.FORMULA, lambda b: b.profiles, ("name",)),
    _Kind("event", Subject.FORMULA, lambda b: b.events, ("profile", "day")),
    _Kind("parameter", Subject.PARAMETER, lambda b: b.parameters, ("name",), ("values",)),
    _Kind("stated amount", Subject.AMOUNT, lambda b: b.stated, ("line", "year")),
    _Kind("estimate", Subject.AMOUNT, lambda b: b.estimates, ("category", "year")),
    _Kind("share", Subject.AMOUNT, lambda b: b.shares, ("line", "dimension", "member")),
    _Kind("comparative", Subject.AMOUNT, lambda b: b.comparatives, ("ref",)),
    _Kind("prior amount", Subject.AMOUNT, lambda b: b.comparative_amounts, ("comparative", "at", "members")),
    _Kind(
        "restatement", Subject.AMOUNT, lambda b: b.restatements,
        ("comparative", "from_at", "from_members", "to_at", "to_members"),
    ),
    _Kind("contract", Subject.TERM, lambda b: b.contracts, ("ref",)),
    _Kind("project", Subject.TERM, lambda b: b.projects, ("line",)),
    _Kind("comment", Subject.TEXT, lambda b: b.comments, ("about", "by", "dated")),
)  # fmt: skip

_TEXTS = frozenset({"assumption", "basis", "owner", "obligation", "description", "note"})
_HOW = {
    ("line", "category"): How.MOVED,
    ("line", "number"): How.RENUMBERED,
    ("line", "title"): How.RENAMED,
    ("category", "within"): How.MOVED,
    ("category", "title"): How.RENAMED,
    ("member", "within"): How.MOVED,
    ("member", "title"): How.RENAMED,
    ("parameter", "title"): How.RENAMED,
}


def depart_budgets(before: Budget, after: Budget) -> Iterator[Departure]:
    """Go through every departure of one budget from another, subject by subject."""
    for name in ("title", "body", "currency", "classification", "calendar"):
        yield from _field("book", Subject.VERSION, "book", name, getattr(before, name), getattr(after, name))
    for one in fields(before.version):
        mine, theirs = getattr(before.version, one.name), getattr(after.version, one.name)
        yield from _field("version", Subject.VERSION, "version", one.name, mine, theirs)
    for kind in _BUDGET_KINDS:
        for departure in _depart(kind, before, after):
            yield _keeping(departure, before, after) if kind.noun == "line" else departure
    for dimension in before.dimensions:
        other = after.dimension_by_name.get(dimension.name)
        if other is not None:
            kind = _Kind(f"{dimension.name} member", Subject.STRUCTURE, lambda d: d.members, ("ref",))
            yield from _depart(kind, dimension, other)
    for parameter in before.parameters:
        mate = after.parameter_by_name.get(parameter.name)
        if mate is not None:
            kind = _Kind(
                f"parameter {parameter.name}", Subject.PARAMETER, lambda p: p.values, ("members", "start")
            )
            yield from _depart(kind, parameter, mate)


def depart_statements(before: Sequence[Statement], after: Sequence[Statement]) -> Iterator[Departure]:
    """Go through every departure of the declarations of statements."""
    kind = _Kind("statement", Subject.STATEMENT, lambda s: s, ("name",), ("columns", "rows"))
    yield from _depart(kind, before, after)
    others = {statement.name: statement for statement in after}
    for statement in before:
        other = others.get(statement.name)
        if other is None:
            continue
        for part in ("columns", "rows"):
            noun = f"statement {statement.name}, {part[:-1]}"
            inner = _Kind(noun, Subject.STATEMENT, attrgetter(part), ("key",))
            yield from _depart(inner, statement, other)


def depart_narrative(sections: Iterable[tuple[str, str | None, str | None]]) -> Iterator[Departure]:
    """Go through sections of narrative, given as name and text before and after; None where absent."""
    for name, before, after in sections:
        if before != after:
            how = How.ADDED if before is None else How.REMOVED if after is None else How.AMENDED
            yield Departure(Subject.NARRATIVE, how, f"section {name}", "", before or "", after or "")


def _depart(kind: _Kind, before: object, after: object) -> Iterator[Departure]:
    old = _by_key(kind, before)
    new = _by_key(kind, after)
    for key in dict.fromkeys((*old, *new)):
        mine, theirs = old.get(key), new.get(key)
        about = f"{kind.noun} {', '.join(filter(None, key[:-1]))}".rstrip()
        if mine is None:
            yield Departure(kind.subject, How.ADDED, about, after=_outline(kind, theirs))
        elif theirs is None:
            yield Departure(kind.subject, How.REMOVED, about, before=_outline(kind, mine))
        else:
            for one in fields(mine):
                if one.compare and one.name not in kind.hidden:
                    pair = getattr(mine, one.name), getattr(theirs, one.name)
                    yield from _field(kind.noun, kind.subject, about, one.name, *pair)
    kept_old, kept_new = [k for k in old if k in new], [k for k in new if k in old]
    if kept_old != kept_new and kind.subject in (Subject.STRUCTURE, Subject.STATEMENT):
        orders = (", ".join(k[0] for k in keys) for keys in (kept_old, kept_new))
        yield Departure(kind.subject, How.REORDERED, kind.noun, "order", *orders)


def _by_key(kind: _Kind, holder: object) -> dict[tuple[str, ...], Any]:
    """What is held by its key; the last part of the key counts those that are otherwise the same."""
    found: dict[tuple[str, ...], Any] = {}
    for thing in kind.held(holder):
        key = tuple(say(getattr(thing, name)) for name in kind.key)
        count = sum(other[:-1] == key for other in found) if (*key, "") in found else 0
        found[(*key, str(count) if count else "")] = thing
    return found


def _field(
    noun: str, subject: Subject, about: str, name: str, before: object, after: object
) -> Iterator[Departure]:
    if before == after:
        return
    word = noun.rsplit(maxsplit=1)[-1]
    how = _HOW.get((word, name), How.AMENDED)
    subject = Subject.TEXT if name in _TEXTS and subject is Subject.STRUCTURE else subject
    yield Departure(subject, how, about, name.replace("_", " "), say(before), say(after))


def _keeping(departure: Departure, before: Budget, after: Budget) -> Departure:
    """Say what a line kept though it moved, was renumbered or renamed."""
    if departure.how not in (How.MOVED, How.RENUMBERED, How.RENAMED):
        return departure
    ref = departure.about.removeprefix("line ")
    counts = {
        "component": (_mine(b.components, "line", ref) for b in (before, after)),
        "stated amount": (_mine(b.stated, "line", ref) for b in (before, after)),
        "prior amount": (_mine(b.comparative_amounts, "at", ref) for b in (before, after)),
        "comment": (_mine(b.comments, "about", ref) for b in (before, after)),
    }
    numbers = {noun: len(set(old) & set(new)) for noun, (old, new) in counts.items() if old}
    kept = [f"{number} {noun}{'s' if number != 1 else ''}" for noun, number in numbers.items()]
    keeps = f"keeps {', '.join(kept)}" if kept else "has nothing else to keep"
    return replace(departure, keeps=keeps)


def _mine(things: Iterable[Any], name: str, ref: str) -> list[Any]:
    return [thing for thing in things if getattr(thing, name) == ref]


def _outline(kind: _Kind, thing: object) -> str:
    """The particulars of something added or removed, beyond its key, that are not empty."""
    shown = (
        (one.name.replace("_", " "), say(getattr(thing, one.name)))
        for one in fields(cast("Any", thing))
        if one.compare and one.name not in (*kind.key, *kind.hidden)
    )
    return "; ".join(f"{name}: {text}" for name, text in shown if text)


def say(value: object) -> str:
    """Print a value as a book writes it; nothing for what is not there.

    >>> say(Fraction(1, 4)), say(Fraction(1, 3)), say(None), say((("area", "ssc"),))
    ('0.25', '1/3', '', 'area.ssc')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case Fraction():
            return _decimal(value)
        case date():
            return value.isoformat()
        case Window():
            return f"{say(value.start) or 'always'} to {say(value.end) or 'always'}"
        case Selection():
            return "; ".join(filter(None, (say(value.at), say(value.members)))) or "all"
        case tuple():
            return ", ".join(_say_part(part) for part in value)
        case _:
            return str(value)


def _say_part(part: object) -> str:
    match part:
        case (str() as name, str() as member):
            return f"{name}.{member}"
        case _:
            return say(part)


def _decimal(value: Fraction) -> str:
    for places in range(DIGITS_MAX):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            whole = digits[: len(digits) - places] + ("." + digits[-places:] if places else "")
            return f"-{whole}" if value < 0 else whole
    return str(value)
