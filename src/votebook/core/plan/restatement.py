"""Restatement: a prior year's figures laid onto the structure of today, its total unchanged.

What was published stays as it was published. A restatement is decided, dated and sourced, and
moves part of it: a net amount moves as it is; a gross amount takes with it the discount that was
counted on it elsewhere, so that what arrives is the amount net of that discount.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault
from votebook.core.plan.budget import Budget
from votebook.core.plan.comparative import ComparativeAmount, Restatement, Stage

Position = tuple[str, tuple[tuple[str, str], ...]]
"""A place of the structure with its members, sorted by dimension: where a prior amount stands."""


def restate(budget: Budget, comparative: str) -> tuple[ComparativeAmount, ...]:
    """Apply a comparative's restatements; its total is the same before and after.

    Every restatement is measured against the figures as published, so their order does not
    matter. Amounts keep the order in which they were published, arrivals at new places follow;
    a place that gave up everything stays, at nil, because a retired area is still printed.
    The book's restatements must have passed ``refuse_restatements``.
    """
    published, moves = _of(budget, comparative)
    faults = _refuse(published, moves)
    assert not faults, f"a book with such restatements is not used: {faults[0].explain()}"
    amounts: dict[Position, ComparativeAmount] = {}
    for amount in published:
        _add(amounts, _position(amount.at, amount.members), amount)
    for move in moves:
        for (at, members), change in legs(move):
            arrival = ComparativeAmount(comparative, at, members, change, move.source, move.place)
            _add(amounts, (at, members), arrival)
    restated = tuple(amounts.values())
    assert _total(restated) == _total(published), "a restatement conserves the comparative's total"
    return restated


def refuse_restatements(budget: Budget) -> tuple[Fault, ...]:
    """Name every restatement without an amount to take, and every place asked for more than it has."""
    refs = dict.fromkeys(move.comparative for move in budget.restatements)
    return tuple(fault for ref in refs for fault in _refuse(*_of(budget, ref)))


def legs(move: Restatement) -> tuple[tuple[Position, Fraction], ...]:
    """The changes that a restatement makes, by place, in pounds; they add to nil.

    A discount is a negative amount, so that it shrinks by what is added to it: £200,000 gross
    that carried 10% leaves its place whole, £20,000 comes off the discount, £180,000 arrives.
    """
    leaves = _position(move.from_at, move.from_members)
    arrives = _position(move.to_at, move.to_members)
    if move.stage is Stage.NET:
        return ((leaves, -move.amount), (arrives, move.amount))
    discount = move.amount * move.discount_rate
    carried = (move.discount, ())
    return ((leaves, -move.amount), (carried, discount), (arrives, move.amount - discount))


def _of(budget: Budget, comparative: str) -> tuple[tuple[ComparativeAmount, ...], tuple[Restatement, ...]]:
    return (
        tuple(amount for amount in budget.comparative_amounts if amount.comparative == comparative),
        tuple(move for move in budget.restatements if move.comparative == comparative),
    )


def _refuse(published: tuple[ComparativeAmount, ...], moves: tuple[Restatement, ...]) -> tuple[Fault, ...]:
    amounts: dict[Position, Fraction] = {}
    for amount in published:
        position = _position(amount.at, amount.members)
        amounts[position] = amounts.get(position, Fraction(0)) + amount.amount
    faults: list[Fault] = []
    taken: dict[Position, list[tuple[Restatement, Fraction]]] = {}
    for move in moves:
        faults += _refuse_move(move, amounts)
        for position, change in legs(move):
            is_source = position != _position(move.to_at, move.to_members)
            if is_source and position in amounts:
                taken.setdefault(position, []).append((move, change))
    for position, changes in taken.items():
        faults += _refuse_excess(position, amounts[position], changes)
    return tuple(faults)


def _refuse_move(move: Restatement, amounts: dict[Position, Fraction]) -> list[Fault]:
    leaves = _position(move.from_at, move.from_members)
    known = ", ".join(sorted(_name(position) for position in amounts)) or "no amount at all"
    faults = []
    if leaves == _position(move.to_at, move.to_members):
        expected = "a restatement moves an amount from one place to another"
        faults.append(_fault(move, f"{_name(leaves)} is restated onto itself", expected))
    elif leaves not in amounts:
        found = f"{_sum(move.amount)} is to leave {_name(leaves)}, which has no amount in {move.comparative}"
        faults.append(_fault(move, found, f"take it from a place that has one: {known}"))
    elif move.amount * amounts[leaves] < 0:
        found = f"{_sum(move.amount)} is to leave {_name(leaves)}, which has {_sum(amounts[leaves])}"
        faults.append(_fault(move, found, "an amount that moves has the sign of what it is part of"))
    if not 0 <= move.discount_rate <= 1:
        found = f"the discount rate of a restatement from {_name(leaves)} is {move.discount_rate}"
        faults.append(_fault(move, found, "a discount is a share of the amount, from 0 to 1"))
    if move.stage is Stage.GROSS and (move.discount, ()) not in amounts:
        found = (
            f"{_sum(move.amount)} gross is to take its discount along, and "
            f"{_name((move.discount, ()))} has no amount in {move.comparative}"
        )
        expected = f"name the place that carries the discount, one of: {known}; or move the amount net"
        faults.append(_fault(move, found, expected))
    return faults


def _refuse_excess(
    position: Position, has: Fraction, changes: list[tuple[Restatement, Fraction]]
) -> list[Fault]:
    """Refuse when what is taken away exceeds what was published, in the direction it points."""
    change = sum((leg for _, leg in changes), Fraction(0))
    left = has + change
    if has > 0 <= left or has < 0 >= left or not change:
        return []
    move = changes[-1][0]
    found = (
        f"restatements take {_sum(abs(change))} from {_name(position)}, which has {_sum(has)} in "
        f"{move.comparative}: {_sum(abs(left))} too much"
    )
    return [_fault(move, found, "reduce an amount, or take part of it from where it stood")]


def _add(amounts: dict[Position, ComparativeAmount], position: Position, more: ComparativeAmount) -> None:
    there = amounts.get(position)
    amounts[position] = replace(there, amount=there.amount + more.amount) if there else more


def _position(at: str, members: tuple[tuple[str, str], ...]) -> Position:
    return at, tuple(sorted(members))


def _name(position: Position) -> str:
    at, members = position
    where = ", ".join(f"{dimension} {member}" for dimension, member in members)
    whole = at or "the whole budget"
    return f"{whole} ({where})" if where else whole


def _sum(pounds: Fraction) -> str:
    return Money.of(pounds).published()


def _total(amounts: tuple[ComparativeAmount, ...]) -> Fraction:
    return sum((amount.amount for amount in amounts), Fraction(0))


def _fault(move: Restatement, found: str, expected: str) -> Fault:
    return Fault("restatement.refused", move.place, found, expected)
