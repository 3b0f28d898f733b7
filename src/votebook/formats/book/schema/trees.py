"""Trees: what a book's YAML files say, as nested keys and values, the way back from reading them."""

from __future__ import annotations

from fractions import Fraction

from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeKind
from votebook.core.plan.parameter import Parameter, WithinYear
from votebook.core.plan.selection import Selection
from votebook.core.plan.version import Basis, Version, VersionKind
from votebook.core.report.statement import Column, RoundingPolicy, Row, Statement, ZeroStyle
from votebook.formats.book.kind import DATE, NAME, NUMBER, TEXT, UNIT, YES_NO, enumeration, year_kind
from votebook.formats.book.schema.frame import ROLE, WITHIN_YEAR
from votebook.formats.book.tree import Items, Keys, Tree, keyed, leaf, listed, names, paired, silent


def book_tree(budget: Budget, across: dict[str, str]) -> Keys:
    """What ``book.yaml`` says; ``across`` names for each table of parameters the dimension of its columns."""
    first_month = budget.years[0].year.first_month
    year, basis = year_kind(first_month), enumeration(Basis)
    return keyed(
        votebook=leaf(Fraction(1), NUMBER),
        book=leaf(budget.ref, NAME),
        title=leaf(budget.title),
        body=leaf(budget.body),
        currency=leaf(budget.currency),
        classification=silent(budget.classification),
        first_month=silent(Fraction(first_month), NUMBER, Fraction(4)),
        version=_version_tree(budget.version),
        years=Items(
            tuple(keyed(year=leaf(one.year, year), basis=leaf(one.basis, basis)) for one in budget.years)
        ),
        structure=Items(
            tuple(
                keyed(ref=leaf(one.ref, NAME), title=leaf(one.title), within=silent(one.within, NAME))
                for one in budget.structure.categories
            )
        ),
        dimensions=Keys(_dimension_trees(budget), is_ordered=True),
        comparatives=listed(
            keyed(
                ref=leaf(one.ref, NAME),
                title=leaf(one.title),
                year=leaf(one.year, year),
                kind=leaf(one.kind, enumeration(ComparativeKind)),
            )
            for one in budget.comparatives
        ),
        tables=listed(_table_tree(one, across[one.name]) for one in budget.parameters if one.dimensions),
        identities=listed(
            keyed(ref=leaf(one.ref, NAME), title=leaf(one.title), left=leaf(one.left), right=leaf(one.right))
            for one in budget.identities
        ),
        profiles=listed(
            keyed(name=leaf(one.name, NAME), weights=listed(leaf(weight, NUMBER) for weight in one.weights))
            for one in budget.profiles
        ),
        calendar=silent(budget.calendar),
        history=listed(
            keyed(iteration=leaf(one.iteration), dated=leaf(one.dated, DATE), note=leaf(one.note))
            for one in budget.history
        ),
    )


def _version_tree(version: Version) -> Keys:
    return keyed(
        kind=leaf(version.kind, enumeration(VersionKind)),
        iteration=leaf(version.iteration),
        dated=leaf(version.dated, DATE),
        effective=silent(version.effective, DATE, None),
    )


def _dimension_trees(budget: Budget) -> tuple[tuple[str, Tree], ...]:
    return tuple(
        (
            dimension.name,
            keyed(
                title=leaf(dimension.title),
                members=Items(
                    tuple(
                        keyed(
                            ref=leaf(one.ref, NAME),
                            title=leaf(one.title),
                            within=silent(one.within, NAME),
                            retired=silent(one.retired, DATE, None),
                            links=paired(one.links),
                        )
                        for one in dimension.members
                    )
                ),
            ),
        )
        for dimension in budget.dimensions
    )


def _table_tree(parameter: Parameter, across: str) -> Keys:
    return keyed(
        name=leaf(parameter.name, NAME),
        title=leaf(parameter.title),
        unit=leaf(parameter.unit, UNIT),
        role=leaf(parameter.role, ROLE),
        dimensions=names(parameter.dimensions),
        across=silent(across, NAME),
        yearly=silent(parameter.is_yearly, YES_NO, blank=False),
        within_year=silent(parameter.within_year, WITHIN_YEAR, WithinYear.REFUSE),
    )


def statement_tree(statement: Statement) -> Keys:
    """What a statement's file says."""
    return keyed(
        title=leaf(statement.title),
        number=silent(statement.number),
        unit=leaf(statement.unit),
        decimals=silent(Fraction(statement.decimals), NUMBER, Fraction(0)),
        rounding=silent(statement.rounding, enumeration(RoundingPolicy), RoundingPolicy.PLAIN),
        zero=silent(statement.zero, enumeration(ZeroStyle), ZeroStyle.DASH),
        note=silent(statement.note),
        labels=Items(names(statement.labels, TEXT).items),
        columns=Items(tuple(map(_column_tree, statement.columns))),
        rows=Items(tuple(map(_row_tree, statement.rows))),
    )


def _column_tree(column: Column) -> Keys:
    own: dict[str, Tree] = {
        "key": leaf(column.key, NAME),
        "over": silent(column.over),
        "heading": silent(column.heading),
        column.measure.value: leaf(column.of),
        "year": silent(column.year),
        "at": names(column.narrowed.at),
        "members": paired(column.narrowed.members),
        "only": names(column.only),
    }
    return Keys(tuple(own.items()))


def _row_tree(row: Row) -> Keys:
    dimension, within = row.each_members
    return keyed(
        key=leaf(row.key, NAME),
        labels=names(row.labels, TEXT),
        heading=silent(row.is_heading, YES_NO, blank=False),
        at=_at_tree(row.selection),
        members=paired(row.selection.members if row.selection else ()),
        sum=names(row.sum),
        also=_also_tree(row.also),
        each=keyed(
            lines=silent(row.each_lines, NAME), members=silent(dimension, NAME), within=silent(within, NAME)
        ),
        only=names(row.only),
        texts=paired(row.texts, TEXT),
    )


def _at_tree(selection: Selection | None) -> Items:
    """The places of a selection; one of the whole budget says so by an empty list."""
    if selection is None:
        return Items((), is_silent=True)
    places = names(selection.at)
    return Items(places.items, is_silent=not places.items and bool(selection.members))


def _also_tree(also: Selection | None) -> Tree:
    if also is None:
        return Items((), is_silent=True)
    return Keys((("at", _at_tree(also)), ("members", paired(also.members))))
