"""Lettering: how wide text stands in a fixed-width page, and how it is cleaned, wrapped and set."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"


def clean(text: str) -> str:
    """Replace what could disturb a page: line breaks become spaces, controls become a visible sign.

    Bidirectional controls are among them: they would let a label rewrite the figures beside it.
    """
    words = " ".join(text.replace("\t", " ").split())
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(c) else c for c in words)


def _is_control(character: str) -> bool:
    if character in (_JOINER, _EMOJI_STYLE):
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def width(text: str) -> int:
    """Count the columns that a text takes on a page of fixed-width letters.

    >>> width("£12"), width("予算"), width("e\u0301"), width("👩\u200d🔧")
    (3, 4, 1, 2)
    """
    if text.isascii():
        return len(text)
    total, before, joined = 0, 0, False
    for character in text:
        if character == _EMOJI_STYLE:
            total, before = total + (before == 1), 2
            continue
        wide = _width_of(character)
        if not joined:
            total += wide
        before = wide or before
        joined = character == _JOINER
    return total


def _width_of(character: str) -> int:
    if character == _JOINER or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if 0x1F3FB <= ord(character) <= 0x1F3FF:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def left(text: str, columns: int) -> str:
    """Set a text at the left of so many columns."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """Set a text at the right of so many columns."""
    return " " * (columns - width(text)) + text


def centre(text: str, columns: int) -> str:
    """Set a text in the middle of so many columns."""
    before = max(0, columns - width(text)) // 2
    return left(" " * before + text, columns)


def wrap(text: str, columns: int, hanging: int = 0) -> list[str]:
    """Break a text into lines of so many columns, at spaces, and inside a word only where it must.

    Lines after the first are indented by ``hanging``.

    >>> wrap("Independent chairs and specialists", 14, 2)
    ['Independent', '  chairs and', '  specialists']
    """
    lines: list[str] = [""]
    for word in text.split(" "):
        rest = word
        while rest:
            room = columns - (hanging if len(lines) > 1 else 0)
            space = " " if lines[-1] else ""
            if width(lines[-1] + space + rest) <= room:
                lines[-1] += space + rest
                break
            if lines[-1]:
                lines.append("")
                continue
            head = _fitting(rest, max(room, 2))
            lines[-1], rest = head, rest[len(head) :]
            if rest:
                lines.append("")
    return [lines[0], *(" " * hanging + line for line in lines[1:])]


def _fitting(word: str, columns: int) -> str:
    """The longest beginning of a word that fits."""
    end = len(word)
    while end > 1 and width(word[:end]) > columns:
        end -= 1
    return word[:end]
