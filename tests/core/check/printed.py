"""Printed tables for the tests of the check: sums and formulas, with figures as calculated and as printed."""

from __future__ import annotations

from fractions import Fraction

from votebook.core.check.comparison import (
    Address,
    Atom,
    Comparison,
    Figure,
    Relation,
    read_in_unit,
    relations_that_hold,
)
from votebook.core.measure.source import Fault, Place
from votebook.core.plan.language.formula import parse_formula


def print_table(
    name: str,
    text: str,
    *,
    sums: dict[str, str] | None = None,
    formulas: dict[str, str] | None = None,
    printed: dict[str, str] | None = None,
    loose: bool = True,
    unit: str = "£",
) -> Comparison:
    """Read a table of exact figures; its sum rows and formula columns are worked out, not written.

    ``printed`` gives the cells, as ``row/column``, that the paper prints otherwise; blank leaves one out.
    """
    head, *lines = [line.split() for line in text.strip().splitlines()]
    leaves = {
        (row, key): Fraction(value)
        for row, *values in lines
        for key, value in zip(head[1:], values, strict=True)
    }
    exact = dict(leaves)
    for row, parts in (sums or {}).items():
        for column in head[1:]:
            exact[row, column] = sum((exact[part, column] for part in parts.split()), Fraction(0))
    relations = [
        Relation(_at(name, row, column), tuple((part, _at(name, part, column)) for part in parts.split()))
        for row, parts in (sums or {}).items()
        for column in (*head[1:], *(formulas or {}))
    ]
    rows = [row for row, *_ in lines] + [*(sums or {})]
    for column, formula in (formulas or {}).items():
        expression = parse_formula(formula, Place(""))
        assert not isinstance(expression, Fault), "a test's formula is well formed"
        for row in rows:
            cells = tuple((key, _at(name, row, key)) for key in head[1:] if key in formula)
            relation = Relation(_at(name, row, column), cells, expression)
            value = relation.value({_at(name, r, c): amount for (r, c), amount in exact.items()})
            assert value is not None, "a test's formula has a value"
            exact[row, column] = value
            relations.append(relation)
    columns = (*head[1:], *(formulas or {}))
    figures = [
        _figure(
            name,
            row,
            column,
            exact[row, column],
            _atoms(name, row, column, leaves, sums or {}, loose),
            printed or {},
            unit,
        )
        for row in rows
        for column in columns
    ]
    return Comparison(tuple(figures), relations_that_hold(figures, relations))


def put_together(*papers: Comparison) -> Comparison:
    """Several tables as one paper."""
    figures = tuple(figure for paper in papers for figure in paper.figures)
    return Comparison(figures, tuple(relation for paper in papers for relation in paper.relations))


def _at(name: str, row: str, column: str) -> Address:
    return Address(name, row, column)


def _atoms(
    name: str,
    row: str,
    column: str,
    leaves: dict[tuple[str, str], Fraction],
    sums: dict[str, str],
    loose: bool,
) -> frozenset[Atom]:
    """A row's amounts are known across tables by row and column, so that equal rows are one quantity."""
    if row in sums:
        parts = (_atoms(name, part, column, leaves, sums, loose) for part in sums[row].split())
        return frozenset[Atom]().union(*parts)
    if (row, column) in leaves:
        return frozenset({Atom((row, column), row, leaves[row, column], loose)})
    return frozenset(Atom((row, key), row, value, loose) for (r, key), value in leaves.items() if r == row)


def _figure(
    name: str,
    row: str,
    column: str,
    exact: Fraction,
    atoms: frozenset[Atom],
    printed: dict[str, str],
    unit: str,
) -> Figure:
    calculated = Fraction(int(exact + Fraction(1, 2)) if exact >= 0 else -int(-exact + Fraction(1, 2)))
    text = printed.get(f"{row}/{column}", str(calculated))
    is_formula = not any(atom.key == (row, column) for atom in atoms) and len({a.key[1] for a in atoms}) > 1
    return Figure(
        _at(name, row, column),
        f"{name}, {row}, {column}",
        unit,
        Fraction(1),
        exact,
        calculated,
        read_in_unit(text, unit) if text else None,
        text,
        atoms,
        None if is_formula else atoms,
        place=Place(f"published/{name}.csv", 1, 1),
    )
