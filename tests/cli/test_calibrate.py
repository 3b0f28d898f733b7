"""Rates are fitted to what was published, written back on request, and change no provision."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.books import Asked

SEC = Path(__file__).parents[2] / "examples/sec-2020-23"


@pytest.fixture
def sec(tmp_path: Path) -> Path:
    """A copy of the example book whose rates may be written."""
    return Path(shutil.copytree(SEC, tmp_path / "sec"))


def test_the_example_already_has_the_rates_that_its_paper_implies(sec: Path, ask: Asked) -> None:
    before = {path: path.read_bytes() for path in sec.rglob("*") if path.is_file()}

    code, out, err = ask("calibrate", sec, "--write")

    assert code == 0
    assert "134,994" in out
    assert "What the figures cannot tell" in out
    assert err == "The book already has these rates.\n"
    assert {path: path.read_bytes() for path in before} == before


def test_a_rate_that_was_changed_is_fitted_again_to_the_published_amounts(sec: Path, ask: Asked) -> None:
    rates = sec / "tables/grade_rate.csv"
    published = rates.read_bytes()
    rates.write_bytes(published.replace(b"134994", b"100000"))

    code, _, err = ask("calibrate", sec, "grade_rate", "--year", "2020/21", "--write")

    assert (code, err) == (0, "Written: tables/grade_rate.csv.\n")
    assert rates.read_bytes() == published


def test_json_has_rates_residuals_and_limitations(ask: Asked) -> None:
    (found,) = json.loads(ask("calibrate", SEC, "--json")[1])["calibrations"]

    assert [rate["rate"] for rate in found["rates"]] == ["134994", "143295", "195913", "319663", "319663"]
    assert found["reconciling"][0]["residual"] == "-348"
    assert found["limitations"]
