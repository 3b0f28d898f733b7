"""Calibrating: the rates that a book's published amounts imply, fitted again from the book itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from votebook.app.book import Book
from votebook.app.naming import UnknownName, unknown_name
from votebook.app.opening import OpenBook
from votebook.app.ports import BookWriting
from votebook.app.publication import published_provisions
from votebook.core.measure.source import NOWHERE, Fault, SourceKind
from votebook.core.plan.budget import Budget
from votebook.core.plan.calibration import Calibration, calibrate
from votebook.core.plan.language.expression import Expression, Name, Operation, Summation
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.line import Component, Nature
from votebook.core.plan.parameter import DatedValue

NOTHING = "calibration.nothing"
"""The code that says that there is nothing to fit, in a book that is sound."""


@dataclass(frozen=True, slots=True)
class RatedComponent:
    """A component that sums a driver times a rate: its line, the two parameters, the dimension."""

    component: Component
    driver: str
    rate: str
    across: str


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration, the parameter whose values it implies, and the components that use them."""

    calibration: Calibration
    rate: str
    rated: tuple[RatedComponent, ...]


def calibrate_rates(
    opened: OpenBook, rate: str = "", year: str = ""
) -> tuple[Calibrated, ...] | UnknownName | tuple[Fault, ...]:
    """Fit every rate that the book marks as calibrated, or the one that is named.

    The amounts that a fit must meet are the published ones of the lines, or where none is published
    the provisions as they stand, less what other drivers explain.
    Rates may not fall from one end of their dimension to the other; of the two directions the one
    that explains more is taken.
    """
    budget = opened.budget
    year = year or str(budget.approved_year)
    if year not in budget.year_index:
        return unknown_name("year", year, budget.year_index)
    found: dict[str, list[RatedComponent]] = {}
    for rated in rated_components(budget):
        if rate == rated.rate or (not rate and _is_calibrated(budget, rated.rate)):
            found.setdefault(rated.rate, []).append(rated)
    if rate and not found:
        return unknown_name("rate that a sum multiplies", rate, {r.rate for r in rated_components(budget)})
    if not found:
        return (_nothing(budget),)
    published = published_provisions(opened, year)
    fitted = [_fit(opened, name, tuple(rated), year, published) for name, rated in found.items()]
    faults = tuple(fault for one in fitted if isinstance(one, tuple) for fault in one)
    return faults or tuple(one for one in fitted if isinstance(one, Calibrated))


def _nothing(budget: Budget) -> Fault:
    """Say that no rate is calibrated, and which one could be."""
    rates = dict.fromkeys(rated.rate for rated in rated_components(budget))
    expected = f"name one to fit it all the same: {', '.join(rates)}"
    if not rates:
        expected = "there is nothing to fit: no component has the form sum(driver * rate, dimension)"
    return Fault("calibration.nothing", NOWHERE, "No rate of the book is marked as calibrated", expected)


def why_left(budget: Budget, calibrated: Calibrated) -> str:
    """Say why writing leaves a rate as it is, because the book does not call it calibrated; or ""."""
    parameter, fit = budget.parameter_by_name[calibrated.rate], calibrated.calibration
    year = budget.years[budget.year_index[fit.year]].year
    in_force = [value for one in fit.rates if (value := parameter.in_force((one.member,), year.start))]
    kinds = dict.fromkeys(value.source.kind for value in in_force)
    agreed = " and ".join(_AGREED[kind] for kind in kinds if kind is not SourceKind.CALIBRATED)
    if agreed:
        return f"{calibrated.rate} was left as it is: its values {agreed}, and are not for a fit to change."
    if any(value.start != year.start for value in in_force):
        return f"{calibrated.rate} was left as it is: its values do not begin with {fit.year}."
    return ""


_AGREED = {
    SourceKind.CONTRACT: "are agreed in a contract",
    SourceKind.POLICY: "are set by a policy",
    SourceKind.INDEX: "follow an index",
    SourceKind.PUBLISHED: "are published",
    SourceKind.ESTIMATE: "are estimated",
    SourceKind.OURS: "are the book's own",
}
"""What a book says of values by the kind of their source, where they are no fit's."""


def rated_components(budget: Budget) -> tuple[RatedComponent, ...]:
    """The components of the form ``sum(driver * rate, dimension)``, whichever way round."""
    found: list[RatedComponent] = []
    for component in budget.components:
        expression = parse_formula(component.formula, component.place)
        if not isinstance(expression, Fault):
            found += _as_rated(budget, component, expression)
    return tuple(found)


