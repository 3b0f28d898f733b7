"""Formula: the text that says how an amount comes about, and its reading into an expression.

A text that is no formula gives a fault that points into it: which character, what stands there,
and what was expected. Length and depth are bounded, so that no text can exhaust the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from votebook.core.measure.number import parse_number
from votebook.core.measure.source import Fault, Place
from votebook.core.measure.unit import POUNDS, PURE, Unit, parse_unit
from votebook.core.plan.language.expression import (
    Covered,
    Duration,
    Expression,
    Extreme,
    Name,
    Negation,
    Number,
    Operation,
    Pick,
    Summation,
)

LENGTH_MAX = 4_000
"""The most characters a formula may have."""

NESTING_MAX = 40
"""How deep brackets may stand in brackets."""

DEPTH_MAX = 150
"""How many operations may stand one upon the other; a longer sum belongs in a group."""

FUNCTIONS = ("sum", "min", "max")
"""The words that are followed by a bracket."""

RESERVED = frozenset((*FUNCTIONS, "months", "days", "working_days", "year"))
"""The words that cannot be names."""


def point_into(text: str, at: int) -> str:
    """Say where in a formula something stands, quoting the formula around it.

    >>> point_into("675 * * 12", 6)
    "at character 7 of '675 * * 12'"
    """
    start, end = max(0, at - 30), at + 30
    quoted = ("..." if start else "") + text[start:end] + ("..." if end < len(text) else "")
    return f"at character {at + 1} of {_shown(quoted)}"


def _shown(text: str) -> str:
    return repr(text)


def parse_formula(text: str, place: Place) -> Expression | Fault:
    """Read a formula, or say where it cannot be read, what stands there and what was expected.

    >>> parse_formula("10% * (a + b)", Place("components.csv", 3, 4)).sign
    '*'
    >>> parse_formula("a + * b", Place("components.csv", 3, 4)).explain()
    "components.csv:3:4: at character 5 of 'a + * b' stands '*'; expected a number, a name or a bracket."
    """
    outcome = _read(text) if len(text) <= LENGTH_MAX else _overlong(text)
    if isinstance(outcome, _Unreadable):
        return Fault(outcome.code, place, outcome.found, outcome.expected)
    return outcome


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Why a text is no formula: a code and the two phrases of a fault."""

    code: str
    found: str
    expected: str


class _Stumble(Exception):
    """Carries what cannot be read out of the recursive descent."""

    def __init__(self, at: int, found: str, expected: str, code: str = "formula.syntax") -> None:
        super().__init__(found)
        self.at, self.found, self.expected, self.code = at, found, expected, code


def _overlong(text: str) -> _Unreadable:
    found = f"the formula has {len(text):,} characters"
    return _Unreadable("formula.too-long", found, f"at most {LENGTH_MAX:,} are read")


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression | _Unreadable:
    try:
        return _Descent(text).formula()
    except _Stumble as stumble:
        found = f"{point_into(text, stumble.at)} {stumble.found}"
        return _Unreadable(stumble.code, found, stumble.expected)


NUMBER_PATTERN = (
    r"(?:£\s*)?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"(?:\s*%|\s*(?:£|[A-Za-z][A-Za-z_]*)(?:/[A-Za-z][A-Za-z_]*)*)?"
)
"""A number with its sign of money or its unit; the quotient of a unit is written without spaces."""

WORD_PATTERN = r"[A-Za-z_][A-Za-z0-9_]*"
"""A name or a word of the language."""

