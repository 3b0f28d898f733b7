"""Ink: a page of text whose lines may stand out or step back where a terminal can show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Ink(Enum):
    """How a line is set: plainly, standing out, or stepping back; the code is a terminal's own."""

    PLAIN = ""
    STRONG = "\x1b[1m"
    QUIET = "\x1b[2m"


_END = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Inked:
    """One line of a page, and how it is set."""

    text: str
    ink: Ink = Ink.PLAIN


def set_page(lines: Iterable[Inked], is_inked: bool) -> str:
    r"""Join lines to a page, without a trace of ink where the reader is a file or a pipe.

    >>> set_page([Inked("Total", Ink.STRONG)], is_inked=False)
    'Total\n'
    """
    return "".join(f"{_set(line, is_inked).rstrip()}\n" for line in lines)


def _set(line: Inked, is_inked: bool) -> str:
    text = line.text.rstrip()
    return f"{line.ink.value}{text}{_END}" if is_inked and line.ink is not Ink.PLAIN and text else text
