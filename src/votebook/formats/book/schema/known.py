"""Known: every name that a book gives to something, and the check that what is referred to exists.

The name of a faulty row counts as known, so that one fault gives one message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from votebook.core.measure.source import Place
from votebook.core.plan.arithmetic.soundness import BUILT_IN_PROFILES, FOLLOW
from votebook.formats.book.faults import Faults, quoted
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.table import BAD, Column, Table

_WORDS = {
    "line": "a line of lines.csv",
    "category": "a category of book.yaml",
    "member": "a member of the same dimension, before this one",
    "place": "a line, group or category, or blank for the whole budget",
    "contract": "a contract of contracts.csv",
    "comparative": "a comparative of book.yaml",
    "profile": "a profile, or follow: with a line whose months are followed",
    "parameter": "a parameter",
    "dimension": "a dimension of book.yaml",
    "statement": "a statement",
    "year": "a year of the book",
    "anything": "something that the book names",
}


@dataclass(frozen=True)
class Known:
    """The names of a book by the kind of thing they name.

    Of an ``open`` kind not every name could be read, so nothing that is called so can be unknown.
    """

    names: dict[str, frozenset[str]]
    open: frozenset[str] = frozenset()

    def check(self, refers: str, name: str, place: Place, faults: Faults) -> bool:
        """Report a name that names nothing of its kind; whether it does."""
        known = self.names.get(refers, frozenset())
        if name in known or refers in self.open:
            return True
        words = _WORDS.get(refers) or f"a member of {refers.partition(':')[2]}"
        faults.add(
            "book.unknown-name",
            place,
            f"{quoted(name)} is not known",
            f"expected {words}",
            faults.nearest(name, known),
        )
        return False

    def check_table(self, table: Table, columns: Sequence[Column], faults: Faults) -> None:
        """Check every cell of the columns that refer to something."""
        for column in columns:
            if not column.refers or column.refers in self.open:
                continue
            values = table.columns[column.name]
            if column.refers == "year":
                values = [value if value is BAD else str(value) for value in values]
            allowed = {BAD, *self.names.get(column.refers, ())}
            if column.may_be_blank:
                allowed.add(column.blank)
            if allowed.issuperset(values):
                continue
            for row, name in enumerate(values):
                if name not in allowed and not faults.is_full:
                    self.check(column.refers, name, table.place(row, column.name), faults)


def gather(frame: Frame, tables: dict[str, Table], statements: Iterable[str]) -> Known:
    """Gather every name from tables that may have faults."""
    lines = _names(tables["lines.csv"], "ref")
    categories = _names(frame.structure, "ref")
    parameters = _names(tables["parameters.csv"], "name") | _names(frame.tables, "name")
    contracts = _names(tables["contracts.csv"], "ref")
    comparatives = _names(frame.comparatives, "ref")
    hand, events = _names(frame.profiles, "name"), _names(tables["events.csv"], "profile")
    members = {f"member:{name}": frozenset(frame.member_refs(name)) for name in frame.dimensions}
    everything = lines | categories | parameters | contracts | comparatives | frozenset(frame.dimensions)
    sources = (
        (tables["lines.csv"], "ref", ("line", "place", "profile")),
        (frame.structure, "ref", ("category", "place")),
        (tables["parameters.csv"], "name", ("parameter",)),
        (frame.tables, "name", ("parameter",)),
        (tables["contracts.csv"], "ref", ("contract",)),
        (frame.comparatives, "ref", ("comparative",)),
        (frame.profiles, "name", ("profile",)),
        (tables["events.csv"], "profile", ("profile",)),
        *((table, "ref", (f"member:{name}",)) for name, table in frame.members.items()),
    )
    partly = {kind for table, column, kinds in sources if not table.knows_all(column) for kind in kinds}
    partly |= {"anything"} if partly else set()
    partly |= set() if frame.has_all_years else {"year"}
    return Known(
        {
            "line": lines,
            "category": categories,
            "place": lines | categories,
            "contract": contracts,
            "comparative": comparatives,
            "profile": frozenset(BUILT_IN_PROFILES) | hand | events | {FOLLOW + line for line in lines},
            "parameter": parameters,
            "dimension": frozenset(frame.dimensions),
            "statement": frozenset(statements),
            "year": frozenset(frame.year_labels),
            "anything": everything.union(statements, *members.values()),
            **members,
        },
        frozenset(partly),
    )


def check_names(frame: Frame, tables: dict[str, Table], faults: Faults) -> None:
    """Report names given twice, within one kind and between kinds that formulas do not tell apart."""
    lines, categories = tables["lines.csv"], frame.structure
    seen: dict[str, tuple[str, Place]] = {}
    for kind, table, column in (
        ("category", categories, "ref"),
        ("comparative", frame.comparatives, "ref"),
        ("table of parameters", frame.tables, "name"),
    ):
        _check_unique(kind, table, column, faults)
        _check_taken(kind, table, column, seen, faults)
    first = {name for name in tables["parameters.csv"].columns["name"] if name is not BAD}
    _check_taken("parameter", tables["parameters.csv"], "name", seen, faults, only=first & seen.keys())
    seen.update({name: ("parameter", Place("parameters.csv")) for name in first if name not in seen})
    _check_unique("line", lines, "ref", faults)
    _check_taken("line", lines, "ref", seen, faults, only=seen.keys() & _names(lines, "ref"))
    for kind, table, column in (
        ("contract", tables["contracts.csv"], "ref"),
        ("identity", frame.identities, "ref"),
        ("profile", frame.profiles, "name"),
        *(("member", table, "ref") for table in frame.members.values()),
    ):
        _check_unique(kind, table, column, faults)


def _names(table: Table, column: str) -> frozenset[str]:
    return frozenset(name for name in table.columns[column] if name is not BAD)


def _check_unique(kind: str, table: Table, column: str, faults: Faults) -> None:
    values = table.columns[column]
    if len(set(values)) == len(values):
        return
    first: dict[str, int] = {}
    for row, name in enumerate(values):
        if name is not BAD and first.setdefault(name, row) != row:
            there = table.place(first[name], column)
            faults.add(
                "book.repeated-name",
                table.place(row, column),
                f"the {kind} {name} is given twice",
                f"it is given before at {there}; choose another name",
            )


def _check_taken(
    kind: str,
    table: Table,
    column: str,
    seen: dict[str, tuple[str, Place]],
    faults: Faults,
    only: Collection[str] | None = None,
) -> None:
    told: set[str] = set()
    for row, name in enumerate(table.columns[column]):
        if name is BAD or (only is not None and name not in only) or name in told:
            continue
        told.add(name)
        if name in seen:
            other, there = seen[name]
            faults.add(
                "book.name-taken",
                table.place(row, column),
                f"the {kind} {name} has the name of a {other}",
                f"the other stands at {there}; choose another name",
            )
        else:
            seen[name] = (kind, table.place(row, column))
