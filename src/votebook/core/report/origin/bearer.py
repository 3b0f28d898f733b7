"""Bearer: who a cost is charged to, a member of a dimension, and the contract that it is paid under."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from votebook.core.plan.calculation import Calculation
from votebook.core.plan.contract import Contract
from votebook.core.plan.explanation.figure import Explanation, explain
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind
from votebook.core.plan.explanation.working import add_signs, spell_date, title_of
from votebook.core.plan.selection import Selection
from votebook.core.report.origin.provenance import charged_lines


def explain_member(calculation: Calculation, dimension: str, member: str, year: str) -> Explanation:
    """Explain what a member of a dimension bears in a year: the lines charged to it or within it."""
    found = calculation.budget.dimension_by_name[dimension]
    own = found.member(member)
    assert own is not None, "the member was found in its dimension"
    parts = charged_lines(calculation, Selection((), ((dimension, member),)), year)
    value = sum((part.value or Fraction(0) for part in parts), Fraction(0)) if parts else None
    remarks = () if parts else (f"No line is charged to it in {year}.",)
    root = Reason(
        ReasonKind.MEMBER, value, member, f"{found.title}: {own.title}", parts=parts, remarks=remarks
    )
    return Explanation(f"{dimension}={member}", year, root)


def explain_contract(calculation: Calculation, contract: Contract, year: str) -> Explanation:
    """Explain what is paid under a contract in a year: its terms, and the lines and parts that pay it.

    A line that names the contract counts whole; a component that names it counts in no other line.
    """
    budget = calculation.budget
    lines = [line.ref for line in budget.lines if line.contract == contract.ref]
    parts = [
        replace(explain(calculation, ref, year, 0).root, parts=(), rounding=None, opening=Opening.DEEPER)
        for ref in lines
    ]
    for component in budget.components:
        if component.contract == contract.ref and component.line not in lines:
            whole = explain(calculation, component.line, year, 0).root
            own = (part for part in whole.parts if part.ref == component.name and part.value is not None)
            words = f"{title_of(budget, component.line)} ({component.line})"
            parts += [replace(part, parts=(), title=f"{part.title}, of {words}") for part in own]
    paid = add_signs([part for part in parts if part.value is not None])
    value = sum((part.value or Fraction(0) for part in paid), Fraction(0)) if paid else None
    root = Reason(
        ReasonKind.CONTRACT,
        value,
        contract.ref,
        contract.title,
        parts=paid,
        remarks=(*_terms(contract), *(() if paid else (f"Nothing is paid under it in {year}.",))),
        source=contract.source,
        place=contract.place,
    )
    return Explanation(contract.ref, year, root)


def _terms(contract: Contract) -> tuple[str, ...]:
    """What the contract fixes, in sentences."""
    since = f" from {spell_date(contract.starts)}" if contract.starts else ""
    until = f"expires on {spell_date(contract.expires)}" if contract.expires else "has no stated expiry"
    said = [f"It is with {contract.counterparty or 'nobody named'}{since}, and {until}."]
    if not contract.is_indexed:
        said.append("Its price may not be indexed.")
    if contract.is_passed_through:
        said.append("Its cost is passed through.")
    if contract.procurement:
        said.append(f"Its successor is procured by {contract.procurement}.")
    return tuple(said)
