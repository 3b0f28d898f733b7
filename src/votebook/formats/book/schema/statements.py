"""Statements: ``statements/NAME.yaml`` as the declaration of a table, and its names checked."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from votebook.core.measure.source import Place
from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Column as StatementColumn
from votebook.core.report.statement import Measure, RoundingPolicy, Row, Statement, ZeroStyle
from votebook.formats.book.document import Listing, Mapping, Node
from votebook.formats.book.faults import Faults
from votebook.formats.book.kind import NAME, NUMBER, TEXT, YES_NO, enumeration
from votebook.formats.book.table import (
    BAD,
    KEYED,
    MANY,
    NODES,
    Column,
    is_blank,
    optional,
    read_mapping,
    shown_node,
)

DECIMALS_MAX = 6
"""The most decimals a statement may print."""

_MEASURES = tuple(measure.value for measure in Measure)
_STATEMENT = (
    Column("title"),
    optional("number"),
    Column("unit"),
    optional("decimals", NUMBER, Fraction(0)),
    optional("rounding", enumeration(RoundingPolicy), RoundingPolicy.PLAIN),
    optional("zero", enumeration(ZeroStyle), ZeroStyle.DASH),
    optional("note"),
    Column("labels", shape=MANY),
    Column("columns", shape=NODES),
    Column("rows", shape=NODES),
)
_COLUMN = (
    Column("key", NAME),
    optional("heading"),
    optional("over"),
    *(optional(measure) for measure in _MEASURES),
    optional("year"),
    optional("at", NAME, (), shape=MANY),
    optional("members", NAME, (), shape=KEYED),
    optional("only", NAME, (), shape=MANY),
)
_ROW = (
    Column("key", NAME),
    optional("labels", TEXT, (), shape=MANY),
    optional("at", NAME, (), shape=MANY),
    optional("members", NAME, (), shape=KEYED),
    optional("sum", NAME, (), shape=MANY),
    optional("also", shape=NODES, blank=None),
    optional("heading", YES_NO, False),
    optional("each", shape=NODES, blank=None),
    optional("only", NAME, (), shape=MANY),
    optional("texts", TEXT, (), shape=KEYED),
)
_SELECTION = (optional("at", NAME, (), shape=MANY), optional("members", NAME, (), shape=KEYED))
_EACH = (optional("lines", NAME), optional("members", NAME), optional("within", NAME))


def read_statement(file: str, node: Node, faults: Faults) -> Statement | None:
    """Read one statement; None when a part of it could not be read, which is then reported."""
    before = len(faults.in_order())
    if not isinstance(node, Mapping):
        faults.add("book.shape", node.place, f"{shown_node(node)} stands here", "expected keys such as title")
        return None
    head = read_mapping(node, _STATEMENT, faults)
    columns = [_read_column(item, faults) for item in _items(node, "columns", faults)]
    rows = [_read_row(item, faults) for item in _items(node, "rows", faults)]
    _check_head(head, node, faults)
    if len(faults.in_order()) > before or faults.is_full:
        return None
    name = file.removeprefix("statements/").removesuffix(".yaml")
    return Statement(
        name,
        head["title"],
        head["unit"],
        head["labels"],
        tuple(column for column in columns if column),
        tuple(row for row in rows if row),
        head["number"],
        int(head["decimals"]),
        head["rounding"],
        head["zero"],
        head["note"],
        node.place,
    )


def _items(node: Mapping, key: str, faults: Faults) -> list[Mapping]:
    listing = node.get(key)
    if listing is None:
        return []
    if not isinstance(listing, Listing) or not listing.items:
        faults.add(
            "book.shape", listing.place, f"{shown_node(listing)} stands here", f"expected a list of {key}"
        )
        return []
    for item in listing.items:
        if not isinstance(item, Mapping):
            faults.add(
                "book.shape", item.place, f"{shown_node(item)} stands here", "expected keys such as key"
            )
    return [item for item in listing.items if isinstance(item, Mapping)]


def _check_head(head: dict[str, Any], node: Mapping, faults: Faults) -> None:
    def place(key: str) -> Place:
        found = node.get(key)
        return node.place if found is None else found.place

    decimals = head["decimals"]
    if decimals is not BAD and (decimals.denominator != 1 or not 0 <= decimals <= DECIMALS_MAX):
        faults.add(
            "book.number",
            place("decimals"),
            f"{decimals} decimals cannot be printed",
            f"expected a whole number from 0 to {DECIMALS_MAX}",
        )
    if head["labels"] is not BAD and not 1 <= len(head["labels"]) <= 2:
        faults.add(
            "book.shape",
            place("labels"),
            f"{len(head['labels'])} label columns are given",
            "expected one or two",
        )


def _read_column(node: Mapping, faults: Faults) -> StatementColumn | None:
    values = read_mapping(node, _COLUMN, faults)
    said = [name for name in _MEASURES if node.get(name) is not None]
    if len(said) != 1:
        found = (
            f"the column says {' and '.join(said)}" if said else "the column says nothing about what it shows"
        )
        faults.add("book.measure", node.place, found, f"expected exactly one of {', '.join(_MEASURES)}")
        return None
    if BAD in (values["key"], values[said[0]], values["at"], values["members"], values["only"]):
        return None
    if values[said[0]] == "":
        faults.add("book.blank", node.place, f"{said[0]} is blank", "expected what the column shows")
        return None
    if (said[0] == "parameter") != bool(values["year"]):
        expected = "a parameter's column names its year, and no other column does"
        faults.add("book.measure", node.place, "the year of the column is not where it belongs", expected)
        return None
    return StatementColumn(
        values["key"],
        Measure(said[0]),
        values[said[0]],
        values["heading"],
        values["over"],
        values["year"],
        Selection(values["at"], values["members"]),
        values["only"],
        node.place,
    )


def _read_row(node: Mapping, faults: Faults) -> Row | None:
    values = read_mapping(node, _ROW, faults)
    also = _read_also(values["also"], faults)
    each = _read_each(values["each"], faults)
    if BAD in (*values.values(), also, each):
        return None
    selects = node.get("at") is not None or node.get("members") is not None
    said = [
        word
        for word, holds in (
            ("a selection", selects),
            ("sum", values["sum"]),
            ("heading", values["heading"]),
            ("each", each),
        )
        if holds
    ]
    if len(said) != 1:
        found = f"the row has {' and '.join(said)}" if said else "the row says nothing about what it shows"
        expected = "expected exactly one of: at or members, sum, heading, each"
        faults.add("book.row", node.place, found, expected)
        return None
    selection = Selection(values["at"], values["members"]) if selects else None
    each = each or {"lines": "", "members": "", "within": ""}
    return Row(
        values["key"],
        values["labels"],
        selection,
        values["sum"],
        also,
        values["heading"],
        each["lines"],
        (each["members"], each["within"]),
        values["only"],
        values["texts"],
        node.place,
    )


def _read_also(node: Node | None, faults: Faults) -> Any:  # noqa: ANN401 - a selection, None or BAD
    if node is None or is_blank(node):
        return None
    if not isinstance(node, Mapping):
        faults.add(
            "book.shape", node.place, f"{shown_node(node)} stands here", "expected the keys at and members"
        )
        return BAD
    values = read_mapping(node, _SELECTION, faults)
    return BAD if BAD in values.values() else Selection(values["at"], values["members"])


def _read_each(node: Node | None, faults: Faults) -> Any:  # noqa: ANN401 - keys with words, None or BAD
    if node is None or is_blank(node):
        return None
    if not isinstance(node, Mapping):
        faults.add(
            "book.shape", node.place, f"{shown_node(node)} stands here", "expected the key lines or members"
        )
        return BAD
    values = read_mapping(node, _EACH, faults)
    if BAD in values.values():
        return BAD
    if bool(values["lines"]) == bool(values["members"]) or (values["within"] and not values["members"]):
        faults.add(
            "book.row",
            node.place,
            "each names no one thing to go through",
            "expected lines: GROUP, or members: DIMENSION with an optional within",
        )
        return BAD
    return values