_TOKEN = re.compile(
    rf"\s*(?:(?P<number>{NUMBER_PATTERN})|(?P<word>{WORD_PATTERN})|(?P<sign>[-+*/()\[\],=@]))"
)
_PLAIN = re.compile(r"(£?)([0-9]{1,9})(?:\.([0-9]{1,6}))?")
_SIGNED = {"": PURE, "£": POUNDS}
_NUMBER_PARTS = re.compile(r"(£\s*)?([0-9.]+)\s*(.*)", re.DOTALL)
_MENDS = {
    "\N{MINUS SIGN}": "a plain minus, -",
    "\N{EN DASH}": "a plain minus, -",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{DIVISION SIGN}": "/",
    "^": "the product written out: a * a",
    "£": "a number after the £",
    "%": "a number before the %",
    "$": "pounds, £: a book has one currency",
    "\N{EURO SIGN}": "pounds, £: a book has one currency",
}


@dataclass(frozen=True, slots=True)
class _Token:
    """A number, a word, a sign, or the end of the text."""

    kind: str
    text: str
    at: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while rest := text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            strange = text.index(rest[0], at)
            mend = _MENDS.get(rest[0], "one of + - * / ( ) [ ] , = @, a number, a name or a unit")
            raise _Stumble(strange, f"stands {_shown(rest[0])}", f"expected {mend}")
        kind = str(match.lastgroup)
        found.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return [*found, _Token("end", "", len(text))]


def read_number(text: str) -> tuple[Fraction, Unit] | str:
    """Read a number as it stands in a formula, with its unit, or say why it cannot be read.

    >>> str(read_number("150 £/day")[1]), read_number("10%")[0]
    ('£/day', Fraction(1, 10))
    """
    if (pounds := _PLAIN.fullmatch(text)) is not None:
        return Fraction(int(pounds[2] + (pounds[3] or "")), 10 ** len(pounds[3] or "")), _SIGNED[pounds[1]]
    match = _NUMBER_PARTS.fullmatch(text)
    assert match is not None, "only texts that match the pattern of a number come here"
    pound_sign, digits, suffix = match.groups()
    value = parse_number(digits)
    if not isinstance(value, Fraction):
        return value.reason
    if pound_sign and suffix:
        return f"it has a £ before it and '{suffix}' after it; write '{digits} £/...' or multiply"
    if suffix == "%":
        return value / 100, PURE
    words = [word for word in suffix.split("/") if word]
    for word in words:
        if word in RESERVED:
            return f"'{word}' is no unit: write '{digits} * {word}', or '{digits} {word.removesuffix('s')}'"
    unit = POUNDS if pound_sign else parse_unit(suffix) if suffix else PURE
    return (value, unit) if unit is not None else f"'{suffix}' is no unit"


