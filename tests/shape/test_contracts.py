"""The floors of the house hold: who may import whom is stated once and checked by a machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shape.tree import ROOT, plant

PACKAGES = "cli wiring formats app core core.check core.report core.plan core.measure".split()

VIOLATIONS = (
    ("The floors of the house", "core.plan.line", "from votebook.app import book"),
    ("The floors of the house", "cupboard", ""),
    ("The floors within core", "core.measure.year", "from votebook.core.plan import budget"),
    ("The floors within core", "core.gadget", ""),
    ("Core is pure", "core.plan.line", "import os"),
    ("Core is pure", "core.plan.line", "import time"),
    ("Core is pure", "core.plan.line", "from pydantic import BaseModel"),
    ("The questions of the application know no framework", "app.show", "import rich"),
    ("Only wiring meets the formats", "cli.main", "from votebook.formats import book"),
    ("No cycles among siblings", "core.plan.line", "from votebook.core.plan import budget"),
)
"""A broken contract, the module that breaks it, and how."""


def lint_imports(root: Path) -> tuple[int, str]:
    """Check the contracts of a tree: the exit code and what was said."""
    command = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    done = subprocess.run(
        [str(command), "--no-cache"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def broken(said: str) -> frozenset[str]:
    """The names of the contracts that are broken."""
    return frozenset(name.split(":")[0] for name in re.findall(r"^(.+?) BROKEN$", said, re.MULTILINE))


def plant_house(root: Path, module: str, text: str) -> None:
    """Build a small sound house, with one module of ours in it."""
    shutil.copy(ROOT / "pyproject.toml", root)
    for package in ["", *PACKAGES]:
        folder = "/".join(["src/votebook", *filter(None, package.split("."))])
        plant(root, f"{folder}/__init__.py", "")
    plant(root, "src/votebook/core/plan/budget.py", "from votebook.core.plan import line\n")
    plant(root, "src/votebook/core/plan/line.py", "")
    plant(root, "src/votebook/app/book.py", "from votebook.core.plan import budget\n")
    plant(root, "src/votebook/formats/book.py", "from votebook.app import book\n")
    plant(root, f"src/votebook/{module.replace('.', '/')}.py", text)


def test_every_contract_is_kept() -> None:
    code, said = lint_imports(ROOT)

    assert code == 0, said
    assert "0 broken" in said


def test_a_sound_house_passes(tmp_path: Path) -> None:
    plant_house(tmp_path, "core.measure.year", "")

    code, said = lint_imports(tmp_path)

    assert code == 0, said


@pytest.mark.parametrize(("contract", "module", "text"), VIOLATIONS)
def test_a_broken_contract_is_caught(contract: str, module: str, text: str, tmp_path: Path) -> None:
    plant_house(tmp_path, module, text)

    code, said = lint_imports(tmp_path)

    assert code == 1, said
    assert contract in broken(said)


def test_every_contract_has_a_violation_that_it_catches() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"].split(":")[0] for contract in project["tool"]["importlinter"]["contracts"]}

    assert contracts == {name for name, _, _ in VIOLATIONS}
