"""The tree is tidy: small modules, short functions, honest names, and nothing about one machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.shape.tree import CODE, ROOT, files, parsed, plant, shown

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50
METHODS_MAX = 12
MODULES_MAX = 15

BANNED_NAMES = frozenset(
    "util utils helper helpers common misc manager managers base service services data info tmp".split()
)

_TEXTS = (".py", ".md", ".yaml", ".yml", ".csv", ".toml", ".txt", ".lock", ".json", "Makefile", "run")
_MACHINE_PATH = re.compile(r"(?<![\w.~/<}-])/(?:home|root|work|tmp|Users)/\w")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def oversized(root: Path) -> tuple[str, ...]:
    """The modules, functions, classes and packages that are larger than the house allows."""
    found: list[str] = []
    for path in files(root, CODE, ".py"):
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > MODULE_LINES_MAX:
            found.append(f"{shown(root, path)} has {length} lines")
        for node in ast.walk(parsed(path)):
            if isinstance(node, FunctionNode) and "tests" not in path.relative_to(root).parts:
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    found.append(f"{shown(root, path, node.lineno)} {node.name} has {lines} lines")
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, FunctionNode) and is_public_method(n)]
                if len(methods) > METHODS_MAX:
                    found.append(f"{shown(root, path, node.lineno)} {node.name} has {len(methods)} methods")
    return (*found, *crowded_packages(root))


def is_public_method(node: FunctionNode) -> bool:
    """Whether others call it with brackets: a property reads as a field."""
    properties = {"property", "cached_property"}
    decorators = {name.id for name in node.decorator_list if isinstance(name, ast.Name)}
    return not node.name.startswith("_") and not decorators & properties


def crowded_packages(root: Path) -> tuple[str, ...]:
    """The packages that hold more modules than they may."""
    modules = [path for path in files(root, ("src",), ".py") if path.name != "__init__.py"]
    packages = sorted({path.parent for path in modules})
    sizes = {shown(root, package): sum(m.parent == package for m in modules) for package in packages}
    return tuple(f"{package} has {size} modules" for package, size in sizes.items() if size > MODULES_MAX)


def ill_named(root: Path) -> tuple[str, ...]:
    """The modules and packages whose names say nothing."""
    paths = {part for path in files(root, CODE, ".py") for part in (path, path.parent)}
    return tuple(sorted(shown(root, path) for path in paths if path != root and path.stem in BANNED_NAMES))


def full_init_files(root: Path) -> tuple[str, ...]:
    """The ``__init__`` files that are not empty."""
    found = [path for path in files(root, CODE, "__init__.py") if path.stat().st_size]
    return tuple(shown(root, path) for path in found)


def machine_paths(root: Path) -> tuple[str, ...]:
    """The places where a text names a folder of somebody's machine."""
    found: list[str] = []
    folders = (*CODE, "examples", ".ci")
    texts = [path for path in root.iterdir() if path.is_file()]
    texts += [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    for path in sorted(texts):
        if not path.name.endswith(_TEXTS) or {"__pycache__"} & set(path.parts):
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [shown(root, path, n) for n, line in enumerate(lines, 1) if _MACHINE_PATH.search(line)]
    return tuple(found)


def undocumented(root: Path) -> tuple[str, ...]:
    """The modules, public classes and public functions of the package without a docstring."""
    found: list[str] = []
    for path in files(root, ("src", "bench", "docs"), ".py"):
        tree = parsed(path)
        if tree.body and not ast.get_docstring(tree):
            found.append(shown(root, path))
        classes = [c for c in tree.body if isinstance(c, ast.ClassDef) and not c.name.startswith("_")]
        for node in (*tree.body, *(member for c in classes for member in c.body)):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                found.append(f"{shown(root, path, node.lineno)} {node.name}")
    return tuple(found)


CHECKS = (oversized, ill_named, full_init_files, machine_paths, undocumented)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_tree_is_tidy(check: object) -> None:
    assert callable(check)

    assert check(ROOT) == ()


BARE_METHOD = '"""A."""\nclass A:\n    """A."""\n    def act(self): ...\n'
LONG_FUNCTION = "def long() -> None:\n" + "    pass\n" * FUNCTION_LINES_MAX
BUSY_CLASS = "class Busy:\n" + "".join(
    f"    def act_{n}(self) -> None: ...\n" for n in range(METHODS_MAX + 1)
)


@pytest.mark.parametrize(
    ("check", "path", "text", "caught"),
    [
        (oversized, "src/votebook/long.py", "#\n" * 401, "src/votebook/long.py has 401 lines"),
        (oversized, "src/votebook/long.py", LONG_FUNCTION, "src/votebook/long.py:1 long has 51 lines"),
        (oversized, "src/votebook/busy.py", BUSY_CLASS, "src/votebook/busy.py:1 Busy has 13 methods"),
        (ill_named, "src/votebook/core/helpers.py", "", "src/votebook/core/helpers.py"),
        (ill_named, "src/votebook/utils/money.py", "", "src/votebook/utils"),
        (full_init_files, "src/votebook/core/__init__.py", "X = 1\n", "src/votebook/core/__init__.py"),
        (machine_paths, "docs/a.md", "\nsee /" + "home/ann/book\n", "docs/a.md:2"),
        (undocumented, "src/votebook/a.py", "X = 1\n", "src/votebook/a.py"),
        (undocumented, "src/votebook/a.py", '"""A."""\ndef act(): ...\n', "src/votebook/a.py:2 act"),
        (undocumented, "src/votebook/a.py", BARE_METHOD, "src/votebook/a.py:4 act"),
    ],
)  # fmt: skip
def test_an_untidy_tree_is_caught(check: object, path: str, text: str, caught: str, tmp_path: Path) -> None:
    plant(tmp_path, path, text)
    assert callable(check)

    assert check(tmp_path) == (caught,)


def test_a_crowded_package_is_caught(tmp_path: Path) -> None:
    for n in range(MODULES_MAX + 1):
        plant(tmp_path, f"src/votebook/core/crowd/noun_{n}.py", "")

    assert oversized(tmp_path) == ("src/votebook/core/crowd has 16 modules",)
