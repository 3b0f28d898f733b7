"""Comparison: every published figure beside the calculated one, with the sums and formulas that tie them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from votebook.core.check.finding import print_number, print_pounds
from votebook.core.check.published import read_figure
from votebook.core.measure.source import NOWHERE, Place
from votebook.core.plan.language.expression import Expression
from votebook.core.report.derivation import derive


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a figure stands: its statement, row and column."""

    statement: str
    row: str
    column: str

    def __str__(self) -> str:
        """Print as statement/row/column, as a claim names a cell."""
        return f"{self.statement}/{self.row}/{self.column}"


@dataclass(frozen=True, slots=True)
class Atom:
    """An amount of the book that figures are made of: one line's in a year, or one prior amount.

    Two figures made of the same atoms are the same quantity, however their tables are laid out.
    ``is_loose`` says that the amount is known only as it was printed, so that its pence are not known.
    """

    key: tuple[str, ...]
    label: str = field(compare=False)
    amount: Fraction = field(compare=False)
    is_loose: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table: calculated exactly, as the table would print it, and as it was published.

    Amounts are in pounds or in the table's unit of count; ``quantum`` is the worth of one unit of
    the last printed digit. ``exact`` and ``calculated`` are None where no amount exists; a figure may
    exist and not be shown. Figures with an equal ``quantity`` are the same one in different places.
    """

    address: Address
    label: str
    unit: str
    quantum: Fraction
    exact: Fraction | None
    calculated: Fraction | None
    published: Fraction | None
    printed: str = ""
    atoms: frozenset[Atom] = frozenset()
    quantity: Hashable = None
    is_shown: bool = True
    place: Place = NOWHERE

    @property
    def deviates(self) -> bool:
        """Whether the two printed texts mean different amounts; blank means nil here.

        A figure that is printed more coarsely than its table, or more finely, is right when the exact
        one rounds to it.
        """
        if self.published is None or self.published == (self.calculated or 0):
            return False
        own = quantum_in_unit(self.printed, self.unit)
        if own is None or own == self.quantum:
            return True
        exact = self.exact or Fraction(0)
        beyond = abs(exact) - abs(self.published)
        return exact * self.published < 0 or not -own <= 2 * beyond < own

    @property
    def gap(self) -> Fraction:
        """Published less calculated, both as printed."""
        assert self.published is not None, "only a published figure has a gap"
        return self.published - (self.calculated or 0)

    @property
    def slack(self) -> Fraction:
        """How far the published figure may lie from the exact one through unpublished pence alone.

        Each amount known only as printed may be half a unit off, and the printing of the figure
        itself adds half a unit.
        """
        return self.quantum * (sum(atom.is_loose for atom in self.atoms) + 1) / 2

    def show(self, amount: Fraction) -> str:
        """Print an amount in running text in the figure's own unit."""
        return show_amount(amount, self.unit, self.quantum)


def show_amount(amount: Fraction, unit: str, quantum: Fraction = Fraction(1)) -> str:
    """Print an amount in running text: a minus, the sign of money before, another unit after.

    >>> show_amount(Fraction(-31880), "£"), show_amount(Fraction(162), "meeting")
    ('-£31,880', '162 meetings')
    """
    if unit == "%":
        return f"{print_number(amount * 100, _decimals(quantum * 100))}%"
    digits = print_number(abs(amount), _decimals(quantum))
    sign = "-" if amount < 0 else ""
    if unit in {"£", "£k", "pence"}:
        return print_pounds(amount)
    plural = "s" if unit.islower() and abs(amount) != 1 else ""
    return f"{sign}{digits}" if unit in {"", "1"} else f"{sign}{digits} {unit}{plural}"


def _decimals(quantum: Fraction) -> int:
    return len(str(quantum.denominator)) - 1


@dataclass(frozen=True, slots=True)
class Relation:
    """A figure that is a sum of others (``expression`` None) or a formula of others by name."""

    target: Address
    parts: tuple[tuple[str, Address], ...]
    expression: Expression | None = None

    @property
    def is_sum(self) -> bool:
        """Whether the parts are simply added."""
        return self.expression is None

    def value(self, amounts: Mapping[Address, Fraction]) -> Fraction | None:
        """Work the relation out from given amounts; a missing one is nil, a zero divisor gives None."""
        if self.expression is None:
            return sum((amounts.get(part, Fraction(0)) for _, part in self.parts), Fraction(0))
        names = {name: amounts.get(part, Fraction(0)) for name, part in self.parts}
        return derive(self.expression, names)


