"""Calibration: rates that nobody published, implied by amounts that somebody did.

A body may publish what each area costs and how many people of each grade work in it, and keep the
price of a grade to itself. The rates that come nearest are then a fit, not a fact: this module
finds them, names what each area still misses as a reconciling item, so that the published amount
is met exactly, and says in words what the figures cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from votebook.core.measure.fit import RATES_MAX, Fit, fit_rates
from votebook.core.measure.money import Money, round_half_away
from votebook.core.measure.source import Fault, Place
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget
from votebook.core.plan.parameter import Parameter, WithinYear


@dataclass(frozen=True, slots=True)
class ImpliedRate:
    """The rate found for a member, in pounds per unit of the driver and year.

    ``rate`` is rounded to the step asked for, ``exact`` is the fit's own. ``lowest`` and
    ``highest`` are how far it could move, the others following, within the allowance.
    """

    member: str
    title: str
    rate: Fraction
    exact: Fraction
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class ReconcilingItem:
    """What drivers times rates give for an area, and what must be added to meet its amount, in pounds."""

    member: str
    title: str
    published: Fraction
    fitted: Fraction

    @property
    def residual(self) -> Fraction:
        """The amount that the area's drivers leave unexplained; negative when they give too much."""
        return self.published - self.fitted


@dataclass(frozen=True, slots=True)
class Limitation:
    """Something that the figures cannot tell about the rates: a code, whom it concerns, a sentence."""

    code: str
    about: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """The implied rates of one parameter in one year, and how they must be read.

    ``rates`` stand in the order in which they may not fall. ``allowance`` is the further miss per
    area, in pounds (root mean square), within which the ranges of the rates hold.
    """

    parameter: str
    year: str
    across: str
    by: str
    rates: tuple[ImpliedRate, ...]
    reconciling: tuple[ReconcilingItem, ...]
    limitations: tuple[Limitation, ...]
    share_explained: Fraction
    allowance: Fraction
    by_title: str = ""

    def explain(self) -> tuple[str, ...]:
        """Say what was fitted, how well, and what cannot be identified: a sentence each."""
        missed = max(self.reconciling, key=lambda item: abs(item.residual))
        share = round_half_away(self.share_explained * 1000)
        fitted = (
            f"The rates are implied, not published: they come nearest, by least squares, to the "
            f"amounts of {_members(len(self.reconciling), self.by_title or self.by)} in {self.year}, never "
            f"negative and never falling from {self.rates[0].title} to {self.rates[-1].title}."
        )
        explained = (
            f"They explain {share // 10}.{share % 10}% of the variation between the amounts; the "
            f"largest reconciling item is {Money.of(missed.residual).published()} on {missed.title}."
        )
        return (
            fitted,
            explained,
            *(self._range(rate) for rate in self.rates),
            *(limitation.sentence for limitation in self.limitations),
        )

    def _range(self, rate: ImpliedRate) -> str:
        low, high = Money.of(rate.lowest).published(), Money.of(rate.highest).published()
        return (
            f"{rate.title}: {Money.of(rate.rate).published()}; anything from {low} to {high} fits about as "
            f"well (each amount missed by no more than {Money.of(self.allowance).published()} further, "
            f"in root mean square)."
        )


@dataclass(frozen=True, slots=True)
class Observation:
    """One area's published amount in pounds and its drivers, one per rate in the order of the rates."""

    member: str
    title: str
    amount: Fraction
    drivers: tuple[Fraction, ...]


def calibrate(
    budget: Budget,
    parameter: str,
    across: str,
    year: FinancialYear,
    published: Mapping[str, Fraction],
    *,
    order: Sequence[str] = (),
    step: Fraction = Fraction(1),
    allowance: Fraction = Fraction(1000),
) -> Calibration | tuple[Fault, ...]:
    """Find the rates per member of a dimension that the published amounts imply.

    ``parameter`` is a driver over two dimensions, ``across`` and another whose members have the
    published amounts (pounds). ``order`` names the members of ``across`` from the lowest rate to
    the highest; without it the dimension's own order counts. Rates are rounded to whole ``step``
    pounds. Refuses, as faults, what cannot be fitted at all.
    """
    if faults := _refuse(budget, parameter, across, published, order):
        return faults
    driver = budget.parameter_by_name[parameter]
    by = next(name for name in driver.dimensions if name != across)
    members = tuple(order) or tuple(member.ref for member in budget.dimension_by_name[across].members)
    if changed := _changing(driver, year):
        return changed
    seen, unseen, observations = _observe(budget, driver, across, members, year, published)
    if problem := _refuse_observations(driver, observations, seen):
        return problem
    drivers = tuple(observation.drivers for observation in observations)
    fit = fit_rates(drivers, tuple(observation.amount for observation in observations), allowance=allowance)
    rates = _implied(seen, _titles(budget, across, seen), fit, step)
    title = budget.dimension_by_name[by].title
    areas = _members(len(observations), title)
    return Calibration(
        parameter=parameter,
        year=str(year),
        across=across,
        by=by,
        rates=rates,
        reconciling=tuple(_reconcile(observation, rates) for observation in observations),
        limitations=(
            *_unobserved(unseen, _titles(budget, across, unseen), areas),
            *_limitations(observations, rates, fit, title),
        ),
        share_explained=fit.share_explained,
        allowance=allowance,
        by_title=title,
    )


