"""Write the reference pages from the code: codes of findings and faults, commands, files of a book.

Run by ``make docs``. With ``--check`` nothing is written: the exit code is 1 when a page is not current.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from votebook.cli.commands import COMMANDS, run
from votebook.formats.book.document import read_document
from votebook.formats.book.faults import Faults
from votebook.formats.book.kind import Unread
from votebook.formats.book.reading import TextFile
from votebook.formats.book.schema.columns import (
    CLAIMS,
    HEADINGS,
    TABLE_FILES,
    input_columns,
    published_columns,
    table_columns,
)
from votebook.formats.book.schema.frame import Frame, read_frame
from votebook.formats.book.table import Column

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/votebook"
REFERENCE = ROOT / "docs/reference"
MEANINGS = ROOT / "docs/fault_codes.csv"

GENERATED = "*Written from the code by `make docs`; do not change it by hand.*"

_CODE = re.compile(r"[a-z]+\.[a-z]+(?:[-_][a-z]+)*")
_FILE = re.compile(r".*\.(?:csv|ya?ml|md|json|xlsx|txt|py|lock|toml|git)|importlib\..*")


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
    of_classes = {code.code for code in class_codes()}
    found = {code.code: code for code in tabled_codes()}
    for code, module in mentioned_codes():
        if code not in of_classes:
            found.setdefault(code, Code(code, meanings.get(code, ""), module))
    bare = sorted(code.code for code in found.values() if not code.meaning)
    if bare:
        sys.exit(f"{MEANINGS.name} does not explain: {', '.join(bare)}")
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
        "with its places, both figures, the likely cause and two ways to settle it. The exit code is 1 when\n"
        "a finding is an error or a warning; notes alone give 0. A refusal says why something that was\n"
        "asked for is not done. Codes never change and are never used again.\n\n"
        f"{code_table(tuple(codes))}"
    )


def faults_page() -> str:
    """The page of faults."""
    return (
        f"# Faults\n\n{GENERATED}\n\n"
        "A fault is something in a book that cannot be read or calculated. All faults of a book are printed\n"
        "together, each with file, line and column, what stands there, what was expected, and the nearest\n"
        "known name, and the code in brackets at the end. Codes never change and are never used again.\n\n"
        f"{code_table(fault_codes())}"
    )


_SMALL_BOOK = """\
votebook: 1
book: small
title: Small
body: Body
currency: GBP
version: {kind: draft, iteration: "0.1", dated: 2020-01-01}
years: [{year: 2020/21, basis: approved}]
structure: [{ref: category, title: Category}]
dimensions: {any_dimension: {title: Dimension, members: [{ref: any_member, title: Member}]}}
"""
"""A book with one year and one dimension, so that the columns named after them can be shown."""

_OPEN_NAMES = {
    "2020/21": "each year of the book",
    "any_dimension": "each dimension",
    "from_any_dimension": "`from_` and each dimension",
    "to_any_dimension": "`to_` and each dimension",
    "any_member": "each member of the dimension across, or `value`",
    "any_column": "each column key of the statement",
}


def small_frame() -> Frame:
    """The frame of the small book."""
    faults = Faults()
    node = read_document(TextFile("book.yaml", _SMALL_BOOK), faults)
    frame = read_frame(node, faults) if node else None
    if frame is None or faults.in_order():
        sys.exit("\n".join(fault.explain() for fault in faults.in_order()))
    return frame


def column_row(column: Column) -> str:
    """One column of a file as a row of the page."""
    refused = column.kind.read("?!")
    holds = refused.expected.removeprefix("expected ") if isinstance(refused, Unread) else "words"
    if holds.startswith("names are"):
        about = column.refers.partition(":")[0]
        holds = {"": "a name", "anything": "a name in the book"}.get(about, f"the name of a {about}")
    name = _OPEN_NAMES.get(column.name, f"`{column.name}`")
    needed = "may be left out" if column.is_optional else "may be blank" if column.may_be_blank else "needed"
    return f"| {name} | {holds} | {needed} |\n"


def files_page() -> str:
    """The page of the CSV files of a book."""
    frame = small_frame()
    tables = [(name, table_columns(name, frame)) for name in TABLE_FILES]
    tables += [
        ("tables/NAME.csv", input_columns(frame, ("any_dimension",), "any_dimension", is_yearly=False)),
        ("tables/NAME.csv, when it is yearly", input_columns(frame, ("any_dimension",), "", is_yearly=True)),
        ("published/NAME.csv", published_columns(("any_column",))),
        ("published/claims.csv", CLAIMS),
        ("published/headings.csv", HEADINGS),
    ]
    sections = (
        f"## {name}\n\n| column | holds | |\n|---|---|---|\n{''.join(map(column_row, columns))}"
        for name, columns in tables
    )
    return (
        f"# Files of a book\n\n{GENERATED}\n\n"
        "The columns of every CSV table, which may stand in any order. What they mean, and the YAML and\n"
        "Markdown files beside them, is described in [the book](../spec/book.md).\n\n" + "\n".join(sections)
    )


def help_text(*arguments: str) -> str:
    """What a command says of itself, as wide as a page."""
    os.environ["COLUMNS"] = "100"
    said = io.StringIO()
    with redirect_stdout(said):
        run([*arguments, "--help"])
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


def commands_page() -> str:
    """The page of commands: the help of each."""
    sections = (
        f"## votebook {command.name}\n\n```text\n{help_text(command.name)}\n```\n" for command in COMMANDS
    )
    return f"# Commands\n\n{GENERATED}\n\n```text\n{help_text()}\n```\n\n" + "\n".join(sections)


PAGES = {
    "commands.md": commands_page,
    "faults.md": faults_page,
    "files.md": files_page,
    "findings.md": findings_page,
}
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
