"""A place prints what is known of it; a fault says where, what, what was expected and the nearest name."""

from __future__ import annotations

import pytest

from votebook.core.measure.source import NOWHERE, Fault, Place, Source, SourceKind


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (Place("lines.csv", 3, 7), "lines.csv:3:7"),
        (Place("lines.csv", 3), "lines.csv:3"),
        (Place("lines.csv"), "lines.csv"),
        (Place("lines.csv", 0, 7), "lines.csv"),
        (NOWHERE, ""),
    ],
)
def test_a_place_prints_what_is_known(place: Place, printed: str) -> None:
    assert str(place) == printed


def test_places_sort_by_file_then_line_then_column() -> None:
    places = [Place("b", 1), Place("a", 10), Place("a", 9, 2), Place("a", 9, 1)]

    assert [str(place) for place in sorted(places)] == ["a:9:1", "a:9:2", "a:10", "b:1"]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (Source(SourceKind.CONTRACT, "office lease, clause 4"), "contract: office lease, clause 4"),
        (Source(SourceKind.OURS), "ours"),
    ],
)
def test_a_source_names_its_kind_and_reference(source: Source, printed: str) -> None:
    assert str(source) == printed


@pytest.mark.parametrize(
    ("place", "nearest", "explained"),
    [
        (Place("lines.csv", 2, 4), "website", "lines.csv:2:4: found; expected. Did you mean website?"),
        (Place("book.yaml"), "", "book.yaml: found; expected."),
        (NOWHERE, "", "found; expected."),
    ],
)
def test_a_fault_explains_itself_in_one_line(place: Place, nearest: str, explained: str) -> None:
    fault = Fault("book.unknown-name", place, "found", "expected", nearest)

    assert fault.explain() == explained
