"""Model: a budget made ready for calculation, or everything that stands in the way.

Names are resolved, units examined and lines put in order once, so that calculating is arithmetic on
arrays and nothing else. Preparing finds every fault of the budget at once; a budget with a fault
gives no model, and so is never calculated in part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from votebook.core.measure.money import Money
from votebook.core.measure.source import NOWHERE, Fault
from votebook.core.plan.arithmetic.build import (
    NO_SHAPE,
    Built,
    Entry,
    Layout,
    Totalling,
    make_groups,
    make_tables,
    make_totallings,
)
from votebook.core.plan.arithmetic.dependence import Dependence, trace_dependence
from votebook.core.plan.arithmetic.gap import find_gaps
from votebook.core.plan.arithmetic.group import Group, Tables
from votebook.core.plan.arithmetic.order import Order, put_in_order
from votebook.core.plan.arithmetic.register import Register, RowKey
from votebook.core.plan.arithmetic.shape import Filling
from votebook.core.plan.arithmetic.soundness import find_unsound, unsound_component
from votebook.core.plan.arithmetic.table import Truths, Wholes
from votebook.core.plan.budget import Budget
from votebook.core.plan.language.agreement import examine_pounds
from votebook.core.plan.language.formula import parse_formula
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.language.vocabulary import Spot, Vocabulary
from votebook.core.plan.line import BorneBy, Component
from votebook.core.plan.restatement import refuse_restatements


@dataclass(frozen=True)
class Model:
    """A budget that can be calculated: its layout, its tables, and its groups by level.

    ``provided`` says which lines have a component or an amount in which years; ``limit`` is the
    largest amount in pence that can be added up with all the others; ``cells`` names the rows of
    the table of parameters.
    """

    budget: Budget
    readings: Readings
    layout: Layout
    tables: Tables
    levels: tuple[tuple[Group, ...], ...]
    totallings: Mapping[int, Totalling]
    provided: Truths
    limit: int
    cells: Mapping[RowKey, int]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of all levels."""
        return tuple(group for groups in self.levels for group in groups)

    @cached_property
    def dependence(self) -> Dependence:
        """Which lines read which values, lines and categories."""
        return trace_dependence(self.groups)

    @cached_property
    def paths(self) -> Wholes:
        """The categories that each line lies in, from the nearest outwards, -1 where there are no more."""
        positions = self.layout.categories
        structure = self.budget.structure
        found = {ref: [positions[above] for above in structure.path(ref)] for ref in positions}
        width = max(map(len, found.values()), default=0)
        rows = {ref: [*path, *[-1] * (width - len(path))] for ref, path in found.items()}
        paths: Wholes = np.array([rows[line.category] for line in self.budget.lines], dtype=np.int64)
        return paths.reshape(-1, width)

    @cached_property
    def cells_of(self) -> dict[str, list[tuple[RowKey, int]]]:
        """The rows of the table of cells that belong to each parameter."""
        found: dict[str, list[tuple[RowKey, int]]] = {}
        for key, position in self.cells.items():
            found.setdefault(key[0], []).append((key, position))
        return found


def prepare(budget: Budget) -> Model | tuple[Fault, ...]:
    """Make a budget ready for calculation, or find every fault that keeps it from being calculated.

    Faults are in the order of their places in the files.
    """
    preparation = _Preparation(budget)
    model = preparation.model()
    if preparation.faults:
        return tuple(sorted(dict.fromkeys(preparation.faults), key=lambda fault: fault.place))
    assert model is not None, "a budget without faults has a model"
    return model


