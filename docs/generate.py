"""Write the reference pages from the code: codes of findings and faults, commands, files of a book.

Run by ``make docs``. With ``--check`` nothing is written: the exit code is 1 when a page is not current.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/votebook"
REFERENCE = ROOT / "docs/reference"
MEANINGS = ROOT / "docs/fault_codes.csv"

GENERATED = "*Written from the code by `make docs`; do not change it by hand.*"

_CODE = re.compile(r"[a-z]+\.[a-z]+(?:[-_][a-z]+)*")
_FILE = re.compile(r".*\.(?:csv|ya?ml|md|json|xlsx|txt|py|lock|toml|git)")


@dataclass(frozen=True)
class Code:
    """A stable code with what it means and the module that gives it."""

    code: str
    meaning: str
    module: str


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package, parsed, by its dotted name."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def class_codes() -> Iterator[Code]:
    """The codes of findings and refusals: a class with a ``code``, and the first line of its docstring."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            for statement in node.body:
                code = _assigned_code(statement)
                if code:
                    yield Code(code, (ast.get_docstring(node) or "").partition("\n")[0], name)


def _assigned_code(statement: ast.stmt) -> str:
    match statement:
        case (
            ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code)))
            | ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code)))
        ):
            return code
    return ""


def tabled_codes() -> Iterator[Code]:
    """The fault codes that a module lists with their meaning, as pairs in ``FAULT_CODES``."""
    for name, tree in modules():
        for node in tree.body:
            match node:
                case ast.AnnAssign(target=ast.Name(id="FAULT_CODES"), value=ast.Tuple(elts=pairs)):
                    for code, meaning in (ast.literal_eval(pair) for pair in pairs):
                        yield Code(code, meaning, name)


def mentioned_codes() -> Iterator[tuple[str, str]]:
    """Every text in the code that looks like a code, with the module it stands in."""
    for name, tree in modules():
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)) if _CODE.fullmatch(text) and not _FILE.fullmatch(text):
                    yield text, name


def fault_codes() -> tuple[Code, ...]:
    """The codes of faults: those that modules list, and the others with the meaning kept beside this file."""
    with MEANINGS.open(encoding="utf-8", newline="") as file:
        meanings = {row["code"]: row["meaning"] for row in csv.DictReader(file)}
    listed = {code.code: code for code in tabled_codes()}
    of_classes = {code.code for code in class_codes()}
    found = dict(listed)
    for code, module in mentioned_codes():
        if code not in of_classes and code not in found:
            if code not in meanings:
                sys.exit(f"{module}: the code {code} has no meaning in {MEANINGS.name}; give it one")
            found[code] = Code(code, meanings[code], module)
    stale = sorted(set(meanings) - set(found))
    if stale:
        sys.exit(f"{MEANINGS.name} explains codes that nothing gives: {', '.join(stale)}")
    return tuple(found[code] for code in sorted(found))


def code_table(codes: tuple[Code, ...]) -> str:
    """A table of codes."""
    rows = "".join(f"| `{code.code}` | {code.meaning} | `{code.module}` |\n" for code in codes)
    return f"| code | meaning | given by |\n|---|---|---|\n{rows}"


def findings_page() -> str:
    """The page of findings and refusals."""
    codes = sorted(class_codes(), key=lambda code: code.code)
    twice = sorted({code.code for n, code in enumerate(codes) if code.code in {c.code for c in codes[:n]}})
    if twice:
        sys.exit(f"a code names two things: {', '.join(twice)}")
    return (
        f"# Findings and refusals\n\n{GENERATED}\n\n"
        "A finding is something odd in a book or in a published paper; `votebook check` prints each\n"
        "with its places, both figures, the likely cause and two ways to settle it, and ends with exit code\n"
        "1. A refusal says why something that was asked for is not done. Codes never change and are never\n"
        "used again.\n\n"
        f"{code_table(tuple(codes))}"
    )


def faults_page() -> str:
    """The page of faults."""
    return (
        f"# Faults\n\n{GENERATED}\n\n"
        "A fault is something in a book that cannot be read or calculated. All faults of a book are printed\n"
        "together, each with file, line and column, what stands there, what was expected, and the nearest\n"
        "known name. Codes never change and are never used again.\n\n"
        f"{code_table(fault_codes())}"
    )


PAGES = {"findings.md": findings_page, "faults.md": faults_page}
"""The generated pages, each with what writes it."""


def main() -> int:
    """Write the pages, or say which are not current."""
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is not current")
    parser.add_argument("--into", type=Path, default=REFERENCE, help="the folder of the pages")
    options = parser.parse_args()
    stale: list[str] = []
    for name, write in PAGES.items():
        path = options.into / name
        text = write()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if options.check and stale:
        print(f"Not current: {', '.join(stale)}. Write them again with: make docs")
        return 1
    print("The reference pages are current." if not stale else f"Written: {', '.join(stale)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
