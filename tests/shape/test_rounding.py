"""Nothing is rounded but in the few places that may: elsewhere a figure would change unexplained."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.shape.tree import ROOT, files, parsed, plant, shown

MAY_ROUND = {
    "src/votebook/core/measure/money.py": "the one rule: half away from zero to the penny",
    "src/votebook/core/measure/apportionment.py": "the largest remainder needs whole parts",
    "src/votebook/core/measure/workday.py": "counts whole weeks of days",
    "src/votebook/core/measure/year.py": "counts whole years of months",
    "src/votebook/core/report/footing.py": "controlled rounding of a printed table",
    "src/votebook/core/plan/arithmetic/rational.py": "the same rule over whole columns",
    "src/votebook/core/plan/arithmetic/placement.py": "the largest remainder under signed weights",
    "src/votebook/core/plan/recalculation.py": "decides when a full calculation is quicker",
    "src/votebook/core/plan/model.py": "bounds the size of an amount, not an amount",
    "src/votebook/core/plan/arithmetic/table.py": "brings columns to a common denominator, without remainder",
    "src/votebook/core/report/table.py": "rounds a statement's figures once, where they are printed",
    "src/votebook/core/report/figure.py": "the one place where a cell is printed",
    "src/votebook/core/check/finding.py": "prints an amount in running text",
    "src/votebook/core/measure/fit.py": "bounds the range of a fitted rate, never an amount",
    "src/votebook/core/plan/calibration.py": "prints a share of variation in per cent",
    "src/votebook/formats/book/reading.py": "counts the bytes of a file",
    "src/votebook/app/calibrating.py": "writes pounds and pence of a figure that is whole pence already",
    "src/votebook/formats/answer/months_text.py": "counts the columns that fit on a page",
    "src/votebook/formats/answer/explanation_text.py": "shows the first decimals of an endless value",
    "src/votebook/formats/spreadsheet/cells.py": "counts the letters of a column's name",
    "src/votebook/formats/spreadsheet/packing.py": "counts the bytes of a file",
    "src/votebook/formats/lettering.py": "counts the blanks on both sides of a centred text",
}
"""The modules that may round or divide to whole numbers, and why."""

_FUNCTIONS = frozenset(
    "round round_half_away floor ceil trunc rint floor_divide quantize to_integral_value divmod".split()
)


def roundings(tree: ast.AST) -> tuple[tuple[int, str], ...]:
    """The lines of a module that round, each with what rounds there."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in _FUNCTIONS:
                found.append((node.lineno, name))
            case ast.Attribute(attr=name) if name in _FUNCTIONS:
                found.append((node.lineno, name))
            case ast.ImportFrom(names=names):
                found += [(node.lineno, alias.name) for alias in names if alias.name in _FUNCTIONS]
            case ast.BinOp(op=ast.FloorDiv()) | ast.AugAssign(op=ast.FloorDiv()):
                found.append((node.lineno, "//"))
    return tuple(found)


def roundings_in(root: Path) -> dict[str, tuple[str, ...]]:
    """The modules of the package that round, with the places."""
    by_path = {path: roundings(parsed(path)) for path in files(root, ("src",), ".py")}
    return {
        shown(root, path): tuple(f"{line} {name}" for line, name in sorted(found))
        for path, found in by_path.items()
        if found
    }


def test_only_the_allowed_modules_round() -> None:
    elsewhere = {path: found for path, found in roundings_in(ROOT).items() if path not in MAY_ROUND}

    assert elsewhere == {}


def test_every_allowance_is_needed() -> None:
    assert sorted(set(MAY_ROUND) - set(roundings_in(ROOT))) == []


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("x = round(1.5)", "1 round"),
        ("import math\nx = math.floor(1.5)", "2 floor"),
        ("from math import ceil", "1 ceil"),
        ("import numpy\nx = numpy.rint(1.5)", "2 rint"),
        ("x = amount.quantize(penny)", "1 quantize"),
        ("x = list(map(round, amounts))", "1 round"),
        ("x = pence // 100", "1 //"),
        ("pence //= 100", "1 //"),
        ("x, y = divmod(pence, 100)", "1 divmod"),
    ],
)
def test_a_rounding_is_caught(text: str, caught: str, tmp_path: Path) -> None:
    plant(tmp_path, "src/votebook/core/plan/line.py", text)

    assert roundings_in(tmp_path) == {"src/votebook/core/plan/line.py": (caught,)}