def _as_rated(budget: Budget, component: Component, part: Expression) -> tuple[RatedComponent, ...]:
    if not isinstance(part, Summation) or len(part.dimensions) != 1:
        return ()
    product, across = part.operand, part.dimensions[0]
    if not isinstance(product, Operation) or product.sign != "*":
        return ()
    if not isinstance(product.left, Name) or not isinstance(product.right, Name):
        return ()
    names = (product.left.name, product.right.name)
    dimensions = [p.dimensions if (p := budget.parameter_by_name.get(name)) else () for name in names]
    for driver, rate in ((0, 1), (1, 0)):
        if dimensions[rate] == (across,) and len(dimensions[driver]) == 2 and across in dimensions[driver]:
            return (RatedComponent(component, names[driver], names[rate], across),)
    return ()


def _is_calibrated(budget: Budget, rate: str) -> bool:
    values = budget.parameter_by_name[rate].values
    return any(value.source.kind is SourceKind.CALIBRATED for value in values)


def _fit(
    opened: OpenBook,
    rate: str,
    rated: tuple[RatedComponent, ...],
    year: str,
    published: Mapping[str, Fraction],
) -> Calibrated | tuple[Fault, ...]:
    budget, first = opened.budget, rated[0]
    by = next(d for d in budget.parameter_by_name[first.driver].dimensions if d != first.across)
    amounts: dict[str, Fraction] = {}
    for one in rated:
        member = _member(budget, one, by)
        if member:
            whole = published.get(one.component.line)
            amounts[member] = amounts.get(member, Fraction(0)) + _to_meet(opened, one, year, whole)
    members = tuple(member.ref for member in budget.dimension_by_name[first.across].members)
    financial_year = budget.years[budget.year_index[year]].year
    fits = [
        calibrate(budget, first.driver, first.across, financial_year, amounts, order=order)
        for order in (members, tuple(reversed(members)))
    ]
    best: Calibration | None = None
    for fit in fits:
        if isinstance(fit, Calibration) and (best is None or fit.share_explained > best.share_explained):
            best = fit
    if best is None:
        return next(fit for fit in fits if isinstance(fit, tuple))
    return Calibrated(best, rate, rated)


def _to_meet(opened: OpenBook, rated: RatedComponent, year: str, whole: Fraction | None) -> Fraction:
    """A line's amount less what its other drivers explain: what rates and residual must make."""
    line = rated.component.line
    provision = opened.calculation.provision(line, year)
    others = [
        value
        for component, value in opened.calculation.parts(line, year)
        if component != rated.component and component.nature is not Nature.RECONCILING
    ]
    if whole is None:
        whole = provision.exact if provision else Fraction(0)
    return whole - sum(others, Fraction(0))


def write_rates(
    books: BookWriting, book: Book, folder: Path, calibrated: Iterable[Calibrated]
) -> tuple[str, ...]:
    """Write implied rates and reconciling items into a book's folder, and name the files that changed."""
    budget = book.budget
    for one in calibrated:
        budget = with_rates(budget, one)
    return books.save(replace(book, budget=budget), folder) if budget != book.budget else ()


def with_rates(budget: Budget, calibrated: Calibrated) -> Budget:
    """The budget with the fitted rates, and reconciling items that meet every amount again.

    Only a rate that the book itself marks as calibrated is rewritten, and the reconciling items with
    it; beside a rate that is left as it is they would change the provisions.
    """
    if why_left(budget, calibrated):
        return budget
    fit = calibrated.calibration
    fitted: dict[tuple[str, ...], Fraction] = {(one.member,): one.rate for one in fit.rates}
    start = budget.years[budget.year_index[fit.year]].year.start
    residuals = {item.member: item.residual for item in fit.reconciling}
    lines = {one.component.line: _member(budget, one, fit.by) for one in calibrated.rated}

    def dated(value: DatedValue) -> DatedValue:
        is_ours = value.start == start and value.source.kind is SourceKind.CALIBRATED
        return replace(value, value=fitted.get(value.members, value.value)) if is_ours else value

    def reconciled(component: Component) -> Component:
        member = lines.get(component.line, "")
        if component.nature is not Nature.RECONCILING or member not in residuals:
            return component
        return replace(component, formula=_pounds(residuals[member]))

    before = budget.parameter_by_name[calibrated.rate]
    after = replace(before, values=tuple(dated(value) for value in before.values))
    parameters = tuple(after if p.name == calibrated.rate else p for p in budget.parameters)
    return replace(budget, parameters=parameters, components=tuple(reconciled(c) for c in budget.components))


def _member(budget: Budget, rated: RatedComponent, dimension: str) -> str:
    return dict(budget.line(rated.component.line).members).get(dimension, "")


def _pounds(amount: Fraction) -> str:
    pence = amount * 100
    assert pence.denominator == 1, "amounts and drivers are whole pence and hundredths"
    whole, part = divmod(abs(pence.numerator), 100)
    return f"{'-' if amount < 0 else ''}£{whole}{f'.{part:02}' if part else ''}"
