"""A statement as JSON: exact figures, printed texts, and where each cell comes from."""

from __future__ import annotations

import json
from fractions import Fraction

from votebook.core.report.cell import Cell, CellState, Leaf, Rule, SumOfCells
from votebook.core.report.figure import MONEY_UNITS, print_decimal
from votebook.core.report.heading import Head
from votebook.core.report.layout import LaidRow
from votebook.core.report.statement import Measure
from votebook.core.report.table import Table

Json = dict[str, object]


def json_of(table: Table) -> str:
    """Write a table as one JSON document, its keys in a fixed order."""
    return json.dumps(json_value(table), ensure_ascii=False, indent=2) + "\n"


def json_value(table: Table) -> Json:
    """The document as plain values, so that several tables can go into one."""
    statement = table.statement
    return {
        "statement": statement.name,
        "number": statement.number,
        "title": statement.title,
        "body": table.body,
        "classification": table.classification,
        "state": table.state,
        "unit": statement.unit,
        "rounding": statement.rounding.value,
        "labels": list(statement.labels),
        "columns": [_column(head) for head in table.heads],
        "rows": [_row(table, row) for row in table.rows],
        "notes": list(table.notes),
    }


def _column(head: Head) -> Json:
    column: Json = {"key": head.key, "heading": head.heading, "over": head.over}
    column["measure"] = head.measure.value
    if head.measure is not Measure.TEXT:
        column |= {"unit": head.unit, "decimals": head.decimals}
    return column


def _row(table: Table, row: LaidRow) -> Json:
    kind = "heading" if row.is_heading else "total" if row.is_total else "row"
    cells = {head.key: _cell(table.cell(row.key, head.key), head) for head in table.heads}
    return {"key": row.key, "labels": list(row.labels), "kind": kind, "cells": cells}


def _cell(cell: Cell, head: Head) -> Json:
    """A cell: money as whole pence where it is whole, any other value as exact decimal text."""
    value: Json = {"state": cell.state.value, "printed": cell.printed}
    if cell.state not in (CellState.BLANK, CellState.TEXT) and cell.exact is not None:
        pence = cell.exact * 100
        if head.unit in MONEY_UNITS and pence.denominator == 1:
            value["pence"] = pence.numerator
        else:
            value["exact"] = _exact(cell.exact)
    if cell.mark:
        value["mark"] = cell.mark
    if cell.reason:
        value["reason"] = cell.reason
    if cell.rule is not None and cell.state is not CellState.BLANK:
        value["from"] = _origin(cell.rule)
    return value


def _exact(value: Fraction) -> str:
    """A decimal where it ends within ten places, otherwise the fraction itself.

    >>> _exact(Fraction(1, 20)), _exact(Fraction(1, 3))
    ('0.05', '1/3')
    """
    return print_decimal(value) if (value * 10**10).denominator == 1 else str(value)


def _origin(rule: Rule) -> Json:
    if isinstance(rule, Leaf):
        return {
            "kind": "leaf",
            "measure": rule.measure.value,
            "of": rule.of,
            "year": rule.year,
            "at": list(rule.selection.at),
            "members": [list(pair) for pair in rule.selection.members],
            "why": [list(question) for question in rule.questions()],
        }
    parts = [list(part) for part in rule.parts]
    if isinstance(rule, SumOfCells):
        return {"kind": "sum", "parts": parts}
    return {"kind": "formula", "formula": rule.formula, "parts": parts}
