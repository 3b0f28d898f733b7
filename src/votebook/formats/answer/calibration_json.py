"""Calibration as JSON: rates, ranges, residuals and limitations, exact, for another program."""

from __future__ import annotations

import json

from votebook.core.plan.calibration import Calibration
from votebook.formats.answer.explanation_json import exact_text

Json = dict[str, object]


def calibration_json(calibrations: dict[str, Calibration]) -> str:
    """Write calibrations by the parameter that was fitted as one JSON document."""
    document = {"calibrations": [_calibration(rate, found) for rate, found in calibrations.items()]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _calibration(rate: str, found: Calibration) -> Json:
    return {
        "rate": rate,
        "driver": found.parameter,
        "year": found.year,
        "unit": "£",
        "rates": [
            {
                "member": one.member,
                "title": one.title,
                "rate": exact_text(one.rate),
                "exact": str(one.exact),
                "lowest": str(one.lowest),
                "highest": str(one.highest),
            }
            for one in found.rates
        ],
        "reconciling": [
            {
                "member": one.member,
                "title": one.title,
                "published": exact_text(one.published),
                "fitted": exact_text(one.fitted),
                "residual": exact_text(one.residual),
            }
            for one in found.reconciling
        ],
        "limitations": [
            {"code": one.code, "about": list(one.about), "sentence": one.sentence}
            for one in found.limitations
        ],
        "share_explained": str(found.share_explained),
    }