@dataclass(frozen=True)
class Comparison:
    """All figures of all tables that have published figures, in printed order, and their relations."""

    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...] = ()

    @cached_property
    def by_address(self) -> dict[Address, Figure]:
        """The figures by where they stand."""
        return {figure.address: figure for figure in self.figures}

    @cached_property
    def by_target(self) -> dict[Address, tuple[Relation, ...]]:
        """The relations that make each figure."""
        found: dict[Address, list[Relation]] = {}
        for relation in self.relations:
            found.setdefault(relation.target, []).append(relation)
        return {address: tuple(relations) for address, relations in found.items()}

    @cached_property
    def by_quantity(self) -> dict[Hashable, tuple[Figure, ...]]:
        """The figures that are the same quantity, in printed order."""
        found: dict[Hashable, list[Figure]] = {}
        for figure in self.figures:
            if figure.quantity is not None:
                found.setdefault(figure.quantity, []).append(figure)
        return {quantity: tuple(figures) for quantity, figures in found.items()}

    @cached_property
    def deviating(self) -> frozenset[Address]:
        """Where published and calculated differ."""
        return frozenset(figure.address for figure in self.figures if figure.deviates)

    @cached_property
    def as_published(self) -> dict[Address, Fraction]:
        """The amount a reader of the paper sees at each address: published, else calculated.

        One that is right to a coarser precision counts as calculated, so that it makes no sum wrong.
        """
        found: dict[Address, Fraction] = {}
        for figure in self.figures:
            amount = figure.published if figure.deviates else figure.calculated
            found[figure.address] = amount or Fraction(0)
        return found

    def tolerance(self, relation: Relation) -> Fraction:
        """How far a relation among printed figures may miss through their rounding alone.

        A part that is exact in the printed unit adds nothing; every other may be half a unit off, which
        the relation passes on by its slope; the target's own printing adds half a unit.
        """
        target = self.by_address[relation.target]
        amounts = {address: self.as_published.get(address, Fraction(0)) for _, address in relation.parts}
        middle = relation.value(amounts)
        slack = target.quantum / 2
        for _, address in relation.parts:
            part = self.by_address[address]
            moved = relation.value(amounts | {address: amounts[address] + _half(part)})
            if middle is not None and moved is not None:
                slack += abs(moved - middle)
        return slack

    def miss(self, relation: Relation) -> Fraction | None:
        """The published target less what the published parts give; None when there is nothing to compare."""
        published = self.by_address[relation.target].published
        value = relation.value(self.as_published)
        return None if published is None or value is None else published - value


def _half(part: Figure) -> Fraction:
    is_whole = part.exact is None or (part.exact / part.quantum).denominator == 1
    is_exact = is_whole and not any(atom.is_loose for atom in part.atoms)
    return Fraction(0) if is_exact else part.quantum / 2


def read_in_unit(printed: str, unit: str) -> Fraction | None:
    """Read a table's figure in its unit as pounds or a count; None when it is blank or no figure.

    >>> str(read_in_unit("8,349", "£k")), str(read_in_unit("12.5%", "%"))
    ('8349000', '1/8')
    """
    figure = read_figure(printed)
    return None if figure is None else figure.amount * _scale(printed, unit)


def quantum_in_unit(printed: str, unit: str) -> Fraction | None:
    """The worth of one unit of a figure's own last printed digit; None where it has no digits.

    >>> str(quantum_in_unit("52.9k", "£")), str(quantum_in_unit("8,349", "£k"))
    ('100', '1000')
    """
    figure = read_figure(printed)
    has_digits = any(character.isdigit() for character in printed)
    return figure.quantum * _scale(printed, unit) if figure is not None and has_digits else None


def _scale(printed: str, unit: str) -> Fraction:
    is_marked = any(mark in printed for mark in "kKmM")
    scale = {"£k": Fraction(1000), "pence": Fraction(1, 100)}.get(unit, Fraction(1))
    return Fraction(1) if is_marked else scale


def relations_that_hold(figures: Iterable[Figure], relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Keep the relations that the exact figures satisfy; a percentage column does not add up downwards."""
    exact = {figure.address: figure.exact or Fraction(0) for figure in figures}
    return tuple(
        relation
        for relation in relations
        if relation.target in exact
        and all(part in exact for _, part in relation.parts)
        and relation.value(exact) == exact[relation.target]
    )
