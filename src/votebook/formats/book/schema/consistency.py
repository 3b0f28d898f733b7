"""Consistency: the rules of a book that hold between its rows, beyond what one cell must be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from votebook.core.measure.unit import Unit
from votebook.core.plan.arithmetic.soundness import BUILT_IN_PROFILES
from votebook.formats.book.faults import Faults, quoted, shown_number
from votebook.formats.book.kind import Pounds
from votebook.formats.book.schema.columns import TAKEN_BY_TABLES
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.schema.known import Known
from votebook.formats.book.schema.values import nil_weights
from votebook.formats.book.table import BAD, Table


def check_tables(frame: Frame, tables: dict[str, Table], known: Known, faults: Faults) -> None:
    """Check every rule between rows, each over what could be read."""
    _check_dimension_names(frame, faults)
    _check_containers(frame.structure, "category", faults)
    for table in frame.members.values():
        _check_containers(table, "member", faults)
    for name, table in frame.members.items():
        _check_links(name, table, known, faults)
    _check_profiles(frame, tables["events.csv"], faults)
    _check_serves(tables["lines.csv"], known, faults)
    settle_parameters(tables["parameters.csv"], faults)
    _check_components(tables["components.csv"], faults)
    _check_windows(tables["contracts.csv"], "starts", "expires", faults)
    _check_amounts(tables["amounts.csv"], frame, faults)
    check_repeated(tables["estimates.csv"], ("category", "year"), faults)
    check_repeated(tables["projects.csv"], ("line",), faults)
    check_repeated(tables["memberships.csv"], ("line", "until"), faults)
    _check_shares(tables["shares.csv"], known, faults)
    _check_shared_members(tables["shares.csv"], tables["lines.csv"], faults)
    _check_pounds(tables["parameters.csv"], faults)
    _check_bounds(tables["parameters.csv"], faults)
    for row, amount in enumerate(tables["restatements.csv"].columns["amount"]):
        if amount is not BAD and not amount:
            place = tables["restatements.csv"].place(row, "amount")
            faults.add("book.restatement", place, "nothing is moved", "give an amount, or delete the row")


def _check_dimension_names(frame: Frame, faults: Faults) -> None:
    for name, place in frame.dimension_places.items():
        if name in TAKEN_BY_TABLES:
            found = f"the dimension {quoted(name)} has the name of a column of a table"
            faults.add("book.name-taken", place, found, "choose another name")


def _check_containers(table: Table, kind: str, faults: Faults) -> None:
    refs = table.columns["ref"]
    before: set[str] = set()
    for row, within in enumerate(table.columns["within"]):
        if within is not BAD and within and within not in before:
            place = table.place(row, "within")
            if within in refs:
                faults.add(
                    "book.order",
                    place,
                    f"the {kind} {refs[row]} stands before {within}, which contains it",
                    f"put {within} first; nothing contains itself",
                )
            else:
                names = {kind: frozenset(ref for ref in refs if ref is not BAD)}
                partly = frozenset() if table.knows_all("ref") else frozenset({kind})
                Known(names, partly).check(kind, within, place, faults)
        if refs[row] is not BAD:
            before.add(refs[row])


def _check_links(name: str, table: Table, known: Known, faults: Faults) -> None:
    for row, links in enumerate(table.columns["links"]):
        for dimension, member in () if links is BAD else links:
            place = table.place(row, "links")
            if known.check("dimension", dimension, place, faults):
                known.check(f"member:{dimension}", member, place, faults)


def _check_profiles(frame: Frame, events: Table, faults: Faults) -> None:
    for row, weights in enumerate(frame.profiles.columns["weights"]):
        if weights is BAD:
            continue
        place = frame.profiles.place(row, "weights")
        if len(weights) != 12:
            faults.add(
                "book.weights",
                place,
                f"the profile has {len(weights)} weights",
                "expected twelve, one for each month of the year",
            )
        elif nil_weights(weights):
            faults.add(
                "book.weights",
                place,
                "the weights are all nil, or one is below zero",
                "expected weights of zero or more, not all of them zero",
            )
    for row, weight in enumerate(events.columns["weight"]):
        if weight is not BAD and weight <= 0:
            faults.add(
                "book.weights",
                events.place(row, "weight"),
                f"the weight is {weight}",
                "expected more than zero",
            )
    hand = set(frame.profiles.columns["name"]) - {BAD}
    for row, name in enumerate(events.columns["profile"]):
        if name in hand or name in BUILT_IN_PROFILES:
            faults.add(
                "book.name-taken",
                events.place(row, "profile"),
                f"{name} is a profile of another kind",
                "choose another name for the calendar",
            )


def _check_serves(lines: Table, known: Known, faults: Faults) -> None:
    for row, text in enumerate(lines.columns["serves"]):
        for word in () if text is BAD or not text else text.split():
            dimension, dot, member = word.partition(".")
            place = lines.place(row, "serves")
            if not dot:
                faults.add(
                    "book.name",
                    place,
                    f"{quoted(word)} is no member",
                    "expected dimension.member or dimension.*",
                )
            elif known.check("dimension", dimension, place, faults) and member != "*":
                known.check(f"member:{dimension}", member, place, faults)


def settle_parameters(table: Table, faults: Faults) -> None:
    """Give later rows of a parameter what its first row says, where they are blank, and report the rest."""
    heads: dict[str, int] = {}
    needed, kept = ("title", "unit", "role"), ("title", "unit", "role", "within_year")
    for row, name in enumerate(table.columns["name"]):
        if name is BAD:
            continue
        first = heads.setdefault(name, row)
        for column in kept:
            value, said = table.columns[column][row], table.columns[column][first]
            if value is BAD or said is BAD:
                continue
            if row == first and column in needed and not value:
                table.report(
                    faults,
                    row,
                    column,
                    "book.blank",
                    f"the {column} of {name} is blank",
                    "the first row of a parameter says it",
                )
            elif row != first and value in {"", None}:
                table.columns[column][row] = said
            elif value != said:
                table.report(
                    faults,
                    row,
                    column,
                    "book.conflict",
                    f"the {column} of {name} differs from its first row",
                    f"say it as at line {table.place(first, column).line}, or leave it blank",
                )
    check_repeated(table, ("name", "from"), faults)


def _check_bounds(table: Table, faults: Faults) -> None:
    for row, (value, low, high) in enumerate(table.rows("value", "low", "high")):
        if low is high is None or BAD in (value, low, high):
            continue
        if (low is not None and low > value) or (high is not None and high < value):
            table.report(
                faults,
                row,
                "value",
                "book.conflict",
                "the value lies outside its own low and high",
                "expected low, value and high in this order",
            )


def _check_components(table: Table, faults: Faults) -> None:
    check_repeated(table, ("line", "name"), faults)
    _check_windows(table, "from", "to", faults)
    for row, (index, base) in enumerate(table.rows("index", "index_base")):
        if index is not BAD and base is not BAD and bool(index) != (base is not None):
            table.report(
                faults,
                row,
                "index",
                "book.conflict",
                "an index and the day it counts from go together",
                "give both index and index_base, or neither",
            )
    for row, (kind, words) in enumerate(table.rows("source_kind", "source")):
        if kind is None and words and words is not BAD:
            table.report(
                faults,
                row,
                "source_kind",
                "book.blank",
                "a source is named without its kind",
                "say its source_kind",
            )


def _check_windows(table: Table, start: str, end: str, faults: Faults) -> None:
    for row, (first, last) in enumerate(table.rows(start, end)):
        if first is None or last is None or first is BAD or last is BAD or first <= last:
            continue
        table.report(
            faults, row, end, "book.dates", f"{last} is before {first}", f"expected {end} on or after {start}"
        )


def _check_amounts(table: Table, frame: Frame, faults: Faults) -> None:
    for label in frame.year_labels:
        seen: dict[str, int] = {}
        given = [line for line, amount in table.rows("line", label) if amount is not None]
        if len(set(given)) == len(given):
            continue
        for row, (line, amount) in enumerate(table.rows("line", label)):
            if amount is None or amount is BAD or line is BAD:
                continue
            if seen.setdefault(line, row) != row:
                there = table.place(seen[line], label)
                table.report(
                    faults,
                    row,
                    label,
                    "book.repeated-name",
                    f"the amount of {line} for {label} is given twice",
                    f"it is given before at line {there.line}; keep one of them",
                )


def check_repeated(table: Table, columns: Sequence[str], faults: Faults) -> None:
    """Report rows that give the same thing twice."""
    rows = list(table.rows(*columns))
    if len(set(rows)) == len(rows):
        return
    seen: dict[tuple[Any, ...], int] = {}
    for row, values in enumerate(rows):
        if BAD in values or seen.setdefault(values, row) == row:
            continue
        said = " ".join(str(value) for value in values if value != "")
        there = table.place(seen[values], columns[0])
        table.report(
            faults,
            row,
            columns[-1],
            "book.repeated-name",
            f"{said} is given twice",
            f"it is given before at line {there.line}; keep one of them",
        )


def _check_shares(table: Table, known: Known, faults: Faults) -> None:
    check_repeated(table, ("line", "dimension", "member"), faults)
    sums: dict[tuple[str, str], list[int]] = {}
    unread: set[Any] = set()
    for row, (line, dimension, member, share) in enumerate(
        table.rows("line", "dimension", "member", "share")
    ):
        if line is BAD or dimension is BAD:
            unread.add(line)
            continue
        members = known.names.get(f"member:{dimension}")
        if member is not BAD and members is not None and member not in members:
            known.check(f"member:{dimension}", member, table.place(row, "member"), faults)
        if share is not BAD and not 0 <= share <= 1:
            table.report(
                faults, row, "share", "book.shares", f"the share is {share}", "expected a share from 0 to 1"
            )
        sums.setdefault((line, dimension), []).append(row)
    for (line, dimension), rows in sums.items():
        shares = [table.columns["share"][row] for row in rows]
        if {line, BAD} & unread or any(share is BAD or not 0 <= share <= 1 for share in shares):
            continue
        total = sum(shares, Fraction(0))
        if total != 1:
            found = f"the shares of {line} over {dimension} add to {shown_number(total)}"
            table.report(faults, rows[0], "share", "book.shares", found, "expected them to add to 1 exactly")


def _check_shared_members(shares: Table, lines: Table, faults: Faults) -> None:
    """A line stands on one member of a dimension, or is shared over it; both would be two answers."""
    own: dict[tuple[str, str], int] = {}
    for dimension in dict.fromkeys(name for name in shares.columns["dimension"] if name is not BAD):
        for row, (ref, member) in enumerate(lines.rows("ref", dimension) if dimension in lines.given else ()):
            if member and ref is not BAD and member is not BAD:
                own[ref, dimension] = row
    told: set[tuple[str, str]] = set()
    for row, (line, dimension) in enumerate(shares.rows("line", "dimension")):
        key = (line, dimension)
        if key not in own or key in told:
            continue
        told.add(key)
        member, there = lines.columns[dimension][own[key]], lines.place(own[key], dimension)
        shares.report(
            faults,
            row,
            "line",
            "book.conflict",
            f"{line} has shares over {dimension}, and stands wholly on its member {member} at {there}",
            "delete the shares, or leave its member blank there",
        )


def _check_pounds(table: Table, faults: Faults) -> None:
    """A value that carries a £ belongs to a parameter that counts pounds."""
    heads = {name: row for row, name in reversed(list(enumerate(table.columns["name"]))) if name is not BAD}
    for column in ("value", "low", "high"):
        for row, (name, value) in enumerate(table.rows("name", column)):
            if not isinstance(value, Pounds):
                continue
            unit = BAD if name is BAD else table.columns["unit"][heads[name]]
            if isinstance(unit, Unit) and dict(unit.powers).get("£", 0) < 1:
                counted = "a pure number" if unit.is_pure else str(unit)
                found = f"the {column} carries a £, and {name} counts {counted}"
                table.report(
                    faults, row, column, "book.conflict", found, "leave out the £, or correct the unit"
                )
            table.columns[column][row] = Fraction(value)
