"""The tree of the project, as the shape tests read it: its files, and its Python parsed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The root of this checkout."""

CODE = ("src", "tests", "bench", "docs")
"""The folders that hold Python of ours."""

_FOREIGN = {"build", "dist", "__pycache__"}


def files(root: Path, folders: tuple[str, ...], suffix: str) -> Iterator[Path]:
    """Every file of a kind in some folders, in order, leaving out what tools make."""
    for folder in folders:
        for path in sorted((root / folder).rglob(f"*{suffix}")):
            parts = path.relative_to(root).parts
            if not any(
                part in _FOREIGN or part.startswith(".") or part.endswith(".egg-info") for part in parts
            ):
                yield path


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(root: Path, path: Path, line: int = 0) -> str:
    """How a violation names its place."""
    place = path.relative_to(root).as_posix()
    return f"{place}:{line}" if line else place


def plant(root: Path, path: str, text: str) -> Path:
    """Write a file into a temporary tree, for the failing twin of a shape test."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target
