"""Guard: the one place where failures end, each as a plain sentence and an exit code.

Only the standard library is imported here, so that an interruption is met calmly even while the
rest of the program is still being read.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable

from votebook.app.ports import SettingsRefused, WorldFailed

FINE = 0
FOUND = 1
REFUSED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141

_SENTENCES = {
    errno.ENOSPC: "The disk is full, so nothing more could be written",
    errno.EACCES: "The permission to read or write is missing",
    errno.EPERM: "The permission to read or write is missing",
    errno.ENOENT: "A file or folder is not there",
    errno.EEXIST: "A file or folder is there already",
    errno.ENOTDIR: "A file stands where a folder was expected",
    errno.EISDIR: "A folder stands where a file was expected",
    errno.EROFS: "The place can only be read, not written",
    errno.EMFILE: "Too many files are open at once",
}


def guarded(action: Callable[[], int]) -> int:
    """Do something and give its exit code; whatever fails is told in a sentence, never as a trace.

    ``VOTEBOOK_DEBUG=1`` adds the trace, for whoever looks for a fault in the program itself.
    """
    try:
        _refuse_unguarded(sys.flags.optimize)
        code = action()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _tell("Interrupted; nothing was left half done.", INTERRUPTED)
    except BrokenPipeError:
        _close_quietly()
        return PIPE_CLOSED
    except WorldFailed as failure:
        return _tell(str(failure), REFUSED)
    except OSError as failure:
        _close_quietly()
        return _tell(sentence_for(failure), REFUSED)
    except Exception as failure:  # noqa: BLE001 - the one place where an unforeseen failure becomes a sentence
        return _tell(_unforeseen(failure), REFUSED)
    return code


def sentence_for(failure: OSError) -> str:
    """Say in plain words what the system refused, and where."""
    said = _SENTENCES.get(failure.errno or 0, f"The system refused: {failure.strerror or failure}")
    return f"{said}: {failure.filename}." if failure.filename else f"{said}."


def _refuse_unguarded(level: int) -> None:
    if level:
        raise SettingsRefused(
            "Votebook does not run under python -O or PYTHONOPTIMIZE: it would drop the checks that keep "
            "its figures right. Start it without."
        )


def _unforeseen(failure: Exception) -> str:
    what = str(failure).splitlines()[0] if str(failure) else ""
    said = f"{type(failure).__name__}: {what}".rstrip(": ")
    return (
        f"Votebook met a fault of its own and stopped, so that no wrong figure is shown ({said}). "
        "Please report it; VOTEBOOK_DEBUG=1 shows where it happened."
    )


def _tell(sentence: str, code: int) -> int:
    if os.environ.get("VOTEBOOK_DEBUG") == "1":
        traceback.print_exc()
    try:
        print(sentence, file=sys.stderr)  # noqa: T201 - the last word has no other way out
    except OSError:
        return code
    return code


def _close_quietly() -> None:
    """Point standard output at nothing, so that closing it cannot fail again."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        return
