"""Rows: the values of a book as the rows of its CSV tables, the way back from ``values``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from votebook.core.check.published import PublishedPaper, PublishedTable
from votebook.core.measure.source import Source
from votebook.core.plan.budget import Budget
from votebook.core.plan.line import StatedAmount
from votebook.core.plan.parameter import DatedValue, Parameter, WithinYear
from votebook.formats.book.schema.frame import Frame

Row = dict[str, Any]
"""The values of a row by its columns; a column that is not named is blank."""

KEYS = {
    "parameters.csv": ("name", "from"),
    "contracts.csv": ("ref",),
    "lines.csv": ("ref",),
    "components.csv": ("line", "name"),
    "amounts.csv": ("line",),
    "estimates.csv": ("category", "year"),
    "shares.csv": ("line", "dimension", "member"),
    "memberships.csv": ("line", "until"),
    "projects.csv": ("line",),
    "comparatives.csv": ("comparative", "at"),
    "restatements.csv": ("comparative", "from_at", "to_at"),
    "events.csv": ("profile", "day"),
    "comments.csv": ("about", "dated"),
    "published/claims.csv": ("place", "text"),
    "published/headings.csv": ("statement", "column"),
}
"""The columns by which a row of a table is found again."""


def table_rows(file: str, budget: Budget) -> list[Row]:
    """The rows of one of the tables at the top of the folder."""
    if file in _PLAIN:
        values, columns = _PLAIN[file]
        return [_named(value, _same(columns)) for value in getattr(budget, values)]
    return _TABLES[file](budget)


def _lines(budget: Budget) -> list[Row]:
    return [
        _named(line, _LINE) | dict(line.members) | {"serves": serves_text(line.serves)}
        for line in budget.lines
    ]


def _components(budget: Budget) -> list[Row]:
    return [
        _named(one, _COMPONENT) | {"from": one.window.start, "to": one.window.end} | _source(one.source)
        for one in budget.components
    ]


def _estimates(budget: Budget) -> list[Row]:
    years = {str(one.year): one.year for one in budget.years}
    return [_sourced(one, _ESTIMATE) | {"year": years[one.year]} for one in budget.estimates]


def _comparatives(budget: Budget) -> list[Row]:
    columns = _same("comparative at amount")
    return [_sourced(one, columns) | dict(one.members) for one in budget.comparative_amounts]


def _restatements(budget: Budget) -> list[Row]:
    return [
        _sourced(one, _RESTATEMENT)
        | {f"from_{name}": ref for name, ref in one.from_members}
        | {f"to_{name}": ref for name, ref in one.to_members}
        for one in budget.restatements
    ]


def input_rows(parameter: Parameter, across: str, frame: Frame) -> list[Row]:
    """The rows of a parameter over dimensions: values of one moment and source stand in one row."""
    keys = [name for name in parameter.dimensions if name != across]
    found: dict[tuple[Any, ...], Row] = {}
    ordered = sorted(parameter.values, key=lambda value: (_placed(parameter, value, keys), value.start))
    for value in ordered:
        placed = _placed(parameter, value, keys)
        row_key = (placed, value.start, value.source)
        if row_key not in found:
            moment = frame.year.read(_label(value, frame)) if parameter.is_yearly else value.start
            found[row_key] = {
                **dict(zip(keys, placed, strict=True)),
                "year" if parameter.is_yearly else "from": moment,
                **_source(value.source),
            }
        column = value.members[parameter.dimensions.index(across)] if across else "value"
        found[row_key][column] = value.value
    return list(found.values())


def published_rows(table: PublishedTable) -> list[Row]:
    """The rows of a table of published figures."""
    found: dict[str, Row] = {}
    for cell in table.cells:
        found.setdefault(cell.row, {"row": cell.row})[cell.column] = cell.printed
    return list(found.values())


def claim_rows(paper: PublishedPaper) -> list[Row]:
    """The rows of the figures in prose."""
    columns = {"place": "section"} | _same("text cell formula year printed reading")
    return [_named(claim, columns) for claim in paper.claims]


def heading_rows(paper: PublishedPaper) -> list[Row]:
    """The rows of the headings as printed."""
    return [_named(heading, _same("statement column printed")) for heading in paper.headings]


def serves_text(serves: Iterable[tuple[str, str]]) -> str:
    """The members a line is meant for, as one text."""
    return " ".join(f"{dimension}.{member}" for dimension, member in serves)


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


_LINE = _same("ref number title category owner basis assumption obligation contract profile retired")
_COMPONENT = _same("line name title formula nature cap index index_base borne_by contract")
_ESTIMATE = {"category": "category", "amount": "amount", "spread": "is_spread"}
_SHARE = _same("line dimension member share") | {"stated": "is_inferred"}
_CONTRACT = _same("ref title counterparty starts expires procurement") | {
    "indexed": "is_indexed",
    "passed_through": "is_passed_through",
}
_RESTATEMENT = _same("comparative from_at to_at amount stage discount discount_rate decided decided_by")


_PLAIN = {
    "memberships.csv": ("memberships", "line category until reason"),
    "projects.csv": ("projects", "line body obligation third_party description"),
    "events.csv": ("events", "profile day weight"),
    "comments.csv": ("comments", "about by dated text"),
}
_TABLES: dict[str, Callable[[Budget], list[Row]]] = {
    "parameters.csv": lambda budget: [
        row for one in budget.parameters if not one.dimensions for row in _parameter_rows(one)
    ],
    "lines.csv": _lines,
    "components.csv": _components,
    "amounts.csv": lambda budget: _amount_rows(budget.stated),
    "estimates.csv": _estimates,
    "shares.csv": lambda budget: [_sourced(one, _SHARE) for one in budget.shares],
    "contracts.csv": lambda budget: [_sourced(one, _CONTRACT) for one in budget.contracts],
    "comparatives.csv": _comparatives,
    "restatements.csv": _restatements,
}


def _sourced(value: Any, columns: dict[str, str]) -> Row:  # noqa: ANN401 - any value that has a source
    return _named(value, columns) | _source(value.source)


def _named(value: object, columns: dict[str, str]) -> Row:
    return {column: getattr(value, name) for column, name in columns.items()}


def _source(source: Source | None) -> Row:
    return {} if source is None else {"source_kind": source.kind, "source": source.reference}


def _parameter_rows(parameter: Parameter) -> list[Row]:
    head = _named(parameter, _same("name title unit role"))
    head["within_year"] = None if parameter.within_year is WithinYear.REFUSE else parameter.within_year
    return [
        head | {"from": value.start} | _named(value, _same("value low high")) | _source(value.source)
        for value in parameter.values
    ]


def _amount_rows(stated: Iterable[StatedAmount]) -> list[Row]:
    found: list[Row] = []
    last: tuple[Any, ...] = ()
    for amount in stated:
        key = (amount.line, amount.source, amount.nature)
        if (
            key != last
            or amount.year in found[-1]
            or amount.year < max(y for y in found[-1] if y[0].isdigit())
        ):
            found.append({"line": amount.line, "nature": amount.nature, **_source(amount.source)})
            last = key
        found[-1][amount.year] = amount.amount
    return found


def _placed(parameter: Parameter, value: DatedValue, keys: list[str]) -> tuple[str, ...]:
    return tuple(value.members[parameter.dimensions.index(name)] for name in keys)


def _label(value: DatedValue, frame: Frame) -> str:
    begins = value.start.year
    return str(begins) if frame.first_month == 1 else f"{begins}/{(begins + 1) % 100:02}"
