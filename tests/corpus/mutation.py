"""Mutations: small changes of a good book that make it a bad one, with what is expected to be said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.corpus.good import Files


@dataclass(frozen=True)
class Mutation:
    """A named change of the good book's files, and the faults that it gives.

    ``expected`` has the code and the place of every fault, as ``book.year book.yaml:11``; the place
    may leave out the line.
    """

    name: str
    change: Callable[[Files], None]
    expected: tuple[str, ...]


def swap(name: str, file: str, old: str, new: str, *expected: str) -> Mutation:
    """Replace the first occurrence of some words in one file."""

    def change(files: Files) -> None:
        text = files[file]
        assert isinstance(text, str), f"{file} is text"
        assert old in text, f"{name}: {file} has no {old!r}"
        files[file] = text.replace(old, new, 1)

    return Mutation(name, change, expected)


def add(name: str, file: str, row: str, *expected: str) -> Mutation:
    """Add a row at the end of one file."""

    def change(files: Files) -> None:
        text = files.get(file, "")
        assert isinstance(text, str), f"{file} is text"
        files[file] = f"{text}{row}\n"

    return Mutation(name, change, expected)


def put(name: str, file: str, content: str | bytes, *expected: str) -> Mutation:
    """Put another content in place of one file."""

    def change(files: Files) -> None:
        files[file] = content

    return Mutation(name, change, expected)


def drop(name: str, file: str, *expected: str) -> Mutation:
    """Take one file away."""

    def change(files: Files) -> None:
        del files[file]

    return Mutation(name, change, expected)


def rewrite(name: str, file: str, how: Callable[[str], str | bytes], *expected: str) -> Mutation:
    """Change one file as a whole."""

    def change(files: Files) -> None:
        text = files[file]
        assert isinstance(text, str), f"{file} is text"
        files[file] = how(text)

    return Mutation(name, change, expected)
