"""Casting: adding a paper's tables up again, and tracing what is wrong back to where it starts.

A deviating figure is a symptom when it follows, by its own sum or formula, from published figures
of which one deviates, or when it repeats another deviating figure. Every other deviating figure is a
root. A right total over a wrong part is a symptom too: it shows that the part is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.cause import Cause, OmittedRow, Rounding, Unexplained, is_rounding, judge_causes
from votebook.core.check.comparison import Address, Comparison, Figure, Relation
from votebook.core.check.finding import Severity, Symptom, conclude
from votebook.core.measure.source import Place

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class DeviatingFigure:
    """A published figure that is not the calculated one and follows from no other.

    ``cast`` is what the printed figures that it is made of come to, where it is made of any;
    it ``has_unprinted`` parts when some of them were not printed and count as calculated.
    """

    figure: Figure
    cause: Cause
    cast: Fraction | None = None
    other_causes: tuple[Cause, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    has_unprinted: bool = False

    @property
    def code(self) -> str:
        """The code of its likely cause."""
        return self.cause.code

    @property
    def severity(self) -> Severity:
        """As its likely cause matters."""
        return self.cause.severity

    @property
    def places(self) -> tuple[Place, ...]:
        """The published figure."""
        return (self.figure.place,)

    @property
    def size(self) -> Fraction:
        """The gap, in the figure's unit."""
        return abs(self.figure.gap)

    @property
    def settlements(self) -> tuple[str, str]:
        """As its likely cause can be settled."""
        return self.cause.settlements()

    def _parts(self) -> str:
        if self.cast is None or self.cast == self.figure.calculated:
            return ""
        also = ", with the calculated figures for what is not printed," if self.has_unprinted else ""
        return f" The printed figures that it is made of{also} come to {self.figure.show(self.cast)}."

    def explain(self) -> str:
        """Say both figures, the gap, the likely cause and what else would fit."""
        figure = self.figure
        assert figure.published is not None, "only a published figure deviates"
        calculated = (
            "does not exist" if figure.exact is None else f"comes to {figure.show(figure.calculated or ZERO)}"
        )
        gap = f"{figure.show(self.size)} too {'much' if figure.gap > 0 else 'little'}"
        text = (
            f"{figure.label}: the paper prints {figure.printed or figure.show(figure.published)}, "
            f"and the figure {calculated}: {gap}.{self._parts()} {self.cause.sentence()}"
        )
        others = [f"Or else: {cause.sentence()}" for cause in self.other_causes]
        return conclude(" ".join((text, *others)), self.settlements)


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """The paper leaves a figure blank in a row and column that it otherwise fills."""

    code: ClassVar[str] = "check.missing-figure"
    severity: ClassVar[Severity] = Severity.WARNING
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    figure: Figure

    @property
    def places(self) -> tuple[Place, ...]:
        """The row of the published table."""
        return (self.figure.place,)

    @property
    def size(self) -> Fraction:
        """The whole figure."""
        return abs(self.figure.calculated or Fraction(0))

    @property
    def settlements(self) -> tuple[str, str]:
        """Print it, or lay the table out without it."""
        return "print the figure", "leave the cell out of the statement's layout"

    def explain(self) -> str:
        """Say what the figure would be."""
        figure = self.figure
        text = (
            f"{figure.label}: the paper prints nothing, and the figure "
            f"comes to {figure.show(figure.calculated or ZERO)}."
        )
        return conclude(text, self.settlements)


@dataclass(frozen=True)
class Tracing:
    """The roots, what follows from each, and for every odd address the roots it goes back to."""

    roots: tuple[Address, ...]
    symptoms: Mapping[Address, tuple[Symptom, ...]]
    origins: Mapping[Address, tuple[Address, ...]]


def trace_roots(comparison: Comparison) -> Tracing:
    """Divide the odd figures into roots and symptoms, each symptom with how it follows."""
    parents: dict[Address, tuple[Address, ...]] = {}
    texts: dict[Address, str] = {}
    for figure in comparison.figures:
        found = _follows(figure, comparison) if figure.deviates else _contradicts(figure, comparison)
        if found is not None:
            parents[figure.address], texts[figure.address] = found
    for figure in comparison.figures:
        if figure.deviates and figure.address not in parents:
            original = _repeated(figure, comparison, parents)
            if original is not None:
                parents[figure.address] = (original.address,)
                texts[figure.address] = f"it repeats {original.label}"
    return _assemble(comparison, parents, texts)


def _assemble(
    comparison: Comparison, parents: dict[Address, tuple[Address, ...]], texts: dict[Address, str]
) -> Tracing:
    origins = {address: _origins(address, parents) for address in comparison.deviating | set(parents)}
    roots = tuple(f.address for f in comparison.figures if f.deviates and f.address not in parents)
    symptoms: dict[Address, dict[Symptom, None]] = {root: {} for root in roots}
    for figure in comparison.figures:
        found = [(origins[figure.address], texts[figure.address])] if figure.address in parents else []
        for above, text in (*found, *_witness(figure, comparison, origins)):
            for root in above:
                said = f"{figure.label}, printed as {figure.printed}: {text}."
                symptoms[root][Symptom(said, figure.place)] = None
    return Tracing(roots, {root: tuple(found) for root, found in symptoms.items()}, origins)


