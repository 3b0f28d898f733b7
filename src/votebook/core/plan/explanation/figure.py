"""Explanation: the tree of one figure, down to inputs with their units, sources and dates.

An explanation is not a second calculation: it opens what the calculation used, and it asserts
that the steps it shows come to the figure that it explains.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.source import Fault, SourceKind
from votebook.core.measure.unit import POUNDS
from votebook.core.measure.year import parse_year
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation
from votebook.core.plan.comparative import Comparative
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind, Rounding
from votebook.core.plan.explanation.working import (
    Working,
    add_signs,
    prior_reason,
    ratio_reason,
    spell_date,
    title_of,
    value_reason,
)
from votebook.core.plan.language.evaluation import Circumstances, component_value, index_ratio, is_active
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.language.vocabulary import Spot
from votebook.core.plan.line import BorneBy, Component, Line, Nature, StatedAmount
from votebook.core.plan.parameter import Parameter

REFERENCES_MAX = 12
"""How many references deep an explanation follows at most; deeper ones are asked for by name."""

_NATURES = {
    Nature.PUBLISHED: "It is published without drivers, so it is not explained further.",
    Nature.RECONCILING: "It is a reconciling item: it only makes the drivers meet the published figure.",
    Nature.SPREAD: "We placed it on this line; the body did not.",
}


_KINDS = {
    SourceKind.CONTRACT: "a contract",
    SourceKind.POLICY: "a policy",
    SourceKind.INDEX: "an index",
    SourceKind.ESTIMATE: "an estimate",
    SourceKind.CALIBRATED: "a calibration",
    SourceKind.OURS: "our own reckoning",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure of one year is what it is: the figure's own reason, at the head of the tree."""

    ref: str
    year: str
    root: Reason

    @property
    def value(self) -> Fraction | None:
        """The figure that is explained; None when there is none."""
        return self.root.value


def is_explainable(budget: Budget, ref: str) -> bool:
    """Whether a reference names something that has a figure; "" is the whole budget."""
    return (
        not ref
        or ref in budget.line_index
        or ref in budget.structure.by_ref
        or ref in budget.parameter_by_name
        or any(comparative.ref == ref for comparative in budget.comparatives)
    )


def explain(calculation: Calculation, ref: str, year: str, depth: int | None = None) -> Explanation:
    """Explain a line, category, parameter or comparative; "" is the whole budget.

    Lines and categories that a figure refers to are opened down to ``depth`` references, all of
    them when it is None, and each only where it is met first.
    """
    budget = calculation.budget
    assert is_explainable(budget, ref), "what is explained is in the book"
    opener = _Opener(calculation, year, REFERENCES_MAX if depth is None else min(depth, REFERENCES_MAX))
    comparative = next((c for c in budget.comparatives if c.ref == ref), None)
    if comparative is not None:
        return Explanation(ref, str(comparative.year), _of_comparative(budget, comparative))
    if ref in budget.parameter_by_name:
        return Explanation(ref, year, opener.parameter(budget.parameter_by_name[ref]))
    assert year in budget.year_index, "figures of lines and categories are explained in the book's years"
    return Explanation(ref, year, opener.opened(ref, 0))


