"""Derivation: a column that follows by a formula from other columns of the same row."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from votebook.core.measure.source import Fault, Place
from votebook.core.measure.unit import Unit
from votebook.core.plan.language.expression import Expression, Name, Negation, Number, Operation, every_part
from votebook.core.plan.language.formula import parse_formula


def read_derivation(text: str, place: Place) -> Expression | Fault:
    """Read a formula over columns: their keys, numbers, + - * / % and brackets, and nothing else."""
    expression = parse_formula(text, place)
    if isinstance(expression, Fault):
        return expression
    for part in every_part(expression):
        plain = isinstance(part, Number | Negation | Operation) or (
            isinstance(part, Name) and not part.picks and not part.comparative
        )
        if not plain:
            start, end = part.span
            return Fault(
                "statement.formula",
                place,
                f"'{text[start:end]}' stands in the formula of a column",
                "expected the keys of other columns, numbers, + - * / % and brackets",
            )
    return expression


def columns_in(expression: Expression) -> tuple[str, ...]:
    """The keys of the columns that a formula names, each once, in the order of the text."""
    return tuple(dict.fromkeys(part.name for part in every_part(expression) if isinstance(part, Name)))


def derive(expression: Expression, values: Mapping[str, Fraction]) -> Fraction | None:
    """Work the formula out exactly; None where it divides by nil."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Name):
        return values[expression.name]
    if isinstance(expression, Negation):
        operand = derive(expression.operand, values)
        return None if operand is None else -operand
    assert isinstance(expression, Operation), "only what read_derivation lets through comes here"
    left, right = derive(expression.left, values), derive(expression.right, values)
    if left is None or right is None or (expression.sign == "/" and right == 0):
        return None
    return _OPERATIONS[expression.sign](left, right)


def unit_of(expression: Expression, units: Mapping[str, Unit], text: str) -> Unit | str:
    """The unit that a formula gives, or in words which two units it mixes in a sum."""
    if isinstance(expression, Number):
        return expression.unit
    if isinstance(expression, Name):
        return units[expression.name]
    if isinstance(expression, Negation):
        return unit_of(expression.operand, units, text)
    assert isinstance(expression, Operation), "only what read_derivation lets through comes here"
    left, right = unit_of(expression.left, units, text), unit_of(expression.right, units, text)
    if isinstance(left, str) or isinstance(right, str):
        return left if isinstance(left, str) else right
    if expression.sign == "*":
        return left * right
    if expression.sign == "/":
        return left / right
    start, end = expression.span
    return left if left == right else f"'{text[start:end]}' adds {left} and {right}"


def signed_columns(expression: Expression) -> tuple[tuple[int, str], ...] | None:
    """The columns of a plain sum or difference with their signs; None for any other formula.

    Only such a formula is something that a reader can add up, and so something that must foot.
    """
    if isinstance(expression, Name):
        return ((1, expression.name),)
    if isinstance(expression, Negation):
        inner = signed_columns(expression.operand)
        return None if inner is None else tuple((-sign, name) for sign, name in inner)
    if isinstance(expression, Operation) and expression.sign in "+-":
        left, right = signed_columns(expression.left), signed_columns(expression.right)
        if left is None or right is None:
            return None
        turn = 1 if expression.sign == "+" else -1
        return left + tuple((turn * sign, name) for sign, name in right)
    return None


_OPERATIONS = {
    "+": Fraction.__add__,
    "-": Fraction.__sub__,
    "*": Fraction.__mul__,
    "/": Fraction.__truediv__,
}
