"""Whatever fails is told in a sentence with an exit code, and never as a trace unless one was asked for."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable

import pytest

from votebook.app.ports import BookMissing, FileUnreadable, FolderTaken, WriteRefused
from votebook.wiring.guard import guarded, sentence_for

Failing = Callable[[], int]


def raising(failure: BaseException) -> Failing:
    def action() -> int:
        raise failure

    return action


@pytest.mark.parametrize("code", [0, 1, 2])
def test_an_exit_code_is_passed_on(code: int) -> None:
    assert guarded(lambda: code) == code


@pytest.mark.parametrize("kind", [BookMissing, FileUnreadable, FolderTaken, WriteRefused])
def test_a_failure_of_the_world_is_its_own_sentence(
    kind: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    code = guarded(raising(kind("There is no book here.")))

    assert (code, capsys.readouterr().err) == (2, "There is no book here.\n")


def test_an_interruption_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(raising(KeyboardInterrupt()))

    assert code == 130
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space", "out.csv"),
            "The disk is full, so nothing more could be written: out.csv.",
        ),
        (PermissionError(errno.EACCES, "denied", "b"), "The permission to read or write is missing: b."),
        (FileExistsError(errno.EEXIST, "exists", "b"), "A file or folder is there already: b."),
        (OSError(errno.EIO, "Input/output error"), "The system refused: Input/output error."),
        (OSError("odd"), "The system refused: odd."),
    ],
)
def test_what_the_system_refuses_is_said_plainly(failure: OSError, said: str) -> None:
    assert sentence_for(failure) == said


def test_a_fault_of_the_program_gives_no_figure_and_no_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VOTEBOOK_DEBUG", raising=False)

    code = guarded(raising(AssertionError("sums foot")))

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert "(AssertionError: sums foot)" in told.err
    assert "Traceback" not in told.err


def test_a_trace_is_shown_to_whoever_asks_for_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOTEBOOK_DEBUG", "1")

    guarded(raising(ValueError()))

    told = capsys.readouterr().err
    assert "Traceback" in told
    assert told.rstrip().endswith("shows where it happened.")


def test_a_reader_that_has_gone_is_no_failure_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = io.StringIO()
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", errors)

    code = guarded(raising(BrokenPipeError()))

    assert (code, errors.getvalue()) == (141, "")


def test_an_error_stream_that_is_closed_does_not_change_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8", buffering=1) as closed:
        monkeypatch.setattr(sys, "stderr", closed)

        code = guarded(raising(BookMissing("x")))

        monkeypatch.undo()
        os.dup2(os.open(os.devnull, os.O_WRONLY), writing)

    assert code == 2
