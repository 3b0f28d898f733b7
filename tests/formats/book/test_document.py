"""YAML is read as text with places, the same by either parser, and cannot grow or run."""

from __future__ import annotations

import pytest

from tests.corpus.bad_yaml import BAD_YAML
from tests.corpus.good import BOOK, STATEMENT, good_book
from tests.corpus.mutation import Mutation
from votebook.formats.book import document
from votebook.formats.book.document import Mapping, Node, Scalar, read_document
from votebook.formats.book.faults import Faults
from votebook.formats.book.reading import TextFile


def read(text: str) -> tuple[Node | None, Faults]:
    faults = Faults()
    return read_document(TextFile("t.yaml", text), faults), faults


def test_values_are_kept_as_text_with_their_spans() -> None:
    text = "year: 2020/21\nyes: no\nversion: 1.0\nempty:\nquoted: '0'\n"

    node, _ = read(text)

    assert isinstance(node, Mapping)
    values = {key.text: value for key, value in node.entries if isinstance(value, Scalar)}
    assert {key: value.text for key, value in values.items()} == {
        "year": "2020/21",
        "yes": "no",
        "version": "1.0",
        "empty": "",
        "quoted": "0",
    }
    assert text[values["quoted"].start : values["quoted"].end] == "'0'"
    assert [key for key, value in values.items() if value.is_blank] == ["empty"]
    assert str(values["version"].place) == "t.yaml:3:10"


@pytest.mark.parametrize("text", [BOOK, STATEMENT])
def test_both_parsers_read_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast, _ = read(text)
    monkeypatch.setattr(document, "_CParser", None)

    assert read(text)[0] == fast


@pytest.mark.parametrize("mutation", BAD_YAML, ids=lambda mutation: mutation.name.replace(" ", "-"))
def test_both_parsers_refuse_the_same(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    files = good_book()
    mutation.change(files)
    text = files["book.yaml"]
    assert isinstance(text, str)
    fast, fast_faults = read(text)
    monkeypatch.setattr(document, "_CParser", None)

    slow, slow_faults = read(text)

    assert (slow is None) == (fast is None)
    assert [fault.code for fault in slow_faults.in_order()] == [
        fault.code for fault in fast_faults.in_order()
    ]


@pytest.mark.parametrize(
    "text", ["a: &b 1\n", "a: *b\n", "a: !x 1\n", "a: 1\n---\nb: 2\n", "? [a]\n: 1\n", "{" * 99]
)
def test_what_a_book_does_not_use_is_refused_at_its_place(text: str) -> None:
    node, faults = read(text)

    assert node is None
    assert [fault.place.line > 0 for fault in faults.in_order()] == [True]