class _Descent:
    """The reading of one formula by recursive descent."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0
        self.nesting = 0

    def formula(self) -> Expression:
        """Read the whole text."""
        if self._next.kind == "end":
            raise _Stumble(0, "stands nothing", "expected a formula such as rate * months")
        expression, depth = self._sum()
        if self._next.text == ",":
            raise self._unexpected("the end of the formula; write numbers without thousands commas")
        if self._next.kind != "end":
            raise self._unexpected("an operator or the end of the formula")
        assert depth <= DEPTH_MAX, "the depth is checked where it grows"
        return expression

    @property
    def _next(self) -> _Token:
        return self.tokens[self.position]

    @property
    def _end(self) -> int:
        before = self.tokens[self.position - 1]
        return before.at + len(before.text)

    def _take(self, text: str, purpose: str) -> None:
        if self._next.text != text:
            raise self._unexpected(f"{text} {purpose}")
        self.position += 1

    def _unexpected(self, expected: str) -> _Stumble:
        token = self._next
        shown = f"stands {_shown(token.text)}" if token.text else "the formula ends"
        return _Stumble(token.at, shown, f"expected {expected}")

    def _deeper(self, depth: int) -> int:
        if depth >= DEPTH_MAX:
            raise _Stumble(
                self._next.at,
                f"more than {DEPTH_MAX} operations stand one upon the other",
                "put the lines in a group and name the group, or split the formula over components",
                "formula.too-deep",
            )
        return depth + 1

    def _sum(self) -> tuple[Expression, int]:
        return self._chain("+-")

    def _chain(self, signs: str) -> tuple[Expression, int]:
        below = self._product if signs == "+-" else self._signed
        left, depth = below()
        while self._next.kind == "sign" and self._next.text in signs:
            token = self._next
            self.position += 1
            right, right_depth = below()
            span = (left.span[0], self._end)
            left = Operation(token.text, left, right, span, token.at)
            depth = self._deeper(max(depth, right_depth))
        return left, depth

    def _product(self) -> tuple[Expression, int]:
        return self._chain("*/")

    def _signed(self) -> tuple[Expression, int]:
        start, count = self._next.at, 0
        while self._next.text == "-":
            self.position += 1
            count += 1
        operand, depth = self._atom()
        for _ in range(count):
            operand, depth = Negation(operand, (start, self._end)), self._deeper(depth)
        return operand, depth

    def _atom(self) -> tuple[Expression, int]:
        token = self._next
        if token.kind == "number":
            return self._number(token), 1
        if token.kind == "word":
            self.position += 1
            if token.text in FUNCTIONS:
                return self._function(token)
            return self._name(token), 1
        if token.text == "(":
            return self._bracket()
        raise self._unexpected("a number, a name or a bracket")

    def _number(self, token: _Token) -> Number:
        read = read_number(token.text)
        if isinstance(read, str):
            raise _Stumble(token.at, f"stands '{token.text[:40]}'", read, "formula.number")
        self.position += 1
        return Number(read[0], read[1], (token.at, self._end))

    def _open(self, purpose: str) -> None:
        self._take("(", purpose)
        self.nesting += 1
        if self.nesting > NESTING_MAX:
            raise _Stumble(
                self._next.at,
                f"brackets stand more than {NESTING_MAX} deep",
                "split the formula over components",
                "formula.too-deep",
            )

    def _close(self, purpose: str) -> None:
        self._take(")", purpose)
        self.nesting -= 1

    def _bracket(self) -> tuple[Expression, int]:
        self._open("")
        inner, depth = self._sum()
        self._close("to close the bracket")
        return inner, depth

    def _function(self, word: _Token) -> tuple[Expression, int]:
        self._open(f"after {word.text}")
        first, depth = self._sum()
        if word.text == "sum":
            dimensions: list[str] = []
            while self._next.text == ",":
                self.position += 1
                dimensions.append(self._word("the name of a dimension"))
            if not dimensions:
                raise self._unexpected("a comma and the dimension to sum over")
            self._close("to close sum")
            return Summation(first, tuple(dimensions), (word.at, self._end)), self._deeper(depth)
        operands = [first]
        while self._next.text == ",":
            self.position += 1
            operand, operand_depth = self._sum()
            operands.append(operand)
            depth = max(depth, operand_depth)
        self._close(f"to close {word.text}")
        return Extreme(word.text, tuple(operands), (word.at, self._end)), self._deeper(depth)

    def _word(self, expected: str) -> str:
        token = self._next
        if token.kind != "word" or token.text in RESERVED:
            raise self._unexpected(expected)
        self.position += 1
        return token.text

    def _name(self, word: _Token) -> Covered | Name:
        if word.text in {duration.value for duration in Duration}:
            return Covered(Duration(word.text), (word.at, self._end))
        if word.text in RESERVED:
            self.position -= 1
            raise self._unexpected("a number, a name or a bracket")
        picks, comparative = self._picks(), ""
        if self._next.text == "@":
            self.position += 1
            comparative = self._word("the name of a comparative")
        return Name(word.text, picks, comparative, (word.at, self._end))

    def _picks(self) -> tuple[Pick, ...]:
        if self._next.text != "[":
            return ()
        picks: list[Pick] = []
        while not picks or self._next.text == ",":
            self.position += 1
            word = self._word("the name of a member")
            if self._next.text == "=":
                self.position += 1
                picks.append(Pick(self._word("the name of a member"), word))
            else:
                picks.append(Pick(word))
        self._take("]", "after the members")
        return tuple(picks)
