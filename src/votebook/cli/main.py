"""Main: where the command ``votebook`` begins, with nothing read yet that could delay it."""

from __future__ import annotations

import sys
from importlib import import_module

from votebook.wiring.guard import guarded


def main() -> None:
    """Answer the question on the command line and leave with its exit code."""
    sys.exit(guarded(_answer))


def _answer() -> int:
    code: int = import_module("votebook.cli.commands").run(sys.argv[1:])
    return code