@dataclass(frozen=True)
class _Opener:
    """One explanation under way: what has been opened, so that nothing is shown twice."""

    calculation: Calculation
    year: str
    depth: int
    shown: set[str] = field(default_factory=set)

    @property
    def budget(self) -> Budget:
        return self.calculation.budget

    @property
    def readings(self) -> Readings:
        return self.calculation.model.readings

    def circumstances(self) -> Circumstances:
        """What every formula of the year is evaluated in, before a line adds its own."""
        year = parse_year(self.year, self.budget.approved_year.first_month)
        assert year is not None, "the year was found in the book"
        return Circumstances(self.readings, year, self.calculation)

    def referred(self, ref: str, level: int) -> Reason:
        """A line or category that is met on the way, opened if it may be and has not been."""
        if ref in self.shown:
            return replace(self._closed(ref), opening=Opening.ELSEWHERE)
        if level > self.depth:
            return replace(self._closed(ref), opening=Opening.DEEPER)
        return self.opened(ref, level)

    def opened(self, ref: str, level: int) -> Reason:
        """A line, category or the whole with its parts, which add to its figure."""
        self.shown.add(ref)
        closed = self._closed(ref)
        if ref in self.budget.line_index:
            return self._open_line(closed, self.budget.line(ref), level)
        return self._open_category(closed, ref, level)

    def _closed(self, ref: str) -> Reason:
        """A line, category or the whole with its figure and nothing beneath."""
        title = title_of(self.budget, ref)
        if self.calculation.is_incomplete(ref, self.year):
            remark = "It could not be calculated; the findings of the book say why."
            return Reason(self._kind(ref), None, ref=ref, title=title, remarks=(remark,))
        if ref not in self.budget.line_index:
            total = self.calculation.total(ref, self.year)
            return Reason(self._kind(ref), total.exact, ref=ref, title=title)
        line = self.budget.line(ref)
        provision = self.calculation.provision(ref, self.year)
        remarks = () if provision else (f"It has no provision in {self.year}.",)
        value = provision.exact if provision else None
        if provision is None:
            return Reason(ReasonKind.LINE, value, ref, title, line.number, remarks=remarks, place=line.place)
        return Reason(ReasonKind.LINE, value, ref, title, line.number, place=line.place)

    def _kind(self, ref: str) -> ReasonKind:
        if ref in self.budget.line_index:
            return ReasonKind.LINE
        return ReasonKind.CATEGORY if ref else ReasonKind.BUDGET

    def _open_category(self, closed: Reason, ref: str, level: int) -> Reason:
        estimate = _estimate(self.budget, ref, self.year)
        is_placed = estimate in self.calculation.spread
        if estimate and not is_placed:
            return replace(closed, parts=(self._of_estimate(estimate),))
        above = self.readings.estimated_above(ref, self.year)
        if above and not estimate and not any(e.category == above for e in self.calculation.spread):
            return replace(closed, value=None, remarks=(*closed.remarks, self._as_a_whole(above)))
        refs = [category.ref for category in self.budget.structure.categories if category.within == ref]
        refs += [line.ref for line in self.budget.lines if line.category == ref and ref]
        reasons = [self.referred(inner, level + 1) for inner in refs]
        parts = add_signs([reason for reason in reasons if reason.value is not None or reason.parts])
        if closed.value is not None:
            shown = sum((part.value or Fraction(0) for part in parts), Fraction(0))
            assert shown == closed.value, "the parts of a category add to its total"
        beside = (replace(self._of_estimate(estimate), is_counted=False),) if estimate else ()
        return replace(closed, parts=(*parts, *beside))

    def _open_line(self, closed: Reason, line: Line, level: int) -> Reason:
        above = self.readings.estimated_above(line.category, self.year)
        estimate = _estimate(self.budget, above, self.year) if above else None
        if estimate:
            return self._inside_estimate(closed, line, estimate)
        components = self.budget.components_by_line.get(line.ref, ())
        mine = [self._of_component(c, level) for c in components if c.borne_by is BorneBy.BODY]
        mine += [
            Reason(
                ReasonKind.STATED,
                stated.amount,
                ref=line.ref,
                title="The amount stated for the year",
                is_ours=stated.nature is Nature.SPREAD,
                remarks=(_said_of(stated),),
                source=stated.source,
                place=stated.place,
            )
            for stated in self.budget.stated
            if (stated.line, stated.year) == (line.ref, self.year)
        ]
        theirs = [self._of_component(c, level) for c in components if c.borne_by is BorneBy.USERS]
        beside = tuple(replace(part, is_counted=False, remarks=(*part.remarks, _CHARGED)) for part in theirs)
        reason = replace(closed, parts=(*add_signs(mine), *beside))
        return reason if closed.value is None else replace(reason, rounding=self._rounding(reason, line))

    def _rounding(self, reason: Reason, line: Line) -> Rounding:
        exact = sum((part.value or Fraction(0) for part in reason.counted), Fraction(0))
        assert exact == self.calculation.exact(line.ref, self.year), "what is shown is what was calculated"
        rounding = Rounding(exact, Money.of(exact))
        assert rounding.rounded == self.calculation.provision(line.ref, self.year), "it is rounded once"
        return rounding

    def _inside_estimate(self, closed: Reason, line: Line, estimate: CategoryEstimate) -> Reason:
        title = title_of(self.budget, estimate.category)
        if not self.calculation.is_placed_by_us(line.ref, self.year):
            return replace(closed, remarks=(*closed.remarks, self._as_a_whole(estimate.category)))
        first = str(self.budget.approved_year)
        basis = self.calculation.provision(line.ref, first) or Money(0)
        whole = self.calculation.total(estimate.category, first)
        remark = (
            f"We placed it on this line: {self.year} is estimated for {title} as a whole, and this is the "
            f"line's part of it in proportion to {first}, {basis} of {whole}, apportioned to the penny."
        )
        part = replace(self._of_estimate(estimate), value=closed.value, is_ours=True, remarks=(remark,))
        return replace(closed, parts=(part,), is_ours=True) if closed.value is not None else closed

    def _as_a_whole(self, category: str) -> str:
        title = title_of(self.budget, category)
        return f"{self.year} is estimated for {title} as a whole, and is not placed on its lines."

    def _of_estimate(self, estimate: CategoryEstimate) -> Reason:
        remark = (
            f"It is placed on the lines in proportion to {self.budget.approved_year}; those amounts are ours."
            if estimate in self.calculation.spread
            else "It is given for the category as a whole and is not placed on its lines."
        )
        return Reason(
            ReasonKind.ESTIMATE,
            Money.of(estimate.amount).exact,
            ref=estimate.category,
            title=f"The estimate for {estimate.year}",
            remarks=(remark,),
            source=estimate.source,
            place=estimate.place,
        )

    def _of_component(self, component: Component, level: int) -> Reason:
        here = self.circumstances()
        value = component_value(component, here)
        reason = Reason(
            ReasonKind.COMPONENT,
            None if isinstance(value, Fault) else value,
            ref=component.name,
            title=component.title or component.name,
            text=component.formula,
            is_ours=component.nature is Nature.SPREAD,
            remarks=(_NATURES[component.nature],) if component.nature in _NATURES else (),
            source=component.source,
            place=component.place,
        )
        if not is_active(component, here):
            remark = f"Its window does not touch {self.year}, so it counts nothing."
            return replace(reason, remarks=(*reason.remarks, remark))
        if isinstance(value, Fault):
            reason = replace(reason, remarks=(*reason.remarks, f"It has no value: {value.found}."))
        members = dict(self.budget.line(component.line).members)
        return self._build_up(
            reason, component, replace(here, members=members, window=component.window), level
        )

    def _build_up(self, reason: Reason, component: Component, here: Circumstances, level: int) -> Reason:
        """The formula, then the index, then the cap, as the component's value takes them."""
        parts = [self._of_formula(component.formula, component, here, level)]
        if component.index:
            parts.append(self._of_index(component, here))
        if not component.cap:
            return replace(reason, parts=tuple(parts))
        uncapped = Fraction(1)
        for part in parts:
            uncapped *= part.value or Fraction(0)
        cap = self._of_formula(component.cap, component, here, level)
        is_reached = cap.value is not None and cap.value < uncapped
        won = "The cap counts, because it is the smaller." if is_reached else "The cap is not exceeded."
        capped = replace(cap, kind=ReasonKind.CAP, sign="min")
        parts = [replace(part, is_counted=not is_reached) for part in parts]
        capped = replace(capped, is_counted=is_reached, remarks=(*capped.remarks, won))
        return replace(reason, parts=(*parts, capped))

    def _of_formula(self, text: str, component: Component, here: Circumstances, level: int) -> Reason:
        expression = parse_formula(text, component.place)
        assert not isinstance(expression, Fault), "the formulas of a calculated book can be read"
        there = replace(here, spot=Spot(text, component.place))
        return Working(there, lambda ref: self.referred(ref, level + 1)).reason(expression)

    def _of_index(self, component: Component, here: Circumstances) -> Reason:
        parameter = self.budget.parameter_by_name[component.index]
        members = tuple(here.members[dimension] for dimension in parameter.dimensions)
        ratio = index_ratio(component, here)
        assert component.index_base is not None, "an indexed component has a base date"
        base = self.readings.at_members(component.index, members)
        opening = base.in_force(members, component.index_base)
        now = Working(here, lambda ref: self.referred(ref, 0)).parameter(parameter, members)
        since = spell_date(component.index_base)
        titled = f"{parameter.title}, on {since}"
        then = (replace(value_reason(parameter, opening), sign="/", title=titled),) if opening else ()
        remark = f"The growth of the index since {since}."
        value = Fraction(0) if isinstance(ratio, Fault) else ratio
        return ratio_reason(value, component.index, (now, *then), remark)

    def parameter(self, parameter: Parameter) -> Reason:
        """A parameter with all its dated values, and what the year reads where it has one value."""
        values = tuple(replace(value_reason(parameter, v), is_counted=False) for v in parameter.values)
        reason = Reason(
            ReasonKind.PARAMETER,
            None,
            ref=parameter.name,
            title=parameter.title,
            unit=parameter.unit,
            parts=values,
            place=parameter.place,
        )
        if parameter.dimensions:
            over = " and ".join(self.budget.dimension_by_name[d].title for d in parameter.dimensions)
            said = (f"It varies over {over}.",)
            own = self._by_member(parameter)
            if own:
                return replace(reason, parts=own, remarks=said)
            return replace(
                reason, remarks=(*said, f"It has no value in {self.year}; these are of other years.")
            )
        here = self.circumstances()
        read = Working(here, lambda ref: self.referred(ref, 0)).parameter(parameter, ())
        return replace(read, parts=values)

    def _by_member(self, parameter: Parameter) -> tuple[Reason, ...]:
        """What the year reads of a table, by members in the order of their dimensions."""
        here = self.circumstances()
        working = Working(here, lambda ref: self.referred(ref, 0))
        orders = [
            {member.ref: n for n, member in enumerate(self.budget.dimension_by_name[name].members)}
            for name in parameter.dimensions
        ]
        given = dict.fromkeys(value.members for value in parameter.values)
        ordered = sorted(given, key=lambda members: [o[m] for o, m in zip(orders, members, strict=True)])
        found = [working.parameter(parameter, one) for one in ordered if parameter.within(one, here.year)]
        return tuple(
            replace(one, title=one.title.removeprefix(f"{parameter.title}: "), text="", is_counted=False)
            for one in found
        )


_CHARGED = "It is charged to users and stands outside the provision."


def _said_of(stated: StatedAmount) -> str:
    """Say why a stated amount is not explained further, by where it comes from."""
    if stated.nature is not Nature.PUBLISHED or stated.source.kind is SourceKind.PUBLISHED:
        return _NATURES.get(stated.nature, _NATURES[Nature.PUBLISHED])
    return f"It is stated without drivers; its source is {_KINDS[stated.source.kind]}."


def _estimate(budget: Budget, category: str, year: str) -> CategoryEstimate | None:
    return next((e for e in budget.estimates if (e.category, e.year) == (category, year)), None)


def _of_comparative(budget: Budget, comparative: Comparative) -> Reason:
    amounts = [amount for amount in budget.comparative_amounts if amount.comparative == comparative.ref]
    return Reason(
        ReasonKind.COMPARATIVE,
        sum((amount.amount for amount in amounts), Fraction(0)),
        ref=comparative.ref,
        title=comparative.title,
        unit=POUNDS,
        parts=add_signs([prior_reason(budget, amount) for amount in amounts]),
    )
