"""The lock names one exact version of everything we depend on, and nothing of anybody's machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.shape.tree import ROOT, plant

_PINNED = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)")


def requirements(root: Path) -> tuple[Requirement, ...]:
    """What the project says it needs to run, to be tested and to be built."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {})
    named = [
        *project["project"]["dependencies"],
        *extras.get("dev", ()),
        *project["build-system"]["requires"],
    ]
    return tuple(Requirement(text) for text in named)


def loose_ends(root: Path) -> tuple[str, ...]:
    """The lines of the lock that pin nothing, and the requirements that no line meets."""
    lines = (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    found = [line for line in lines if not _PINNED.fullmatch(line)]
    pinned = {canonicalize_name(m[1]): m[2] for m in map(_PINNED.fullmatch, lines) if m}
    for requirement in requirements(root):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{requirement} is locked to {version}")
    return tuple(found)


def test_every_requirement_is_locked_to_a_version_it_allows() -> None:
    assert loose_ends(ROOT) == ()


def test_a_loose_end_is_caught(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "pyproject.toml",
        '[build-system]\nrequires = ["setuptools"]\n[project]\ndependencies = ["numpy>=2", "rich"]\n',
    )
    plant(tmp_path, "requirements.lock", "# locked\nnumpy==1.26\nsetuptools>=80\nrich @ file:///somewhere\n")

    assert loose_ends(tmp_path) == (
        "setuptools>=80",
        "rich @ file:///somewhere",
        "numpy>=2 is locked to 1.26",
        "rich is locked to None",
        "setuptools is locked to None",
    )
