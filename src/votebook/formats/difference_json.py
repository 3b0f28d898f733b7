"""A difference between two versions as JSON: exact pence, and every departure with both sides."""

from __future__ import annotations

import json

from votebook.core.measure.money import Money
from votebook.core.report.difference import AmountDifference, Difference

Json = dict[str, object]


def difference_json(difference: Difference) -> str:
    """Write a difference as one JSON document; amounts are whole pence, null where there is none."""
    document: Json = {
        "before": difference.before,
        "after": difference.after,
        "same": difference.is_empty,
        "unit": "pence",
        "years": list(difference.years),
        "lines": [
            {**_amount(amount), "was_in": _innermost(amount.was_in), "is_in": _innermost(amount.is_in)}
            for amount in difference.amounts
        ],
        "totals": [_amount(total) for total in difference.totals],
        "departures": [
            {
                "subject": departure.subject.value,
                "how": departure.how.value,
                "about": departure.about,
                "particular": departure.particular,
                "before": departure.before,
                "after": departure.after,
                "keeps": departure.keeps,
            }
            for departure in difference.departures
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _amount(amount: AmountDifference) -> Json:
    return {
        "ref": amount.ref,
        "number": amount.number,
        "title": amount.title,
        "year": amount.year,
        "is_line": amount.is_line,
        "before": _pence(amount.before),
        "after": _pence(amount.after),
        "difference": amount.difference.pence,
    }


def _innermost(around: tuple[str, ...]) -> str | None:
    return around[0] if around else None


def _pence(amount: Money | None) -> int | None:
    return amount.pence if amount else None
