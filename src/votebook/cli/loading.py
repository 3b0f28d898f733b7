"""Loading: a module read by its name when it is needed, so that a question waits for nothing else."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(module: str) -> Any:  # noqa: ANN401 - a module, of which only the caller knows the functions
    """Read a module of the program by its dotted name."""
    return import_module(module)
