"""Months as JSON: a year's lines over its months in whole pence."""

from __future__ import annotations

import json

from votebook.app.spreading import MonthlySpread


def months_json(spread: MonthlySpread) -> str:
    """Write a spread as one JSON document."""
    document = {
        "title": spread.title,
        "year": spread.year,
        "months": [month.isoformat()[:7] for month in spread.months],
        "lines": [
            {
                "ref": row.ref,
                "title": row.title,
                "profile": row.profile,
                "pence": [month.pence for month in row.months],
                "year_pence": row.year.pence,
            }
            for row in spread.rows
        ],
        "unplaced_pence": spread.unplaced.pence,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