def _witness(
    figure: Figure, comparison: Comparison, origins: Mapping[Address, tuple[Address, ...]]
) -> list[tuple[tuple[Address, ...], str]]:
    """The other roots that a figure speaks against which is right but for rounding."""
    found = _contradicts(figure, comparison) if figure.deviates and is_rounding(figure, comparison) else None
    if found is None:
        return []
    above = {root for part in found[0] for root in origins[part]} - set(origins[figure.address])
    return [(tuple(sorted(above)), found[1])]


def _origins(address: Address, parents: Mapping[Address, tuple[Address, ...]]) -> tuple[Address, ...]:
    """Go back from an address to the roots it follows from, each once."""
    waiting, seen, roots = [address], {address}, []
    while waiting:
        here = waiting.pop()
        if here not in parents:
            roots.append(here)
        fresh = [parent for parent in parents.get(here, ()) if parent not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return tuple(sorted(roots))


def _deviating_parts(relation: Relation, comparison: Comparison) -> tuple[Address, ...]:
    return tuple(part for _, part in relation.parts if part in comparison.deviating)


def _follows(figure: Figure, comparison: Comparison) -> tuple[tuple[Address, ...], str] | None:
    """Whether a deviating figure is what its published parts give, better than what the book gives."""
    for relation in comparison.by_target.get(figure.address, ()):
        parts, miss = _deviating_parts(relation, comparison), comparison.miss(relation)
        if parts and miss is not None:
            is_better = miss == 0 or not is_rounding(figure, comparison)
            if is_better and abs(miss) < abs(figure.gap) and abs(miss) <= comparison.tolerance(relation):
                return parts, f"it follows from {_name(parts, comparison)}"
    return None


def _contradicts(figure: Figure, comparison: Comparison) -> tuple[tuple[Address, ...], str] | None:
    """Whether a figure is right and its published parts miss it because one of them deviates."""
    for relation in comparison.by_target.get(figure.address, ()):
        parts, miss = _deviating_parts(relation, comparison), comparison.miss(relation)
        if parts and miss is not None and abs(miss) > comparison.tolerance(relation):
            wrong = [part for part in parts if not is_rounding(comparison.by_address[part], comparison)]
            parts = tuple(wrong) or parts
            text = (
                f"it is right, but the printed figures it is made of miss it by {figure.show(abs(miss))}, "
                f"because of {_name(parts, comparison)}"
            )
            return parts, text
    return None


def _name(parts: tuple[Address, ...], comparison: Comparison) -> str:
    return " and ".join(comparison.by_address[part].label for part in parts)


def _repeated(
    figure: Figure, comparison: Comparison, parents: Mapping[Address, tuple[Address, ...]]
) -> Figure | None:
    """The figure of the same quantity, with the same wrong amount, that this one repeats.

    The original is one that follows from its own parts, or else one whose own sum explains it; among
    equals it is the one printed first.
    """
    same = [
        other
        for other in comparison.by_quantity.get(figure.quantity, ())
        if other.published == figure.published and other.deviates
        if other.address == figure.address or figure.address not in _origins(other.address, parents)
    ]
    if not same:
        return None
    order = {other.address: n for n, other in enumerate(comparison.figures)}
    original = min(same, key=lambda o: (o.address not in parents, _rank(o, comparison), order[o.address]))
    return None if original.address == figure.address else original


def _rank(figure: Figure, comparison: Comparison) -> int:
    cause = judge_causes(figure, comparison)[0]
    return 0 if isinstance(cause, OmittedRow) else 2 if isinstance(cause, Unexplained) else 1


def find_deviations(
    comparison: Comparison, tracing: Tracing, repeated: Mapping[Address, tuple[Symptom, ...]]
) -> tuple[DeviatingFigure | MissingFigure, ...]:
    """Report every root with its causes and symptoms, ``repeated`` being those of the prose."""
    found: list[DeviatingFigure | MissingFigure] = []
    for root in tracing.roots:
        figure = comparison.by_address[root]
        cause, *others = judge_causes(figure, comparison)
        symptoms = (*tracing.symptoms[root], *repeated.get(root, ()))
        cast, has_unprinted = _cast(figure, comparison, isinstance(cause, Rounding))
        found.append(DeviatingFigure(figure, cause, cast, tuple(others), symptoms, has_unprinted))
    return (*found, *_missing(comparison))


def _cast(figure: Figure, comparison: Comparison, is_near: bool) -> tuple[Fraction | None, bool]:
    """What the parts come to, and whether some count that are not printed; nothing where none is printed.

    Of a rounding it is given only where the parts are near, being right themselves.
    """
    for relation in comparison.by_target.get(figure.address, ()):
        miss = comparison.miss(relation)
        is_far = miss is not None and abs(miss) > comparison.tolerance(relation)
        parts = [comparison.by_address[part] for _, part in relation.parts]
        bare = [part for part in parts if part.published is None and part.calculated]
        is_untold = (is_near and is_far) or all(part.published is None for part in parts)
        return (None if is_untold else relation.value(comparison.as_published)), bool(bare)
    return None, False


def _missing(comparison: Comparison) -> list[MissingFigure]:
    """Nil figures may be left blank; others may not where both their row and their column are filled."""
    filled = [f.address for f in comparison.figures if f.published is not None]
    rows = {(address.statement, address.row) for address in filled}
    columns = {(address.statement, address.column) for address in filled}
    return [
        MissingFigure(figure)
        for figure in comparison.figures
        if figure.published is None and figure.calculated and figure.is_shown
        if (figure.address.statement, figure.address.row) in rows
        if (figure.address.statement, figure.address.column) in columns
    ]
