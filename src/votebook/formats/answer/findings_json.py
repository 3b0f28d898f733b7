"""Findings as JSON: codes, severities, places and sentences, for another program to read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from votebook.core.check.finding import Finding, Severity
from votebook.core.measure.source import Fault
from votebook.formats.answer.explanation_json import exact_text, place_value

Json = dict[str, object]


def findings_json(findings: Sequence[Finding]) -> str:
    """Write findings as one JSON document, roots with their symptoms, and the counts."""
    counts = {severity.value: sum(f.severity is severity for f in findings) for severity in Severity}
    document: Json = {"findings": [_finding(finding) for finding in findings], "counts": counts}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def faults_json(faults: Sequence[Fault]) -> str:
    """Write the faults of a book that cannot be used as one JSON document."""
    document = {"faults": [_fault(fault) for fault in faults]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "explanation": finding.explain(),
        "size": exact_text(finding.size),
        "places": [place for place in map(place_value, finding.places) if place],
        "settlements": list(finding.settlements),
        "symptoms": [
            {"explanation": symptom.explain(), "place": place_value(symptom.place)}
            for symptom in finding.symptoms
        ],
    }


def _fault(fault: Fault) -> Json:
    return {
        "code": fault.code,
        "place": place_value(fault.place),
        "found": fault.found,
        "expected": fault.expected,
        "nearest": fault.nearest,
    }
