"""Explanation as text: a figure's build-up, read from the top, with its sources at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from votebook.core.measure.money import Money
from votebook.core.measure.unit import POUNDS, Unit
from votebook.core.plan.explanation.figure import Explanation
from votebook.core.plan.explanation.reason import Opening, Reason, ReasonKind, every_reason
from votebook.core.plan.explanation.working import spell_date
from votebook.core.report.figure import print_decimal
from votebook.formats.answer.ink import Ink, Inked, set_page
from votebook.formats.lettering import clean, right, width, wrap

PAGE_WIDTH = 100
"""The widest page that still reads comfortably, in columns."""

_STEP = 2
_NAMED = (ReasonKind.LINE, ReasonKind.CATEGORY, ReasonKind.CELL)
_SUMS = (
    ReasonKind.CATEGORY,
    ReasonKind.BUDGET,
    ReasonKind.COMPARATIVE,
    ReasonKind.MEMBER,
    ReasonKind.CONTRACT,
)
_SIGNS = {"*": "× ", "/": "÷ ", "-": "− ", "+": "+ ", "min": "at most ", ",": "or "}


def explanation_text(explanation: Explanation, page_width: int = PAGE_WIDTH, is_inked: bool = False) -> str:
    """Set an explanation for a terminal or a printer."""
    page = _Page(min(page_width, PAGE_WIDTH))
    return set_page(page.lines(explanation), is_inked)


@dataclass(frozen=True)
class _Page:
    """One page being set, with the sources met so far in the order of their numbers."""

    across: int
    sources: dict[str, int] = field(default_factory=dict)

    def lines(self, explanation: Explanation) -> Iterator[Inked]:
        """The heading, the steps, how it was rounded, and where the inputs come from."""
        root = explanation.root
        yield from self._row(0, _heading(root), print_quantity(root), Ink.STRONG)
        yield from self._words(0, " · ".join(filter(None, _identity(explanation))))
        yield Inked("─" * self.across, Ink.QUIET)
        yield from self._beneath(root, 0)
        if root.parts:
            yield Inked("─" * self.across, Ink.QUIET)
        yield from self._conclusion(root)
        yield from self._foot(root)

    def _conclusion(self, root: Reason) -> Iterator[Inked]:
        for remark in root.remarks:
            yield from self._words(0, remark)
        rounding = root.rounding
        if rounding is None:
            if root.kind in _SUMS and root.counted and root.value is not None:
                yield from self._row(0, "The parts add to it; sums are never rounded.", print_quantity(root))
            return
        if rounding.is_exact:
            words = "It comes to whole pence, so nothing was rounded."
        else:
            exact = print_value(rounding.exact, POUNDS)
            words = f"Exactly {exact}, rounded once to the penny, half away from zero."
        yield from self._row(0, words, str(rounding.rounded))

    def _foot(self, root: Reason) -> Iterator[Inked]:
        if self.sources:
            yield Inked("")
            yield Inked("Sources", Ink.STRONG)
            for source, number in self.sources.items():
                mark = right(f"[{number}]", 4)
                for line in wrap(f"{mark} {clean(source)}", self.across, 5):
                    yield Inked(line, Ink.QUIET)
        openings = {reason.opening for reason in every_reason(root)}
        if Opening.DEEPER in openings:
            yield Inked("")
            words = (
                "Lines, groups and cells named here are not opened; explain them by name, or add --depth 1."
            )
            yield from self._words(0, words)

    def _beneath(self, reason: Reason, level: int) -> Iterator[Inked]:
        for part in reason.parts:
            yield from self._step(part, level)

    def _step(self, reason: Reason, level: int) -> Iterator[Inked]:
        sign = _SIGNS.get(reason.sign, "")
        title = clean(reason.title or reason.text)
        if reason.kind is ReasonKind.VALUE and reason.since and not title:
            title, reason = f"From {spell_date(reason.since)}", replace(reason, since=None)
        if reason.kind in _NAMED:
            number = f"{clean(reason.text)} " if reason.text and reason.text != reason.ref else ""
            title = f"{number if reason.kind is ReasonKind.LINE else ''}{title} ({reason.ref})"
        yield from self._row(level, f"{sign}{title}", print_quantity(reason))
        inner = level + 1
        for remark in reason.remarks:
            yield from self._words(inner, remark)
        if reason.rounding and not reason.rounding.is_exact:
            exact = print_value(reason.rounding.exact, POUNDS)
            yield from self._words(inner, f"Exactly {exact}, rounded once to the penny.")
        yield from self._words(inner, " · ".join(self._facts(reason)))
        if reason.opening is Opening.ELSEWHERE:
            yield from self._words(inner, "It is opened where it is first named.")
        yield from self._beneath(_without_echo(reason), inner)

    def _facts(self, reason: Reason) -> Iterator[str]:
        """What is known of a step beside its figure: its formula or name, since when, where, from what."""
        if reason.text and reason.kind in (ReasonKind.COMPONENT, ReasonKind.PARAMETER):
            yield reason.text
        if reason.since:
            yield f"from {spell_date(reason.since)}"
        if reason.low is not None:
            yield f"at least {print_value(reason.low, reason.unit)}"
        if reason.high is not None:
            yield f"at most {print_value(reason.high, reason.unit)}"
        if reason.kind not in _NAMED and reason.place.file:
            yield f"{reason.place.file}:{reason.place.line}"
        if reason.source:
            yield f"[{self.sources.setdefault(str(reason.source), len(self.sources) + 1)}]"

    def _words(self, level: int, words: str) -> Iterator[Inked]:
        indent = self._indent(level)
        for line in wrap(clean(words), self.across - len(indent)) if words else ():
            yield Inked(indent + line, Ink.QUIET)

    def _row(self, level: int, title: str, figure: str, ink: Ink = Ink.PLAIN) -> Iterator[Inked]:
        """A title with its figure at the right edge, the figure beside the title's last line."""
        indent = self._indent(level)
        room = max(12, self.across - len(indent) - width(figure) - 2)
        *before, last = wrap(title, room, 2)
        for line in before:
            yield Inked(indent + line, ink)
        yield Inked(indent + last + right(figure, self.across - len(indent) - width(last)), ink)

    def _indent(self, level: int) -> str:
        return " " * min(level * _STEP, self.across // 3)


def _without_echo(reason: Reason) -> Reason:
    """Leave out what only repeats the formula printed above it, and keep what it rests on."""
    if all(part.kind in (ReasonKind.NUMBER, ReasonKind.OPERATION) for part in _beneath(reason)):
        return replace(reason, parts=())
    if reason.kind is ReasonKind.COMPONENT and len(reason.parts) == 1:
        only = reason.parts[0]
        return only if only.kind is ReasonKind.OPERATION and not only.remarks else reason
    return reason


def _beneath(reason: Reason) -> Iterator[Reason]:
    return (one for part in reason.parts for one in every_reason(part))


def _heading(root: Reason) -> str:
    number = f"{root.text} " if root.kind is ReasonKind.LINE and root.text else ""
    return clean(f"{number}{root.title}")


def _identity(explanation: Explanation) -> tuple[str, ...]:
    root = explanation.root
    place = f"{root.place.file}:{root.place.line}" if root.place.file else ""
    return (root.kind.value, explanation.ref, explanation.year, place)


def print_quantity(reason: Reason) -> str:
    """Print what a reason comes to, with its unit; a dash where there is none."""
    return "–" if reason.value is None else print_value(reason.value, reason.unit)


def print_value(value: Fraction, unit: Unit) -> str:
    """Print an exact value with its unit, and say by dots where digits were left out.

    >>> print_value(Fraction(675), POUNDS), print_value(Fraction(1, 3), Unit())
    ('£675.00', '0.333333…')
    """
    if unit == POUNDS and (value * 100).denominator == 1:
        return str(Money((value * 100).numerator))
    number = _decimal(abs(value))
    words = str(unit)
    if words.startswith("£"):
        text = f"£{number}{words.removeprefix('£')}"
    elif unit.is_pure:
        text = number
    else:
        text = f"{number} {words if value == 1 or not words.islower() else plural(words)}"
    return f"({text})" if value < 0 else text


def plural(word: str) -> str:
    """The plural of a unit that is a plain word; one that is a quotient keeps its form.

    >>> plural("meeting"), plural("day"), plural("copy"), plural("box"), plural("seat/month")
    ('meetings', 'days', 'copies', 'boxes', 'seat/month')
    """
    if not word.isalpha():
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _decimal(value: Fraction) -> str:
    """A decimal with thousands commas, of at most six places."""
    is_short = (value * 10**6).denominator == 1
    cut = value if is_short else Fraction(value * 10**6 // 1, 10**6)
    whole, _, places = print_decimal(cut).partition(".")
    return f"{int(whole):,}{f'.{places}' if places else ''}{'' if is_short else '…'}"
