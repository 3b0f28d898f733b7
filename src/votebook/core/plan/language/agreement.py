"""Agreement: whether the names of a formula are known and its units agree, with the mend where not.

A sum needs equal units, a product combines them, and a component must come out in pounds. Each
disagreement is a fault that points at the sign, says both units, and suggests what would settle
it. A part that has a fault of its own is not held against the parts around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from votebook.core.measure.source import Fault
from votebook.core.measure.unit import DAYS, MONTHS, POUNDS, Unit
from votebook.core.plan.language.expression import (
    Covered,
    Duration,
    Expression,
    Extreme,
    Name,
    Negation,
    Number,
    Operation,
    Summation,
    every_part,
)
from votebook.core.plan.language.vocabulary import Meaning, Spot, Vocabulary

_TIMES = {"month": "months", "day": "days or working_days"}


@dataclass
class _Examination:
    """One formula under examination, and the faults found so far.

    ``summed`` holds the dimensions of the sums around the part; ``own`` those on which the line
    has a member of its own, None where that is judged elsewhere.
    """

    vocabulary: Vocabulary
    spot: Spot
    own: frozenset[str] | None
    faults: list[Fault] = field(default_factory=list)
    summed: tuple[str, ...] = ()

    def unit(self, part: Expression) -> Unit | None:
        """The unit of a part; None where a fault within it leaves that open."""
        match part:
            case Number():
                return part.unit
            case Covered():
                return MONTHS if part.duration is Duration.MONTHS else DAYS
            case Name():
                return self._of_name(part)
            case Negation():
                return self.unit(part.operand)
            case Operation():
                return self._of_operation(part)
            case Summation():
                return self._of_summation(part)
            case _:
                return self._of_extreme(part)

    def _fault(self, code: str, at: int, found: str, expected: str, nearest: str = "") -> None:
        self.faults.append(self.spot.fault(code, at, found, expected, nearest))

    def _of_name(self, name: Name) -> Unit | None:
        meaning = self.vocabulary.meaning(name)
        if meaning is None:
            self.faults.append(self.vocabulary.unknown(name, self.spot))
            return None
        if meaning is Meaning.PARAMETER:
            return self._of_parameter(name)
        if name.picks:
            found = f"'{name.name}' is a {meaning.value}, of which no member can be picked"
            self._fault("formula.unknown-member", name.span[0], found, "leave out the square brackets")
        if name.comparative and name.comparative not in self.vocabulary.comparatives:
            found = f"stands '{name.comparative}', which is no comparative of the book"
            known = tuple(sorted(self.vocabulary.comparatives))
            nearest = self.vocabulary.nearest(name.comparative, known)
            self._fault(
                "formula.unknown-name", name.span[0], found, "expected a comparative after @", nearest
            )
        return POUNDS

    def _of_parameter(self, name: Name) -> Unit | None:
        parameter = self.vocabulary.budget.parameter_by_name[name.name]
        picked = self.vocabulary.picked(name, parameter, self.spot)
        if isinstance(picked, Fault):
            self.faults.append(picked)
            return parameter.unit
        free = [d for d in parameter.dimensions if d not in picked and d not in self.summed]
        for dimension in free:
            if self.own is not None and dimension not in self.own:
                self._fault(
                    "formula.unbound-dimension",
                    name.span[0],
                    f"'{name.name}' varies over {dimension}, of which there is no one member here",
                    f"pick one, {name.name}[{dimension}=...], sum over it, sum(..., {dimension}), "
                    f"or place the line on a member of {dimension}",
                )
        return parameter.unit

    def _of_operation(self, part: Operation) -> Unit | None:
        left, right = self.unit(part.left), self.unit(part.right)
        if left is None or right is None:
            return None
        if part.sign == "*":
            return left * right
        if part.sign == "/":
            return left / right
        if left == right:
            return left
        found = f"'{part.sign}' joins {_said(left)} and {_said(right)}"
        self._fault("formula.unit", part.sign_at, found, self._mend_sum(left, right))
        return None

    def _mend_sum(self, left: Unit, right: Unit) -> str:
        """Two units whose product is pounds were rather to be multiplied, unless a rate ties them."""
        units = {parameter.unit for parameter in self.vocabulary.budget.parameters}
        if left * right == POUNDS and not {left / right, right / left} & units:
            return f"perhaps * was meant: {_said(left)} times {_said(right)} gives £"
        return _mend(left, right)

    def _of_summation(self, part: Summation) -> Unit | None:
        around = self.summed
        known = self.vocabulary.budget.dimension_by_name
        for dimension in part.dimensions:
            if dimension not in known:
                found = f"sums over '{dimension}', which is no dimension of the book"
                nearest = self.vocabulary.nearest(dimension, tuple(known))
                self._fault("formula.unknown-dimension", part.span[0], found, "expected a dimension", nearest)
            elif not self._varies(part.operand, dimension) or part.dimensions.count(dimension) > 1:
                found = f"sums over {dimension}, over which nothing in the sum varies"
                expected = f"leave out {dimension}; the same amount would count once for each member"
                self._fault("formula.idle-sum", part.span[0], found, expected)
        self.summed = around + part.dimensions
        unit = self.unit(part.operand)
        self.summed = around
        return unit

    def _varies(self, operand: Expression, dimension: str) -> bool:
        """Whether a name in the operand takes its member of the dimension from the sum around it."""
        parameters = self.vocabulary.budget.parameter_by_name
        for part in every_part(operand):
            if isinstance(part, Name) and not part.comparative and part.name in parameters:
                parameter = parameters[part.name]
                picked = self.vocabulary.picked(part, parameter, self.spot)
                if dimension in parameter.dimensions and dimension not in picked_dimensions(picked):
                    return True
        return any(isinstance(p, Name) and not self.vocabulary.meaning(p) for p in every_part(operand))

    def _of_extreme(self, part: Extreme) -> Unit | None:
        units = [self.unit(operand) for operand in part.operands]
        first = units[0]
        for operand, unit in zip(part.operands[1:], units[1:], strict=True):
            if first is not None and unit is not None and unit != first:
                found = f"{part.function} compares {_said(first)} with {_said(unit)}"
                self._fault("formula.unit", operand.span[0], found, _mend(first, unit))
                return None
        return first if all(units_known(units)) else None


def units_known(units: Iterable[Unit | None]) -> Iterable[bool]:
    """Whether each unit is known."""
    return (unit is not None for unit in units)


def picked_dimensions(picked: dict[str, str] | Fault) -> frozenset[str]:
    """The dimensions of which a member is picked; none where the picks have a fault."""
    return frozenset(() if isinstance(picked, Fault) else picked)


def _said(unit: Unit) -> str:
    return "a pure number" if unit.is_pure else str(unit)


def _mend(left: Unit, right: Unit) -> str:
    for side, one, other in (("first", left, right), ("second", right, left)):
        for word, times in _TIMES.items():
            if one * Unit(((word, 1),)) == other:
                return f"multiply the {side} by {times}"
    for side, one, other in (("first", left, right), ("second", right, left)):
        if one.is_pure:
            return f"give the {side} its unit, {other}: write the unit after a number, or a £ before it"
    missing = right / left
    return f"both sides need the same unit: multiply the first by something in {missing}"


def examine_units(
    vocabulary: Vocabulary, expression: Expression, spot: Spot, own: frozenset[str] | None
) -> Unit | tuple[Fault, ...]:
    """Find the unit of a formula, or every fault in its names and units."""
    examination = _Examination(vocabulary, spot, own)
    unit = examination.unit(expression)
    if examination.faults or unit is None:
        return tuple(examination.faults)
    return unit


def examine_pounds(
    vocabulary: Vocabulary, expression: Expression, spot: Spot, own: frozenset[str] | None
) -> tuple[Fault, ...]:
    """Find every fault that keeps a formula from giving pounds."""
    unit = examine_units(vocabulary, expression, spot, own)
    if not isinstance(unit, Unit):
        return unit
    if unit == POUNDS:
        return ()
    return (spot.fault("formula.unit", 0, f"begins a formula in {_said(unit)}", _mend_result(unit)),)


def _mend_result(unit: Unit) -> str:
    if unit.is_pure:
        return "a component gives pounds: write £ before the number, or multiply by something in £"
    for word, times in _TIMES.items():
        if unit * Unit(((word, 1),)) == POUNDS:
            return f"a component gives pounds: multiply by {times}"
    return f"a component gives pounds: multiply by something in {POUNDS / unit}"
