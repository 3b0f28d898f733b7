"""The examples of the documentation: the fenced blocks that claim what a command or Python prints."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.shape.tree import ROOT, shown

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ votebook "
_OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Example:
    """A fenced block of a page: its language, its text and the line it begins on."""

    page: str
    line: int
    language: str
    text: str


def pages(root: Path) -> tuple[Path, ...]:
    """The pages of documentation: those at the root, and everything in docs."""
    return (*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md")))


def examples(root: Path, language: str) -> tuple[Example, ...]:
    """The fenced blocks in a language, over all pages."""
    found: list[Example] = []
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        for match in _FENCE.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 2
                found.append(Example(shown(root, page), line, language, match[2]))
    return tuple(found)


def commands(example: Example) -> tuple[tuple[str, str], ...]:
    """The commands of a console block with the output that each claims, leaving out other programs."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"^(?=\$ )", example.text, flags=re.MULTILINE):
        command, _, output = part.partition("\n")
        if command.startswith(_PROMPT):
            found.append((command.removeprefix("$ "), output))
    return tuple(found)


def differs(expected: str, got: str) -> bool:
    """Whether an output is not the one claimed; a line of three dots stands for any lines."""
    wanted = re.sub(r"^[ \t]*(\.\.\.|…)[ \t]*$", "...", expected.strip(), flags=re.MULTILINE)
    return not doctest.OutputChecker().check_output(wanted + "\n", got.strip() + "\n", _OPTIONS)


def run(command: str, folder: Path) -> str:
    """Run a command of ours in a folder and give what it prints, on a wide enough page."""
    program, *arguments = shlex.split(command, comments=True)
    path = Path(sys.executable).with_name(program)
    environment = {"PATH": "", "COLUMNS": "110", "NO_COLOR": "1", "PYTHONUTF8": "1", "HOME": str(folder)}
    done = subprocess.run(
        [str(path), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def wrong_outputs(example: Example, folder: Path) -> tuple[str, ...]:
    """Run the commands of a console block where the example books are; say which print something else.

    A command that claims no output must still not fail with a traceback.
    """
    link = folder / "examples"
    if not link.exists():
        link.symlink_to(ROOT / "examples")
    found: list[str] = []
    for command, expected in commands(example):
        got = run(command, folder)
        if "Traceback" in got or (expected.strip() and differs(expected, got)):
            found.append(f"{example.page}:{example.line} $ {command}\n{got}")
    return tuple(found)


def wrong_python(example: Example) -> tuple[str, ...]:
    """Run a Python block: its doctests when it has a prompt, else it must at least compile."""
    place = f"{example.page}:{example.line}"
    if ">>>" not in example.text:
        compile(example.text, place, "exec")
        return ()
    test = doctest.DocTestParser().get_doctest(example.text, {}, place, example.page, example.line)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=_OPTIONS).run(test, out=said.append)
    return tuple(said)


def broken_links(root: Path) -> tuple[str, ...]:
    """The links between pages that lead nowhere."""
    found: list[str] = []
    for page in pages(root):
        text = _FENCE.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", text):
            if "://" in target or target.startswith(("#", "mailto:")):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                found.append(f"{shown(root, page)} links to {target}")
    return tuple(found)
