"""Layout: the rows and heads of a table before any figure stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import Comparative, ComparativeKind
from votebook.core.plan.dimension import Member
from votebook.core.plan.line import Line
from votebook.core.plan.selection import Selection
from votebook.core.plan.version import Basis, VersionKind
from votebook.core.report.statement import Column, Measure, Row, Statement

_KIND_WORDS = MappingProxyType(
    {
        ComparativeKind.APPROVED: "Approved budget",
        ComparativeKind.OUTTURN_ESTIMATED: "Estimated outturn",
        ComparativeKind.OUTTURN: "Outturn",
        ComparativeKind.ESTIMATED: "Estimated budget",
    }
)

_VERSION_WORDS = MappingProxyType(
    {
        VersionKind.DRAFT: "Draft budget",
        VersionKind.CONSULTATION: "Consultation budget",
        VersionKind.APPROVED: "Approved budget",
        VersionKind.AMENDED: "Approved budget",
    }
)


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row as it stands in the table, with ``each`` expanded and sums naming single rows.

    ``line`` is the line that text columns describe, "" where the row is not one line's.
    ``is_retired`` marks a row that is printed only while one of its columns has an amount.
    """

    key: str
    template: str
    labels: tuple[str, ...]
    selection: Selection | None = None
    parts: tuple[str, ...] = ()
    also: Selection | None = None
    is_heading: bool = False
    is_retired: bool = False
    only: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    line: str = ""

    @property
    def is_total(self) -> bool:
        """Whether the row adds others."""
        return bool(self.parts)


def lay_out(budget: Budget, statement: Statement) -> tuple[LaidRow, ...]:
    """Expand a sound statement's rows; every row has as many labels as the statement has columns of them."""
    keys = expand_keys(budget, statement)
    rows: list[LaidRow] = []
    for row in statement.rows:
        rows += _expand(budget, statement, row)
    laid: list[LaidRow] = []
    for one in rows:
        parts = tuple(key for part in one.parts for key in keys.get(part, (part,)))
        labels = one.labels + ("",) * (len(statement.labels) - len(one.labels))
        laid.append(replace(one, parts=parts, labels=labels))
    return tuple(laid)


def expand_keys(budget: Budget, statement: Statement) -> dict[str, tuple[str, ...]]:
    """The keys of the rows that each declared row becomes; itself where it is not an ``each``."""
    return {row.key: _keys_of(budget, row) for row in statement.rows}


def heading_of(budget: Budget, column: Column) -> str:
    """The heading over a column: its own, or what it measures in the words of its year's status.

    The words come from the state of the version, never from what somebody typed: the approved
    year of a draft is headed as a draft. The year is left out where the spanning head names it.
    """
    if column.heading:
        return column.heading
    year, words = "", column.key.replace("_", " ").capitalize()
    if column.measure is Measure.PROVISION:
        year = column.of
        basis = budget.years[budget.year_index[year]].basis
        words = "Estimated budget" if basis is Basis.ESTIMATED else _VERSION_WORDS[budget.version.kind]
    elif column.measure in (Measure.COMPARATIVE, Measure.RESTATED):
        comparative = comparative_of(budget, column.of)
        year, words = str(comparative.year), _KIND_WORDS[comparative.kind]
        words += " (restated)" if column.measure is Measure.RESTATED else ""
    elif column.measure is Measure.PARAMETER:
        year, words = column.year, budget.parameter_by_name[column.of].title or words
    return words if not year or year in column.over else f"{year} {words}"


def comparative_of(budget: Budget, ref: str) -> Comparative:
    """The comparative with a reference, which must exist."""
    return next(comparative for comparative in budget.comparatives if comparative.ref == ref)


def _keys_of(budget: Budget, row: Row) -> tuple[str, ...]:
    if row.each_lines or row.each_members[0]:
        refs = [line.ref for line in _each_line(budget, row)]
        refs += [member.ref for member in _each_member(budget, row)]
        return tuple(f"{row.key}_{ref}" for ref in refs)
    return (row.key,)


def _each_line(budget: Budget, row: Row) -> list[Line]:
    """The lines of a group in the order of the structure, then of the file."""
    if row.each_lines not in budget.structure.by_ref:
        return []
    inside = budget.structure.inside(row.each_lines)
    order = {category: n for n, category in enumerate(budget.structure.by_ref)}
    return sorted(
        (line for line in budget.lines if line.category in inside), key=lambda line: order[line.category]
    )


def _each_member(budget: Budget, row: Row) -> list[Member]:
    """The members directly within a member, or the outermost ones; what lies deeper belongs to them."""
    name, within = row.each_members
    dimension = budget.dimension_by_name.get(name)
    return [m for m in dimension.members if m.within == within] if dimension else []


def _expand(budget: Budget, statement: Statement, row: Row) -> Iterator[LaidRow]:
    plain = LaidRow(row.key, row.key, row.labels, only=row.only, texts=row.texts)
    if row.each_lines:
        for line in _each_line(budget, row):
            yield replace(
                plain,
                key=f"{row.key}_{line.ref}",
                labels=_line_labels(line, len(statement.labels)),
                selection=Selection((line.ref,), row.selection.members if row.selection else ()),
                is_retired=line.retired is not None,
                line=line.ref,
            )
    elif row.each_members[0]:
        at = row.selection.at if row.selection else ()
        others = row.selection.members if row.selection else ()
        lead = row.labels[:1]
        for member in _each_member(budget, row):
            labels = (*lead, member.title) if len(statement.labels) > 1 and lead else (member.title,)
            lead = ("",) if lead else ()
            members = (*others, (row.each_members[0], member.ref))
            yield replace(
                plain,
                key=f"{row.key}_{member.ref}",
                labels=labels,
                selection=Selection(at, members),
                is_retired=member.retired is not None,
            )
    else:
        at = row.selection.at if row.selection else ()
        line_ref = at[0] if len(at) == 1 and at[0] in budget.line_index else ""
        yield replace(
            plain,
            selection=row.selection,
            parts=row.sum,
            also=row.also,
            is_heading=row.is_heading,
            line=line_ref,
        )


def _line_labels(line: Line, count: int) -> tuple[str, ...]:
    if count > 1:
        return line.number, line.title
    return (f"{line.number} {line.title}".strip(),)
