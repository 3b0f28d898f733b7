"""What is said of a mistake names both places, the allowed words, and characters as they stand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.corpus.good import good_book, write_book
from votebook.app.book import Book
from votebook.core.measure.unit import POUNDS
from votebook.core.plan.model import prepare
from votebook.formats.book.loading import load_book
from votebook.formats.book.saving import save_book


def said_of(folder: Path, file: str, old: str, new: str) -> list[str]:
    """Everything that is said of the good book with one change."""
    files = good_book()
    text = files[file]
    assert isinstance(text, str)
    assert old in text
    files[file] = text.replace(old, new, 1)
    loaded = load_book(write_book(folder, files))
    found = prepare(loaded.budget) if isinstance(loaded, Book) else loaded
    return [fault.explain() for fault in found] if isinstance(found, tuple) else []


def test_a_line_that_is_shared_and_stands_on_a_member_is_told_with_both_places(tmp_path: Path) -> None:
    (said,) = said_of(tmp_path, "lines.csv", "quarterly,,,", "quarterly,,,testing")

    assert said.startswith(
        "shares.csv:2:1: chair has shares over area, and stands wholly on its member testing"
    )
    assert "at lines.csv:2:" in said
    assert said.endswith("delete the shares, or leave its member blank there.")


def test_a_slip_in_a_key_is_one_message_and_what_stands_under_it_is_read(tmp_path: Path) -> None:
    said = said_of(tmp_path, "book.yaml", "structure:", "structur:")

    assert said == [
        "book.yaml:15:1: the key 'structur' is not known here; expected structure. Did you mean structure?"
    ]


def test_a_key_that_is_near_to_none_is_told_with_each_key_that_is_left_once(tmp_path: Path) -> None:
    (said,) = said_of(tmp_path, "book.yaml", "classification: White", "zzz: White")

    assert "the key 'zzz' is not known here; expected classification" in said
    assert said.count("structure") <= 1


def test_a_blank_kind_of_source_names_the_words_that_may_stand(tmp_path: Path) -> None:
    (said,) = said_of(tmp_path, "parameters.csv", "650,contract", "650,")

    assert "source_kind is blank; expected one of contract, policy, index, published" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("components.csv", "website_support * months", "website_support × months", "stands '×'"),
        ("parameters.csv", ",5%,", ",5‰,", "'5‰' is not a number"),
    ],
)
def test_a_character_that_can_be_printed_is_shown_as_it_is(
    tmp_path: Path, file: str, old: str, new: str, shown: str
) -> None:
    assert shown in " ".join(said_of(tmp_path, file, old, new))


def test_a_value_in_pounds_with_commas_is_read(tmp_path: Path) -> None:
    files = good_book()
    text = files["parameters.csv"]
    assert isinstance(text, str)
    files["parameters.csv"] = text.replace(",650,", ',"£7,125",', 1)

    loaded = load_book(write_book(tmp_path, files))

    assert isinstance(loaded, Book)
    parameter = loaded.budget.parameter_by_name["website_support"]
    assert dict(parameter.unit.powers)["£"] == dict(POUNDS.powers)["£"]
    assert parameter.values[0].value == 7125
    assert type(parameter.values[0].value) is Fraction
    assert save_book(loaded, tmp_path) == ()
