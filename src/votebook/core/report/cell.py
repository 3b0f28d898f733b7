"""Cell: one place of a table, with its exact value, its printed text and the rule it follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from votebook.core.plan.selection import Selection
from votebook.core.report.statement import Measure

CellKey = tuple[str, str]
"""Where a cell stands: the key of its row and the key of its column."""


class CellState(Enum):
    """What a cell says. Blank, dash and zero are three different things.

    ``BLANK``: there is nothing to say, because no amount exists or the cell is not shown.
    ``DASH``: an amount exists and is nil. ``ZERO``: the same, where the statement prints it so.
    """

    BLANK = "blank"
    DASH = "dash"
    ZERO = "zero"
    AMOUNT = "amount"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A cell that is measured from the budget: which measure, of what, in which year, of which part."""

    measure: Measure
    of: str
    year: str
    selection: Selection

    def questions(self) -> tuple[tuple[str, str], ...]:
        """What to ask "why" of: pairs of a reference ("" for the whole budget) and a year.

        A prior figure is asked for as ``reference@comparative``.
        """
        if self.measure is Measure.PARAMETER:
            return ((self.of, self.year),)
        suffix = "" if self.measure is Measure.PROVISION else f"@{self.of}"
        return tuple((ref + suffix, self.year) for ref in self.selection.at or ("",))


@dataclass(frozen=True, slots=True)
class SumOfCells:
    """A cell that adds cells of its column."""

    parts: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A cell that follows a formula over cells of its row, in the order of their names."""

    formula: str
    parts: tuple[CellKey, ...]


Rule = Leaf | SumOfCells | ColumnFormula
"""How a cell comes to its value."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table.

    ``exact`` is in pounds, or in the unit of the column; ``steps`` is what was printed, as a whole
    number of the smallest printed step. A cell that is not shown is blank and yet keeps its exact
    value, because a sum may count it. ``mark`` points at a note; ``reason`` says in words why
    there is no figure, where that is not plain.
    """

    row: str
    column: str
    state: CellState
    printed: str = ""
    exact: Fraction | None = None
    steps: int | None = None
    rule: Rule | None = None
    mark: str = ""
    reason: str = ""

    @property
    def key(self) -> CellKey:
        """Where the cell stands."""
        return self.row, self.column
