"""Values: the rows of a book's CSV tables as values of the plan. Only rows without faults come here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from votebook.core.measure.source import Source, SourceKind
from votebook.core.measure.window import ALWAYS, Window
from votebook.core.plan.budget import CategoryEstimate, Comment, EventDay
from votebook.core.plan.comparative import ComparativeAmount, Restatement
from votebook.core.plan.contract import Contract
from votebook.core.plan.line import CategoryMembership, Component, Line, Project, Share, StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, WithinYear
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.table import Table

Pairs = tuple[tuple[str, str], ...]


class Sources:
    """Makes one value of every source, however many rows name it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[SourceKind, str], Source] = {}

    def of(self, table: Table) -> list[Source | None]:
        """The source of every row of a table; None where the row names none."""
        return [self._one(kind, words) for kind, words in table.rows("source_kind", "source")]

    def needed(self, table: Table) -> list[Source]:
        """The source of every row of a table in which each row names one."""
        return [source for source in self.of(table) if source is not None]

    def _one(self, kind: SourceKind | None, words: str) -> Source | None:
        if kind is None:
            return None
        source = self._known.get((kind, words))
        if source is None:
            source = self._known[kind, words] = Source(kind, words)
        return source


def members_of(table: Table, frame: Frame, prefix: str = "") -> list[Pairs]:
    """The members that every row of a table stands on, in the order of the book's dimensions."""
    given = [name for name in frame.dimensions if prefix + name in table.given]
    if not given:
        return [()] * table.count
    columns = table.rows(*(prefix + name for name in given))
    return [tuple((n, m) for n, m in zip(given, row, strict=True) if m) for row in columns]


def parse_serves(text: str, frame: Frame) -> Pairs:
    """The members a line is meant for: ``area.tabasc area.opsg``, or ``area.*`` for all not retired."""
    pairs: list[tuple[str, str]] = []
    for word in text.split():
        dimension, _, member = word.partition(".")
        if member == "*":
            pairs.extend((dimension, leaf) for leaf in open_leaves(frame, dimension))
        else:
            pairs.append((dimension, member))
    return tuple(pairs)


def open_leaves(frame: Frame, dimension: str) -> list[str]:
    """The innermost members of a dimension that are not retired."""
    table = frame.members.get(dimension)
    if table is None:
        return []
    containers = set(table.columns["within"])
    return [ref for ref, retired in table.rows("ref", "retired") if retired is None and ref not in containers]


_LINE = "ref number title category owner basis assumption obligation contract profile retired".split()


def lines_of(table: Table, frame: Frame) -> tuple[Line, ...]:
    """The lines, in the order of the file."""
    served = {text: parse_serves(text, frame) for text in set(table.columns["serves"])}
    serves = (served[text] for text in table.columns["serves"])
    found: list[Line] = []
    for row, members, on, place in zip(
        table.rows(*_LINE), members_of(table, frame), serves, table.places("ref"), strict=True
    ):
        ref, number, title, category, owner, basis, assumption, obligation, contract, profile, retired = row
        words = (owner, basis, assumption, obligation, contract, profile)
        found.append(Line(ref, number, title, category, members, on, *words, retired, place))
    return tuple(found)


def components_of(table: Table, sources: Sources) -> tuple[Component, ...]:
    """The components; each has the place of its formula."""
    windows: dict[tuple[date | None, date | None], Window] = {(None, None): ALWAYS}
    names = (
        "line",
        "name",
        "title",
        "formula",
        "nature",
        "from",
        "to",
        "cap",
        "index",
        "index_base",
        "borne_by",
        "contract",
    )
    found: list[Component] = []
    for row, source, place in zip(
        table.rows(*names), sources.of(table), table.places("formula"), strict=True
    ):
        line, name, title, formula, nature, start, end, cap, index, base, borne_by, contract = row
        window = windows.get((start, end))
        if window is None:
            window = windows[start, end] = Window(start, end)
        found.append(
            Component(
                line,
                name,
                title,
                formula,
                nature,
                window,
                cap,
                index,
                base,
                borne_by,
                contract,
                source,
                place,
            )
        )
    return tuple(found)


def amounts_of(table: Table, frame: Frame, sources: Sources) -> tuple[StatedAmount, ...]:
    """The amounts stated for lines, row by row; a blank cell is no amount."""
    labels = [label for label in frame.year_labels if label in table.given]
    found: list[StatedAmount] = []
    rows = zip(table.rows("line", "nature", *labels), sources.needed(table), strict=True)
    for number, ((line, nature, *amounts), source) in enumerate(rows):
        for label, amount in zip(labels, amounts, strict=True):
            if amount is not None:
                place = table.place(number, label)
                found.append(StatedAmount(line, label, amount, source, nature, place))
    return tuple(found)


def parameters_of(table: Table, sources: Sources) -> list[Parameter]:
    """The plain parameters, in the order in which their names first stand."""
    values: dict[str, list[DatedValue]] = {}
    heads: dict[str, tuple[Any, ...]] = {}
    rows = table.rows("name", "title", "unit", "role", "within_year", "from", "value", "low", "high")
    placed = zip(rows, sources.needed(table), table.places("value"), table.places("name"), strict=True)
    for (name, title, unit, role, within, start, value, low, high), source, place, own in placed:
        heads.setdefault(name, (title, unit, role, within or WithinYear.REFUSE, own))
        values.setdefault(name, []).append(DatedValue((), start, value, source, low, high, place))
    return [
        Parameter(name, title, unit, role, (), _sorted(values[name]), within, False, place)
        for name, (title, unit, role, within, place) in heads.items()
    ]


