"""The pictures of the README show what the program answers today."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.books import Asked

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
BOOK = ROOT / "examples/sec-2020-23"


def words_in(picture: Path) -> list[str]:
    """The words of a picture, line by line from the top."""
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    texts = sorted(
        (float(text.get("y", "0")), float(text.get("x", "0")), text.text or "")
        for text in root.iter(f"{SVG}text")
    )
    return " ".join(text for _, _, text in texts).split()


@pytest.mark.parametrize(
    ("picture", "question"),
    [("show", ("show", BOOK, "table_01")), ("explain", ("explain", BOOK, "contingency_provision"))],
)
def test_a_picture_shows_the_answer_of_today(picture: str, question: tuple[object, ...], ask: Asked) -> None:
    code, answer, _ = ask(*question)

    shown = words_in(ROOT / f"docs/pictures/{picture}.svg")
    assert code == 0
    assert shown[shown.index(answer.split()[0]) :] == answer.split()
