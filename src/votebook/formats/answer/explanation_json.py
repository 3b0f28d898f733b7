"""Explanation as JSON: the whole tree with exact values, for another program to read."""

from __future__ import annotations

import json
from fractions import Fraction

from votebook.core.measure.source import NOWHERE, Place, Source
from votebook.core.measure.unit import POUNDS
from votebook.core.plan.explanation.figure import Explanation
from votebook.core.plan.explanation.reason import Reason
from votebook.core.report.figure import print_decimal

Json = dict[str, object]


def explanation_json(explanation: Explanation) -> str:
    """Write an explanation as one JSON document, its keys in a fixed order."""
    document = {"ref": explanation.ref, "year": explanation.year, "reason": _reason(explanation.root)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def exact_text(value: Fraction) -> str:
    """A decimal where it ends within ten places, otherwise the fraction itself.

    >>> exact_text(Fraction(1, 20)), exact_text(Fraction(1, 3))
    ('0.05', '1/3')
    """
    return print_decimal(value) if (value * 10**10).denominator == 1 else str(value)


def place_value(place: Place) -> Json | None:
    """A place as file, line and column; nothing for a value that stands in no file."""
    if place == NOWHERE:
        return None
    return {"file": place.file, "line": place.line, "column": place.column}


def _reason(reason: Reason) -> Json:
    value: Json = {
        "kind": reason.kind.value,
        "ref": reason.ref,
        "title": reason.title,
        "text": reason.text,
        "sign": reason.sign,
        "counted": reason.is_counted,
        "ours": reason.is_ours,
        "unit": str(reason.unit),
        "exact": None if reason.value is None else exact_text(reason.value),
    }
    if reason.value is not None and reason.unit == POUNDS and (reason.value * 100).denominator == 1:
        value["pence"] = (reason.value * 100).numerator
    value |= _input(reason)
    if reason.rounding:
        value["rounding"] = {
            "exact": exact_text(reason.rounding.exact),
            "pence": reason.rounding.rounded.pence,
            "rule": "to the penny, half away from zero",
        }
    value |= {"remarks": list(reason.remarks), "opening": reason.opening.value}
    value["parts"] = [_reason(part) for part in reason.parts]
    return value


def _input(reason: Reason) -> Json:
    """What is known of an input: since when, within what bounds, from where."""
    found: Json = {
        "since": reason.since.isoformat() if reason.since else None,
        "low": None if reason.low is None else exact_text(reason.low),
        "high": None if reason.high is None else exact_text(reason.high),
        "source": _source(reason.source),
        "place": place_value(reason.place),
    }
    return {key: value for key, value in found.items() if value is not None}


def _source(source: Source | None) -> Json | None:
    return {"kind": source.kind.value, "reference": source.reference} if source else None
