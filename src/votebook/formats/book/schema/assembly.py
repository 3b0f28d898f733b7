"""Assembly: a budget put together from a frame and tables without faults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from votebook.core.plan.budget import Budget, HandProfile, Identity
from votebook.core.plan.comparative import Comparative
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import BudgetYear, Version, VersionNote
from votebook.formats.book.schema import values
from votebook.formats.book.schema.frame import Frame
from votebook.formats.book.table import Table


def assemble_budget(frame: Frame, tables: Mapping[str, Table], inputs: Mapping[str, Table]) -> Budget:
    """Put a budget together; nothing that it is made of has a fault."""
    sources = values.Sources()
    over_dimensions = (
        values.inputs_of(inputs[name], frame, row, sources)
        for row, name in enumerate(frame.tables.columns["name"])
    )
    return Budget(
        **_of_frame(frame),
        parameters=(*values.parameters_of(tables["parameters.csv"], sources), *over_dimensions),
        lines=values.lines_of(tables["lines.csv"], frame),
        components=values.components_of(tables["components.csv"], sources),
        stated=values.amounts_of(tables["amounts.csv"], frame, sources),
        estimates=values.estimates_of(tables["estimates.csv"], sources),
        shares=values.shares_of(tables["shares.csv"], sources),
        memberships=values.memberships_of(tables["memberships.csv"]),
        contracts=values.contracts_of(tables["contracts.csv"], sources),
        projects=values.projects_of(tables["projects.csv"]),
        comparative_amounts=values.comparatives_of(tables["comparatives.csv"], frame, sources),
        restatements=values.restatements_of(tables["restatements.csv"], frame, sources),
        comments=values.comments_of(tables["comments.csv"]),
        events=values.events_of(tables["events.csv"]),
    )


def _of_frame(frame: Frame) -> dict[str, Any]:
    """The fields of a budget that ``book.yaml`` gives."""
    head = {name: frame.head[name] for name in ("title", "body", "currency", "classification", "calendar")}
    comparatives = frame.comparatives.rows("ref", "title", "year", "kind")
    history = frame.history.rows("iteration", "dated", "note")
    return {
        **head,
        "ref": frame.head["book"],
        "years": tuple(BudgetYear(*row) for row in frame.years.rows("year", "basis")),
        "version": Version(**frame.version),
        "structure": Structure(
            tuple(Category(*row) for row in frame.structure.rows("ref", "title", "within"))
        ),
        "dimensions": tuple(
            Dimension(name, title, _members(frame.members[name]))
            for name, title in frame.dimension_titles.items()
        ),
        "comparatives": tuple(Comparative(*row) for row in comparatives),
        "identities": _identities(frame.identities),
        "history": tuple(VersionNote(*row) for row in history),
        "profiles": _profiles(frame.profiles),
    }


def _members(table: Table) -> tuple[Member, ...]:
    return tuple(Member(*row) for row in table.rows("ref", "title", "within", "retired", "links"))


def _identities(table: Table) -> tuple[Identity, ...]:
    rows = zip(table.rows("ref", "title", "left", "right"), table.places("left"), strict=True)
    return tuple(Identity(ref, title, left, right, place) for (ref, title, left, right), place in rows)


def _profiles(table: Table) -> tuple[HandProfile, ...]:
    rows = zip(table.rows("name", "weights"), table.places("name"), strict=True)
    return tuple(HandProfile(name, weights, place) for (name, weights), place in rows)