def stated_by_member(budget: Budget, year: str, dimension: str, lines: Sequence[str]) -> dict[str, Fraction]:
    """Add the stated amounts (pounds) of lines in a year by the member that each line is on."""
    found: dict[str, Fraction] = {}
    for stated in budget.stated:
        if stated.year != year or stated.line not in lines:
            continue
        member = dict(budget.line(stated.line).members).get(dimension)
        if member:
            found[member] = found.get(member, Fraction(0)) + stated.amount
    return found


def _refuse(
    budget: Budget, parameter: str, across: str, published: Mapping[str, Fraction], order: Sequence[str]
) -> tuple[Fault, ...]:
    driver = budget.parameter_by_name.get(parameter)
    if driver is None:
        return (_fault(Place(""), f"there is no parameter {parameter}", "name a parameter of the book"),)
    if len(driver.dimensions) != 2 or across not in driver.dimensions:
        expected = f"rates are implied by a parameter over two dimensions, one of them {across}"
        return (
            _fault(driver.place, f"{parameter} is over {', '.join(driver.dimensions) or 'none'}", expected),
        )
    by = next(name for name in driver.dimensions if name != across)
    faults = []
    for dimension, refs in ((across, order), (by, published)):
        for ref in refs:
            if budget.dimension_by_name[dimension].member(ref) is None:
                expected = f"name a member of dimension {dimension}"
                faults.append(_fault(driver.place, f"{ref} is no member of {dimension}", expected))
    if len(set(order)) != len(order):
        faults.append(_fault(driver.place, f"the order of {across} names a member twice", "name each once"))
    if not published:
        faults.append(_fault(driver.place, "no amount was given", f"give the amount of each {by}"))
    return tuple(faults)


def _changing(driver: Parameter, year: FinancialYear) -> tuple[Fault, ...]:
    if driver.within_year is WithinYear.OPENING:
        return ()
    keys = sorted({value.members for value in driver.values})
    return tuple(
        _fault(
            driver.within(key, year)[1].place,
            f"{driver.name} of {', '.join(key)} changes inside {year}",
            "a rate is fitted to one value a year, so give within_year: opening",
        )
        for key in keys
        if len(driver.within(key, year)) > 1
    )


def _observe(
    budget: Budget,
    driver: Parameter,
    across: str,
    members: tuple[str, ...],
    year: FinancialYear,
    published: Mapping[str, Fraction],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Observation, ...]]:
    """Part the members into those with any driver and those without, and read each area's drivers."""
    is_first = driver.dimensions[0] == across
    by = driver.dimensions[1 if is_first else 0]

    def value(member: str, area: str) -> Fraction:
        values = driver.within((member, area) if is_first else (area, member), year)
        return values[0].value if values else Fraction(0)

    seen = tuple(member for member in members if any(value(member, area) for area in published))
    unseen = tuple(member for member in members if member not in seen)
    areas = [member for member in budget.dimension_by_name[by].members if member.ref in published]
    return (
        seen,
        unseen,
        tuple(
            Observation(a.ref, a.title, published[a.ref], tuple(value(member, a.ref) for member in seen))
            for a in areas
        ),
    )


def _refuse_observations(
    driver: Parameter, observations: tuple[Observation, ...], seen: tuple[str, ...]
) -> tuple[Fault, ...]:
    if not seen:
        return (_fault(driver.place, f"{driver.name} has no value", "give the driver of at least one area"),)
    if len(seen) > RATES_MAX:
        return (_fault(driver.place, f"{len(seen)} rates are asked for", f"fit at most {RATES_MAX} at once"),)
    return tuple(
        _fault(driver.place, f"{driver.name} of {item.title} is negative", "a driver counts from nought up")
        for item in observations
        if any(value < 0 for value in item.drivers)
    )


def _implied(
    refs: tuple[str, ...], titles: tuple[str, ...], fit: Fit, step: Fraction
) -> tuple[ImpliedRate, ...]:
    return tuple(
        ImpliedRate(ref, title, round_half_away(exact / step) * step, exact, ends.lowest, ends.highest)
        for ref, title, exact, ends in zip(refs, titles, fit.rates, fit.ranges, strict=True)
    )


def _reconcile(observation: Observation, rates: tuple[ImpliedRate, ...]) -> ReconcilingItem:
    products = (d * rate.rate for d, rate in zip(observation.drivers, rates, strict=True))
    return ReconcilingItem(
        observation.member, observation.title, observation.amount, sum(products, Fraction(0))
    )


