"""Columns: what may stand in each CSV table of a book, given its years and dimensions."""

from __future__ import annotations

from fractions import Fraction

from votebook.core.check.published import Reading
from votebook.core.measure.source import SourceKind
from votebook.core.plan.comparative import Stage
from votebook.core.plan.line import BorneBy, Nature
from votebook.formats.book.kind import (
    AMOUNT,
    DATE,
    NAME,
    NUMBER,
    PROFILE,
    UNIT,
    VALUE,
    YES_NO,
    Kind,
    enumeration,
    words_kind,
)
from votebook.formats.book.schema.frame import ROLE, WITHIN_YEAR, Frame
from votebook.formats.book.table import Column, optional

TABLE_FILES = (
    "parameters.csv",
    "contracts.csv",
    "lines.csv",
    "components.csv",
    "amounts.csv",
    "estimates.csv",
    "shares.csv",
    "memberships.csv",
    "projects.csv",
    "comparatives.csv",
    "restatements.csv",
    "events.csv",
    "comments.csv",
)
"""The CSV tables at the top of a book's folder."""

TAKEN_BY_TABLES = frozenset(
    """ref number title category owner basis assumption obligation contract profile retired serves
    comparative at amount source_kind source year from value row""".split()
)
"""The columns of tables that have a column for a dimension too; no dimension may be called so."""

SOURCE = enumeration(SourceKind)
"""The kinds of authority."""

NATURE = enumeration(Nature)
"""What a component or a stated amount is."""

_NEEDED_SOURCE = (Column("source_kind", SOURCE), Column("source", may_be_blank=True))
_OPTIONAL_SOURCE = (optional("source_kind", SOURCE, None), optional("source"))


def members_columns(frame: Frame, prefix: str = "") -> tuple[Column, ...]:
    """One optional column for each dimension of the book."""
    free = (name for name in frame.dimensions if name not in TAKEN_BY_TABLES)
    return tuple(optional(prefix + name, NAME, refers=f"member:{name}") for name in free)


def table_columns(file: str, frame: Frame) -> tuple[Column, ...]:
    """The columns of one of the tables at the top of the folder."""
    line = Column("line", NAME, refers="line")
    if file == "lines.csv":
        return (*_LINES, *members_columns(frame))
    if file == "amounts.csv":
        years = (optional(label, AMOUNT, None) for label in frame.year_labels)
        return (line, *years, *_NEEDED_SOURCE, optional("nature", NATURE, Nature.PUBLISHED))
    if file == "estimates.csv":
        return (
            Column("category", NAME, refers="category"),
            Column("year", frame.year, refers="year"),
            Column("amount", AMOUNT),
            optional("spread", YES_NO, False),
            *_NEEDED_SOURCE,
        )
    if file == "comparatives.csv":
        return (*_COMPARATIVES, *members_columns(frame))
    if file == "restatements.csv":
        return (*_RESTATEMENTS, *members_columns(frame, "from_"), *members_columns(frame, "to_"))
    return _PLAIN[file]


def input_columns(
    frame: Frame, dimensions: tuple[str, ...], across: str, *, is_yearly: bool
) -> tuple[Column, ...]:
    """The columns of a table of parameters over dimensions."""
    keys = (Column(name, NAME, refers=f"member:{name}") for name in dimensions if name != across)
    moment = Column("year", frame.year) if is_yearly else Column("from", DATE)
    values = frame.member_refs(across) if across else ("value",)
    return (*keys, moment, *(optional(name, NUMBER, None) for name in values), *_NEEDED_SOURCE)


