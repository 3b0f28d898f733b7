"""Small books of chance, whose every part is drawn by hypothesis, for properties of loading and saving."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from votebook.app.book import Book, NarrativeSection
from votebook.core.measure.source import Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.window import Window
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget, CategoryEstimate, Comment, HandProfile, Identity
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.contract import Contract
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import (
    BorneBy,
    CategoryMembership,
    Component,
    Line,
    Nature,
    Project,
    Share,
    StatedAmount,
)
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.selection import Selection
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind, VersionNote
from votebook.core.report.statement import Column, Measure, RoundingPolicy, Row, Statement, ZeroStyle

WORDS = st.sampled_from(
    [
        "Staff",
        "Rent, rates",
        'The "Chair"',
        "=1+1",
        "-5",
        "@home",
        "a: b",
        "# no",
        "2020/21",
        "1.0",
        "no",
        "null",
        "~",
        "[a]",
        "{b}",
        "& more",
        "*",
        "£5",
        " x ",
        "tab\there",
        "Ärzte",
        "預算",
        "one\ntwo",
        "'",
        "%",
        "a;b",
        "0",
    ]
)
TITLES = WORDS.filter(lambda text: bool(text.strip()))
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
AMOUNTS = st.integers(-(10**9), 10**9).map(lambda pence: Fraction(pence, 100))
SOURCES = st.builds(Source, st.sampled_from(SourceKind), WORDS | st.just(""))
CATEGORIES = ("running", "rooms", "projects")
LINES = ("staff", "rent", "study", "legal")


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A book of three categories, four lines and two dimensions, with everything else as it falls."""
    first_month = draw(st.sampled_from([1, 4, 10]))
    years = tuple(
        BudgetYear(FinancialYear(2020 + n, first_month), draw(st.sampled_from(Basis)))
        for n in range(draw(st.integers(1, 3)))
    )
    budget = Budget(
        ref="board",
        title=draw(TITLES),
        body=draw(TITLES),
        currency="GBP",
        classification=draw(WORDS | st.just("")),
        years=years,
        version=Version(draw(st.sampled_from(VersionKind)), draw(TITLES), draw(DAYS), draw(DAYS | st.none())),
        structure=Structure(
            (
                Category("running", draw(TITLES)),
                Category("rooms", draw(TITLES), "running"),
                Category("projects", draw(TITLES)),
            )
        ),
        dimensions=_dimensions(draw),
        parameters=_parameters(draw, first_month),
        lines=tuple(_line(draw, ref) for ref in LINES),
        components=tuple(_component(draw, f"part_{n}") for n in range(draw(st.integers(0, 3)))),
        comparatives=(
            Comparative(
                "before",
                draw(TITLES),
                FinancialYear(2019, first_month),
                draw(st.sampled_from(ComparativeKind)),
            ),
        ),
        identities=draw(
            st.lists(st.builds(Identity, st.just("same"), TITLES, TITLES, TITLES), max_size=1).map(tuple)
        ),
        history=draw(st.lists(st.builds(VersionNote, TITLES, DAYS, TITLES), max_size=2).map(tuple)),
        profiles=(
            HandProfile("by_hand", tuple(Fraction(draw(st.integers(0, 9)) + 1, 4) for _ in range(12))),
        ),
        calendar=draw(st.sampled_from(["", "england"])),
        **_tables(draw, years),
    )
    sections = tuple(NarrativeSection(f"0{n}.md", draw(WORDS)) for n in range(draw(st.integers(0, 2))))
    return Book(budget, (_statement(draw, years),), narrative=sections)


def _dimensions(draw: st.DrawFn) -> tuple[Dimension, ...]:
    areas = (
        Member("north", draw(TITLES)),
        Member("south", draw(TITLES), "north", draw(DAYS | st.none())),
        Member("west", draw(TITLES)),
    )
    links = draw(st.sampled_from([(), (("area", "north"),), (("area", "north"), ("area", "south"))]))
    return (
        Dimension("area", draw(TITLES), areas),
        Dimension("grade", "Grade", (Member("one", "I", links=links), Member("two", "II"))),
    )


def _parameters(draw: st.DrawFn, first_month: int) -> tuple[Parameter, ...]:
    unit = parse_unit("£/month")
    assert unit is not None
    starts = sorted(draw(st.sets(DAYS, min_size=1, max_size=3)))
    plain = tuple(DatedValue((), start, draw(AMOUNTS), draw(SOURCES)) for start in starts)
    years = sorted(draw(st.sets(st.integers(2018, 2022), min_size=1)))
    sources = st.sampled_from([Source(SourceKind.OURS), Source(SourceKind.OURS, "one"), draw(SOURCES)])
    table = tuple(
        DatedValue((area, grade), FinancialYear(year, first_month).start, draw(AMOUNTS), draw(sources))
        for area in ("south", "west")
        for grade in ("one", "two")
        for year in years
        if draw(st.integers(0, 3))
    )
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=2)))
    single = tuple(
        DatedValue((grade,), day, draw(AMOUNTS), draw(sources)) for grade in ("one", "two") for day in days
    )
    return (
        Parameter("rate", draw(TITLES), unit, draw(st.sampled_from(Role)), (), plain),
        Parameter("fte", draw(TITLES), unit, Role.VOLUME, ("area", "grade"), table, is_yearly=True),
        Parameter("pay", draw(TITLES), unit, Role.RATE, ("grade",), single),
    )


