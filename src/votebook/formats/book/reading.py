"""Reading: the files of a book folder as text, each within limits and free of what cannot be seen."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from votebook.core.measure.source import Place
from votebook.formats.book.faults import Faults, nearest_name, quoted

FILE_BYTES_MAX = 64 * 1024 * 1024
"""The largest file a book may hold."""

LINE_LENGTH_MAX = 1_000_000
"""The most characters a line of a file may have."""

ROWS_MAX = 1_000_000
"""The most lines a file may have."""

FILES_MAX = 10_000
"""The most files a book may hold."""

FOLDERS = {"tables": ".csv", "statements": ".yaml", "published": ".csv", "narrative": ".md"}
"""The folders of a book, with the ending of the files in them."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]|\r(?!\n)"
)
_SIGNATURES = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "a zipped file or workbook"))
_NAMES = {"\x00": "NUL", "\r": "CARRIAGE RETURN without a line feed", "\x7f": "DELETE", "\x1b": "ESCAPE"}


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of a book: its name within the book and its text, without a byte-order mark."""

    name: str
    text: str
    has_mark: bool = False


def names_in(folder: Path, tables: tuple[str, ...], faults: Faults) -> tuple[str, ...]:
    """The names of the files that a book is read from, in natural order; what no rule names is a fault.

    Hidden files, ``README.md``, the ``papers`` folder and the lock files of editors are passed over.
    """
    known = ("book.yaml", *tables)
    found: list[str] = []
    for entry in _entries(folder):
        if entry.name in FOLDERS and _is_folder(entry, folder, faults):
            found.extend(_names_inside(entry, folder, faults))
        elif entry.name in known:
            found.append(entry.name)
        elif entry.name not in FOLDERS:
            near = nearest_name(entry.name, (*known, *FOLDERS))
            what = "is not a file of a book"
            expected = "expected only the files and folders that make up a book"
            faults.add("book.unknown-file", Place(_shown(entry.name)), what, expected, near)
        if len(found) > FILES_MAX:
            faults.add(
                "book.too-large",
                Place("."),
                f"the folder has more than {FILES_MAX:,} files",
                "a book has fewer",
            )
            return ()
    return tuple(sorted(found, key=natural_order))


def natural_order(name: str) -> tuple[tuple[str, int], ...]:
    """A key that sorts names as people count, ``table_2`` before ``table_10``."""
    parts = re.findall(r"([^0-9]*)([0-9]*)", name, re.ASCII)
    return tuple((words, int(digits[:18] or -1)) for words, digits in parts)


def read_file(folder: Path, name: str, faults: Faults) -> TextFile | None:
    """Read one file as text, or report why it cannot be; a file too large is not read at all."""
    path, place = folder / name, Place(name)
    if not _is_inside(path, folder, place, faults):
        return None
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        faults.add("book.unreadable", place, f"cannot be read ({error.strerror})", "expected a readable file")
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        faults.add("book.not-a-file", place, "is a folder or device", "expected a file")
        return None
    with os.fdopen(handle, "rb") as opened:
        if status.st_size > FILE_BYTES_MAX:
            _too_large(place, status.st_size, faults)
            return None
        content = opened.read(FILE_BYTES_MAX + 1)
    if len(content) > FILE_BYTES_MAX:
        _too_large(place, len(content), faults)
        return None
    return decode(name, content, faults)


def decode(name: str, content: bytes, faults: Faults) -> TextFile | None:
    """Take the text of a file from its bytes, or report where and why it is not text."""
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            faults.add("book.encoding", Place(name), f"is {what}", "expected text in UTF-8")
            return None
    if content.count(0) > len(content) // 4:
        faults.add("book.encoding", Place(name), "is UTF-16, or no text at all", "expected text in UTF-8")
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = place_at(name, before.decode(), len(before.decode()))
        what = f"the byte {content[error.start]:#04x} is not UTF-8, perhaps it is Latin-1 or Windows-1252"
        faults.add("book.encoding", place, what, "expected text in UTF-8 (save it as CSV UTF-8)")
        return None
    has_mark = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    return TextFile(name, text, has_mark) if _is_plain(name, text, faults) else None


def place_at(name: str, text: str, position: int) -> Place:
    """The place of a position in a text, with line and column from 1."""
    return Place(name, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            is_ours = not entry.name.startswith((".", "~$")) and entry.name not in {"README.md", "papers"}
            if is_ours:
                yield entry


def _names_inside(inner: os.DirEntry[str], folder: Path, faults: Faults) -> Iterator[str]:
    ending = FOLDERS[inner.name]
    for entry in _entries(folder / inner.name):
        name = f"{inner.name}/{entry.name}"
        if entry.name.endswith(ending):
            yield name
        else:
            expected = f"the files in {inner.name} end in {ending}"
            faults.add("book.unknown-file", Place(_shown(name)), "is not a file of a book", expected)


def _is_folder(entry: os.DirEntry[str], folder: Path, faults: Faults) -> bool:
    place = Place(entry.name)
    if not _is_inside(folder / entry.name, folder, place, faults):
        return False
    if not entry.is_dir():
        faults.add("book.not-a-file", place, "is not a folder", f"expected a folder named {entry.name}")
        return False
    if not os.access(entry.path, os.R_OK | os.X_OK):
        faults.add("book.unreadable", place, "cannot be opened", "expected a readable folder")
        return False
    return True


def _is_inside(path: Path, folder: Path, place: Place, faults: Faults) -> bool:
    """Whether a path is, after every link, still inside the folder; reports it when not."""
    if not path.is_symlink():
        return True
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        faults.add("book.not-a-file", place, "is a link that leads nowhere", "expected a file")
        return False
    if not target.is_relative_to(folder.resolve()):
        expected = "a book keeps all its files inside its folder; put a copy here"
        faults.add("book.outside", place, "is a link that leads out of the book's folder", expected)
        return False
    return True


def _too_large(place: Place, size: int, faults: Faults) -> None:
    limit = FILE_BYTES_MAX // 1024**2
    found = (
        f"the file has more than {size // 1024**2:,} MB" if size > FILE_BYTES_MAX else "the file is too large"
    )
    faults.add("book.too-large", place, found, f"a file of a book has at most {limit} MB")


def _is_plain(name: str, text: str, faults: Faults) -> bool:
    """Whether a text has no unseen characters and keeps to the limits; reports the first that does not."""
    has_unseen = _UNSEEN.search("".join(sorted(set(text) - {"\r"}))) or text.count("\r") > text.count("\r\n")
    unseen = _UNSEEN.search(text) if has_unseen else None
    if unseen is not None:
        character = unseen[0]
        label = _NAMES.get(character) or unicodedata.name(character, "control character")
        found = f"the character U+{ord(character):04X} ({label}) stands here, which a reader cannot see"
        faults.add("book.character", place_at(name, text, unseen.start()), found, "delete it")
        return False
    if text.count("\n") > ROWS_MAX:
        faults.add(
            "book.too-large",
            Place(name),
            f"the file has {text.count(chr(10)):,} lines",
            f"a file of a book has at most {ROWS_MAX:,}",
        )
        return False
    if len(text) > LINE_LENGTH_MAX:
        lines = text.split("\n")
        longest = max(range(len(lines)), key=lambda line: len(lines[line]))
        if len(lines[longest]) > LINE_LENGTH_MAX:
            place = Place(name, longest + 1, 1)
            faults.add("book.too-large", place, "the line is longer than 1 MB", "expected shorter lines")
            return False
    return True


def _shown(name: str) -> str:
    return quoted(name) if not name.isprintable() else name
