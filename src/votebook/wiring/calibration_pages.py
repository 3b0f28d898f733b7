"""Calibration pages: implied rates and what they leave open, for a reader or for a program."""

from __future__ import annotations

from collections.abc import Sequence

from votebook.app.calibrating import Calibrated
from votebook.formats.answer.calibration_json import calibration_json
from votebook.formats.answer.calibration_text import calibration_text
from votebook.wiring.settings import Settings


def calibration_page(calibrated: Sequence[Calibrated], settings: Settings, *, is_json: bool) -> str:
    """Set calibrations one after the other as text, or write them as JSON."""
    if is_json:
        return calibration_json({one.rate: one.calibration for one in calibrated})
    pages = (
        calibration_text(one.calibration, one.rate, settings.page_width, settings.is_inked)
        for one in calibrated
    )
    return "\n".join(pages)