def inputs_of(table: Table, frame: Frame, row: int, sources: Sources) -> Parameter:
    """The parameter over dimensions that one entry of ``tables:`` declares."""
    entry = {name: values[row] for name, values in frame.tables.columns.items()}
    dimensions, across, is_yearly = entry["dimensions"], entry["across"], entry["yearly"]
    members = frame.member_refs(across) if across else ("value",)
    given = [name for name in members if name in table.given]
    moment = "year" if is_yearly else "from"
    keys = [name for name in dimensions if name != across]
    values: list[DatedValue] = []
    for number, (row_values, source) in enumerate(
        zip(table.rows(moment, *keys, *given), sources.needed(table), strict=True)
    ):
        start = row_values[0].start if is_yearly else row_values[0]
        placed = dict(zip(keys, row_values[1:], strict=False))
        for name, value in zip(given, row_values[1 + len(keys) :], strict=True):
            if value is not None:
                on = tuple(name if dimension == across else placed[dimension] for dimension in dimensions)
                values.append(DatedValue(on, start, value, source, place=table.place(number, name)))
    return Parameter(
        entry["name"],
        entry["title"],
        entry["unit"],
        entry["role"],
        dimensions,
        _sorted(values),
        entry["within_year"],
        is_yearly,
        frame.tables.place(row, "name"),
    )


def _sorted(values: Iterable[DatedValue]) -> tuple[DatedValue, ...]:
    return tuple(sorted(values, key=lambda value: (value.members, value.start)))


def shares_of(table: Table, sources: Sources) -> tuple[Share, ...]:
    """The shares of lines over dimensions."""
    rows = table.rows("line", "dimension", "member", "share", "stated")
    placed = zip(rows, sources.needed(table), table.places("share"), strict=True)
    return tuple(
        Share(line, dimension, member, share, inferred, source, place)
        for (line, dimension, member, share, inferred), source, place in placed
    )


def estimates_of(table: Table, sources: Sources) -> tuple[CategoryEstimate, ...]:
    """The estimates of whole categories."""
    rows = table.rows("category", "year", "amount", "spread")
    placed = zip(rows, sources.needed(table), table.places("amount"), strict=True)
    return tuple(
        CategoryEstimate(category, str(year), amount, is_spread, source, place)
        for (category, year, amount, is_spread), source, place in placed
    )


def memberships_of(table: Table) -> tuple[CategoryMembership, ...]:
    """Where lines were before they moved."""
    rows = zip(table.rows("line", "category", "until", "reason"), table.places("line"), strict=True)
    return tuple(
        CategoryMembership(line, category, until, reason, place)
        for (line, category, until, reason), place in rows
    )


def contracts_of(table: Table, sources: Sources) -> tuple[Contract, ...]:
    """The register of contracts."""
    rows = table.rows(
        "ref", "title", "counterparty", "starts", "expires", "indexed", "passed_through", "procurement"
    )
    placed = zip(rows, sources.needed(table), table.places("ref"), strict=True)
    return tuple(
        Contract(ref, title, party, source, starts, expires, indexed, passed, procurement, place)
        for (ref, title, party, starts, expires, indexed, passed, procurement), source, place in placed
    )


def projects_of(table: Table) -> tuple[Project, ...]:
    """What the plan says of projects."""
    rows = table.rows("line", "body", "obligation", "third_party", "description")
    return tuple(
        Project(line, body, obligation, third_party, description, place)
        for (line, body, obligation, third_party, description), place in zip(
            rows, table.places("line"), strict=True
        )
    )


def comparatives_of(table: Table, frame: Frame, sources: Sources) -> tuple[ComparativeAmount, ...]:
    """The prior amounts as they were published."""
    placed = zip(
        table.rows("comparative", "at", "amount"),
        members_of(table, frame),
        sources.needed(table),
        table.places("amount"),
        strict=True,
    )
    return tuple(
        ComparativeAmount(comparative, at, members, amount, source, place)
        for (comparative, at, amount), members, source, place in placed
    )


def restatements_of(table: Table, frame: Frame, sources: Sources) -> tuple[Restatement, ...]:
    """The approved moves of prior amounts onto the new structure."""
    names = (
        "comparative",
        "from_at",
        "to_at",
        "amount",
        "stage",
        "discount",
        "discount_rate",
        "decided",
        "decided_by",
    )
    placed = zip(
        table.rows(*names),
        members_of(table, frame, "from_"),
        members_of(table, frame, "to_"),
        sources.needed(table),
        table.places("amount"),
        strict=True,
    )
    return tuple(
        Restatement(
            ref, from_at, left, to_at, arrived, amount, stage, discount, rate, decided, by, source, place
        )
        for (
            ref,
            from_at,
            to_at,
            amount,
            stage,
            discount,
            rate,
            decided,
            by,
        ), left, arrived, source, place in placed
    )


def events_of(table: Table) -> tuple[EventDay, ...]:
    """The days of calendar profiles."""
    rows = zip(table.rows("profile", "day", "weight"), table.places("day"), strict=True)
    return tuple(EventDay(profile, day, weight, place) for (profile, day, weight), place in rows)


def comments_of(table: Table) -> tuple[Comment, ...]:
    """Remarks on things in the book."""
    rows = zip(table.rows("about", "by", "dated", "text"), table.places("text"), strict=True)
    return tuple(Comment(about, by, dated, text, place) for (about, by, dated, text), place in rows)


def nil_weights(weights: Iterable[Fraction]) -> bool:
    """Whether weights weigh nothing, or one of them less than nothing."""
    listed = tuple(weights)
    return any(weight < 0 for weight in listed) or not any(listed)
