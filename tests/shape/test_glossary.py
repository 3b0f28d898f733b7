"""Every module of the core is named by a noun of the glossary."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from tests.shape.tree import ROOT, files, plant, shown


def headings(root: Path) -> frozenset[str]:
    """The terms that the glossary explains."""
    text = (root / "docs/glossary.md").read_text(encoding="utf-8")
    return frozenset(term.strip().lower() for term in re.findall(r"^### (.+)$", text, re.MULTILINE))


def unexplained_modules(root: Path) -> tuple[str, ...]:
    """The modules and packages of the core that the glossary does not explain."""
    known = headings(root)
    found = [
        shown(root, path)
        for path in files(root, ("src/votebook/core",), ".py")
        if path.stem != "__init__" and path.stem.replace("_", " ") not in known
    ]
    packages = {path.parent for path in files(root, ("src/votebook/core",), ".py")}
    found += [shown(root, package) for package in packages if package.name not in known | {"core"}]
    return tuple(sorted(found))


def malformed_terms(root: Path) -> tuple[str, ...]:
    """The terms that are explained twice, or not at all, or out of alphabetical order."""
    text = (root / "docs/glossary.md").read_text(encoding="utf-8")
    sections = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    terms = [section.splitlines()[0].strip() for section in sections]
    bare = [
        term
        for term, section in zip(terms, sections, strict=True)
        if len(section.split()) < 5 + len(term.split())
    ]
    twice = [term for position, term in enumerate(terms) if term in terms[:position]]
    unsorted = [after for before, after in pairwise(terms) if before.lower() > after.lower()]
    return tuple(sorted({*bare, *twice, *unsorted}))


def test_module_names_in_the_core_are_terms_of_the_glossary() -> None:
    assert unexplained_modules(ROOT) == ()


def test_every_term_is_explained_once_and_in_order() -> None:
    assert malformed_terms(ROOT) == ()


def test_a_module_without_a_term_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "docs/glossary.md", "# Glossary\n\n### plan\n\nWhat a body means to spend.\n")
    plant(tmp_path, "src/votebook/core/plan/gadget.py", "")

    assert unexplained_modules(tmp_path) == ("src/votebook/core/plan/gadget.py",)


def test_a_term_that_is_bare_repeated_or_misplaced_is_caught(tmp_path: Path) -> None:
    meaning = "\n\nOne sentence that says what it is.\n\n"
    plant(
        tmp_path,
        "docs/glossary.md",
        f"### year{meaning}### line{meaning}### line{meaning}### unit\n\nUnit.\n",
    )

    assert malformed_terms(tmp_path) == ("line", "unit")
