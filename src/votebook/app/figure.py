"""Figure: why one figure of a book is what it is, asked for by whatever stands on the page."""

from __future__ import annotations

from votebook.app.naming import SeveralNamed, UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.app.statements import show_statements
from votebook.core.measure.source import Fault
from votebook.core.measure.year import parse_year
from votebook.core.plan.explanation.figure import Explanation, explain, is_explainable
from votebook.core.report.origin.bearer import explain_contract, explain_member
from votebook.core.report.origin.provenance import explain_cell
from votebook.core.report.table import Table

WHOLE = "total"
"""What a reader calls the whole budget, where the book has no line or category of that name."""


def explain_figure(
    opened: OpenBook, ref: str, year: str = "", depth: int | None = None
) -> Explanation | UnknownName | SeveralNamed | tuple[Fault, ...]:
    """Explain a line, category, parameter or comparative, by default in the approved year.

    A line may also be named by the number it is printed with, when only one line has it, and anything
    by its title. A member of a dimension, a contract and a cell (``statement/row/column``) are
    explained too.
    """
    budget = opened.budget
    found = named(opened, ref)
    if found is None and ref.count("/") == 2:
        return _cell_named(opened, ref, depth)
    if found is None:
        other = _bearer_named(opened, ref, year or str(budget.approved_year))
        if other is not None:
            return other
        comparatives = (comparative.ref for comparative in budget.comparatives)
        known = (*budget.line_index, *budget.structure.by_ref, *budget.parameter_by_name, *comparatives)
        return unknown_name("line, category, parameter or comparative", ref, (*known, WHOLE))
    year = year or str(budget.approved_year)
    is_prior_value = found in budget.parameter_by_name
    if year in budget.year_index or (is_prior_value and parse_year(year, budget.approved_year.first_month)):
        return explain(opened.calculation, found, year, depth)
    if any(comparative.ref == found for comparative in budget.comparatives):
        return explain(opened.calculation, found, str(budget.approved_year), depth)
    return unknown_name("year", year, budget.year_index)


def named(opened: OpenBook, ref: str) -> str | None:
    """The reference that a reader means by a name, a line's number or ``total``; None when none is."""
    budget = opened.budget
    if ref and is_explainable(budget, ref):
        return ref
    numbered = [line.ref for line in budget.lines if line.number == ref and ref]
    if len(numbered) == 1:
        return numbered[0]
    if ref in (WHOLE, budget.ref):
        return ""
    titled = _titled(opened, ref)
    return titled[0] if len(titled) == 1 else None


def _titled(opened: OpenBook, title: str) -> tuple[str, ...]:
    """Lines, categories, parameters and comparatives of a title, or else with those words in theirs."""
    budget = opened.budget
    wanted = title.casefold()
    things = [(one.ref, one.title) for one in budget.lines]
    things += [(one.ref, one.title) for one in budget.structure.categories]
    things += [(one.name, one.title) for one in budget.parameters]
    things += [(one.ref, one.title) for one in budget.comparatives]
    exact = tuple(dict.fromkeys(ref for ref, said in things if wanted and said.casefold() == wanted))
    near = (ref for ref, said in things if wanted and f" {wanted} " in f" {said.casefold()} ")
    return exact or tuple(dict.fromkeys(near))


def _bearer_named(opened: OpenBook, asked: str, year: str) -> Explanation | UnknownName | SeveralNamed | None:
    """A member or a contract by its reference or title; several things that share it; None for none."""
    budget, wanted = opened.budget, asked.casefold()
    members = [(one.name, member) for one in budget.dimensions for member in one.members]
    on = [
        (name, member.ref)
        for name, member in members
        if asked in (member.ref, f"{name}={member.ref}") or (wanted and wanted == member.title.casefold())
    ]
    charged = {name for line in budget.lines for name, _ in line.members}
    charged |= {share.dimension for share in budget.shares}
    on = [one for one in on if one[0] in charged] or on
    contracts = [one for one in budget.contracts if asked == one.ref or wanted == one.title.casefold()]
    titled = () if on or contracts else _titled(opened, asked)
    refs = (*titled, *[f"{n}={m}" for n, m in on], *[one.ref for one in contracts])
    if not refs:
        return None
    if len(refs) > 1:
        return SeveralNamed(asked, refs)
    if year not in budget.year_index:
        return unknown_name("year", year, budget.year_index)
    if on:
        return explain_member(opened.calculation, *on[0], year)
    return explain_contract(opened.calculation, contracts[0], year)


def _cell_named(
    opened: OpenBook, ref: str, depth: int | None
) -> Explanation | UnknownName | tuple[Fault, ...]:
    """A cell of a statement by the keys of its row and column, ``statement/row/column``."""
    statement, row, column = ref.split("/")
    tables = show_statements(opened, statement)
    if isinstance(tables, UnknownName):
        return tables
    faults = tuple(one for one in tables if isinstance(one, Fault))
    if faults:
        return faults
    (table,) = (one for one in tables if isinstance(one, Table))
    for kind, asked, known in (
        ("row", row, [one.key for one in table.rows]),
        ("column", column, [one.key for one in table.heads]),
    ):
        if asked not in known:
            return unknown_name(f"{kind} of {statement}", asked, known)
    return explain_cell(opened.calculation, table, row, column, depth)
