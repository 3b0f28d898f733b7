"""Frame: ``book.yaml``, which names a book's years, structure, dimensions, comparatives and tables."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from votebook.core.measure.source import Place
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.comparative import ComparativeKind
from votebook.core.plan.parameter import Role, WithinYear
from votebook.core.plan.version import Basis, VersionKind
from votebook.formats.book.document import Mapping, Node, Scalar
from votebook.formats.book.faults import Faults, nearest_name, quoted
from votebook.formats.book.kind import (
    DATE,
    NAME,
    NUMBER,
    UNIT,
    YES_NO,
    Kind,
    Unread,
    enumeration,
    read_name,
    words_kind,
    year_kind,
)
from votebook.formats.book.table import (
    BAD,
    KEYED,
    MANY,
    NODES,
    Column,
    Table,
    is_blank,
    optional,
    read_listing,
    read_mapping,
    shown_node,
)

FILE = "book.yaml"
"""The file that makes a folder a book."""

YEARS_MAX = 10
"""The most years a book may have."""

ROLE = enumeration(Role)
"""What a parameter drives."""

WITHIN_YEAR = enumeration(WithinYear)
"""Which value a year uses when it changes inside the year."""

KNOWN_CALENDARS = ("england",)
"""Whose holidays are known."""

_NAMED = ("structure", "dimensions", "comparatives", "tables", "identities", "profiles", "history", "years")
_HEAD = (
    Column("votebook"),
    Column("book", NAME),
    Column("title"),
    Column("body"),
    Column("currency"),
    optional("classification"),
    optional("first_month", NUMBER, Fraction(4)),
    optional("calendar", words_kind({name: name for name in KNOWN_CALENDARS})),
    Column("version", shape=NODES),
    Column("years", shape=NODES),
    Column("structure", shape=NODES),
)
_VERSION = (
    Column("kind", enumeration(VersionKind)),
    Column("iteration"),
    Column("dated", DATE),
    optional("effective", DATE, None),
)
_STRUCTURE = (Column("ref", NAME), Column("title"), optional("within", NAME))
_MEMBERS = (
    Column("ref", NAME),
    Column("title"),
    optional("within", NAME),
    optional("retired", DATE, None),
    optional("links", NAME, (), shape=KEYED),
)
_TABLES = (
    Column("name", NAME),
    Column("title"),
    Column("unit", UNIT),
    Column("role", ROLE),
    Column("dimensions", NAME, refers="dimension", shape=MANY),
    optional("across", NAME, refers="dimension"),
    optional("yearly", YES_NO, False),
    optional("within_year", WITHIN_YEAR, WithinYear.REFUSE),
)
_IDENTITIES = (Column("ref", NAME), Column("title"), Column("left"), Column("right"))
_PROFILES = (Column("name", NAME), Column("weights", NUMBER, shape=MANY))
_HISTORY = (Column("iteration"), Column("dated", DATE), Column("note"))


@dataclass(frozen=True)
class Frame:
    """What ``book.yaml`` says, read as far as it can be; other files are read against it.

    ``members`` has the members of each dimension by its name.
    """

    head: dict[str, Any]
    version: dict[str, Any]
    first_month: int
    years: Table
    structure: Table
    dimension_titles: dict[str, str]
    members: dict[str, Table]
    comparatives: Table
    tables: Table
    identities: Table
    profiles: Table
    history: Table
    dimension_places: dict[str, Place] = field(default_factory=dict)

    @property
    def year(self) -> Kind:
        """The kind of a year's label in this book."""
        return year_kind(self.first_month)

    @property
    def year_labels(self) -> tuple[str, ...]:
        """The labels of the book's years."""
        labels = (str(year) for year in self.years.columns["year"] if year is not BAD)
        return tuple(dict.fromkeys(labels))

    @property
    def has_all_years(self) -> bool:
        """Whether the years could be read and follow one another, so that no other year is meant."""
        years = self.years.columns["year"]
        first = years[0].begins if years and years[0] is not BAD else 0
        follow = all(y is not BAD and y.begins == first + n for n, y in enumerate(years))
        return bool(years) and self.years.is_whole and follow

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, in their order."""
        return tuple(self.dimension_titles)

    def member_refs(self, dimension: str) -> tuple[str, ...]:
        """The members of a dimension, none when there is no such dimension."""
        table = self.members.get(dimension)
        return tuple(ref for ref in table.columns["ref"] if ref is not BAD) if table else ()


def read_frame(node: Node, faults: Faults) -> Frame | None:
    """Read ``book.yaml``; None when it has no keys at all."""
    start = Place(FILE, 1, 1)
    if not isinstance(node, Mapping):
        faults.add("book.shape", node.place, f"{shown_node(node)} stands here", "expected keys such as title")
        return None
    node = _take_as_meant(node, faults)
    head = read_mapping(node, _HEAD, faults, passed=_NAMED)
    first_month = _first_month(head, node, faults)
    _check_head(head, node, faults)
    year = year_kind(first_month)
    years = (Column("year", year), Column("basis", enumeration(Basis)))
    comparatives = (
        Column("ref", NAME),
        Column("title"),
        Column("year", year),
        Column("kind", enumeration(ComparativeKind)),
    )
    titles, places, members = _read_dimensions(node.get("dimensions"), faults)
    frame = Frame(
        head=head,
        version=_read_version(node.get("version"), faults),
        first_month=first_month,
        years=read_listing(node.get("years"), years, start, faults),
        structure=read_listing(node.get("structure"), _STRUCTURE, start, faults),
        dimension_titles=titles,
        members=members,
        comparatives=read_listing(node.get("comparatives"), comparatives, start, faults),
        tables=read_listing(node.get("tables"), _TABLES, start, faults),
        identities=read_listing(node.get("identities"), _IDENTITIES, start, faults),
        profiles=read_listing(node.get("profiles"), _PROFILES, start, faults),
        history=read_listing(node.get("history"), _HISTORY, start, faults),
        dimension_places=places,
    )
    _check_years(frame, node, faults)
    return frame


def _take_as_meant(node: Mapping, faults: Faults) -> Mapping:
    """Report a slip in a key at the top, and read on as if the key that it is near stood there.

    What stands under it is known that way, so that one slip gives one message.
    """
    known = tuple(dict.fromkeys((*(column.name for column in _HEAD), *_NAMED)))
    left = [name for name in known if node.get(name) is None]
    entries: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        near = "" if key.text in known else nearest_name(key.text, left)
        if near:
            left.remove(near)
            found = f"the key {quoted(key.text)} is not known here"
            faults.add("book.unknown-key", key.place, found, f"expected {near}", near)
        entries.append((replace(key, text=near) if near else key, value))
    return replace(node, entries=tuple(entries))


def _first_month(head: MappingType[str, Any], node: Mapping, faults: Faults) -> int:
    value = head["first_month"]
    if value is BAD:
        return 4
    if value.denominator != 1 or not 1 <= value <= 12:
        place = _place(node, "first_month")
        faults.add("book.number", place, f"{value} is not a month", "expected a whole number from 1 to 12")
        return 4
    return int(value)


def _place(node: Mapping, key: str) -> Place:
    found = node.get(key)
    return node.place if found is None else found.place


def _check_head(head: MappingType[str, Any], node: Mapping, faults: Faults) -> None:
    if head["votebook"] is not BAD and head["votebook"] != "1":
        faults.add(
            "book.format",
            _place(node, "votebook"),
            f"the book has format {quoted(head['votebook'])}",
            "this program reads format 1",
        )
    if head["currency"] is not BAD and head["currency"] != "GBP":
        faults.add(
            "book.currency",
            _place(node, "currency"),
            f"the currency is {quoted(head['currency'])}",
            "expected GBP, the only one so far",
        )


def _read_version(node: Node | None, faults: Faults) -> dict[str, Any]:
    if isinstance(node, Mapping):
        return read_mapping(node, _VERSION, faults)
    if node is not None:
        faults.add(
            "book.shape",
            node.place,
            f"{shown_node(node)} stands here",
            "expected the keys kind, iteration and dated",
        )
    return {}


def _read_dimensions(
    node: Node | None, faults: Faults
) -> tuple[dict[str, str], dict[str, Place], dict[str, Table]]:
    titles: dict[str, str] = {}
    places: dict[str, Place] = {}
    members: dict[str, Table] = {}
    if node is None or is_blank(node):
        return titles, places, members
    if not isinstance(node, Mapping):
        faults.add(
            "book.shape", node.place, f"{shown_node(node)} stands here", "expected the names of dimensions"
        )
        return titles, places, members
    columns = (Column("title"), Column("members", shape=NODES))
    for key, value in node.entries:
        _check_name(key, faults)
        if not isinstance(value, Mapping):
            faults.add(
                "book.shape",
                value.place,
                f"{shown_node(value)} stands here",
                "expected the keys title and members",
            )
            read: dict[str, Any] = {"title": BAD, "members": BAD}
        else:
            read = read_mapping(value, columns, faults)
        titles[key.text], places[key.text] = read["title"], key.place
        listing = None if read["members"] is BAD else read["members"]
        members[key.text] = read_listing(listing, _MEMBERS, key.place, faults)
    return titles, places, members


def _check_name(key: Scalar, faults: Faults) -> None:
    name = read_name(key.text)
    if isinstance(name, Unread):
        faults.add(name.code, key.place, name.found, name.expected, name.nearest)


def _check_years(frame: Frame, node: Mapping, faults: Faults) -> None:
    years: list[FinancialYear] = frame.years.columns["year"]
    if "years" in {key.text for key, _ in node.entries} and not 1 <= frame.years.count <= YEARS_MAX:
        faults.add(
            "book.years",
            _place(node, "years"),
            f"the book has {frame.years.count} years",
            f"expected 1 to {YEARS_MAX}",
        )
    for row in range(1, frame.years.count):
        before, year = years[row - 1], years[row]
        if before is BAD or year is BAD or year.begins == before.begins + 1:
            continue
        expected = f"expected {FinancialYear(before.begins + 1, frame.first_month)}"
        faults.add("book.years", frame.years.place(row, "year"), f"{year} does not follow {before}", expected)