@dataclass
class _Preparation:
    """A model in the making, and the faults found so far."""

    budget: Budget
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary(self.budget)
        self.readings = Readings(self.budget)
        self.register = Register(self.vocabulary, self.readings)
        self.entries: dict[int, list[Entry]] = {}

    def model(self) -> Model | None:
        self.faults.extend(find_unsound(self.vocabulary, self.readings))
        charged = (c.line for c in self.budget.components if c.borne_by is BorneBy.USERS)
        charges = {ref: len(self.budget.lines) + n for n, ref in enumerate(dict.fromkeys(charged))}
        categories = {category.ref: n for n, category in enumerate(self.budget.structure.categories)}
        layout = Layout(self.budget, charges, categories)
        for component in self.budget.components:
            self._enter(component, layout)
        needs = self._needs(layout)
        order = put_in_order(needs, lambda node: int(node < layout.rows), lambda node: _name(layout, node))
        self.faults.extend(self._loops(order, layout))
        if any(fault.code.startswith("plan.") for fault in self.faults):
            return None
        return self._built(layout, order)

    def _built(self, layout: Layout, order: Order) -> Model:
        stated = {self.budget.line_index[stated.line] for stated in self.budget.stated}
        built = make_groups(layout, self.register, self.entries, stated, order.level)
        tables = make_tables(layout, self.register, self.readings)
        self.faults.extend(find_gaps(layout, self.readings, tables, built))
        limit = (1 << 62) // (layout.rows + len(self.budget.estimates) + 1)
        self.faults.extend(self._too_large(limit))
        self.faults.extend(refuse_restatements(self.budget))
        top = max(order.level.values(), default=0)
        levels = tuple(
            tuple(one.group for one in built if one.group.level == level) for level in range(top + 1)
        )
        return Model(
            self.budget,
            self.readings,
            layout,
            tables,
            levels,
            make_totallings(layout, order.level),
            _provided(layout, tables, built),
            limit,
            self.register.cells,
        )

    def _enter(self, component: Component, layout: Layout) -> None:
        """Recognise a component's formula, cap and index, or keep their faults."""
        unsound = tuple(unsound_component(component, self.vocabulary, self.readings))
        formula = self._recognised(component, component.formula)
        cap = self._recognised(component, component.cap) if component.cap else (NO_SHAPE, [])
        self.faults.extend(unsound)
        if unsound or formula is None or cap is None:
            return
        (number, words), (cap_number, cap_words) = formula, cap
        entry = Entry(
            component,
            number,
            words,
            self.register.window(component.window),
            cap_number,
            tuple(cap_words),
            self._growth(component),
        )
        is_charge = component.borne_by is BorneBy.USERS
        row = layout.charges[component.line] if is_charge else self.budget.line_index[component.line]
        self.entries.setdefault(row, []).append(entry)

    def _recognised(self, component: Component, text: str) -> tuple[int, list[str]] | None:
        """The shape and words of a formula; None, and its faults kept, where it has any."""
        recognised = self.register.recognise(text, component.place)
        number, words = recognised if len(recognised) == 2 else (None, None)
        if not isinstance(number, int) or not isinstance(words, list):
            self.faults.extend(fault for fault in recognised if isinstance(fault, Fault))
            return None
        needed = self.register.shapes[number].needed
        if needed and component.line in self.budget.line_index:
            own = frozenset(name for name, _ in self.budget.line(component.line).members)
            if not needed <= own:
                self.faults.extend(self._unbound(text, component, own))
                return None
        return number, words

    def _unbound(self, text: str, component: Component, own: frozenset[str]) -> tuple[Fault, ...]:
        """Find the dimensions that a formula needs and the line has no member of."""
        expression = parse_formula(text, component.place)
        assert not isinstance(expression, Fault), "a formula that has a shape can be read"
        return examine_pounds(self.vocabulary, expression, Spot(text, component.place), own)

    def _growth(self, component: Component) -> int:
        if not component.index:
            return NO_SHAPE
        own = dict(self.budget.line(component.line).members)
        dimensions = self.budget.parameter_by_name[component.index].dimensions
        members = tuple(own[dimension] for dimension in dimensions)
        return self.register.cell((component.index, members, component.index_base))

    def _needs(self, layout: Layout) -> dict[int, frozenset[int]]:
        """What every line waits for, and every category with such a line in it."""
        refers = {
            number: [slot for slot in shape.slots if slot.filling in (Filling.LINE, Filling.CATEGORY)]
            for number, shape in enumerate(self.register.shapes)
        }
        refers[NO_SHAPE] = []
        needs: dict[int, set[int]] = {}
        for row, entries in self.entries.items():
            for entry in entries:
                for slots, words in (
                    (refers[entry.shape], entry.words),
                    (refers[entry.cap], entry.cap_words),
                ):
                    for slot in slots:
                        needs.setdefault(row, set()).add(layout.refers_to(slot, words))
        for row in [row for row in needs if row < layout.lines]:
            below = row
            for ref in self.budget.structure.path(self.budget.lines[row].category):
                node = layout.rows + layout.categories[ref]
                needs.setdefault(node, set()).add(below)
                below = node
        return {node: frozenset(found) for node, found in needs.items()}

    def _loops(self, order: Order, layout: Layout) -> list[Fault]:
        faults: list[Fault] = []
        for loop in order.loops:
            names = [_name(layout, node) for node in (*loop, loop[0])]
            lines = [node for node in loop if node < layout.lines]
            place = self.entries[lines[0]][0].component.place if lines else NOWHERE
            found = f"these figures need one another: {' -> '.join(names)}"
            expected = "one of them must be given without the next; a base may not include itself"
            faults.append(Fault("calculation.loop", place, found, expected))
        return faults

    def _too_large(self, limit: int) -> list[Fault]:
        return [
            Fault(
                "calculation.too-large",
                estimate.place,
                f"the estimate of '{estimate.category}' is larger than {Money(limit).published()}",
                "with this many lines, larger amounts cannot be added up exactly",
            )
            for estimate in self.budget.estimates
            if abs(estimate.amount * 100) > limit
        ]


def _name(layout: Layout, node: int) -> str:
    if node < layout.lines:
        return layout.budget.lines[node].ref
    return layout.budget.structure.categories[node - layout.rows].ref


def _provided(layout: Layout, tables: Tables, built: list[Built]) -> Truths:
    provided: Truths = np.zeros((layout.rows, len(layout.years)), dtype=np.bool_)
    has_stated = tables.stated_at >= 0
    provided[has_stated] = ~tables.stated.missing[tables.stated_at[has_stated]]
    for one in built:
        for recipe in one.group.recipes:
            provided[one.group.rows] |= tables.active.take(recipe.windows, axis=0)
    if tables.covered is not None:
        provided &= ~tables.covered
    return provided[: layout.lines]
