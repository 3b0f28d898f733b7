"""Expiry: lines that are funded after the last day of the contract they pay for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.driver import name_line
from votebook.core.check.finding import Severity, Symptom, conclude, enumerate_phrases, print_pounds
from votebook.core.measure.source import Place
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.contract import Contract
from votebook.core.plan.line import Line


@dataclass(frozen=True, slots=True)
class FundedAfterExpiry:
    """A line has a provision for months in which no contract is in force.

    ``renewal`` is the line of the project that procures the successor, with its provisions by year.
    """

    code: ClassVar[str] = "check.funded-after-expiry"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    line: Line
    contract: Contract
    provisions: tuple[tuple[str, Fraction], ...]
    renewal: Line | None
    renewal_provisions: tuple[tuple[str, Fraction], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The line, the contract and the project."""
        renewal = (self.renewal.place,) if self.renewal else ()
        return (self.line.place, self.contract.place, *renewal)

    @property
    def size(self) -> Fraction:
        """The provision of the first year that outlives the contract, in pounds."""
        return abs(self.provisions[0][1])

    @property
    def settlements(self) -> tuple[str, str]:
        """Show the successor, or stop the funding."""
        return (
            "record the successor contract, or the decision to procure it, with its price",
            f"end the line's component with the contract on {self.contract.expires}",
        )

    def explain(self) -> str:
        """Say when the contract ends, what is funded after it, and which project renews it."""
        text = (
            f"{name_line(self.line)} pays for {self.contract.title}, which ends on {self.contract.expires}, "
            f"and is funded beyond that day: {_say(self.provisions)}."
        )
        if self.renewal is None:
            text += " No project procures a successor."
        elif not self.renewal_provisions:
            text += f" The project {name_line(self.renewal)} procures its successor but has no provision."
        else:
            project = f"{name_line(self.renewal)} ({_say(self.renewal_provisions)})"
            text += f" The project {project} procures its successor, whose price is not known yet."
        return conclude(text, self.settlements)


def check_expiry(calculation: Calculation) -> tuple[FundedAfterExpiry, ...]:
    """Report every line and contract where the money outlasts the contract."""
    budget = calculation.budget
    contracts = {contract.ref: contract for contract in budget.contracts if contract.expires}
    found: list[FundedAfterExpiry] = []
    for line in budget.lines:
        components = budget.components_by_line.get(line.ref, ())
        for ref in dict.fromkeys((line.contract, *(component.contract for component in components))):
            contract = contracts.get(ref)
            years = [y for y in budget.year_index if contract and _outlasts(budget, line, contract, y)]
            provisions = tuple((y, amount) for y, amount in _provisions(calculation, line) if y in years)
            if contract and provisions:
                renewal = _renewal(budget, contract)
                amounts = _provisions(calculation, renewal) if renewal else ()
                found.append(FundedAfterExpiry(line, contract, provisions, renewal, amounts))
    return tuple(found)


def _renewal(budget: Budget, contract: Contract) -> Line | None:
    return budget.line(contract.procurement) if contract.procurement in budget.line_index else None


def _provisions(calculation: Calculation, line: Line) -> tuple[tuple[str, Fraction], ...]:
    amounts = ((year, calculation.provision(line.ref, year)) for year in calculation.budget.year_index)
    return tuple((year, amount.exact) for year, amount in amounts if amount is not None and amount.pence)


def _outlasts(budget: Budget, line: Line, contract: Contract, year: str) -> bool:
    """Whether what the line pays under a contract in a year goes on after the contract's last day."""
    financial_year = budget.years[budget.year_index[year]].year
    if contract.expires is None or contract.expires >= financial_year.end:
        return False
    components = budget.components_by_line.get(line.ref, ())
    under = [c.window for c in components if contract.ref in {c.contract, c.contract or line.contract}]
    if line.contract == contract.ref and any(s.line == line.ref and s.year == year for s in budget.stated):
        under.append(Window())
    return any(
        window.days_in(financial_year) and (window.end is None or window.end > contract.expires)
        for window in under
    )


def _say(amounts: tuple[tuple[str, Fraction], ...]) -> str:
    return enumerate_phrases(f"{print_pounds(amount)} in {year}" for year, amount in amounts)
