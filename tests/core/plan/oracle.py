"""The oracle: every provision of a budget by the slow evaluation, one line and year at a time."""

from __future__ import annotations

from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.plan.arithmetic.placement import place
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.language.evaluation import Circumstances, component_value, is_active
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.line import BorneBy


class Oracle:
    """Figures that are worked out when they are asked for, in fractions, by recursion."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.readings = Readings(budget)
        self.years = {str(budget_year.year): budget_year.year for budget_year in budget.years}
        self.first = next(iter(self.years))
        self.limit = (1 << 62) // (
            len(budget.lines)
            + len({c.line for c in budget.components if c.borne_by is BorneBy.USERS})
            + len(budget.estimates)
            + 1
        )
        self.known: dict[tuple[str, str, BorneBy], int | Fault | None] = {}

    def borne(self, line: str, year: str, by: BorneBy = BorneBy.BODY) -> int | Fault | None:
        """A line's pence; None without a provision, a fault where it cannot be calculated."""
        key = (line, year, by)
        if key not in self.known:
            self.known[key] = self._work_out(line, year, by)
        return self.known[key]

    def provision(self, line: str, year: str) -> Money | None:
        """A line's provision."""
        pence = self.borne(line, year)
        return Money(pence) if isinstance(pence, int) else None

    def total(self, category: str, year: str) -> Money:
        """The total of a category."""
        inside = self.lines_inside(category)
        pence = [self.borne(line, year) for line in inside]
        whole = [
            Money.of(e.amount).pence
            for e in self.budget.estimates
            if e.year == year and (not category or e.category in self.budget.structure.inside(category))
            if not (e.is_spread and self._placed(e) is not None)
        ]
        return Money(sum(whole) + sum(p for p in pence if isinstance(p, int)))

    def is_incomplete(self, ref: str, year: str) -> bool:
        """Whether a line, or one inside a category, has a fault."""
        lines = [ref] if ref in self.budget.line_index else self.lines_inside(ref)
        return any(isinstance(self.borne(line, year), Fault) for line in lines)

    def lines_inside(self, category: str) -> list[str]:
        """The lines inside a category, or all."""
        inside = self.budget.structure.inside(category)
        return [line.ref for line in self.budget.lines if not category or line.category in inside]

    def _work_out(self, line: str, year: str, by: BorneBy) -> int | Fault | None:
        if by is BorneBy.BODY:
            placed = self._placed_on(line, year)
            if placed is not None:
                return placed
        here = Circumstances(self.readings, self.years[year], self)
        total, is_provided = Fraction(0), False
        for component in self.budget.components_by_line.get(line, ()):
            if component.borne_by is not by:
                continue
            value = component_value(component, here)
            if isinstance(value, Fault):
                return value
            total += value
            is_provided = is_provided or is_active(component, here)
        for stated in self.budget.stated:
            if by is BorneBy.BODY and (stated.line, stated.year) == (line, year):
                total, is_provided = total + stated.amount, True
        pence = Money.of(total).pence
        if abs(pence) > self.limit:
            return Fault("calculation.too-large", self.budget.line(line).place, line, year)
        return pence if is_provided else None

    def _placed_on(self, line: str, year: str) -> int | Fault | None:
        path = self.budget.structure.path(self.budget.line(line).category)
        for estimate in self.budget.estimates:
            if estimate.is_spread and estimate.year == year and estimate.category in path:
                parts = self._placed(estimate)
                if parts is None:
                    return Fault("estimate.not-spread", estimate.place, line, year)
                return parts[line]
        return None

    def _placed(self, estimate: CategoryEstimate) -> dict[str, int] | None:
        lines = self.lines_inside(estimate.category)
        pence = [self.borne(line, self.first) for line in lines]
        if any(isinstance(p, Fault) for p in pence):
            return None
        weights = [Fraction(p if isinstance(p, int) else 0) for p in pence]
        parts = place(Money.of(estimate.amount).pence, weights)
        if parts is None or any(abs(part) > self.limit for part in parts):
            return None
        return dict(zip(lines, parts, strict=True))
