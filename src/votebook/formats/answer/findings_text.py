"""Findings as text: what is odd in a book, the gravest first, what only follows beneath its root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from votebook.core.check.finding import Finding, Severity
from votebook.core.measure.source import Fault, Place
from votebook.formats.answer.ink import Ink, Inked, set_page
from votebook.formats.lettering import clean, wrap

PAGE_WIDTH = 100
"""The widest page that still reads comfortably, in columns."""

UNUSABLE = "The book cannot be calculated until this is mended:"
"""What stands above faults when a book was to be used."""

PLACES_MAX = 5
"""The most places that are named beside a finding; JSON names them all."""

_HEADINGS = {
    Severity.ERROR: "Figures that are wrong",
    Severity.WARNING: "What needs a decision",
    Severity.NOTE: "For the record",
}
_COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def findings_text(findings: Sequence[Finding], page_width: int = PAGE_WIDTH, is_inked: bool = False) -> str:
    """Set findings for a terminal or a printer, and close with a count."""
    return set_page(_lines(findings, min(page_width, PAGE_WIDTH)), is_inked)


def faults_text(faults: Sequence[Fault], heading: str = UNUSABLE, page_width: int = PAGE_WIDTH) -> str:
    """Set the faults of a book that cannot be used, in the order of its files, and count them.

    Faults are told where errors are, which may be another place than a terminal, so without ink.
    """
    return set_page(_fault_lines(faults, heading, min(page_width, PAGE_WIDTH)), is_inked=False)


def _lines(findings: Sequence[Finding], across: int) -> Iterator[Inked]:
    number = 0
    for severity in Severity:
        mine = [finding for finding in findings if finding.severity is severity]
        if not mine:
            continue
        yield Inked(_HEADINGS[severity], Ink.STRONG)
        yield Inked("─" * across, Ink.QUIET)
        for finding in mine:
            number += 1
            yield from _finding(finding, number, across)
            yield Inked("")
    yield from _words(count_findings(findings), across, "", Ink.STRONG)


def _finding(finding: Finding, number: int, across: int) -> Iterator[Inked]:
    indent = " " * 5
    first, *others = wrap(clean(finding.explain()), across - len(indent))
    yield Inked(f"{number:>3}. {first}")
    for line in others:
        yield Inked(indent + line)
    places = _places(finding.places)
    more = [f"and {len(places) - PLACES_MAX} more"] if len(places) > PLACES_MAX else []
    beside = " · ".join([finding.code, *places[:PLACES_MAX], *more])
    yield from _words(beside, across, indent, Ink.QUIET)
    for symptom in finding.symptoms:
        where = f" ({_place(symptom.place)})" if symptom.place.file else ""
        inner = across - len(indent) - 4
        first, *others = wrap(f"{clean(symptom.explain())}{where}", inner)
        yield Inked(f"{indent}  └ {first}", Ink.QUIET)
        for line in others:
            yield Inked(f"{indent}    {line}", Ink.QUIET)


def count_findings(findings: Sequence[Finding]) -> str:
    """Count findings in a sentence, and what only follows from them.

    >>> count_findings(())
    'Nothing was found. The book agrees with itself and with any figures published from it.'
    """
    if not findings:
        return "Nothing was found. The book agrees with itself and with any figures published from it."
    counts = [(sum(f.severity is s for f in findings), word) for s, word in _COUNTED.items()]
    said = [_count(count, word) for count, word in counts if count]
    followers = sum(len(finding.symptoms) for finding in findings)
    verb = "follows" if followers == 1 else "follow"
    after = f"; {_count(followers, 'further figure')} only {verb} from them" if followers else ""
    return f"{_count(len(findings), 'finding')}: {', '.join(said)}{after}."


def _fault_lines(faults: Sequence[Fault], heading: str, across: int) -> Iterator[Inked]:
    yield from _words(heading, across, "", Ink.STRONG)
    yield Inked("")
    for fault in sorted(faults, key=lambda fault: fault.place):
        first, *others = wrap(f"{clean(fault.explain().removeprefix(': '))} ({fault.code})", across - 2)
        yield Inked(f"  {first}")
        for line in others:
            yield Inked(f"    {line}")
    yield Inked("")
    yield Inked(f"{_count(len(faults), 'fault')}; no figure was calculated.")


def _count(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _places(places: Iterable[Place]) -> list[str]:
    return list(dict.fromkeys(_place(place) for place in places if place.file))


def _place(place: Place) -> str:
    return f"{place.file}:{place.line}" if place.line else place.file


def _words(words: str, across: int, indent: str, ink: Ink) -> Iterator[Inked]:
    for line in wrap(words, across - len(indent)):
        yield Inked(indent + line, ink)
