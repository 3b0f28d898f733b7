"""The program as a process: interrupted, cut off, out of space, without its checks; never a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "from votebook.cli.main import main; main()"
WAITING = """
import signal, sys
from votebook.cli import show
from votebook.cli.main import main
def wait(*arguments, **options):
    print("begun", flush=True)
    signal.pause()
show.opened = wait
sys.argv = ["votebook", "show", "book"]
main()
"""
NEVER_WRITTEN = Path("/dev/full")


def votebook(*arguments: object, optimised: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the program by itself."""
    command = [sys.executable, *(["-O"] if optimised else []), "-c", PROGRAM, *map(str, arguments)]
    environment = {**os.environ, "VOTEBOOK_DEBUG": ""}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def test_the_program_answers(book: Path) -> None:
    done = votebook("show", book)

    assert (done.returncode, done.stderr) == (0, "")
    assert "The budget" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_program_refuses_to_run_without_its_checks(book: Path) -> None:
    done = votebook("show", book, optimised=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert "does not run under python -O" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_interruption_ends_in_one_line() -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"

    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)

    assert running.returncode == 130
    assert told == "Interrupted; nothing was left half done.\n"


def test_a_reader_that_stops_reading_is_met_in_silence(book: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "show", str(book)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()

    told = running.stderr.read()
    running.stderr.close()

    assert running.wait(timeout=30) == 141
    assert told == b""


@pytest.mark.skipif(not NEVER_WRITTEN.exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_said_in_a_sentence(book: Path) -> None:
    with NEVER_WRITTEN.open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "show", str(book)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "The disk is full, so nothing more could be written.\n"


def test_an_interruption_while_the_program_is_still_being_read_ends_in_one_line() -> None:
    program = """
import votebook.cli.main as begun
def interrupted(name):
    raise KeyboardInterrupt
begun.import_module = interrupted
begun.main()
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (130, "Interrupted; nothing was left half done.\n")


def test_an_interruption_while_the_first_module_is_read_ends_in_one_line() -> None:
    program = """
import sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "importlib":
            raise KeyboardInterrupt
sys.modules.pop("importlib", None)
import votebook.cli
sys.meta_path.insert(0, Interrupting())
import votebook.cli.main
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (130, "Interrupted; nothing was left half done.\n")
