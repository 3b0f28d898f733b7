"""Main: where the command ``votebook`` begins, with nothing read yet that could delay it.

Whatever the program needs is read inside, where an interruption is already met in a sentence; so is
one that comes while the little that is read here is read.
"""

import sys

_INTERRUPTED = "Interrupted; nothing was left half done.\n"

try:
    import gc
    import os
    from importlib import import_module
except KeyboardInterrupt:
    sys.stderr.write(_INTERRUPTED)
    sys.exit(130)


def main() -> None:
    """Answer the question on the command line and leave with its exit code."""
    try:
        os.environ.setdefault(
            "OPENBLAS_NUM_THREADS", "1"
        )  # whole numbers need no such threads: 0.1 s of a start
        gc.set_threshold(100_000)  # a run is short: collecting while modules are read only makes it longer
        code = import_module("votebook.wiring.guard").guarded(_answer)
    except KeyboardInterrupt:
        sys.stderr.write(_INTERRUPTED)
        code = 130
    sys.exit(code)


def _answer() -> int:
    code: int = import_module("votebook.cli.commands").run(sys.argv[1:])
    return code
