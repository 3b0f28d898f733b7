"""Rendering: a YAML file written from its tree, or the few spans of an existing one that changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from votebook.formats.book.document import Listing, Mapping, Node, Scalar
from votebook.formats.book.kind import TEXT, Unread
from votebook.formats.book.tree import Items, Keys, Leaf, Tree

Edit = tuple[int, int, str]
"""A span of a text, by its first position and the one after its last, and what stands there from now on."""

WIDTH = 110
"""The most characters of a line that is written on one line where it can be."""

_PLAIN = re.compile(r"[A-Za-z0-9£(/][A-Za-z0-9£()/.+*%'&;@=_ -]*")
_LOOKS_TYPED = re.compile(r"[0-9][0-9._]*|true|false|yes|no|on|off", re.IGNORECASE)
_LOOKS_OTHERWISE = re.compile(r"null|.*\s")


def render_document(tree: Keys) -> str:
    """Write a file: one key a line, lists of keys as one entry a line."""
    return "".join(f"{line}\n" for line in _block(tree, ""))


def find_edits(tree: Tree, node: Node | None) -> list[Edit] | None:
    """The spans to change so that a node says what a tree says; None when its form has to change."""
    if isinstance(tree, Leaf):
        return _leaf_edits(tree, node)
    if node is None or (isinstance(node, Scalar) and node.is_blank):
        is_empty = isinstance(tree, Items) and not tree.items and (tree.is_silent or node is not None)
        return [] if tree.is_silent or is_empty else None
    if isinstance(tree, Items):
        return _item_edits(tree, node)
    if not isinstance(node, Mapping):
        return None
    known = dict(tree.entries)
    present = [key.text for key, _ in node.entries]
    if any(name not in known for name in present):
        return None
    if tree.is_ordered and present != [name for name, _ in tree.entries]:
        return None
    return _joined(find_edits(under, node.get(name)) for name, under in tree.entries)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """Change some spans of a text and nothing else."""
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def render_scalar(text: str) -> str:
    """Write a single value, in quotation marks where YAML needs them.

    >>> render_scalar("2020/21"), render_scalar("a: b"), render_scalar("")
    ('2020/21', '"a: b"', '""')
    """
    if _PLAIN.fullmatch(text) and not _LOOKS_OTHERWISE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _joined(parts: Iterator[list[Edit] | None]) -> list[Edit] | None:
    found: list[Edit] = []
    for part in parts:
        if part is None:
            return None
        found.extend(part)
    return found


def _leaf_edits(tree: Leaf, node: Node | None) -> list[Edit] | None:
    if node is None:
        return [] if tree.is_silent else None
    if isinstance(node, Listing) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, Scalar):
        return None
    if node.is_blank:
        return [] if tree.is_silent else None
    value = tree.kind.read(node.text)
    if not isinstance(value, Unread) and value == tree.value:
        return []
    is_block = node.is_quoted and node.end - node.start > 0 and "\n" in node.text
    return None if tree.is_silent or is_block else [(node.start, node.end, _render_leaf(tree))]


def _item_edits(tree: Items, node: Node) -> list[Edit] | None:
    nodes = node.items if isinstance(node, Listing) else (node,)
    if len(nodes) != len(tree.items):
        return None
    return _joined(find_edits(one, under) for one, under in zip(tree.items, nodes, strict=True))


def _render_leaf(tree: Leaf) -> str:
    text = str(tree.kind.write(tree.value))
    is_quoted = tree.kind is TEXT and _LOOKS_TYPED.fullmatch(text) is not None
    return json.dumps(text) if is_quoted else render_scalar(text)


def _block(tree: Keys, indent: str) -> Iterator[str]:
    for name, under in tree.entries:
        if under.is_silent:
            continue
        on_one_line = f"{indent}{name}: {_flow(under)}"
        if isinstance(under, Items) and under.items and isinstance(under.items[0], Keys):
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {_flow(item)}" for item in under.items)
        elif isinstance(under, Keys) and (len(on_one_line) > WIDTH or _is_nested(under)):
            yield f"{indent}{name}:"
            yield from _block(under, indent + "  ")
        else:
            yield on_one_line


def _is_nested(tree: Keys) -> bool:
    return any(isinstance(under, Keys) and not under.is_silent for _, under in tree.entries)


def _flow(tree: Tree) -> str:
    if isinstance(tree, Leaf):
        return _render_leaf(tree)
    if isinstance(tree, Items):
        return f"[{', '.join(map(_flow, tree.items))}]"
    said = (f"{name}: {_flow(under)}" for name, under in tree.entries if not under.is_silent)
    return f"{{{', '.join(said)}}}"
