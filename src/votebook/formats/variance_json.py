"""The split of a variance as JSON: exact pence for every part, and the inputs behind them."""

from __future__ import annotations

import json

from votebook.core.report.bridge.cause import Cause
from votebook.core.report.bridge.component import Effect
from votebook.core.report.variance import VarianceRow, VarianceSplit

Json = dict[str, object]


def variance_json(split: VarianceSplit) -> str:
    """Write the split of a variance as one JSON document; amounts are whole pence."""
    rows = [_row(row) for row in split.rows]
    document: Json = {"of": split.of, "against": split.against, "unit": "pence", "rows": rows}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _row(row: VarianceRow) -> Json:
    return {
        "ref": row.ref,
        "number": row.number,
        "title": row.title,
        "moved_from": row.moved_from,
        "level": row.level,
        "is_line": row.is_line,
        "of": row.of.pence,
        "against": row.against.pence,
        "variance": row.variance.pence,
        "reads": {"A": "adverse", "F": "favourable", "": "none"}[row.letter],
        "parts": {cause.value: row.parts.part(cause).pence for cause in Cause},
        "inputs": [_effect(effect) for effect in row.effects],
    }


def _effect(effect: Effect) -> Json:
    return {
        "component": effect.component,
        "input": str(effect.input) if effect.input else None,
        "cause": effect.cause.value if effect.cause else None,
        "pounds": str(effect.pounds),
    }
