"""Cause: why a published figure is not the calculated one, judged from the figures alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import ClassVar, Protocol

from votebook.core.check.comparison import Comparison, Figure
from votebook.core.check.finding import Severity, enumerate_phrases


class Cause(Protocol):
    """What every likely cause offers: a public code, its sentence, and two ways out."""

    @property
    def code(self) -> str:
        """The public code of findings with this cause."""
        ...

    @property
    def severity(self) -> Severity:
        """How much a finding with this cause matters."""
        ...

    def sentence(self) -> str:
        """Say the cause in a whole sentence."""
        ...

    def settlements(self) -> tuple[str, str]:
        """Two ways to settle it."""
        ...


@dataclass(frozen=True, slots=True)
class Rounding:
    """The gap is no larger than the unpublished pence of the parts allow."""

    code: ClassVar[str] = "check.rounding"
    severity: ClassVar[Severity] = Severity.NOTE

    slack: str

    def sentence(self) -> str:
        """Say that rounding alone can explain the gap."""
        return f"This is rounding: pence that were not published could move the figure by up to {self.slack}."

    def settlements(self) -> tuple[str, str]:
        """Print what is calculated, or keep the pence."""
        return "print the calculated figure", "enter the unrounded amounts in the book"


@dataclass(frozen=True, slots=True)
class OmittedRow:
    """The gap is one part of the sum, or two, that were not added."""

    code: ClassVar[str] = "check.omitted-row"
    severity: ClassVar[Severity] = Severity.ERROR

    rows: tuple[str, ...]

    def sentence(self) -> str:
        """Name the rows that were left out."""
        return f"The sum seems to leave out {enumerate_phrases(self.rows)}."

    def settlements(self) -> tuple[str, str]:
        """Add the row, or say that it does not belong."""
        them = "them" if len(self.rows) > 1 else "it"
        return (
            f"include {enumerate_phrases(self.rows)} in the printed sum",
            f"show {them} outside the sum and say so under the table",
        )


@dataclass(frozen=True, slots=True)
class RowCountedTwice:
    """The gap is one part of the sum, added once too often."""

    code: ClassVar[str] = "check.row-counted-twice"
    severity: ClassVar[Severity] = Severity.ERROR

    row: str

    def sentence(self) -> str:
        """Name the row that was added twice."""
        return f"The sum seems to count {self.row} twice."

    def settlements(self) -> tuple[str, str]:
        """Take one of the two out."""
        return f"count {self.row} once", "add to the table the row that the sum also holds"


@dataclass(frozen=True, slots=True)
class WrongSign:
    """The gap is twice the figure itself or twice one part: a plus for a minus."""

    code: ClassVar[str] = "check.sign"
    severity: ClassVar[Severity] = Severity.ERROR

    row: str

    def sentence(self) -> str:
        """Say whose sign is turned."""
        return f"The sign of {self.row} seems to be turned." if self.row else "Its sign seems to be turned."

    def settlements(self) -> tuple[str, str]:
        """Turn the sign back, or say which way the table counts."""
        return "turn the sign in the printed figure", "say under the table which way it counts"


@dataclass(frozen=True, slots=True)
class WrongUnit:
    """The two figures differ by a power of ten."""

    code: ClassVar[str] = "check.unit"
    severity: ClassVar[Severity] = Severity.ERROR

    power: int

    def sentence(self) -> str:
        """Say by what power of ten the published figure is off."""
        size = "large" if self.power > 0 else "small"
        return f"It is {10 ** abs(self.power):,} times too {size}, as when units are mixed up."

    def settlements(self) -> tuple[str, str]:
        """Print in the table's unit, or name the other unit."""
        return "print the figure in the unit of its table", "name the unit of this figure where it stands"


