"""Claim: the figures of a paper's prose, against the book and against the paper's own tables.

The reading of a claim says how closely it is meant. *Exact*: the calculated figure, rounded half away
from zero to the precision of the printed one, must be the printed one. *Around*: the two may differ by a
twentieth of the calculated figure, or by half a unit of the last printed digit where that is more. *At
least*: the calculated figure must not be smaller. Prose gives the direction in words ("a reduction of"),
so a figure printed without a minus is compared by its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from votebook.core.check.casting import Tracing
from votebook.core.check.comparison import Address, Comparison, Figure, show_amount
from votebook.core.check.finding import Severity, Symptom, conclude
from votebook.core.check.published import Claim, PrintedFigure, Reading, read_figure
from votebook.core.measure.source import Place

AROUND = Fraction(1, 20)
"""How far a figure that is meant approximately may lie from the calculated one, as a share of it."""


@dataclass(frozen=True, slots=True)
class ProseDisagrees:
    """A figure in the prose is not what the book gives and repeats no wrong figure of a table."""

    code: ClassVar[str] = "check.prose-disagrees"

    claim: Claim
    printed: PrintedFigure
    calculated: Fraction
    unit: str
    symptoms: tuple[Symptom, ...] = ()

    @property
    def severity(self) -> Severity:
        """A difference of one unit of the last printed digit is rounding, for the record only."""
        is_rounding = self.claim.reading is Reading.EXACT and self.size <= self.printed.quantum
        return Severity.NOTE if is_rounding else Severity.ERROR

    @property
    def places(self) -> tuple[Place, ...]:
        """The claim."""
        return (self.claim.place,)

    @property
    def size(self) -> Fraction:
        """The gap, the printed figure taken by its size where the prose gives its direction."""
        return abs(self.printed.amount - _facing(self.calculated, self.printed))

    @property
    def settlements(self) -> tuple[str, str]:
        """Correct the sentence, or say how it is meant."""
        return (
            "print the calculated figure in the sentence",
            "mark the claim as approximate, if it is meant so",
        )

    def explain(self) -> str:
        """Say what the sentence prints and what the figure comes to."""
        calculated = show_amount(_facing(self.calculated, self.printed), self.unit, self.printed.quantum)
        reading = {
            Reading.EXACT: "is meant exactly",
            Reading.AROUND: "is meant approximately and is further off than a twentieth",
            Reading.AT_LEAST: "is meant as a minimum and is not reached",
        }[self.claim.reading]
        text = (
            f"Section {self.claim.section}, {self.claim.text}: the prose prints {self.claim.printed}, "
            f"which {reading}, and the figure comes to {calculated}."
        )
        if self.severity is Severity.NOTE:
            text += " The difference is one of rounding."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class ClaimUnverifiable:
    """A figure in the prose cannot be compared, because it or its formula gives no figure."""

    code: ClassVar[str] = "check.claim-unverifiable"
    severity: ClassVar[Severity] = Severity.WARNING
    size: ClassVar[Fraction] = Fraction(0)
    symptoms: ClassVar[tuple[Symptom, ...]] = ()

    claim: Claim
    reason: str

    @property
    def places(self) -> tuple[Place, ...]:
        """The claim."""
        return (self.claim.place,)

    @property
    def settlements(self) -> tuple[str, str]:
        """Tie the claim to a figure, or drop it."""
        return "tie the claim to a cell or a formula that gives a figure", "leave the claim out of the list"

    def explain(self) -> str:
        """Say why there is nothing to compare with."""
        text = f"Section {self.claim.section}, {self.claim.text}: {self.reason}."
        return conclude(text, self.settlements)


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim with what its cell or formula comes to, or the reason why that is not known."""

    claim: Claim
    calculated: Fraction | None
    unit: str
    reason: str = ""


ClaimFinding = ProseDisagrees | ClaimUnverifiable


@dataclass(frozen=True)
class Judgement:
    """What the prose adds: symptoms of figures that are wrong in the tables, and findings of its own."""

    symptoms: Mapping[Address, tuple[Symptom, ...]]
    findings: tuple[ClaimFinding, ...]


def judge_claims(claims: Iterable[WeighedClaim], comparison: Comparison, tracing: Tracing) -> Judgement:
    """Divide claims that are off into those that follow a wrong table figure and those that stand alone."""
    symptoms: dict[Address, list[Symptom]] = {}
    findings: list[ClaimFinding] = []
    for weighed in claims:
        claim, printed = weighed.claim, read_figure(weighed.claim.printed)
        if printed is None:
            findings.append(ClaimUnverifiable(claim, f"{claim.printed} is not a figure"))
            continue
        if weighed.calculated is None:
            findings.append(ClaimUnverifiable(claim, weighed.reason))
            continue
        followed = _followed(weighed, printed, comparison, tracing)
        if followed is not None:
            figure, text = followed
            for root in tracing.origins[figure.address]:
                symptoms.setdefault(root, []).append(Symptom(text, claim.place))
        elif not _agrees(weighed.calculated, printed, claim.reading):
            findings.append(ProseDisagrees(claim, printed, weighed.calculated, weighed.unit))
    return Judgement({root: tuple(found) for root, found in symptoms.items()}, tuple(findings))


def cell_address(cell: str) -> Address | None:
    """Read the name of a cell, statement/row/column; None when it has another form."""
    parts = cell.split("/")
    return Address(*parts) if len(parts) == 3 else None


def _followed(
    weighed: WeighedClaim, printed: PrintedFigure, comparison: Comparison, tracing: Tracing
) -> tuple[Figure, str] | None:
    """The wrong table figure that a claim repeats or speaks against, and how to say so."""
    claim, address = weighed.claim, cell_address(weighed.claim.cell)
    where = f"Section {claim.section}, {claim.text}, prints {claim.printed}"
    own = comparison.by_address.get(address) if address else None
    agrees = weighed.calculated is not None and _agrees(weighed.calculated, printed, claim.reading)
    candidates = (own,) if own else () if agrees else comparison.figures
    for figure in candidates:
        if figure.address not in tracing.origins or not figure.deviates or not figure.published:
            continue
        if _facing(figure.published, printed) == printed.amount:
            return figure, f"{where}: it repeats {figure.label}."
        if agrees and not _agrees(figure.published, printed, claim.reading):
            return figure, f"{where}: it is right and contradicts {figure.label}."
    return None


def _facing(amount: Fraction, printed: PrintedFigure) -> Fraction:
    """The amount with the sign that the sentence would print: none, where it says the direction in words."""
    return abs(amount) if printed.amount > 0 else amount


def _agrees(calculated: Fraction, printed: PrintedFigure, reading: Reading) -> bool:
    amount = _facing(calculated, printed)
    if reading is Reading.EXACT:
        beyond = abs(amount) - abs(printed.amount)
        return amount * printed.amount >= 0 and -printed.quantum <= 2 * beyond < printed.quantum
    if reading is Reading.AROUND:
        return abs(amount - printed.amount) <= max(abs(amount) * AROUND, printed.quantum / 2)
    return amount >= printed.amount
