"""The documentation is true: examples print what they claim, links lead somewhere, pages are current."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape.examples import (
    Example,
    broken_links,
    commands,
    differs,
    examples,
    pages,
    wrong_outputs,
    wrong_python,
)
from tests.shape.tree import ROOT, plant


def named(example: Example) -> str:
    """How an example is called in the list of tests."""
    return f"{example.page}:{example.line}"


@pytest.mark.parametrize("example", examples(ROOT, "console"), ids=named)
def test_a_command_prints_what_its_page_claims(example: Example, tmp_path: Path) -> None:
    assert wrong_outputs(example, tmp_path) == ()


def test_python_on_a_page_does_what_it_claims() -> None:
    found = [*examples(ROOT, "python"), *examples(ROOT, "pycon")]

    assert [said for example in found for said in wrong_python(example)] == []


def test_links_between_pages_lead_somewhere() -> None:
    assert broken_links(ROOT) == ()


def test_the_readme_shows_commands_with_their_output() -> None:
    shown = [output for e in examples(ROOT, "console") if e.page == "README.md" for _, output in commands(e)]

    assert any(output.strip() for output in shown)


def test_every_page_has_one_title() -> None:
    titles = {
        str(page): sum(line.startswith("# ") for line in _prose(page.read_text(encoding="utf-8")))
        for page in pages(ROOT)
    }

    assert [page for page, count in titles.items() if count != 1] == []


def test_the_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_page_that_is_not_current_is_caught(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check", "--into", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "make docs" in done.stdout


def test_a_false_claim_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "# A\n\n```console\n$ votebook --help\nNothing of the kind\n```\n")
    (example,) = examples(tmp_path, "console")

    (said,) = wrong_outputs(example, tmp_path)

    assert said.startswith("docs/a.md:4 $ votebook --help\n")


def test_false_python_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "# A\n\n```python\n>>> 1 + 1\n3\n```\n")
    (example,) = examples(tmp_path, "python")

    assert "Got:\n    2" in "".join(wrong_python(example))


def test_a_link_to_nowhere_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "docs/a.md", "# A\n\n[here](a.md#part), [there](b.md), [away](https://example.org/)\n")

    assert broken_links(tmp_path) == ("docs/a.md links to b.md",)


def test_three_dots_stand_for_any_lines_and_columns_may_be_spaced_otherwise() -> None:
    assert not differs("first   1\n...\nlast 3\n", "first 1\nmiddle 2\nlast 3\n")
    assert differs("first 1\n...\nlast 4\n", "first 1\nmiddle 2\nlast 3\n")


def _prose(text: str) -> list[str]:
    """The lines of a page outside its fenced blocks."""
    lines: list[str] = []
    is_code = False
    for line in text.splitlines():
        is_code ^= line.startswith("```")
        if not is_code:
            lines.append(line)
    return lines