def published_columns(keys: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a table of published figures: the rows' keys, and a column for each column's key."""
    return (Column("row", NAME), *(optional(key) for key in keys))


CLAIMS = (
    Column("place", may_be_blank=True),
    Column("text", may_be_blank=True),
    optional("cell"),
    optional("formula"),
    optional("year"),
    Column("printed"),
    optional("reading", enumeration(Reading), Reading.EXACT),
)
"""Figures in the prose of a published paper."""

HEADINGS = (Column("statement", NAME, refers="statement"), Column("column", NAME), Column("printed"))
"""Headings over the columns of a published paper's tables."""

_LINES = (
    Column("ref", NAME),
    Column("number", may_be_blank=True),
    Column("title"),
    Column("category", NAME, refers="category"),
    optional("owner"),
    optional("basis"),
    optional("assumption"),
    optional("obligation"),
    optional("contract", NAME, refers="contract"),
    optional("profile", PROFILE, "even", refers="profile"),
    optional("retired", DATE, None),
    optional("serves"),
)
_COMPARATIVES = (
    Column("comparative", NAME, refers="comparative"),
    Column("at", NAME, may_be_blank=True, refers="place"),
    Column("amount", AMOUNT),
    *_NEEDED_SOURCE,
)
_RESTATEMENTS = (
    Column("comparative", NAME, refers="comparative"),
    Column("from_at", NAME, may_be_blank=True, refers="place"),
    Column("to_at", NAME, may_be_blank=True, refers="place"),
    Column("amount", AMOUNT),
    Column("stage", enumeration(Stage)),
    optional("discount", NAME, refers="place"),
    optional("discount_rate", NUMBER, Fraction(0)),
    Column("decided", DATE),
    Column("decided_by"),
    *_NEEDED_SOURCE,
)
_STATED: Kind = words_kind({"stated": False, "inferred": True})
_PLAIN: dict[str, tuple[Column, ...]] = {
    "parameters.csv": (
        Column("name", NAME),
        Column("title", may_be_blank=True),
        Column("unit", UNIT, may_be_blank=True, blank=None),
        Column("role", ROLE, may_be_blank=True, blank=None),
        Column("from", DATE),
        Column("value", VALUE),
        *_NEEDED_SOURCE,
        optional("low", VALUE, None),
        optional("high", VALUE, None),
        optional("within_year", WITHIN_YEAR, None),
    ),
    "components.csv": (
        Column("line", NAME, refers="line"),
        Column("name", NAME),
        Column("title"),
        Column("formula"),
        optional("nature", NATURE, Nature.DRIVEN),
        optional("from", DATE, None),
        optional("to", DATE, None),
        optional("cap"),
        optional("index", NAME, refers="parameter"),
        optional("index_base", DATE, None),
        optional("borne_by", enumeration(BorneBy), BorneBy.BODY),
        optional("contract", NAME, refers="contract"),
        *_OPTIONAL_SOURCE,
    ),
    "shares.csv": (
        Column("line", NAME, refers="line"),
        Column("dimension", NAME, refers="dimension"),
        Column("member", NAME),
        Column("share", NUMBER),
        Column("stated", _STATED),
        *_NEEDED_SOURCE,
    ),
    "memberships.csv": (
        Column("line", NAME, refers="line"),
        Column("category", NAME, refers="category"),
        Column("until", DATE),
        Column("reason", may_be_blank=True),
    ),
    "contracts.csv": (
        Column("ref", NAME),
        Column("title"),
        Column("counterparty", may_be_blank=True),
        optional("starts", DATE, None),
        optional("expires", DATE, None),
        optional("indexed", YES_NO, True),
        optional("passed_through", YES_NO, False),
        optional("procurement", NAME, refers="line"),
        *_NEEDED_SOURCE,
    ),
    "projects.csv": (
        Column("line", NAME, refers="line"),
        Column("body", may_be_blank=True),
        optional("obligation"),
        optional("third_party", NUMBER, None),
        Column("description", may_be_blank=True),
    ),
    "events.csv": (Column("profile", NAME), Column("day", DATE), Column("weight", NUMBER)),
    "comments.csv": (
        Column("about", NAME, may_be_blank=True, refers="anything"),
        Column("by", may_be_blank=True),
        Column("dated", DATE),
        Column("text"),
    ),
}
