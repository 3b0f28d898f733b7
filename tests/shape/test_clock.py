"""Only wiring reads the clock: everything else gives the same answer on any day."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.shape.tree import ROOT, files, parsed, plant, shown

_READINGS = frozenset(
    "now today utcnow fromtimestamp time time_ns monotonic perf_counter localtime gmtime".split()
)
_CLOCKS = frozenset({"datetime", "date", "time"})


def clock_readings(root: Path) -> tuple[str, ...]:
    """The places outside wiring that ask what time it is."""
    found: list[str] = []
    for path in files(root, ("src",), ".py"):
        if "wiring" in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Attribute(value=ast.Name(id=clock) | ast.Attribute(attr=clock), attr=reading) if (
                    clock in _CLOCKS and reading in _READINGS
                ):
                    found.append(f"{shown(root, path, node.lineno)} {clock}.{reading}")
                case ast.ImportFrom(module="time", names=names):
                    found += [f"{shown(root, path, node.lineno)} {alias.name}" for alias in names]
    return tuple(found)


def test_nobody_but_wiring_reads_the_clock() -> None:
    assert clock_readings(ROOT) == ()


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("x = datetime.now()", "datetime.now"),
        ("x = date.today()", "date.today"),
        ("x = datetime.date.today()", "date.today"),
        ("x = datetime.datetime.utcnow()", "datetime.utcnow"),
        ("x = time.time()", "time.time"),
        ("clock = date.today", "date.today"),
        ("from time import monotonic", "monotonic"),
    ],
)
def test_a_reading_of_the_clock_is_caught(text: str, caught: str, tmp_path: Path) -> None:
    plant(tmp_path, "src/votebook/core/plan/line.py", text)
    plant(tmp_path, "src/votebook/wiring/clock.py", text)

    assert clock_readings(tmp_path) == (f"src/votebook/core/plan/line.py:1 {caught}",)
