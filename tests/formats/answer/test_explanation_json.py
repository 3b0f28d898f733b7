"""An explanation as JSON is the whole tree, its values exact."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.core.plan.small_book import calculated
from votebook.core.plan.explanation.figure import explain
from votebook.formats.answer.explanation_json import exact_text, explanation_json

SMALL = calculated()


def test_the_tree_keeps_values_units_sources_and_places() -> None:
    document = json.loads(explanation_json(explain(SMALL, "website", "2020/21")))

    line = document["reason"]
    support = line["parts"][0]["parts"][0]["parts"][0]
    assert (document["ref"], document["year"], line["pence"]) == ("website", "2020/21", 2_000_000)
    assert support["exact"] == "675"
    assert support["unit"] == "£/month"
    assert support["since"] == "2020-04-01"
    assert support["source"] == {"kind": "contract", "reference": "Agreement 7"}
    assert support["place"] == {"file": "parameters.csv", "line": 2, "column": 0}


def test_rounding_is_kept_with_its_rule() -> None:
    document = json.loads(explanation_json(explain(SMALL, "panel", "2020/21")))

    assert document["reason"]["rounding"] == {
        "exact": "138873.21994",
        "pence": 13_887_322,
        "rule": "to the penny, half away from zero",
    }


def test_what_is_not_there_is_null_or_left_out() -> None:
    document = json.loads(explanation_json(explain(SMALL, "idle", "2020/21")))

    assert document["reason"]["exact"] is None
    assert "pence" not in document["reason"]
    assert "rounding" not in document["reason"]


@pytest.mark.parametrize(("value", "text"), [("0.05", "0.05"), ("1/3", "1/3"), ("-2", "-2")])
def test_a_value_is_written_exactly(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text
