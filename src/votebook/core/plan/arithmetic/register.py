"""Register: the shapes, numbers, cells and windows that a budget's formulas use, each kept once.

Reading a formula costs one pass of a regular expression and a look into dictionaries; only the
first formula of a shape is parsed and has its units examined. A formula of a shape with a fault is
parsed by itself, so that each fault has its own place.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from votebook.core.measure.source import Fault, Place
from votebook.core.measure.window import Window
from votebook.core.plan.arithmetic.shape import Shape, outline
from votebook.core.plan.language.agreement import examine_pounds
from votebook.core.plan.language.formula import (
    LENGTH_MAX,
    NUMBER_PATTERN,
    RESERVED,
    WORD_PATTERN,
    parse_formula,
    read_number,
)
from votebook.core.plan.language.reading import Readings
from votebook.core.plan.language.vocabulary import Spot, Vocabulary
from votebook.core.plan.parameter import Role

_WORDS = re.compile(f"({NUMBER_PATTERN}|{WORD_PATTERN})")

RowKey = tuple[str, tuple[str, ...], date | None]
"""A parameter, its members, and for an index the date since which its growth is measured."""

PriorKey = tuple[str, str]
"""A line or category and a comparative."""


ShapeKey = tuple[tuple[str, ...], tuple[int, ...]]
"""What stands before, between and after a formula's words and numbers, gap by gap, and their kinds."""


@dataclass
class Register:
    """What has been met so far, with the position of each in its table.

    The gaps of a formula are kept apart, for a minus before a name is not a minus after it. Spaces
    in a gap mean nothing; a formula is first looked for as it was written, which is faster.
    """

    vocabulary: Vocabulary
    readings: Readings
    numbers: dict[str, int] = field(default_factory=dict)
    number_values: list[Fraction] = field(default_factory=list)
    cells: dict[RowKey, int] = field(default_factory=dict)
    priors: dict[PriorKey, int] = field(default_factory=dict)
    windows: dict[Window, int] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    _shape_of: dict[ShapeKey, int | None] = field(default_factory=dict)
    _shape_without_spaces: dict[ShapeKey, int | None] = field(default_factory=dict)
    _kinds: dict[str, int] = field(default_factory=dict)
    _kind_numbers: dict[Hashable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give every name of the book its kind: names of one kind may stand in each other's place."""
        budget = self.vocabulary.budget
        dimensions = {dimension.name for dimension in budget.dimensions}
        members = {member.ref for dimension in budget.dimensions for member in dimension.members}
        ambiguous = dimensions | members | {c.ref for c in budget.comparatives}
        kinds = self._kinds
        kinds.update(dict.fromkeys(budget.line_index, self._number("line")))
        kinds.update(dict.fromkeys(budget.structure.by_ref, self._number("category")))
        for parameter in budget.parameters:
            is_volume = parameter.role is Role.VOLUME and bool(parameter.dimensions)
            kinds[parameter.name] = self._number((parameter.unit, parameter.dimensions, is_volume))
        for word in ambiguous & kinds.keys():
            kinds[word] = self._number((kinds[word], word))
        kinds.update((word, self._number(("word", word))) for word in RESERVED)

    def _number(self, kind: Hashable) -> int:
        """Number a kind, so that kinds are compared as fast as numbers are."""
        return self._kind_numbers.setdefault(kind, len(self._kind_numbers))

    def recognise(self, text: str, place: Place) -> tuple[int, list[str]] | tuple[Fault, ...]:
        """Find the shape of a formula and the words and numbers that fill it, or its faults."""
        if len(text) > LENGTH_MAX:
            return self._faults(text, place)
        parts = _WORDS.split(text)
        words = parts[1::2]
        kinds = self._kinds
        kinds_of_words = tuple([kinds[word] if word in kinds else self._kind(word) for word in words])
        key = (tuple(parts[0::2]), kinds_of_words)
        if key not in self._shape_of:
            bare = (tuple("".join(part.split()) for part in key[0]), kinds_of_words)
            if bare not in self._shape_without_spaces:
                self._shape_without_spaces[bare] = self._shape(text, place)
            self._shape_of[key] = self._shape_without_spaces[bare]
        shape = self._shape_of[key]
        if shape is not None:
            return shape, words
        faults = self._faults(text, place)
        assert faults, "a formula of a shape with a fault has that fault too"
        return faults

    def _kind(self, word: str) -> int:
        is_number = word[0] in "£.0123456789"
        read = read_number(word) if is_number else ""
        if isinstance(read, str):
            kind = self._number(("word", word))
        else:
            kind = self._number(("number", read[1]))
            self.numbers[word] = len(self.number_values)
            self.number_values.append(read[0])
        self._kinds[word] = kind
        return kind

    def _shape(self, text: str, place: Place) -> int | None:
        expression = parse_formula(text, place)
        if isinstance(expression, Fault) or examine_pounds(
            self.vocabulary, expression, Spot(text, place), None
        ):
            return None
        word_at = {match.start(): position for position, match in enumerate(_WORDS.finditer(text))}
        self.shapes.append(outline(self.vocabulary, self.readings, expression, word_at))
        return len(self.shapes) - 1

    def _faults(self, text: str, place: Place) -> tuple[Fault, ...]:
        expression = parse_formula(text, place)
        if isinstance(expression, Fault):
            return (expression,)
        return examine_pounds(self.vocabulary, expression, Spot(text, place), None)

    def cell(self, key: RowKey) -> int:
        """The position of a parameter's value, or of an index's growth."""
        return self.cells.setdefault(key, len(self.cells))

    def prior(self, key: PriorKey) -> int:
        """The position of a prior figure."""
        return self.priors.setdefault(key, len(self.priors))

    def window(self, window: Window) -> int:
        """The position of a window."""
        return self.windows.setdefault(window, len(self.windows))
