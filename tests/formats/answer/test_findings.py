"""Findings stand gravest first with their symptoms beneath, and are counted; faults keep file order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction

from votebook.core.check.finding import Severity, Symptom
from votebook.core.measure.source import Fault, Place
from votebook.formats.answer.findings_json import faults_json, findings_json
from votebook.formats.answer.findings_text import count_findings, faults_text, findings_text
from votebook.formats.lettering import width


@dataclass(frozen=True)
class Odd:
    """A finding made for these tests."""

    severity: Severity
    text: str
    places: tuple[Place, ...] = (Place("lines.csv", 4, 2),)
    symptoms: tuple[Symptom, ...] = ()
    code: str = "check.odd"
    size: Fraction = Fraction(5, 2)
    settlements: tuple[str, str] = ("mend it", "keep it")

    def explain(self) -> str:
        return self.text


ROOT = Odd(
    Severity.ERROR, "The total is £5 short.", symptoms=(Symptom("Table 2 repeats it.", Place("b.csv", 9)),)
)
NOTE = Odd(Severity.NOTE, "Pence were not published.", tuple(Place("c.csv", n) for n in range(1, 9)))

PAGE = """\
Figures that are wrong
────────────────────────────────────────
  1. The total is £5 short.
     check.odd · lines.csv:4
       └ Table 2 repeats it. (b.csv:9)

For the record
────────────────────────────────────────
  2. Pence were not published.
     check.odd · c.csv:1 · c.csv:2 ·
     c.csv:3 · c.csv:4 · c.csv:5 · and 3
     more

2 findings: 1 error, 1 note; 1 further
figure only follows from them.
"""


def test_roots_stand_first_and_symptoms_beneath_them() -> None:
    assert findings_text((NOTE, ROOT), 40) == PAGE


def test_a_clean_book_is_told_so() -> None:
    assert findings_text(()).startswith("Nothing was found.")


def test_counts_are_said_as_they_are_read() -> None:
    findings = (ROOT, ROOT, Odd(Severity.WARNING, "Decide."))

    assert count_findings(findings) == (
        "3 findings: 2 errors, 1 warning; 2 further figures only follow from them."
    )


def test_a_long_finding_is_wrapped_to_the_page() -> None:
    page = findings_text((Odd(Severity.WARNING, "word " * 60 + "end"),), 50)

    assert max(width(line) for line in page.splitlines()) <= 50


def test_json_keeps_codes_places_and_symptoms() -> None:
    document = json.loads(findings_json((ROOT, NOTE)))

    assert document["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert document["findings"][0]["symptoms"] == [
        {"explanation": "Table 2 repeats it.", "place": {"file": "b.csv", "line": 9, "column": 0}}
    ]
    assert document["findings"][0]["size"] == "2.5"


FAULTS = (
    Fault(
        "formula.unknown-name", Place("components.csv", 3, 4), "stands 'suport'", "expected a name", "support"
    ),
    Fault("book.yaml", Place("book.yaml", 2), "a tab stands here", "use spaces"),
)


def test_faults_stand_in_the_order_of_the_files_and_are_counted() -> None:
    page = faults_text(FAULTS)

    assert page.index("book.yaml:2") < page.index("components.csv:3:4")
    assert page.endswith("2 faults; no figure was calculated.\n")
    assert f"Did you mean support? ({FAULTS[0].code})" in " ".join(page.split())


def test_faults_may_stand_under_a_heading_of_their_own() -> None:
    page = faults_text(FAULTS[:1], "No book was made:")

    assert page.startswith("No book was made:\n")
    assert page.endswith("1 fault; no figure was calculated.\n")


def test_faults_as_json_keep_their_parts() -> None:
    document = json.loads(faults_json(FAULTS))

    assert document["faults"][0]["nearest"] == "support"
    assert document["faults"][1]["place"] == {"file": "book.yaml", "line": 2, "column": 0}