def _line(draw: st.DrawFn, ref: str) -> Line:
    words = [draw(WORDS | st.just("")) for _ in range(5)]
    number, owner, basis, assumption, obligation = words
    return Line(
        ref,
        number,
        draw(TITLES),
        draw(st.sampled_from(CATEGORIES)),
        ()
        if ref == "staff"
        else draw(st.sampled_from([(), (("area", "north"),), (("area", "south"), ("grade", "one"))])),
        draw(st.sampled_from([(), (("area", "south"), ("area", "north"))])),
        owner,
        basis,
        assumption,
        obligation,
        draw(st.sampled_from(["", "deal"])),
        draw(st.sampled_from(["even", "working_days", "by_hand"])),
        draw(DAYS | st.none()),
    )


def _component(draw: st.DrawFn, name: str) -> Component:
    start, index = draw(DAYS | st.none()), draw(st.sampled_from(["", "rate"]))
    return Component(
        draw(st.sampled_from(LINES)),
        name,
        draw(TITLES),
        draw(TITLES),
        draw(st.sampled_from(Nature)),
        Window(start, draw(st.none() if start is None else st.dates(start, date(2031, 1, 1)) | st.none())),
        draw(WORDS | st.just("")),
        index,
        draw(DAYS) if index else None,
        draw(st.sampled_from(BorneBy)),
        draw(st.sampled_from(["", "deal"])),
        draw(SOURCES | st.none()),
    )


def _tables(draw: st.DrawFn, years: tuple[BudgetYear, ...]) -> dict[str, Any]:
    labels = [str(year.year) for year in years]
    share = Fraction(draw(st.integers(0, 100)), 100)
    return {
        "stated": tuple(
            StatedAmount(line, label, draw(AMOUNTS), draw(SOURCES), draw(st.sampled_from(Nature)))
            for line in LINES
            for label in labels
            if draw(st.booleans())
        ),
        "estimates": tuple(
            CategoryEstimate("projects", label, draw(AMOUNTS), draw(st.booleans()), draw(SOURCES))
            for label in labels
            if draw(st.booleans())
        ),
        "shares": (
            Share("staff", "area", "north", share, False, draw(SOURCES)),
            Share("staff", "area", "south", 1 - share, True, draw(SOURCES)),
        ),
        "memberships": (CategoryMembership("staff", "rooms", draw(DAYS), draw(WORDS)),),
        "contracts": (
            Contract(
                "deal",
                draw(TITLES),
                draw(WORDS),
                draw(SOURCES),
                None,
                draw(DAYS | st.none()),
                draw(st.booleans()),
                draw(st.booleans()),
                draw(st.sampled_from(["", *LINES])),
            ),
        ),
        "projects": (
            Project(
                "study", draw(WORDS), draw(WORDS), draw(st.sampled_from([None, Fraction(1, 8)])), draw(WORDS)
            ),
        ),
        "comparative_amounts": tuple(
            ComparativeAmount("before", at, (), draw(AMOUNTS), draw(SOURCES))
            for at in draw(st.sampled_from([("",), ("running", "projects"), LINES]))
        ),
        "comments": draw(
            st.lists(st.builds(Comment, st.sampled_from(LINES), WORDS, DAYS, TITLES), max_size=3).map(tuple)
        ),
    }


def _statement(draw: st.DrawFn, years: tuple[BudgetYear, ...]) -> Statement:
    columns = (
        Column(
            "now", Measure.PROVISION, str(years[0].year), draw(WORDS | st.just("")), draw(WORDS | st.just(""))
        ),
        Column("then", Measure.COMPARATIVE, "before", only=draw(st.sampled_from([(), ("total",)]))),
        Column("more", Measure.FORMULA, "now - then", narrowed=Selection(("running",), (("area", "north"),))),
        Column("rate", Measure.PARAMETER, "rate", year=str(years[0].year)),
    )
    rows = (
        Row("head", (draw(WORDS),), is_heading=True),
        Row(
            "all",
            (draw(WORDS),),
            draw(st.sampled_from([Selection(), Selection(("rooms",)), Selection((), (("area", "north"),))])),
        ),
        Row("many", each_members=("area", draw(st.sampled_from(["", "north"])))),
        Row("lines", each_lines="running", texts=(("note", draw(TITLES)),)),
        Row(
            "total",
            ("Total",),
            sum=("all", "many"),
            also=draw(st.sampled_from([None, Selection(("projects",))])),
        ),
    )
    return Statement(
        "table",
        draw(TITLES),
        "£",
        ("Line",),
        columns,
        rows,
        draw(WORDS | st.just("")),
        draw(st.integers(0, 2)),
        draw(st.sampled_from(RoundingPolicy)),
        draw(st.sampled_from(ZeroStyle)),
        draw(WORDS | st.just("")),
    )
