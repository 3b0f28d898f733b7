"""Fixtures for commands: the small book, and a way to ask questions of it inside this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.books import Asked, write_book
from votebook.cli.commands import run
from votebook.wiring.guard import guarded


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small sound book."""
    return write_book(tmp_path / "small")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Ask a question and get its exit code, its answer and its errors."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def asked(*arguments: object) -> tuple[int, str, str]:
        code = guarded(lambda: run([str(argument) for argument in arguments]))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return asked
