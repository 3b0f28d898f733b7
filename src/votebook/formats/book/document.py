"""Document: a YAML file as nodes that know their place, with every scalar kept as its text.

The parser's events are read, not its values: what ``2020/21``, ``1.0`` or ``no`` means is for the
book to say, not for YAML. Anchors, aliases and tags are refused, so that a small file cannot grow
into a large value. The events come from libyaml where it is installed (20 times as fast as the
parser in Python, which reads the same files).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ruamel.yaml
from ruamel.yaml import YAML
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from votebook.core.measure.source import Place
from votebook.formats.book.faults import Faults, quoted
from votebook.formats.book.reading import TextFile

_CParser: Any = vars(ruamel.yaml).get("CParser")  # there where libyaml is

DEPTH_MAX = 12
"""How deep lists and keys may stand inside one another; a book needs seven."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: its text, whether it was quoted, and its span in the file."""

    text: str
    is_quoted: bool
    place: Place
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing: left out, ``null`` or ``~``."""
        return not self.is_quoted and self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The node under a key."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Listing | Mapping


class _Refused(Exception):
    def __init__(self, code: str, place: Place, found: str, expected: str) -> None:
        super().__init__(found)
        self.fault = (code, place, found, expected)


def read_document(file: TextFile, faults: Faults) -> Node | None:
    """Read a YAML file into nodes, or report why it is none; repeated keys are reported as well."""
    if not file.text.strip():
        faults.add(
            "book.empty-file", Place(file.name), "the file is empty", "expected keys with their values"
        )
        return None
    try:
        stream = _events(file)
        nodes = _Nodes(file.name, stream, faults)
        return nodes.document()
    except _Refused as refused:
        faults.add(*refused.fault)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file.name, mark.line + 1, mark.column + 1) if mark else Place(file.name)
        problem = " ".join(str(error.problem or error.context or "it breaks off").split())
        faults.add("book.yaml", place, f"the YAML cannot be read here ({problem})", _advice(file.text, place))
    except (YAMLError, ValueError) as error:
        what = " ".join(str(error).split())[:200]
        faults.add("book.yaml", Place(file.name), f"the YAML cannot be read ({what})", "expected YAML")
    return None


def _advice(text: str, place: Place) -> str:
    lines = text.split("\n")
    near = lines[max(0, place.line - 2) : place.line + 1]
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in near):
        return "use spaces to indent, YAML does not take tabs"
    return "check the indentation, and put text that has a colon, # or brackets in quotation marks"


def _events(file: TextFile) -> Iterator[Any]:
    if _CParser is None:
        yield from YAML(typ="safe", pure=True).parse(file.text)
        return
    parser = _CParser(file.text)
    while parser.check_event():
        yield parser.get_event()


class _Nodes:
    """Builds nodes from events, refusing what a book does not use."""

    def __init__(self, name: str, events: Iterator[Any], faults: Faults) -> None:
        self._name, self._events, self._faults = name, events, faults

    def document(self) -> Node:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml_events.DocumentStartEvent):
                if node is not None:
                    expected = "a file of a book is one document"
                    raise _Refused("book.yaml", self._place(event), "a second document begins here", expected)
                node = self._node(next(self._events), 0)
        return node if node is not None else Scalar("", False, Place(self._name, 1, 1), 0, 0)

    def _place(self, event: Any) -> Place:  # noqa: ANN401 - an event of either parser
        return Place(self._name, event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - an event of either parser
        place = self._place(event)
        if isinstance(event, yaml_events.AliasEvent) or event.anchor:
            found = "an anchor or alias (& or *) stands here"
            raise _Refused("book.alias", place, found, "write the value out, or put it in quotation marks")
        if getattr(event, "tag", None):
            found = f"the tag {quoted(str(event.tag))} stands here"
            raise _Refused("book.tag", place, found, "expected plain values, or text in quotation marks")
        if depth > DEPTH_MAX:
            raise _Refused(
                "book.yaml",
                place,
                "lists and keys stand too deep inside one another",
                f"expected at most {DEPTH_MAX} levels",
            )
        if isinstance(event, yaml_events.ScalarEvent):
            is_quoted = event.style in {"'", '"', "|", ">"}
            return Scalar(event.value, is_quoted, place, event.start_mark.index, event.end_mark.index)
        if isinstance(event, yaml_events.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := next(self._events), yaml_events.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Listing(tuple(items), place)
        return self._mapping(place, depth)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml_events.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(
                    "book.yaml",
                    key.place,
                    "a list or keys stand where a key belongs",
                    "expected a word as key",
                )
            value = self._node(next(self._events), depth + 1)
            if key.text in seen:
                expected = f"it is given before at line {seen[key.text].line}; keep one of them"
                self._faults.add(
                    "book.repeated-key", key.place, f"the key {quoted(key.text)} is given twice", expected
                )
                continue
            seen[key.text] = key.place
            entries.append((key, value))
        return Mapping(tuple(entries), place)