@dataclass(frozen=True, slots=True)
class TransposedDigits:
    """Two neighbouring digits changed places."""

    code: ClassVar[str] = "check.transposed-digits"
    severity: ClassVar[Severity] = Severity.ERROR

    pair: str

    def sentence(self) -> str:
        """Name the two digits."""
        return f"The neighbouring digits {self.pair[0]} and {self.pair[1]} seem to have changed places."

    def settlements(self) -> tuple[str, str]:
        """Correct the figure, or the book."""
        return "put the digits right in the paper", "correct the book, if it was copied wrongly there"


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """The figure is the same row's in another column, or the same place's in another year or version."""

    code: ClassVar[str] = "check.stale-figure"
    severity: ClassVar[Severity] = Severity.ERROR

    other: str

    def sentence(self) -> str:
        """Name where the figure belongs."""
        return f"It is the figure of {self.other}, so it seems to have been carried over from there."

    def settlements(self) -> tuple[str, str]:
        """Print this cell's own figure, or change the book to agree."""
        return (
            "print the calculated figure",
            f"record in the book that the amount is the same as in {self.other}",
        )


@dataclass(frozen=True, slots=True)
class PlacesDisagree:
    """The same quantity is published elsewhere with another figure."""

    code: ClassVar[str] = "check.places-disagree"
    severity: ClassVar[Severity] = Severity.ERROR

    others: tuple[str, ...]

    def sentence(self) -> str:
        """Name the other places and what they print."""
        return f"The same quantity is given elsewhere: {enumerate_phrases(self.others)}."

    def settlements(self) -> tuple[str, str]:
        """Find which figure is right and print it everywhere, or tell the quantities apart."""
        return (
            "establish which figure is right and print it in every place",
            "name the difference between the quantities, if they are not the same, with a line of its own",
        )


@dataclass(frozen=True, slots=True)
class Unexplained:
    """No other cause fits."""

    code: ClassVar[str] = "check.unexplained-figure"
    severity: ClassVar[Severity] = Severity.ERROR

    def sentence(self) -> str:
        """Say that the figures do not show a cause."""
        return "The figures do not show why."

    def settlements(self) -> tuple[str, str]:
        """Correct one side or the other."""
        return "correct the published figure", "correct the book and record the source of the amount"


Judge = Callable[[Figure, Comparison], Iterable[Cause]]


def judge_causes(figure: Figure, comparison: Comparison) -> tuple[Cause, ...]:
    """The causes that fit a deviating figure, the likeliest first, never none.

    Exact coincidences come before looser ones. More than one cause may fit, and the reader is told.
    """
    if is_rounding(figure, comparison):
        sums = [r for r in comparison.by_target.get(figure.address, ()) if r.is_sum]
        slack = min((figure.slack, *(comparison.tolerance(relation) for relation in sums)))
        return (Rounding(figure.show(slack)),)
    found = tuple(cause for judge in _JUDGES for cause in judge(figure, comparison))
    return found or (Unexplained(),)


def is_rounding(figure: Figure, comparison: Comparison) -> bool:
    """Whether unpublished pence alone can explain a deviation.

    The gap must be within the slack of the amounts behind the figure and, where the published parts
    are themselves right, within what the rounding of those parts allows.
    """
    assert figure.published is not None, "only a published figure is judged"
    if abs(figure.published - (figure.exact or 0)) > figure.slack:
        return False
    for relation in comparison.by_target.get(figure.address, ()):
        miss = comparison.miss(relation)
        is_sound = not any(part in comparison.deviating for _, part in relation.parts)
        if is_sound and miss is not None and abs(miss) > comparison.tolerance(relation):
            return False
    return True