def _limitations(
    observations: tuple[Observation, ...], rates: tuple[ImpliedRate, ...], fit: Fit, by: str
) -> tuple[Limitation, ...]:
    return (
        *_inseparable(rates, fit, by),
        *_pooled(rates),
        *_lonely(observations, rates),
        *_equal_drivers(observations),
        *_dearer_than_whole(observations, rates),
    )


def _unobserved(refs: tuple[str, ...], titles: tuple[str, ...], areas: str) -> Iterator[Limitation]:
    for ref, title in zip(refs, titles, strict=True):
        sentence = f"{title} is used by none of the {areas}, so the amounts say nothing of its rate."
        yield Limitation("calibration.rate-unobserved", (ref,), sentence)


def _inseparable(rates: tuple[ImpliedRate, ...], fit: Fit, by: str) -> tuple[Limitation, ...]:
    found = []
    for direction in fit.inseparable:
        moved = [(rate, by) for rate, by in zip(rates, direction, strict=True) if by]
        moves = ", ".join(f"{rate.title} by {'+' if by > 0 else '-'}{abs(by)}" for rate, by in moved)
        sentence = (
            f"These rates cannot be told apart: changing {moves} (in proportion) changes the "
            f"amount of no member of the dimension {by}. "
            "The rates shown are one choice among many that fit equally well."
        )
        about = tuple(rate.member for rate, _ in moved)
        found.append(Limitation("calibration.rates-inseparable", about, sentence))
    return tuple(found)


def _pooled(rates: tuple[ImpliedRate, ...]) -> tuple[Limitation, ...]:
    found = []
    for exact, group in groupby(rates, key=lambda rate: rate.exact):
        pool = tuple(group)
        titles = " and ".join(rate.title for rate in pool)
        about = tuple(rate.member for rate in pool)
        if exact == 0:
            sentence = (
                f"{titles} would be below nought without the bound, and stand at nought: not a real rate."
            )
            found.append(Limitation("calibration.rate-at-nought", about, sentence))
        elif len(pool) > 1:
            sentence = (
                f"{titles} share one rate only because a later rate may not be lower than an earlier one: "
                "the amounts by themselves would put them the other way round."
            )
            found.append(Limitation("calibration.rates-pooled", about, sentence))
    return tuple(found)


def _lonely(observations: tuple[Observation, ...], rates: tuple[ImpliedRate, ...]) -> tuple[Limitation, ...]:
    found = []
    for position, rate in enumerate(rates):
        users = [item for item in observations if item.drivers[position]]
        if len(users) == 1:
            sentence = (
                f"{rate.title} is used in {users[0].title} alone: its rate and what "
                f"{users[0].title} leaves unexplained cannot be told apart."
            )
            found.append(Limitation("calibration.seen-once", (rate.member, users[0].member), sentence))
    return tuple(found)


def _equal_drivers(observations: tuple[Observation, ...]) -> tuple[Limitation, ...]:
    found = []
    alike: dict[tuple[Fraction, ...], list[Observation]] = {}
    for item in observations:
        alike.setdefault(item.drivers, []).append(item)
    for group in alike.values():
        amounts = [item.amount for item in group]
        gap = max(amounts) - min(amounts)
        if gap:
            shown = " and ".join(f"{item.title} ({Money.of(item.amount).published()})" for item in group)
            sentence = (
                f"{shown} have the same drivers and different amounts: whatever the rates, one of them is "
                f"missed by at least {Money.of(gap / 2).published()}."
            )
            about = tuple(item.member for item in group)
            found.append(Limitation("calibration.equal-drivers-differ", about, sentence))
    return tuple(found)


def _dearer_than_whole(
    observations: tuple[Observation, ...], rates: tuple[ImpliedRate, ...]
) -> tuple[Limitation, ...]:
    found = []
    for item in observations:
        for driver, rate in zip(item.drivers, rates, strict=True):
            if driver * rate.rate > item.amount:
                cost, whole = Money.of(driver * rate.rate).published(), Money.of(item.amount).published()
                alone = f"{rate.title} alone would cost {item.title} {cost}"
                sentence = f"{alone}, more than its whole amount of {whole}."
                found.append(
                    Limitation("calibration.dearer-than-whole", (rate.member, item.member), sentence)
                )
    return tuple(found)


def _members(count: int, dimension: str) -> str:
    """Say how many members of a dimension, which has a title of its own."""
    return f"{count} {'member' if count == 1 else 'members'} of the dimension {dimension}"


def _titles(budget: Budget, dimension: str, refs: tuple[str, ...]) -> tuple[str, ...]:
    members = {member.ref: member.title for member in budget.dimension_by_name[dimension].members}
    return tuple(members[ref] for ref in refs)


def _fault(place: Place, found: str, expected: str) -> Fault:
    return Fault("calibration.refused", place, found, expected)
