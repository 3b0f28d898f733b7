"""A YAML file that is written means what its tree says, whatever the words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from votebook.formats.book.document import Mapping, Scalar, read_document
from votebook.formats.book.faults import Faults
from votebook.formats.book.reading import TextFile, decode
from votebook.formats.book.rendering import apply_edits, find_edits, render_document, render_scalar
from votebook.formats.book.tree import Keys, keyed, leaf, listed, paired

WORDS = st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=30).filter(
    lambda text: decode("t", text.encode(), Faults()) is not None
)


def parsed(text: str) -> Mapping:
    faults = Faults()
    node = read_document(TextFile("t.yaml", text), faults)
    assert isinstance(node, Mapping), faults.in_order()
    return node


@given(WORDS)
def test_any_words_are_read_back_in_block_and_in_braces(words: str) -> None:
    written = render_scalar(words)

    node = parsed(f"block: {written}\nbraces: {{a: {written}, b: [{written}]}}\n")

    block = node.get("block")
    braces = node.get("braces")
    assert isinstance(block, Scalar)
    assert isinstance(braces, Mapping)
    inner = braces.get("a")
    assert isinstance(inner, Scalar)
    assert block.text == inner.text == words
    assert not block.is_blank or words == ""


def tree(title: str, names: tuple[str, ...]) -> Keys:
    return keyed(
        title=leaf(title),
        entries=listed(keyed(name=leaf(name), links=paired((("a", "b"), ("a", "c")))) for name in names),
    )


@given(WORDS, st.lists(WORDS, min_size=1, max_size=4).map(tuple))
def test_a_rendered_tree_needs_no_edits(title: str, names: tuple[str, ...]) -> None:
    written = tree(title, names)

    assert find_edits(written, parsed(render_document(written))) == []


@given(WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_edits_make_a_file_say_the_new_tree_and_keep_the_rest(
    title: str, new_title: str, names: list[tuple[str, str]]
) -> None:
    old, new = tree(title, tuple(a for a, _ in names)), tree(new_title, tuple(b for _, b in names))
    text = "# kept\n" + render_document(old) + "# kept too\n"

    edits = find_edits(new, parsed(text))

    assert edits is not None
    edited = apply_edits(text, edits)
    assert find_edits(new, parsed(edited)) == []
    assert edited.startswith("# kept\n")
    assert edited.endswith("# kept too\n")


def test_another_number_of_entries_needs_the_file_anew() -> None:
    text = render_document(tree("t", ("a", "b")))

    assert find_edits(tree("t", ("a",)), parsed(text)) is None