def _own_sign(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    if figure.calculated and figure.published == -figure.calculated:
        yield WrongSign("")


def _unit(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    if not figure.exact or not figure.published:
        return
    for power in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6):
        scaled = figure.exact * Fraction(10) ** power
        allowed = figure.quantum / 2 * max(Fraction(1), Fraction(10) ** power)
        if abs(scaled - figure.published) <= allowed and abs(figure.published) > 2 * figure.quantum:
            yield WrongUnit(power)
            return


def _parts(
    figure: Figure, comparison: Comparison
) -> Iterable[tuple[list[tuple[str, Fraction]], Fraction, Fraction]]:
    """The parts of each sum that makes a figure, with its miss and its tolerance.

    A figure that the table itself does not add up from rows is taken as the sum of its amounts in the book.
    """
    sums = [r for r in comparison.by_target.get(figure.address, ()) if r.is_sum]
    for relation in sums:
        miss = comparison.miss(relation)
        amounts = comparison.as_published
        parts = [(comparison.by_address[a].label, amounts.get(a, Fraction(0))) for _, a in relation.parts]
        if miss is not None:
            yield parts, miss, comparison.tolerance(relation)
    if not sums and len(figure.atoms) > 1:
        atoms = sorted(figure.atoms, key=lambda atom: atom.key)
        yield [(a.label, a.amount) for a in atoms], figure.gap, figure.slack


def _single_parts(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    for parts, miss, tolerance in _parts(figure, comparison):
        large = [(label, amount) for label, amount in parts if abs(amount) > 2 * tolerance]
        for label, amount in large:
            if abs(miss + amount) <= tolerance:
                yield OmittedRow((label,))
            if abs(miss - amount) <= tolerance:
                yield RowCountedTwice(label)
            if abs(miss + 2 * amount) <= tolerance:
                yield WrongSign(label)


def _two_parts(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    for parts, miss, tolerance in _parts(figure, comparison):
        large = [(label, amount) for label, amount in parts if abs(amount) > 2 * tolerance]
        for (one, first), (other, second) in combinations(large[:60], 2):
            if abs(miss + first + second) <= tolerance:
                yield OmittedRow((one, other))
                return


def _transposed(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    if figure.published is None or not figure.calculated or figure.published * figure.calculated < 0:
        return
    printed, right = (str(abs(n) / figure.quantum) for n in (figure.published, figure.calculated))
    wrong = [i for i, pair in enumerate(zip(printed, right, strict=False)) if pair[0] != pair[1]]
    is_swap = len(printed) == len(right) and len(wrong) == 2 and wrong[1] == wrong[0] + 1
    if is_swap and printed[wrong[0]] == right[wrong[1]] and printed[wrong[1]] == right[wrong[0]]:
        yield TransposedDigits(right[wrong[0]] + right[wrong[1]])


def _stale(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    """Look along the row, then for the same place of the structure in another year or comparative."""
    if not figure.published:
        return
    here, parts = figure.address, _places(figure)
    for other in comparison.figures:
        is_same_row = (other.address.statement, other.address.row) == (here.statement, here.row)
        is_same_place = bool(parts) and other.quantity != figure.quantity and _places(other) == parts
        is_other = other.address != here and other.unit == figure.unit and (is_same_row or is_same_place)
        if is_other and figure.published in {other.published, other.calculated}:
            yield StaleFigure(other.label)
            return


def _places(figure: Figure) -> frozenset[tuple[str, ...]]:
    """What a measured figure is of, whichever year or comparative it is measured in."""
    return frozenset(atom.key[2:] for atom in figure.atoms if len(atom.key) > 2)


def _disagreeing(figure: Figure, comparison: Comparison) -> Iterable[Cause]:
    others = [
        f"{other.label} prints {other.show(other.published)}"
        for other in comparison.by_quantity.get(figure.quantity, ())
        if other.published is not None and other.published != figure.published
    ]
    rows = _rows_elsewhere(figure, comparison)
    if others or rows:
        yield PlacesDisagree((*others, *rows))


def _rows_elsewhere(figure: Figure, comparison: Comparison) -> list[str]:
    """Tables whose published rows add to another figure for the same quantity."""
    found: list[str] = []
    for other in comparison.by_quantity.get(figure.quantity, ()):
        for relation in comparison.by_target.get(other.address, ()):
            value = relation.value(comparison.as_published)
            is_elsewhere = relation.is_sum and other.address.statement != figure.address.statement
            if is_elsewhere and value is not None and value not in {figure.published, other.published}:
                found.append(f"the rows under {other.label} add to {other.show(value)}")
    return found


_JUDGES: tuple[Judge, ...] = (
    _own_sign,
    _unit,
    _single_parts,
    _transposed,
    _stale,
    _two_parts,
    _disagreeing,
)
