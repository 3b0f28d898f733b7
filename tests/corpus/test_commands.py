"""A sample of the malformed books through the commands: exit code 1 or 2, sentences, and no figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.good import good_book, write_book
from tests.corpus.mutation import Mutation
from tests.corpus.test_bad_books import ALL
from votebook.cli.commands import run
from votebook.wiring.guard import guarded

SAMPLE = ALL[::12]
COMMANDS = (("show",), ("check",), ("explain", "chair", "2020/21"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("mutation", SAMPLE, ids=lambda mutation: mutation.name.replace(" ", "-"))
def test_a_malformed_book_is_told_and_nothing_of_it_is_shown(
    mutation: Mutation, command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = good_book()
    mutation.change(files)
    folder = write_book(tmp_path / "book", files)

    code = guarded(lambda: run([command[0], str(folder), *command[1:]]))

    printed = capsys.readouterr()
    assert code in {1, 2}
    assert "Traceback" not in printed.out + printed.err
    assert "fault of its own" not in printed.err
    assert "24,000" not in printed.out
    for expected in mutation.expected:
        file = expected.partition(" ")[2].partition(":")[0]
        assert file in printed.out + printed.err


def test_faults_as_json_have_their_code_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = good_book()
    files["amounts.csv"] = str(files["amounts.csv"]).replace("24500.50", "NaN")
    folder = write_book(tmp_path / "book", files)

    code = guarded(lambda: run(["show", str(folder), "--format", "json"]))

    printed = capsys.readouterr()
    assert code == 1
    assert "book.number" in json.dumps(json.loads(printed.out or printed.err))
