"""Share: what each member of a dimension bears of a line."""

from __future__ import annotations

from collections.abc import Sequence

from votebook.core.measure.apportionment import apportion
from votebook.core.measure.money import Money
from votebook.core.plan.budget import Budget
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.line import Share


def amounts_by_member(calculation: Calculation, line: str, year: str, dimension: str) -> dict[str, Money]:
    """Divide a line's provision among the members of a dimension; nothing is lost or gained.

    A line on one member belongs to it wholly. Otherwise its shares divide it, by the largest
    remainder, the member that stands first in the dimension being served first. A line without
    either, or without a provision that year, gives no amounts.
    """
    provision = calculation.provision(line, year)
    if provision is None:
        return {}
    budget = calculation.budget
    own = dict(budget.line(line).members).get(dimension)
    if own is not None:
        return {own: provision}
    shares = shares_of(budget, line, dimension)
    parts = divide(provision.pence, shares)
    return {share.member: Money(part) for share, part in zip(shares, parts, strict=True)}


def shares_of(budget: Budget, line: str, dimension: str) -> tuple[Share, ...]:
    """A line's shares over a dimension, in the dimension's own order; none when it has none."""
    shares = budget.shares_by_line.get((line, dimension), ())
    if not shares:
        return ()
    order = {member.ref: n for n, member in enumerate(budget.dimension_by_name[dimension].members)}
    return tuple(sorted(shares, key=lambda share: order[share.member]))


def divide(pence: int, shares: Sequence[Share]) -> tuple[int, ...]:
    """Apportion pence over shares to the penny; no parts where there are no shares."""
    return apportion(pence, [share.share for share in shares]) if shares else ()
