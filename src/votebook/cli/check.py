"""The command ``check``: what is odd in a book."""

from __future__ import annotations

import typer

from votebook.app.examination import check_book, needs_action
from votebook.cli.asking import FOUND, BookArgument, JsonOption, opened, settings, tell_faults
from votebook.wiring.finding_pages import finding_page


def answer(book: BookArgument, is_json: JsonOption = False) -> None:
    """Check a book and its published paper.

    Findings come gravest first; figures that are odd only because of another stand beneath it.
    The exit code is 1 when any finding needs a correction or a decision; notes alone leave it at 0.

    \b
    votebook check examples/sec-2020-23
    votebook check my-budget --json > findings.json
    """  # noqa: D301 - the sign keeps the lines of the example apart
    findings, faults = check_book(opened(book, is_json=is_json))
    if faults:
        tell_faults(faults, is_json=is_json)
    print(finding_page(findings, settings(), is_json=is_json), end="")
    raise typer.Exit(FOUND if needs_action(findings) else 0)
