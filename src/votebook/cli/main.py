"""Main: where the command ``votebook`` begins, with nothing read yet that could delay it."""

from __future__ import annotations

import gc
import sys

from votebook.cli.loading import load
from votebook.wiring.guard import guarded


def main() -> None:
    """Answer the question on the command line and leave with its exit code."""
    gc.set_threshold(100_000)  # a run is short: collecting while modules are read only makes it longer
    sys.exit(guarded(_answer))


def _answer() -> int:
    code: int = load("votebook.cli.commands").run(sys.argv[1:])
    return code
